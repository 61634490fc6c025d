// Every number of a report is read again as the claim that it is, and held against the same report with far more
// digits: a value with its radius, weights with the radius of them all, an upper bound, a lower bound.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <string>

#include "instances/builtin.hpp"
#include "instances/number.hpp"
#include "studies/enumerate.hpp"
#include "studies/ppca/report_ppca.hpp"
#include "studies/probe.hpp"
#include "studies/search/report_search.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies {
namespace {

using problem::Instance;
using report::Json;
using testing::spectrum;

Rational number(const Json& text) { return *instances::parse_rational(text.get<std::string>()); }

bool is_enclosed(const Json& json) {
  return json.is_object() && json.contains("value") && json.contains("radius") && json["value"].is_string() &&
         json["radius"].is_string();
}

// Two decimals that hold one number lie within the sum of their radii. Counts what was compared.
int compare_values(const Json& few, const Json& many, const std::string& path) {
  if (few.is_array()) {
    EXPECT_EQ(few.size(), many.size()) << path;
    int compared = 0;
    for (std::size_t i = 0; i < std::min(few.size(), many.size()); ++i) {
      compared += compare_values(few[i], many[i], path + "/" + std::to_string(i));
    }
    return compared;
  }
  if (!few.is_object()) return 0;
  int compared = 0;
  if (is_enclosed(few)) {
    ++compared;
    const Rational apart = number(few["value"]) - number(many["value"]);
    EXPECT_LE(abs(apart), number(few["radius"]) + number(many["radius"])) << path << ": " << few.dump();
  }
  for (const auto& [key, value] : few.items()) {
    if (many.contains(key)) compared += compare_values(value, many[key], path + "/" + key);
  }
  return compared;
}

// |A - A'|^2 over the entries.
Rational squared_distance(const Json& few, const Json& many) {
  Rational sum = 0;
  for (std::size_t i = 0; i < few.size(); ++i) {
    for (std::size_t j = 0; j < few[i].size(); ++j) {
      const Rational apart = number(few[i][j]) - number(many[i][j]);
      sum += apart * apart;
    }
  }
  return sum;
}

Effort with_digits(long digits) { return {.digits = digits, .max_digits = 400}; }

TEST(PrintedClaims, OfValuesHoldTheirNumbers) {
  for (const Instance& instance : {spectrum("9,4,1/3", 2, "1/7"), instances::builtin("iris")}) {
    const auto verified = [&](long digits) {
      return report::to_json(verify(instance, {.effort = with_digits(digits), .losses = {"sum", "product"}}));
    };
    const auto enumerated = [&](long digits) {
      const EnumerateOptions options{.losses = {"sum"}, .digits = digits, .max_digits = 400};
      return to_json(enumerate(instance, options), 100);
    };

    EXPECT_GT(compare_values(verified(9), verified(60), ""), 10);
    EXPECT_GT(compare_values(enumerated(9), enumerated(60), ""), 7);
  }
}

TEST(PrintedClaims, OfAPointHoldItsWeightsTogether) {
  for (const std::vector<Index>& set : {std::vector<Index>{}, {1}, {1, 3}}) {
    const auto probed = [&](long digits) {
      return to_json(probe(instances::builtin("iris"), {.effort = with_digits(digits), .index_set = set}));
    };
    const Json few = probed(9), many = probed(60);

    EXPECT_GT(compare_values(few, many, ""), 4);
    const Rational allowed = number(few["point_radius"]) + number(many["point_radius"]);
    const Rational apart = squared_distance(few["W1"], many["W1"]) + squared_distance(few["W2"], many["W2"]);
    EXPECT_LE(apart, allowed * allowed);
    EXPECT_GE(number(few["transpose_gap"]), 0);
  }
}

TEST(PrintedClaims, OfPpcaHoldVariancesDirectionsAndWeights) {
  const auto told = [](long digits) {
    PpcaCommandOptions options{.effort = with_digits(digits)};
    options.effort.manifolds = {.kind = Selection::Kind::sample, .count = 1};
    options.maximum_likelihood = true;
    return to_json(ppca(instances::builtin("iris"), options));
  };
  const Json few = told(9), many = told(60);

  EXPECT_GT(compare_values(few, many, ""), 5);
  for (std::size_t i = 0; i < few["components"].size(); ++i) {
    const Json &one = few["components"][i], &other = many["components"][i];
    const Rational allowed = number(one["direction_radius"]) + number(other["direction_radius"]);
    for (std::size_t j = 0; j < one["direction"].size(); ++j) {
      EXPECT_LE(abs(number(one["direction"][j]) - number(other["direction"][j])), allowed);
    }
  }
  const Rational allowed = number(few["estimate"]["W_radius"]) + number(many["estimate"]["W_radius"]);
  for (std::size_t i = 0; i < few["estimate"]["W"].size(); ++i) {
    for (std::size_t j = 0; j < few["estimate"]["W"][i].size(); ++j) {
      EXPECT_LE(abs(number(few["estimate"]["W"][i][j]) - number(many["estimate"]["W"][i][j])), allowed);
    }
  }
}

TEST(PrintedClaims, OfASearchHoldTheirValues) {
  const auto searched = [](long digits) {
    SearchCommandOptions options{.effort = with_digits(digits), .losses = {"sum"}};
    options.plan.starts = 6;
    return to_json(search(spectrum("9,4,1/3", 2, "1/7"), options));
  };

  EXPECT_GT(compare_values(searched(9), searched(60), ""), 3);
}

// s = 9, 4, 1/3, lambda = 1/7: the gaps 4/21, 5 and 11/3, each a lower bound of four digits.
TEST(PrintedClaims, OfHypothesesAreLowerBounds) {
  const report::Report report = verify(spectrum("9,4,1/3", 2, "1/7"), {.losses = {"sum"}, .statements = {"sum.map"}});
  const std::map<std::string, Rational> truth{{"lambda not an eigenvalue", Rational(4, 21)},
                                              {"eigenvalues above lambda distinct", Rational(11, 3)}};

  int compared = 0;
  for (const report::Hypothesis& one : report.preamble.hypotheses) {
    const auto known = truth.find(one.text);
    if (known == truth.end()) continue;
    ++compared;
    std::smatch match;
    ASSERT_TRUE(std::regex_search(one.margin, match, std::regex("gap ([0-9.]+)"))) << one.margin;
    const Rational shown = *instances::parse_rational(match[1].str());
    EXPECT_LE(shown, known->second) << one.text;
    EXPECT_GT(shown, known->second * Rational(999, 1000)) << one.text;
  }
  EXPECT_EQ(compared, 2);
}

}  // namespace
}  // namespace laecert::studies
