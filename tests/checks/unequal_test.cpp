#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "checks/registry.hpp"
#include "checks/search/search.hpp"
#include "checks/unequal/family.hpp"
#include "claims/runner.hpp"
#include "families/unequal/membership.hpp"
#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "numeric/random.hpp"
#include "studies/verify.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks::unequal_test {
namespace {

using claims::ControlOutcome;
using problem::Instance;
using theory::Manifold;
using theory::UnitProfile;

std::vector<Rational> rationals(const std::string& penalties) {
  const Vector<Rational> values = instances::parse_penalties(penalties);
  return {values.begin(), values.end()};
}

Instance with_penalties(const std::string& values, const std::string& penalties) {
  const std::vector<Rational> each = rationals(penalties);
  return Instance::from_spectrum(instances::parse_spectrum(values),
                                 {.name = "spectrum " + values + " penalties " + penalties,
                                  .k = static_cast<Index>(each.size()),
                                  .lambda = *std::min_element(each.begin(), each.end()),
                                  .penalties = each});
}

// S = U diag(s) U^T: its eigenvalues are enclosed.
Instance turned(const std::string& values, const std::string& penalties) {
  const Instance diagonal = with_penalties(values, penalties);
  const Matrix<Rational> U = theory::random_orthogonal(diagonal.m(), 5);
  const Matrix<Rational> scaled = U * diagonal.gram();
  return Instance::from_gram(scaled * U.transpose(), diagonal.setting());
}

Instance of_the_suite() {
  for (Instance& instance : instances::suite()) {
    if (!instance.setting().penalties.empty()) return std::move(instance);
  }
  throw std::logic_error("the suite has no penalties");
}

claims::RunResult run_on(const UnequalContext& context) {
  return claims::run(unequal_registry(), context, {.exact_instance = context.is_rational});
}

FamilyRegistry with_theory(const UnequalTheory& theory) {
  FamilyRegistry registry = builtin_registry();
  for (Family& family : registry.families) {
    if (!family.losses.empty() && family.losses.front().name == "unequal") family = unequal_family(theory);
  }
  return registry;
}

TEST(Unequal, IsExactWhereAllPointsAreRationalAndEveryControlIsRefuted) {
  const UnequalContext context = make_unequal_context(of_the_suite(), {});
  const claims::RunResult results = run_on(context);

  ASSERT_TRUE(context.is_rational);
  EXPECT_EQ(results.statements.size(), 8U);
  for (const claims::StatementResult& one : results.statements)
    EXPECT_EQ(one.verdict, Verdict::exact) << one.info.id << ": " << one.reason;
  for (const claims::ControlResult& one : results.controls) EXPECT_EQ(one.outcome, ControlOutcome::refuted) << one.id;
  for (const ManifoldRecord& record : context.records) EXPECT_TRUE(record.certified->exact);
}

TEST(Unequal, IsAsExpectedOnRealDataAndEveryControlIsRefuted) {
  for (const Instance& instance : {with_penalties("9,4,2", "1/2,1"), turned("9,4,2", "1/2,1"),
                                   turned("9,4,2", "1,3,1/2"), with_penalties("9,4,0,0", "3,1")}) {
    const claims::RunResult results = run_on(make_unequal_context(instance, {}));
    for (const claims::StatementResult& one : results.statements) {
      EXPECT_EQ(one.standing, claims::Standing::as_expected) << one.info.id << ": " << one.reason;
      EXPECT_TRUE(claims::is_proof(one.verdict)) << one.info.id;
    }
    for (const claims::ControlResult& one : results.controls)
      EXPECT_EQ(one.outcome, ControlOutcome::refuted) << instance.setting().name << ", " << one.id;
  }
}

// More units than eigenvalues above them, one unit, units that reach nothing, penalties in any order.
TEST(Unequal, IsDecidedForFewAndManyUnits) {
  for (const Instance& instance : {with_penalties("9,4", "1,2,3,5"), with_penalties("9,4,2", "3"),
                                   with_penalties("1,1/2", "7,5"), with_penalties("9,4,2", "20,1/2,3")}) {
    for (const claims::StatementResult& one : run_on(make_unequal_context(instance, {})).statements)
      EXPECT_TRUE(claims::is_proof(one.verdict)) << instance.setting().name << ", " << one.info.id << one.reason;
  }
}

TEST(Unequal, IsInapplicableWhereAHypothesisFails) {
  const auto reason = [](const Instance& instance) {
    const UnequalContext context = make_unequal_context(instance, {});
    EXPECT_TRUE(context.inapplicable) << instance.setting().name;
    EXPECT_TRUE(context.records.empty());
    return context.inapplicable.value_or("");
  };
  const Vector<Rational> s = instances::parse_spectrum("9,4,2");

  EXPECT_EQ(reason(Instance::from_spectrum(s, {.name = "none", .k = 2, .lambda = 1})),
            "the units have no penalties (--penalties)");
  EXPECT_EQ(reason(with_penalties("9,4,2", "1,3,1")),
            "units 1 and 3 have the same penalty: the list is that of distinct penalties");
  EXPECT_EQ(reason(with_penalties("9,4,2", "1,0")), "a penalty is zero");
  EXPECT_EQ(reason(with_penalties("9,4,2", "1,4")), "the penalty of unit 2 is an eigenvalue of S (a wall)");
  EXPECT_EQ(reason(turned("9,4,2", "1,4")), "the penalty of unit 2 is an eigenvalue of S (a wall)");
  EXPECT_EQ(reason(with_penalties("9,4,4", "5,1")), "an eigenvalue above the least penalty repeats");
  EXPECT_FALSE(make_unequal_context(with_penalties("9,4,1/2,1/2", "5,1"), {}).inapplicable);
}

// The list may be asked for with any lambda beside it.
TEST(Unequal, DoesNotAskForLambda) {
  problem::Setting setting = with_penalties("9,4,2", "3,1").setting();
  setting.lambda = 5;
  const Instance instance = Instance::from_spectrum(instances::parse_spectrum("9,4,2"), setting);

  const UnequalContext context = make_unequal_context(instance, {});

  EXPECT_EQ(context.records.size(), make_unequal_context(with_penalties("9,4,2", "3,1"), {}).records.size());
  EXPECT_EQ(context.spectrum->q, 3);
}

// The count and the index of each point against brute force over signs: the search knows nothing of the list.
TEST(Unequal, IsFoundWholeByASearch) {
  const Instance instance = with_penalties("5,3", "1,2");
  const Effort effort{.manifolds = {.kind = Selection::Kind::none}};
  Contexts contexts(instance, effort);
  const auto loss = loss_named(builtin_registry(), "unequal", "--loss").on(contexts);

  const SearchOutcome outcome = search_list(*loss, {.starts = 300, .options = search_options(Effort{})});

  std::set<std::vector<Index>> found;
  for (const SearchedStart& start : outcome.starts) {
    EXPECT_TRUE(start.match.contradiction.empty()) << start.match.contradiction;
    if (start.match.manifold) found.insert(start.match.manifold->index_set);
  }
  EXPECT_EQ(Integer(static_cast<long>(found.size())), loss->list().manifold_count);
  EXPECT_EQ(found.size(), 7U);
}

TEST(Unequal, SearchMatchesEveryPointOfRandomInstances) {
  numeric::SplitMix64 random(3);
  long certified = 0;
  for (Index m = 1; m <= 4; ++m) {
    for (Index k = 1; k <= 3; ++k) {
      std::set<Rational> values, penalties;
      while (static_cast<Index>(values.size()) < m) values.insert(Rational(random.between(1, 40), 4));
      while (static_cast<Index>(penalties.size()) < k) penalties.insert(Rational(random.between(1, 20), 7) / 2);
      Vector<Rational> s(m);
      std::copy(values.rbegin(), values.rend(), s.begin());
      const Instance instance =
          Instance::from_spectrum(s, {.name = "random", .k = k, .penalties = {penalties.begin(), penalties.end()}});
      const Effort effort{.manifolds = {.kind = Selection::Kind::none}};
      Contexts contexts(instance, effort);
      const auto loss = loss_named(builtin_registry(), "unequal", "--loss").on(contexts);
      if (loss->list().inapplicable) continue;
      const SearchOutcome outcome = search_list(*loss, {.starts = 40, .options = search_options(Effort{})});
      for (const SearchedStart& start : outcome.starts) {
        EXPECT_TRUE(start.match.contradiction.empty()) << m << ", " << k << ": " << start.match.contradiction;
        if (!start.found.certified) continue;
        ++certified;
        EXPECT_TRUE(start.match.manifold) << m << ", " << k;
      }
    }
  }
  EXPECT_GT(certified, 300);
}

// A theory that is wrong in one place is refuted, whichever place it is.

std::vector<Instance> instances_with_penalties() {
  return {with_penalties("9,4,2", "1/2,1"), turned("9,4,2", "3,1"), with_penalties("9,4", "1,2,3"), of_the_suite()};
}

Verdict worst_verdict(const Instance& instance, const UnequalTheory& theory) {
  const report::Report report = studies::verify(
      instance, {.registry = with_theory(theory),
                 .effort = {.jobs = 1},
                 .losses = {"unequal"},
                 .statements = {"unequal.only-critical-points", "unequal.index", "unequal.value", "unequal.morse"}});
  Verdict worst = Verdict::exact;
  for (const claims::StatementResult& one : report.statements) worst = claims::least(worst, one.verdict);
  return worst;
}

std::size_t list_size(const Instance& instance) {
  const UnequalContext context = make_unequal_context(instance, {.manifolds = {.kind = Selection::Kind::none}});
  return theory::predict_injections(context.profile).size();
}

void expect_refuted_at_every_place(const std::function<void(std::vector<Manifold>&, std::size_t)>& spoil) {
  for (const Instance& instance : instances_with_penalties()) {
    for (std::size_t place = 0; place < list_size(instance); ++place) {
      const UnequalTheory wrong{.injections = [&](const UnitProfile& profile) {
        std::vector<Manifold> list = theory::predict_injections(profile);
        spoil(list, place);
        return list;
      }};

      EXPECT_EQ(worst_verdict(instance, wrong), Verdict::refuted) << instance.setting().name << ", place " << place;
    }
  }
}

TEST(UnequalTheory, IsNotRefuted) {
  for (const Instance& instance : instances_with_penalties())
    EXPECT_TRUE(claims::is_proof(worst_verdict(instance, {}))) << instance.setting().name;
}

TEST(UnequalTheory, WithOnePointDeletedIsRefuted) {
  expect_refuted_at_every_place([](std::vector<Manifold>& list, std::size_t place) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
  });
}

TEST(UnequalTheory, WithOneIndexShiftedIsRefuted) {
  expect_refuted_at_every_place([](std::vector<Manifold>& list, std::size_t place) { ++list[place].index; });
}

TEST(UnequalTheory, WithOneNullityShiftedIsRefuted) {
  expect_refuted_at_every_place([](std::vector<Manifold>& list, std::size_t place) { ++list[place].nullity; });
}

TEST(UnequalTheory, WithOneValueChangedIsRefuted) {
  const Rational error(1, pow(Integer(10), 30));
  for (const Instance& instance : instances_with_penalties()) {
    const UnequalContext context = make_unequal_context(instance, {.manifolds = {.kind = Selection::Kind::none}});
    for (const Manifold& spoiled : theory::predict_injections(context.profile)) {
      const UnequalTheory wrong{
          .value =
              [&](const UnitProfile& profile, const Manifold& manifold, const theory::Spectrum& spectrum) {
                const Ball value = theory::predict_unit_value(profile, manifold, spectrum);
                return manifold.index_set == spoiled.index_set ? value + Ball(error, spectrum.precision) : value;
              },
          .exact_value =
              [&](const UnitProfile& profile, const Manifold& manifold, const theory::Spectrum& spectrum) {
                std::optional<Rational> value = theory::predict_exact_unit_value(profile, manifold, spectrum);
                if (value && manifold.index_set == spoiled.index_set) *value += error;
                return value;
              }};

      EXPECT_EQ(worst_verdict(instance, wrong), Verdict::refuted) << instance.setting().name;
    }
  }
}

TEST(UnequalTheory, WithOnePointDeletedIsRefutedByTheSearch) {
  const Instance instance = with_penalties("5,3", "1,2");
  const Effort effort{.manifolds = {.kind = Selection::Kind::none}};
  Contexts contexts(instance, effort);
  const auto loss = loss_named(builtin_registry(), "unequal", "--loss").on(contexts);
  std::vector<Manifold> shortened = loss->list().predicted.manifolds({});
  const std::vector<Index> deleted = shortened.back().index_set;
  shortened.pop_back();
  const Matcher match = loss->matcher(shortened);
  bool contradicted = false;
  for (const SearchedStart& start : search_list(*loss, {.starts = 100, .options = search_options(Effort{})}).starts) {
    if (!start.match.manifold || start.match.manifold->index_set != deleted) continue;
    contradicted = contradicted || !match(*start.found.certified).contradiction.empty();
  }
  EXPECT_TRUE(contradicted);
}

// A saddle next to the minimum is certified, and not taken for it.
TEST(Unequal, DoesNotTakeAPointForThatOfAnotherInjection) {
  const UnequalContext context = make_unequal_context(with_penalties("9,4,2", "1/2,1"), {});
  for (const ManifoldRecord& one : context.records) {
    for (const ManifoldRecord& other : context.records) {
      const bool same = one.manifold.index_set == other.manifold.index_set;
      EXPECT_EQ(!prove_units(context, one.manifold, other.certified->point), same);
    }
    EXPECT_EQ(guess_units(context, one.certified->point)->index_set, one.manifold.index_set);
  }
}

TEST(Unequal, ProposesPointsOfEverySign) {
  const UnequalContext context = make_unequal_context(with_penalties("9,4,2", "1/2,1"), {});
  const Manifold& minimum = context.records.back().manifold;
  std::set<std::vector<Rational>> points;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Vector<Rational> x = propose_units(context, minimum, seed);
    points.insert({x.begin(), x.end()});
  }
  EXPECT_EQ(points.size(), 4U);
}

}  // namespace
}  // namespace laecert::checks::unequal_test
