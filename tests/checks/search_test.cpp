#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checks/registry.hpp"
#include "checks/search/statement.hpp"
#include "claims/runner.hpp"
#include "families/lae/findings.hpp"
#include "families/lae/list_matcher.hpp"
#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "studies/search/report_search.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::checks {
namespace {

using laecert::testing::spectrum;

using claims::ControlOutcome;
using problem::Instance;
using theory::Manifold;
using theory::Profile;

studies::LossSearch search_sum(const Instance& instance, long starts, const ListedTheory& theory = {}) {
  return studies::search(instance,
                         {.registry = builtin_registry(theory), .losses = {"sum"}, .plan = {.starts = starts}})
      .losses.front();
}

TEST(Search, FindsTheFiveCriticalPointsOfTwoEigenvaluesAndOneUnit) {
  const studies::LossSearch sum = search_sum(spectrum("4,9/4", 1, 1), 200);

  ASSERT_EQ(sum.found.size(), 3U);
  std::vector<long> points;
  for (const studies::FoundManifold& one : sum.found) points.push_back(one.points.value());
  EXPECT_EQ(points, (std::vector<long>{1, 2, 2}));
  EXPECT_EQ(sum.certified, 200);
  EXPECT_EQ(sum.matched, 200);
  EXPECT_TRUE(sum.unmatched.empty());
}

TEST(Search, FindsAllSevenManifoldsOfThreeEigenvaluesAndTwoUnits) {
  const studies::LossSearch sum = search_sum(spectrum("9,4,2", 2, 1), 100);

  EXPECT_EQ(sum.found.size(), 7U);
  EXPECT_EQ(sum.never_found_count, "0");
}

TEST(Search, ReportsTheSameForAnyNumberOfThreads) {
  const Instance instance = instances::builtin("iris");
  const auto text = [&](int jobs) {
    return studies::to_text(studies::search(instance, {.effort = {.jobs = jobs}, .plan = {.starts = 12}}));
  };

  EXPECT_EQ(text(1), text(3));
}

TEST(Search, IsMatchedWhereEigenvaluesRepeat) {
  const studies::LossSearch sum = search_sum(spectrum("4,4,1", 2, 2), 40);

  EXPECT_EQ(sum.found.size(), 3U);
  EXPECT_EQ(sum.matched, sum.certified);
}

TEST(Search, ContradictsAListThatLacksAManifold) {
  const Instance instance = spectrum("9,4,2", 2, 1);
  for (std::size_t place = 0; place < 7; ++place) {
    const ListedTheory wrong{.manifolds = [place](const Profile& profile) {
      std::vector<Manifold> list = theory::predict_manifolds(profile);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
      return list;
    }};

    const studies::LossSearch sum = search_sum(instance, 100, wrong);

    ASSERT_FALSE(sum.unmatched.empty()) << place;
    EXPECT_THAT(sum.unmatched.front().contradiction, ::testing::HasSubstr("not listed"));
    EXPECT_EQ(sum.unmatched.front().weights.front().rows.size(), 2U);
  }
}

TEST(Search, ContradictsAWrongIndexAndAWrongValue) {
  const Instance instance = spectrum("9,4,2", 2, 1);
  const ListedTheory wrong_index{.manifolds = [](const Profile& profile) {
    std::vector<Manifold> list = theory::predict_manifolds(profile);
    for (Manifold& manifold : list) ++manifold.index;
    return list;
  }};
  const ListedTheory wrong_value{.value = [](Loss loss, const Manifold& manifold, const theory::Spectrum& s) {
    return theory::predict_value(loss, manifold, s) + Ball(Rational(1, 1000000), Precision{128});
  }};

  EXPECT_EQ(search_sum(instance, 10, wrong_index).unmatched.size(), 10U);
  EXPECT_EQ(search_sum(instance, 10, wrong_value).unmatched.size(), 10U);
}

// A point whose weights are scaled keeps no manifold: the loads are no ranks. A wide one says nothing.
TEST(ListMatcher, ContradictsAScaledPointAndIsSilentOnAWideOne) {
  for (const Loss loss : {Loss::none, Loss::product, Loss::sum}) {
    const LaeContext context = make_lae_context(loss, spectrum("9,4,2", 2, 1), {});
    const ListMatcher matcher(context);
    for (const ManifoldRecord& record : context.records) {
      if (record.manifold.rank == 0) continue;
      certify::CertifiedPoint scaled = *record.certified, wide = *record.certified;
      for (Ball& entry : scaled.point) entry *= Ball(Rational(99, 100), Precision{128});
      for (Ball& entry : wide.point) entry = entry.widened(Ball(1));

      EXPECT_EQ(matcher.match(*record.certified).manifold->index_set, record.manifold.index_set);
      EXPECT_FALSE(matcher.match(scaled).contradiction.empty());
      EXPECT_FALSE(matcher.match(scaled).manifold.has_value());
      EXPECT_FALSE(matcher.match(wide).manifold.has_value());
      EXPECT_TRUE(matcher.match(wide).contradiction.empty());
    }
  }
}

// W1 = (1, 7/10), W2 = (1, 0)^T has the loads of {1} for `none` on diag(4, 1), but another W2 W1.
TEST(ListMatcher, SeesAnEntryBesideTheDiagonal) {
  const LaeContext context = make_lae_context(Loss::none, spectrum("4,1", 1, 0), {});
  certify::CertifiedPoint sheared = *context.records[1].certified;
  sheared.point(1) += Ball(Rational(7, 10), Precision{128});

  EXPECT_THAT(ListMatcher(context).match(sheared).contradiction, ::testing::HasSubstr("another W2 W1"));
}

TEST(SearchList, IsSupportedAndItsControlRefuted) {
  const report::Report report = studies::verify(instances::builtin("iris"), {.statements = {"search.list"}});

  ASSERT_EQ(report.statements.size(), 1U);
  EXPECT_EQ(report.statements[0].verdict, Verdict::supported);
  EXPECT_EQ(report.statements[0].standing, claims::Standing::as_expected);
  ASSERT_EQ(report.controls.size(), 1U);
  EXPECT_EQ(report.controls[0].outcome, ControlOutcome::refuted);
}

TEST(SearchList, KeepsToTheNamedLossAndToItsBudget) {
  const Instance instance = spectrum("9,4,2", 2, 1);
  const auto run = [&](const studies::VerifyOptions& options) {
    return studies::verify(instance, options).statements.front();
  };

  EXPECT_EQ(run({.losses = {"sum"}, .statements = {"search.list"}}).cases.total, 1);
  EXPECT_EQ(run({.statements = {"search.list"}}).cases.total, 3);
  EXPECT_EQ(run({.statements = {"search.list"}, .starts = 0}).verdict, Verdict::inapplicable);
}

// A stop ends the starts, not the judgement of what they found.
TEST(SearchList, IsInterruptedOnlyWhereAStartIsLeftOut) {
  std::stop_source stop;
  stop.request_stop();
  const Instance instance = spectrum("9,4,2", 2, 1);
  const Effort effort;
  Contexts contexts(instance, effort);
  const std::shared_ptr<const ListedLoss> loss = loss_named(builtin_registry(), "sum", "--loss").on(contexts);
  const auto search = [&](long starts) {
    return search_list(*loss, {.starts = starts, .options = search_options(effort)}, {.stop = stop.get_token()});
  };

  EXPECT_FALSE(search(0).interrupted);
  EXPECT_TRUE(search(2).interrupted);
}

TEST(SearchList, IsNotReachedWhereTheListIsStopped) {
  std::stop_source stop;
  stop.request_stop();
  studies::VerifyOptions options{.statements = {"search.list"}, .starts = 0};
  options.map.stop = stop.get_token();

  const report::Report report = studies::verify(spectrum("9,4,2", 2, 1), options);

  EXPECT_FALSE(report.complete);
  EXPECT_EQ(report.statements.at(0).verdict, Verdict::undecided);
}

TEST(SearchList, IsRefutedByAWrongTheory) {
  const ListedTheory wrong{.manifolds = [](const Profile& profile) {
    std::vector<Manifold> list = theory::predict_manifolds(profile);
    list.erase(list.begin());
    return list;
  }};

  const report::Report report = studies::verify(
      spectrum("9,4,2", 2, 1), {.registry = builtin_registry(wrong), .statements = {"search.list"}, .starts = 30});

  EXPECT_EQ(report.statements[0].verdict, Verdict::refuted);
}

}  // namespace
}  // namespace laecert::checks
