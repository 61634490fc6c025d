#include "theory/unequal/injections.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/inertia.hpp"
#include "numeric/random.hpp"

namespace laecert::theory {
namespace {

using numeric::Rational;
using Units = std::vector<Index>;

// s_1 > s_2 > ... and penalties of a small random instance, and the profile that belongs to it.
struct UnitInstance {
  std::vector<Rational> s;
  UnitProfile profile;
};

UnitInstance random_units(numeric::SplitMix64& random, Index m, Index k) {
  std::set<Rational> values, penalties;
  while (static_cast<Index>(values.size()) < m) values.insert(Rational(2 * random.between(1, 20)));
  while (static_cast<Index>(penalties.size()) < k) penalties.insert(Rational(2 * random.between(0, 20) + 1));
  UnitInstance one{{values.rbegin(), values.rend()}, {.m = m}};
  one.profile.penalties.assign(penalties.begin(), penalties.end());
  // In any order.
  for (std::size_t a = one.profile.penalties.size(); a > 1; --a)
    std::swap(one.profile.penalties[a - 1], one.profile.penalties[random.below(a)]);
  for (const Rational& penalty : one.profile.penalties)
    one.profile.reach.push_back(
        std::count_if(one.s.begin(), one.s.end(), [&](const Rational& s) { return s > penalty; }));
  return one;
}

std::vector<UnitInstance> unit_instances() {
  numeric::SplitMix64 random(5);
  std::vector<UnitInstance> all;
  for (const auto& [m, k] : {std::pair<Index, Index>{1, 1}, {1, 3}, {2, 2}, {3, 2}, {4, 3}, {2, 4}, {5, 3}}) {
    for (int i = 0; i < 6; ++i) all.push_back(random_units(random, m, k));
  }
  return all;
}

// The second route: every map from units to 0..m, kept where it is a partial injection to eigenvalues above its unit's
// penalty.
std::set<Units> brute_force(const UnitInstance& one) {
  const auto k = static_cast<std::size_t>(one.profile.k());
  std::set<Units> all;
  Units units(k, 0);
  while (true) {
    bool is_listed = true;
    for (std::size_t a = 0; a < k; ++a) {
      if (units[a] == 0) continue;
      is_listed = is_listed && std::count(units.begin(), units.end(), units[a]) == 1 &&
                  one.s[static_cast<std::size_t>(units[a] - 1)] > one.profile.penalties[a];
    }
    if (is_listed) all.insert(units);
    std::size_t a = 0;
    while (a < k && units[a] == one.profile.m) units[a++] = 0;
    if (a == k) return all;
    ++units[a];
  }
}

// The sum of docs/theory.md section 9, from eigenvalues and penalties.
Index index_by_the_formula(const UnitInstance& one, const Units& units) {
  const auto k = units.size();
  const auto s = [&](Index j) { return one.s[static_cast<std::size_t>(j - 1)]; };
  const auto& penalty = one.profile.penalties;
  Index index = 0;
  for (Index j = 1; j <= one.profile.m; ++j) {
    if (std::find(units.begin(), units.end(), j) != units.end()) continue;
    for (std::size_t a = 0; a < k; ++a) index += s(j) > (units[a] > 0 ? s(units[a]) : penalty[a]) ? 1 : 0;
  }
  for (std::size_t a = 0; a < k; ++a) {
    for (std::size_t b = 0; b < k; ++b) {
      if (units[b] == 0 || penalty[a] >= penalty[b]) continue;
      index += units[a] == 0 || s(units[a]) < s(units[b]) ? 1 : 0;
    }
  }
  return index;
}

TEST(Injections, AreThePartialInjectionsAbovePenaltiesEachOnce) {
  for (const UnitInstance& one : unit_instances()) {
    const std::vector<Manifold> list = predict_injections(one.profile);
    std::set<Units> listed;
    for (const Manifold& manifold : list) listed.insert(manifold.index_set);

    EXPECT_EQ(listed, brute_force(one));
    EXPECT_EQ(listed.size(), list.size());
    EXPECT_EQ(count_injections(one.profile), Integer(static_cast<long>(list.size())));
  }
}

TEST(Injections, AreCountedByRankAndOrderedByRank) {
  for (const UnitInstance& one : unit_instances()) {
    const std::vector<Manifold> list = predict_injections(one.profile);
    std::vector<Integer> counts(static_cast<std::size_t>(one.profile.k() + 1), Integer(0));
    for (const Manifold& manifold : list) ++counts[static_cast<std::size_t>(manifold.rank)];

    EXPECT_EQ(counts, count_injections_by_rank(one.profile));
    EXPECT_TRUE(std::is_sorted(list.begin(), list.end(), [](const Manifold& a, const Manifold& b) {
      return a.rank != b.rank ? a.rank < b.rank : a.index_set < b.index_set;
    }));
    const std::vector<Manifold> first = predict_injections(one.profile, 3);
    ASSERT_EQ(first.size(), std::min<std::size_t>(3, list.size()));
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].index_set, list[i].index_set);
  }
}

TEST(Injections, HaveTheIndexOfTheFormula) {
  for (const UnitInstance& one : unit_instances()) {
    for (const Manifold& manifold : predict_injections(one.profile)) {
      EXPECT_EQ(manifold.index, index_by_the_formula(one, manifold.index_set));
      EXPECT_EQ(manifold.nullity, 0);
      EXPECT_EQ(manifold.dimension, 0);
    }
  }
}

TEST(Injections, HaveOneMinimum) {
  for (const UnitInstance& one : unit_instances()) {
    const Manifold minimum = predict_unit_minimum(one.profile);
    for (const Manifold& manifold : predict_injections(one.profile))
      EXPECT_EQ(manifold.index == 0, manifold.index_set == minimum.index_set);
  }
}

// s = (9, 4), penalties 1, 2: worked by hand. (2, 1) has the two units crossed.
TEST(Injections, HaveHandWorkedIndices) {
  const UnitProfile profile{.m = 2, .penalties = {1, 2}, .reach = {2, 2}};
  const auto index = [&](const Units& units) { return predict_injection(profile, units).index; };

  EXPECT_EQ(index({0, 0}), 4);
  EXPECT_EQ(index({1, 0}), 1);  // the second unit may take 4
  EXPECT_EQ(index({2, 0}), 2);  // the first should be at 9, and the second may be
  EXPECT_EQ(index({0, 1}), 2);  // the first may take 4, or the place of the second
  EXPECT_EQ(index({0, 2}), 3);
  EXPECT_EQ(index({1, 2}), 0);
  EXPECT_EQ(index({2, 1}), 1);
  EXPECT_EQ(predict_unit_index(profile, {2, 1}, UnitIndexRule::without_crossed_pairs), 0);
  EXPECT_EQ(predict_unit_index(profile, {0, 1}, UnitIndexRule::without_idle_pairs), 1);
}

TEST(Injections, AreSampledEvenlyWithTheMinimum) {
  const UnitProfile profile{.m = 12, .penalties = {5, 1, 3, 2, 4}, .reach = {7, 12, 9, 11, 8}};
  const Manifold minimum = predict_unit_minimum(profile);

  const std::vector<Manifold> sample = sample_injections(profile, 60, 1);

  std::set<Units> distinct;
  std::vector<Index> by_rank(6, 0);
  for (const Manifold& one : sample) {
    distinct.insert(one.index_set);
    ++by_rank[static_cast<std::size_t>(one.rank)];
    EXPECT_TRUE(injection_of(profile, one.index_set));
  }
  EXPECT_EQ(distinct.size(), 60U);
  EXPECT_TRUE(distinct.contains(minimum.index_set));
  EXPECT_THAT(by_rank, ::testing::ElementsAre(1, 11, 12, 12, 12, 12));
  EXPECT_THROW((void)sample_injections(profile, 0, 1), PreconditionError);
}

// Every injection of a rank is reached: with room for all but one of them, none is drawn twice.
TEST(Injections, AreAllWithinReachOfASample) {
  for (const UnitInstance& one : unit_instances()) {
    const std::vector<Manifold> list = predict_injections(one.profile);
    if (list.size() < 3) continue;
    std::set<Units> all, drawn;
    for (const Manifold& manifold : list) all.insert(manifold.index_set);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      for (const Manifold& manifold : sample_injections(one.profile, static_cast<Index>(list.size()) - 1, seed))
        drawn.insert(manifold.index_set);
    }
    EXPECT_TRUE(std::includes(all.begin(), all.end(), drawn.begin(), drawn.end()));
    EXPECT_GE(drawn.size() + 1, all.size());
  }
}

TEST(Injections, AreNamedByTheIndexThatEachUnitTakes) {
  const UnitProfile profile{.m = 3, .penalties = {1, 5}, .reach = {3, 1}};

  EXPECT_EQ(injection_of(profile, {2, 1})->index_set, (Units{2, 1}));
  EXPECT_EQ(injection_of(profile, {})->index_set, (Units{0, 0}));
  EXPECT_EQ(injection_of(profile, {3})->rank, 1);
  EXPECT_EQ(injection_of(profile, {1, 2}).reason().text,
            "index 2 belongs to an eigenvalue that is not above the penalty of unit 2");
  EXPECT_THROW((void)injection_of(profile, {1, 1}), UsageError);
  EXPECT_THROW((void)injection_of(profile, {4}), UsageError);
  EXPECT_THROW((void)injection_of(profile, {1, 0, 2}), UsageError);
}

// Half the Hessian in the unknowns V2(j,a), V1(b,i), V2(i,b), V1(a,j), where the units a and b take i and j: method.md,
// U7. The lengths are d_a and d_b, so that lambda_a = s_i (1 - d_a^2) and lambda_b = s_j (1 - d_b^2).
TEST(UnitBlocks, HaveTheDeterminantAndTheIndexOfTheLemma) {
  numeric::SplitMix64 random(7);
  int crossed = 0, ordered = 0;
  for (int i = 0; i < 1000; ++i) {
    const Rational si(random.between(1, 60), 7), sj(random.between(1, 60), 7);
    const Rational da(random.between(1, 16), 17), db(random.between(1, 16), 17);
    const Rational a = si * (1 - da * da), b = sj * (1 - db * db);
    if (si == sj || a == b) continue;
    const numeric::Matrix<Rational> M{{si, si * da * db, 0, -b},
                                      {si * da * db, si * db * db + b, -a, 0},
                                      {0, -a, sj, sj * da * db},
                                      {-b, 0, sj * da * db, sj * da * da + a}};
    const bool is_crossed = (a < b) == (si < sj);
    ++(is_crossed ? crossed : ordered);

    EXPECT_EQ(numeric::exact_determinant(M), (si - sj) * (b - a) * (a + b) * (a + b));
    const numeric::Inertia inertia = numeric::exact_inertia(M);
    EXPECT_EQ(inertia.negative, is_crossed ? 1 : 0) << si << ' ' << sj << ' ' << a << ' ' << b;
    EXPECT_EQ(inertia.zero, 0);
  }
  EXPECT_GT(crossed, 100);
  EXPECT_GT(ordered, 100);
}

}  // namespace
}  // namespace laecert::theory
