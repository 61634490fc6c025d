#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "checks/registry.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "report/json.hpp"
#include "report/text.hpp"
#include "studies/enumerate.hpp"
#include "studies/given_point.hpp"
#include "studies/probe.hpp"
#include "studies/search/report_search.hpp"
#include "studies/verify.hpp"
#include "tests/checks/toy/rayleigh_family.hpp"

// A family that is nowhere in src and checks goes through what the commands call: all that it needs is its line in the
// registry.

namespace laecert::checks {
namespace {

using claims::Standing;
using problem::Instance;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

FamilyRegistry with_rayleigh(Index offset = 0) {
  FamilyRegistry registry = builtin_registry();
  registry.families.push_back(testing::rayleigh_family(offset));  // the one line
  return registry;
}

Instance diagonal(const std::string& values) {
  return Instance::from_spectrum(instances::parse_spectrum(values), {.name = "S", .k = 1, .lambda = Rational(1, 2)});
}

TEST(ToyFamily, IsVerified) {
  const report::Report report =
      studies::verify(diagonal("5,3,2"), {.registry = with_rayleigh(), .losses = {"rayleigh"}});

  std::vector<std::string> ids;
  for (const claims::StatementResult& one : report.statements) {
    ids.push_back(one.info.id);
    EXPECT_EQ(one.standing, Standing::as_expected) << one.info.id << ": " << one.reason;
  }
  EXPECT_THAT(ids, ElementsAre("rayleigh.index", "rayleigh.nullity", "search.list"));
  for (const claims::ControlResult& one : report.controls)
    EXPECT_EQ(one.outcome, claims::ControlOutcome::refuted) << one.id;
  EXPECT_EQ(report.manifolds.size(), 4U);
  EXPECT_THAT(report::to_text(report), HasSubstr("rayleigh.index"));
}

TEST(ToyFamily, StandsBesideTheOthers) {
  const report::Report report = studies::verify(diagonal("5,3,2"), {.registry = with_rayleigh()});

  const auto has = [&](const std::string& id) {
    return std::any_of(report.statements.begin(), report.statements.end(),
                       [&](const claims::StatementResult& one) { return one.info.id == id; });
  };
  EXPECT_TRUE(has("sum.index") && has("tied.index") && has("rayleigh.index"));
}

TEST(ToyFamily, IsExactAtRationalPoints) {
  const report::Report report =
      studies::verify(diagonal("9,4"), {.registry = with_rayleigh(), .statements = {"rayleigh.index"}});

  EXPECT_EQ(report.statements.front().verdict, Verdict::exact);
}

TEST(ToyFamily, IsRefutedWhereItsListIsWrong) {
  const report::Report report =
      studies::verify(diagonal("5,3,2"), {.registry = with_rayleigh(1), .losses = {"rayleigh"}});

  EXPECT_EQ(report.statements.front().verdict, Verdict::refuted);
  EXPECT_EQ(report.statements.back().verdict, Verdict::refuted);  // search.list
}

TEST(ToyFamily, IsInapplicableWhereItsHypothesisFails) {
  const Instance dense = Instance::from_gram(Matrix<Rational>{{2, 1}, {1, 2}}, {.name = "S", .k = 1, .lambda = 1});
  const studies::ProbeOptions options{.registry = with_rayleigh(), .loss = "rayleigh", .index_set = {1}};

  const studies::PointAnswer answer = studies::probe(dense, options);

  ASSERT_FALSE(answer.point);
  EXPECT_EQ(answer.outcome, studies::PointOutcome::inapplicable);
}

TEST(ToyFamily, IsEnumerated) {
  const studies::Enumeration enumeration =
      studies::enumerate(diagonal("5,3,2"), {.registry = with_rayleigh(), .losses = {"rayleigh"}, .counts = true});

  const studies::LossEnumeration& loss = enumeration.losses.front();
  ASSERT_EQ(loss.manifolds.size(), 4U);
  EXPECT_EQ(loss.manifolds[2].predicted.value, "-9");
  EXPECT_EQ(loss.counts->by_rank_and_index.size(), 2U);
}

TEST(ToyFamily, IsProbedAndCertifiedAndHasACertificate) {
  studies::CertificateSet set;
  const auto observe = [&](const studies::CertifiedRecords& certified) { studies::add_certificates(set, certified); };
  studies::ProbeOptions probing{.registry = with_rayleigh(), .loss = "rayleigh", .index_set = {2}};
  probing.observe = observe;
  studies::GivenPointOptions given{.registry = with_rayleigh(), .loss = "rayleigh"};
  given.observe = observe;

  const studies::PointAnswer answer = studies::probe(diagonal("5,3,2"), probing);
  const studies::GivenPoint nearby = studies::certify_given_point(
      diagonal("9,4"), {.W1 = {}, .W2 = Matrix<Rational>{{Rational(1, 1000000000)}, {2}}}, given);

  ASSERT_TRUE(answer.point) << answer.reason;
  EXPECT_EQ(answer.point->manifold.index, 1);
  EXPECT_EQ(answer.point->weights.front().name, "x");
  ASSERT_TRUE(nearby.point) << nearby.reason;
  EXPECT_EQ(nearby.nearest, "{2}");
  ASSERT_EQ(set.files.size(), 2U);
  EXPECT_EQ(set.files.front().name, "rayleigh-2.json");
  EXPECT_THAT(set.files.front().statements, ElementsAre("rayleigh.index", "rayleigh.nullity"));
  const nlohmann::json certificate = nlohmann::json::parse(set.files.front().content);
  EXPECT_EQ(certificate["claim"]["problem"], "rayleigh");
  EXPECT_EQ(certificate["claim"]["inertia"], (nlohmann::json{"1", "0", "2"}));
  EXPECT_TRUE(certificate["point"].contains("x"));
}

TEST(ToyFamily, RefusesWeightsOfAnotherShape) {
  const studies::GivenPointOptions options{.registry = with_rayleigh(), .loss = "rayleigh"};
  const GivenWeights wide{.W1 = {}, .W2 = Matrix<Rational>::Zero(2, 2)}, none{};

  EXPECT_THROW((void)studies::certify_given_point(diagonal("9,4"), wide, options), UsageError);
  EXPECT_THROW((void)studies::certify_given_point(diagonal("9,4"), none, options), UsageError);
}

TEST(ToyFamily, IsSearched) {
  const studies::Search search =
      studies::search(diagonal("5,3,2"), {.registry = with_rayleigh(), .losses = {"rayleigh"}, .plan = {.starts = 60}});

  const studies::LossSearch& loss = search.losses.front();
  EXPECT_EQ(loss.certified, loss.matched);
  EXPECT_EQ(loss.found.size(), 4U);
  EXPECT_THAT(loss.unmatched, IsEmpty());
}

std::vector<std::filesystem::path> sources_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(LAECERT_SOURCE_DIR) + "/" + folder)) {
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") files.push_back(entry.path());
  }
  return files;
}

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// What adding a family touches: its own folders, and one line (with its include) of checks/registry.cpp. Nothing else
// in src or checks knows the toy family, nor `tied`, which is a family like it.
TEST(ToyFamily, IsKnownToNothingOutsideItsFolders) {
  for (const char* folder : {"src", "checks"}) {
    for (const std::filesystem::path& file : sources_of(folder)) {
      const std::string text = text_of(file), name = file.string();
      EXPECT_EQ(text.find("rayleigh"), std::string::npos) << name;
      const bool is_its_own = name.find("/tied/") != std::string::npos || name.ends_with("checks/registry.cpp");
      if (!is_its_own) {
        EXPECT_EQ(text.find("checks/tied/"), std::string::npos) << name;
      }
    }
  }
  const std::string registry = text_of(std::string(LAECERT_SOURCE_DIR) + "/checks/registry.cpp");
  for (const char* family : {"lae", "tied", "ppca"})
    EXPECT_THAT(registry, HasSubstr("\n                  " + std::string(family) + "_family(theory),\n")) << family;
}

}  // namespace
}  // namespace laecert::checks
