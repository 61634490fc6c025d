#include "studies/enumerate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "instances/builtin.hpp"
#include "instances/generate.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "report/number_text.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::spectrum;

using problem::Instance;
using ::testing::HasSubstr;

std::vector<std::vector<long>> index_sets(const studies::LossEnumeration& loss) {
  std::vector<std::vector<long>> sets;
  for (const report::Manifold& manifold : loss.manifolds) sets.push_back(manifold.index_set);
  return sets;
}

// By hand, THEORY sections 1 to 3: S = diag(4, 2), k = 1, lambda = 1. tr S = 6; s (1 - 1/s)^2 is 9/4 and 1/2.
TEST(Enumerate, ListsWhatTheTheoryPredictsForSum) {
  const studies::LossEnumeration sum = enumerate(spectrum("4,2", 1, "1"), "sum");

  EXPECT_EQ(sum.count, 3);
  EXPECT_EQ(index_sets(sum), (std::vector<std::vector<long>>{{}, {1}, {2}}));
  const std::vector<std::vector<std::string>> expected{{"2", "0", "6"}, {"0", "0", "3.75"}, {"1", "0", "5.5"}};
  ASSERT_EQ(sum.manifolds.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    const report::Predicted& predicted = sum.manifolds[i].predicted;
    EXPECT_EQ((std::vector<std::string>{report::integer_text(predicted.index), report::integer_text(predicted.nullity),
                                        predicted.value}),
              expected[i])
        << i;
    EXPECT_EQ(predicted.radius, "0");
  }
}

// The same for `product`: s^2 / (s + 1) is 16/5 and 4/3; q = m, and the fibre of rank 1 has dimension 2kl - l^2 = 1.
TEST(Enumerate, ListsWhatTheTheoryPredictsForProduct) {
  const studies::LossEnumeration product = enumerate(spectrum("4,2", 1, "1"), "product");

  ASSERT_EQ(product.manifolds.size(), 3U);
  EXPECT_EQ(product.manifolds[1].dimension, 1);
  EXPECT_EQ(product.manifolds[1].predicted.value, "2.8");
  EXPECT_THAT(product.manifolds[2].predicted.value, HasSubstr("4.6666666666"));
}

TEST(Enumerate, ProvesNothing) {
  for (const report::Manifold& manifold : enumerate(instances::builtin("iris"), "sum").manifolds) {
    EXPECT_FALSE(manifold.index || manifold.nullity);
    EXPECT_EQ(manifold.value + manifold.radius, "");
    EXPECT_EQ(manifold.point, claims::Verdict::undecided);
    EXPECT_EQ(manifold.inertia, claims::Verdict::undecided);
  }
}

TEST(Enumerate, HasTheManifoldsOfVerifyInItsOrder) {
  const Instance instance =
      instances::exact_instance({.m = 4, .seed = 5, .q = 3}, {.name = "exact", .k = 2, .lambda = Rational(3, 2)});
  const std::vector<report::Manifold> proved = verify(instance, {}).manifolds;

  std::vector<report::Manifold> predicted;
  const studies::Enumeration enumeration = enumerate(instance);
  for (const studies::LossEnumeration& loss : enumeration.losses) {
    predicted.insert(predicted.end(), loss.manifolds.begin(), loss.manifolds.end());
  }

  ASSERT_EQ(predicted.size(), proved.size());
  for (std::size_t i = 0; i < proved.size(); ++i) {
    EXPECT_EQ(predicted[i].loss, proved[i].loss);
    EXPECT_EQ(predicted[i].index_set, proved[i].index_set);
    EXPECT_EQ(predicted[i].predicted.index, proved[i].index);
    EXPECT_EQ(predicted[i].predicted.nullity, proved[i].nullity);
    EXPECT_EQ(predicted[i].predicted.value, proved[i].value);
  }
}

TEST(Enumerate, ListsTheFirstOfThemAndCountsAll) {
  const Instance instance = instances::builtin("iris");
  const EnumerateOptions two{.losses = {"sum"}, .limit = 2};
  const EnumerateOptions none{.losses = {"sum"}, .limit = 0};

  EXPECT_EQ(index_sets(enumerate(instance, two).losses[0]), (std::vector<std::vector<long>>{{}, {1}}));
  EXPECT_EQ(enumerate(instance, two).losses[0].count, 7);
  EXPECT_TRUE(enumerate(instance, none).losses[0].manifolds.empty());
  EXPECT_EQ(enumerate(instance, none).losses[0].count, 7);
}

TEST(Enumerate, CountsByRankAndIndexWhatItLists) {
  const Instance instance = instances::builtin("iris");
  const EnumerateOptions options{.counts = true};

  const studies::Enumeration enumeration = enumerate(instance, options);

  for (const studies::LossEnumeration& loss : enumeration.losses) {
    ASSERT_TRUE(loss.counts);
    const auto& table = loss.counts->by_rank_and_index;
    for (std::size_t rank = 0; rank < table.size(); ++rank) {
      for (std::size_t index = 0; index < table[rank].size(); ++index) {
        const auto listed =
            std::count_if(loss.manifolds.begin(), loss.manifolds.end(), [&](const report::Manifold& manifold) {
              return manifold.rank == static_cast<long>(rank) && manifold.predicted.index == static_cast<long>(index);
            });
        EXPECT_EQ(table[rank][index], listed) << loss.loss << ' ' << rank << ' ' << index;
      }
    }
  }
  EXPECT_FALSE(enumerate(instance).losses[0].counts);
}

TEST(Enumerate, HasNoListWhereAHypothesisFails) {
  const studies::Enumeration repeated = enumerate(instances::builtin("repeated"));
  const studies::Enumeration zero = enumerate(spectrum("4,2", 1, "0"));

  EXPECT_EQ(repeated.losses[0].inapplicable, "an eigenvalue of S repeats");
  EXPECT_EQ(repeated.losses[0].count, std::nullopt);
  EXPECT_TRUE(repeated.losses[0].manifolds.empty());
  EXPECT_FALSE(repeated.losses[2].inapplicable);
  EXPECT_FALSE(zero.losses[0].inapplicable);
  EXPECT_EQ(zero.losses[1].inapplicable, "lambda = 0");
  EXPECT_EQ(zero.losses[2].inapplicable, "lambda = 0");
}

TEST(Enumerate, TellsAHypothesisOfSeveralLossesOnce) {
  const studies::Enumeration enumeration = enumerate(instances::builtin("iris"));

  const auto told = std::count_if(enumeration.preamble.hypotheses.begin(), enumeration.preamble.hypotheses.end(),
                                  [](const report::Hypothesis& one) { return one.text == "lambda > 0"; });
  EXPECT_EQ(told, 1);
}

TEST(Enumerate, RefusesWhatItCannotList) {
  const Instance iris = instances::builtin("iris");
  const EnumerateOptions negative{.limit = -1};
  const EnumerateOptions beyond{.limit = most_enumerated_manifolds + 1};
  const EnumerateOptions unknown{.losses = {"sun"}};
  std::string many = "1";
  for (int s = 2; s <= 24; ++s) many.append(",").append(std::to_string(s));

  EXPECT_THROW(enumerate(iris, negative), PreconditionError);
  EXPECT_THROW(enumerate(iris, beyond), PreconditionError);
  EXPECT_THROW(enumerate(iris, unknown), UsageError);
  EXPECT_THROW(enumerate(iris, "sun"), UsageError);
  EXPECT_THROW(enumerate(spectrum(many, 12, "1/2"), "sum"), UsageError);  // 2^23 + C(24, 12) / 2
}

}  // namespace
}  // namespace laecert::studies
