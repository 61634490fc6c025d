#include "theory/lae/manifolds.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::theory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The number of pairs (i in I, j not in I, j < i), by its definition.
Index inversions(const std::vector<Index>& index_set) {
  Index pairs = 0;
  for (const Index i : index_set) {
    for (Index j = 1; j < i; ++j) pairs += std::count(index_set.begin(), index_set.end(), j) == 0 ? 1 : 0;
  }
  return pairs;
}

CountTable counted_by_listing(const Profile& profile, IndexRule rule) {
  CountTable table(static_cast<std::size_t>(profile.largest_rank()) + 1);
  for (const Manifold& manifold : predict_manifolds(profile)) {
    auto& row = table[static_cast<std::size_t>(manifold.rank)];
    const auto index = static_cast<std::size_t>(predict_index(profile, manifold, rule));
    if (row.size() <= index) row.resize(index + 1);
    ++row[index];
  }
  return table;
}

void trim(CountTable& table) {
  for (auto& row : table) {
    while (!row.empty() && row.back() == 0) row.pop_back();
  }
}

// iris, k = 2, lambda = 10: q = 3. The indices 2q = 6, then I = {1}: (k-l)(q-l) = 2, {2}: 3, {3}: 4, then inv.
TEST(Manifolds, OfThreeEigenvaluesAndTwoUnits) {
  const std::vector<Manifold> list = predict_manifolds(distinct_profile(4, 2, 3));

  ASSERT_EQ(list.size(), 7U);
  const std::vector<Index> indices = {6, 2, 3, 4, 0, 1, 2};
  for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list[i].index, indices[i]) << i;
  EXPECT_THAT(list[0].index_set, IsEmpty());
  EXPECT_THAT(list[3].index_set, ElementsAre(3));
  EXPECT_THAT(list[4].index_set, ElementsAre(1, 2));
  EXPECT_THAT(list[6].index_set, ElementsAre(2, 3));
  EXPECT_EQ(list[4].dimension, 1);
  EXPECT_EQ(list[4].nullity, 1);
  EXPECT_EQ(list[1].nullity, 1);
  EXPECT_FALSE(list[1].rank_vector.has_value());
}

// Values e1 (twice) > e2 (once), k = 2: l = (1, 0) has index 0 * 1 + (2-1)(1 + 1) = 2, nullity 2 - 1 + 1 = 2.
TEST(Manifolds, OfARepeatedEigenvalueHaveRankVectors) {
  const Profile profile{4, 2, {2, 1}};

  const std::vector<Manifold> list = predict_manifolds(profile);

  ASSERT_EQ(list.size(), 5U);
  EXPECT_THAT(*list[1].rank_vector, ElementsAre(1, 0));
  EXPECT_EQ(list[1].index, 2);
  EXPECT_EQ(list[1].nullity, 2);
  EXPECT_THAT(*list[2].rank_vector, ElementsAre(0, 1));
  EXPECT_THAT(list[2].index_set, ElementsAre(3));
  EXPECT_EQ(list[2].index, 4);
  EXPECT_THAT(*list[3].rank_vector, ElementsAre(2, 0));
  EXPECT_EQ(list[3].index, 0);
  EXPECT_THAT(list[4].index_set, ElementsAre(1, 3));
  EXPECT_EQ(list[4].index, 1);
}

TEST(Manifolds, AreListedByRankThenLexicographically) {
  for (const Profile& profile : {distinct_profile(7, 3, 6), Profile{9, 4, {2, 1, 3}}, distinct_profile(3, 5, 2)}) {
    const std::vector<Manifold> list = predict_manifolds(profile);

    EXPECT_TRUE(std::is_sorted(list.begin(), list.end(), [](const Manifold& a, const Manifold& b) {
      return a.rank != b.rank ? a.rank < b.rank : a.index_set < b.index_set;
    }));
    EXPECT_EQ(predict_count(profile), list.size());
    for (const Manifold& manifold : list) EXPECT_EQ(manifold.nullity, manifold.dimension);
  }
  EXPECT_EQ(predict_manifolds(distinct_profile(200, 100, 200), 10).size(), 10U);
}

TEST(Manifolds, IndexIsItsDefinitionForDistinctEigenvalues) {
  const Profile profile = distinct_profile(7, 3, 6);
  for (const Manifold& manifold : predict_manifolds(profile)) {
    EXPECT_EQ(manifold.index, inversions(manifold.index_set) + (3 - manifold.rank) * (6 - manifold.rank));
  }
}

// The rank of the linear map dx -> f(dx), from its values at the unit matrices of this shape.
template <class F>
Index rank_of_map(Index rows, Index cols, const F& f) {
  std::vector<Vector<Rational>> columns;
  for (Index j = 0; j < rows * cols; ++j) {
    Matrix<Rational> unit = Matrix<Rational>::Zero(rows, cols);
    unit.reshaped()(j) = 1;
    columns.push_back(f(unit).reshaped());
  }
  Matrix<Rational> matrix(columns.front().size(), rows * cols);
  for (Index j = 0; j < matrix.cols(); ++j) matrix.col(j) = columns[static_cast<std::size_t>(j)];
  return numeric::exact_rank(matrix);
}

// The frames of `none` and `product` are the solutions of F G = I_l, those of `sum` of O^T O = I_l: as many free
// directions as unknowns less the rank of the linearized equations, in (dG, dF^T) side by side or in dO.
TEST(Manifolds, DimensionIsThatOfTheirFrames) {
  for (Index k = 1; k <= 4; ++k) {
    for (Index l = 1; l <= k; ++l) {
      const Frame pair = random_frame(Loss::none, k, l, 5), orthonormal = random_frame(Loss::sum, k, l, 5);
      const auto of_pairs = [&](const Matrix<Rational>& d) -> Matrix<Rational> {
        return d.rightCols(l).transpose().lazyProduct(pair.G) + pair.F.lazyProduct(d.leftCols(l));
      };
      const auto of_orthonormal = [&](const Matrix<Rational>& d) -> Matrix<Rational> {
        return d.transpose().lazyProduct(orthonormal.G) + orthonormal.F.lazyProduct(d);
      };
      std::vector<Index> ranks(4);
      std::fill_n(ranks.begin(), l, 1);

      EXPECT_EQ(predict_manifold(full_profile(4, k, Loss::none), ranks).dimension,
                2 * k * l - rank_of_map(k, 2 * l, of_pairs));
      EXPECT_EQ(predict_manifold(distinct_profile(4, k, 4), ranks).dimension,
                k * l - rank_of_map(k, l, of_orthonormal));
    }
  }
}

TEST(ManifoldCounts, AgreeWithTheListForEveryRule) {
  for (const Profile& profile : {distinct_profile(7, 3, 6), distinct_profile(6, 6, 4), Profile{9, 4, {2, 1, 3}},
                                 distinct_profile(3, 2, 0), Profile{5, 2, {5}}}) {
    for (const IndexRule rule :
         {IndexRule::predicted, IndexRule::without_normal_term, IndexRule::doubled_normal_term,
          IndexRule::without_inversions, IndexRule::reversed_order, IndexRule::all_for_above_threshold}) {
      CountTable counts = predict_counts(profile, rule), listed = counted_by_listing(profile, rule);
      trim(counts);
      trim(listed);
      EXPECT_EQ(counts, listed);
    }
  }
}

// Gr(2, 4): indices 0, 1, 2, 2, 3, 4.
TEST(ManifoldCounts, AreGaussianBinomials) {
  EXPECT_THAT(predict_counts(distinct_profile(4, 2, 4))[2], ElementsAre(1, 1, 2, 1, 1));
}

TEST(ManifoldCounts, ExceedMachineIntegers) {
  // sum over all l of C(200, l) is 2^200.
  EXPECT_EQ(predict_count(distinct_profile(200, 200, 200)), Integer(1) << 200);
}

TEST(ManifoldOfAnIndexSet, DistinguishesMistakesFromInapplicable) {
  const Profile profile = distinct_profile(4, 2, 3);

  EXPECT_THAT(manifold_of(profile, {3, 1})->index_set, ElementsAre(1, 3));
  EXPECT_EQ(manifold_of(profile, {})->rank, 0);
  EXPECT_FALSE(manifold_of(profile, {4}).decided());
  EXPECT_THROW((void)manifold_of(profile, {1, 1}), UsageError);
  EXPECT_THROW((void)manifold_of(profile, {0}), UsageError);
  EXPECT_THROW((void)manifold_of(profile, {5}), UsageError);
  EXPECT_THROW((void)manifold_of(profile, {1, 2, 3}), UsageError);
  EXPECT_THROW((void)predict_manifold(profile, {2, 0, 0}), PreconditionError);
}

TEST(ManifoldOfAnIndexSet, OfARepeatedEigenvalueIsItsRankVector) {
  const Outcome<Manifold> manifold = manifold_of({4, 2, {2, 1}}, {3, 2});

  EXPECT_THAT(*manifold->rank_vector, ElementsAre(1, 1));
  EXPECT_THAT(manifold->index_set, ElementsAre(1, 3));
}

TEST(ManifoldSample, IsDistinctOrderedAndHoldsTheGlobalMinimum) {
  for (const Profile& profile :
       {distinct_profile(20, 10, 20), distinct_profile(200, 3, 200), Profile{9, 4, {2, 1, 3}}}) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const std::vector<Manifold> sample = sample_manifolds(profile, 60, seed);

      std::set<std::vector<Index>> distinct;
      for (const Manifold& manifold : sample) distinct.insert(manifold.index_set);
      EXPECT_EQ(distinct.size(), sample.size());
      EXPECT_EQ(Integer(sample.size()), predict_count(profile) < 60 ? predict_count(profile) : Integer(60));
      EXPECT_TRUE(distinct.contains(predict_global_minimum(profile).index_set));
      EXPECT_TRUE(std::is_sorted(sample.begin(), sample.end(), [](const Manifold& a, const Manifold& b) {
        return a.rank != b.rank ? a.rank < b.rank : a.index_set < b.index_set;
      }));
    }
  }
}

TEST(ManifoldSample, IsSpreadOverRanksEqually) {
  const std::vector<Manifold> sample = sample_manifolds(distinct_profile(20, 10, 20), 200, 1);

  std::vector<Index> per_rank(11);
  for (const Manifold& manifold : sample) ++per_rank[static_cast<std::size_t>(manifold.rank)];
  // 200 / 11 = 18 each; rank 0 has one manifold only; the remaining 19 go to rank 10.
  EXPECT_THAT(per_rank, ElementsAre(1, 18, 18, 18, 18, 18, 18, 18, 18, 18, 37));
}

TEST(ManifoldSample, OfAtLeastTheirNumberIsTheList) {
  const Profile profile = distinct_profile(5, 2, 4);
  const std::vector<Manifold> sample = sample_manifolds(profile, 1000, 1), list = predict_manifolds(profile);

  ASSERT_EQ(sample.size(), list.size());
  for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(sample[i].index_set, list[i].index_set);
  EXPECT_THROW((void)sample_manifolds(profile, 0, 1), PreconditionError);
}

TEST(ManifoldSample, DependsOnTheSeedAlone) {
  const Profile profile = distinct_profile(30, 4, 30);
  const auto first = sample_manifolds(profile, 50, 1), again = sample_manifolds(profile, 50, 1);
  const auto other = sample_manifolds(profile, 50, 2);
  const auto same = [](const Manifold& a, const Manifold& b) { return a.index_set == b.index_set; };

  EXPECT_TRUE(std::equal(first.begin(), first.end(), again.begin(), again.end(), same));
  EXPECT_FALSE(std::equal(first.begin(), first.end(), other.begin(), other.end(), same));
}

}  // namespace
}  // namespace laecert::theory
