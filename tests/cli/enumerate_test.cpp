#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Enumerate, ListsTheManifoldsOfIrisWithTheirPredictions) {
  const Ran ran = laecert({"enumerate", "--builtin", "iris", "--loss", "sum"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("manifolds (sum): 7, predicted\n"));
  EXPECT_THAT(ran.out, HasSubstr("\n  {1,3}       2          1      1        1  350.647417751103970005615923891\n"));
  EXPECT_THAT(ran.out, Not(HasSubstr("exact  ")));
  EXPECT_THAT(ran.out, Not(HasSubstr("more (--limit)")));
}

TEST(Enumerate, PredictsWhatVerifyProves) {
  const auto parsed = [](const char* command) {
    return json::parse(laecert({command, "--exact-instance", "4,7", "-k", "2", "--lambda", "3/2", "--json", "-"}).out);
  };
  const json proved = parsed("verify").at("manifolds");
  json predicted = json::array();
  const json enumeration = parsed("enumerate");
  for (const json& loss : enumeration.at("losses")) {
    for (const json& manifold : loss.at("manifolds")) predicted.push_back(manifold);
  }

  ASSERT_EQ(predicted.size(), proved.size());
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    for (const auto& [key, value] : predicted[i].items()) EXPECT_EQ(value, proved[i].at(key)) << i << ' ' << key;
  }
}

TEST(Enumerate, ListsAHundredAndSaysHowManyMore) {
  const Ran ran = laecert({"enumerate", "--builtin", "digits", "--loss", "sum"});
  const Ran three = laecert({"enumerate", "--builtin", "digits", "--loss", "sum", "--limit", "3", "--json", "-"});
  const Ran none = laecert({"enumerate", "--builtin", "digits", "--loss", "sum", "--limit", "0"});

  EXPECT_THAT(ran.out, HasSubstr("  ... and 19550 more (--limit)\n"));
  EXPECT_EQ(json::parse(three.out).at("losses")[0].at("manifolds").size(), 3U);
  EXPECT_EQ(json::parse(three.out).at("losses")[0].at("count"), "19650");
  EXPECT_THAT(none.out, HasSubstr("  ... and 19650 more (--limit)\n"));
}

TEST(Enumerate, PrintsValuesToTheDigitsAskedFor) {
  const Ran ran = laecert({"enumerate", "--builtin", "iris", "--loss", "sum", "--digits", "100", "--json", "-"});

  const json manifold = json::parse(ran.out).at("losses")[0].at("manifolds")[5];
  EXPECT_EQ(manifold.at("value").get<std::string>().size(), 101U);  // the point
  EXPECT_THAT(manifold.at("radius").get<std::string>(), HasSubstr("e-"));
}

// m = 60, k = 30: more than 10^17 manifolds, counted without a list.
TEST(Enumerate, CountsWhatNobodyCouldList) {
  std::string spectrum = "61";
  for (int i = 60; i > 1; --i) spectrum += fmt::format(",{}", i);
  const std::vector<std::string> instance{"--spectrum", spectrum, "-k", "30", "--lambda", "1/2", "--loss", "sum"};
  const auto enumerate = [&](const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"enumerate"};
    arguments.insert(arguments.end(), instance.begin(), instance.end());
    arguments.insert(arguments.end(), options.begin(), options.end());
    return laecert(arguments);
  };
  const std::string table = new_file("too_many.csv");

  const Ran counted = enumerate({"--counts", "--limit", "1", "--json", "-"});
  const Ran refused = enumerate({"--table", table});

  // (2^60 + C(60,30)) / 2 subsets of at most 30 of 60.
  const json loss = json::parse(counted.out).at("losses")[0];
  EXPECT_EQ(loss.at("count"), "635593043085854200");
  EXPECT_EQ(loss.at("counts")[0][1800], "1");  // {}: index k q
  EXPECT_EQ(loss.at("counts")[30][0], "1");    // the global minimum
  EXPECT_EQ(loss.at("manifolds").size(), 1U);
  EXPECT_EQ(refused.code, 64);
  EXPECT_THAT(refused.err, HasSubstr("635593043085854200 manifolds"));
  EXPECT_FALSE(std::filesystem::exists(table));
}

TEST(Enumerate, WritesTheWholeTableWhateverTheLimit) {
  const std::string table = new_file("digits.csv");

  const Ran ran =
      laecert({"enumerate", "--builtin", "digits", "--loss", "sum", "--limit", "2", "--table", table, "--json", "-"});

  const std::string content = content_of(table);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(std::count(content.begin(), content.end(), '\n'), 19651);
  EXPECT_EQ(json::parse(ran.out).at("losses")[0].at("manifolds").size(), 2U);
}

TEST(Enumerate, HasTheLossesInTheOrderOfTheReport) {
  const Ran ran = laecert({"enumerate", "--builtin", "iris", "--loss", "sum,none,sum", "--json", "-"});

  const json losses = json::parse(ran.out).at("losses");
  ASSERT_EQ(losses.size(), 2U);
  EXPECT_EQ(losses[0].at("loss"), "none");
  EXPECT_EQ(losses[1].at("loss"), "sum");
}

TEST(Enumerate, IsUndecidedWhereTheDigitsDoNotSuffice) {
  const std::vector<std::string> near{"enumerate", "--gram", near_gram(), "-k",       "1",  "--lambda",
                                      "1",         "--loss", "none,sum",  "--digits", "10", "--max-digits",
                                      "40"};
  std::vector<std::string> enough = near;
  enough.back() = "200";

  const Ran ran = laecert(near);

  EXPECT_EQ(ran.code, 2) << ran.out << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("laecert: undecided: none, sum: 2 eigenvalues are separated"));
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("manifolds (sum): undecided, "));
  EXPECT_EQ(laecert(enough).code, 0);
}

TEST(Enumerate, SaysWhyALossHasNoList) {
  const Ran ran = laecert({"enumerate", "--builtin", "repeated", "--json", "-"});

  const json losses = json::parse(ran.out).at("losses");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(losses[0].at("inapplicable"), "an eigenvalue of S repeats");
  EXPECT_EQ(losses[0].at("count"), nullptr);
  EXPECT_EQ(losses[2].at("manifolds")[1].at("rank_vector"), json({1, 0}));
}

}  // namespace
}  // namespace laecert::cli
