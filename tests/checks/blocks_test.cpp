#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "checks/registry.hpp"
#include "families/block_route.hpp"
#include "families/lae/formulas.hpp"
#include "families/tied/formulas.hpp"
#include "instances/generate.hpp"
#include "numeric/errors.hpp"
#include "problem/families/lae/loss.hpp"
#include "problem/families/tied/loss_impl.hpp"
#include "studies/verify.hpp"

// The block route against exact inertias of dense Hessians, against the dense route, and with one thing wrong.

namespace laecert::checks {
namespace {

using certify::BlockInertia;
using certify::HessianBlocks;
using numeric::Indeterminate;
using numeric::Inertia;
using numeric::SparsePolynomial;
using problem::Instance;
using theory::Loss;

// Eigenvalues with rational roots d_i, d_i^2 s_i = s_i - 3: 3/4, 2/3, 1/2 and none below lambda = 3.
struct Numbers {
  std::vector<Rational> s, d;
  Rational lambda = 3;
  Index q = 3;

  [[nodiscard]] Index m() const { return static_cast<Index>(s.size()); }
};

Numbers distinct_numbers() {
  return {{Rational(48, 7), Rational(27, 5), 4, 2, 1}, {Rational(3, 4), Rational(2, 3), Rational(1, 2)}};
}

Numbers repeated_numbers() { return {{Rational(48, 7), 4, 4, 1, 1}, {Rational(3, 4), Rational(1, 2), Rational(1, 2)}}; }

certify::EigenNumbers enclosed(const Numbers& numbers) {
  certify::EigenNumbers result;
  for (std::size_t i = 0; i < numbers.s.size(); ++i) {
    const bool repeats = i > 0 && numbers.s[i] == numbers.s[i - 1];
    result.groups.push_back(repeats ? result.groups.back() : static_cast<Index>(i));
  }
  result.value = [numbers](const Indeterminate& x) {
    const Precision precision{128};
    if (x.letter == 'l') return Ball(numbers.lambda, precision);
    const std::size_t i = static_cast<std::size_t>(x.place);
    if (x.letter == 's') return Ball(numbers.s[i], precision);
    if (x.letter == 'e') return Ball(numbers.s[i] / (numbers.s[i] + numbers.lambda), precision);
    return i < numbers.d.size() ? Ball(numbers.d[i], precision) : sqrt(Ball(-1));
  };
  return result;
}

// By which a loss is evaluated over rationals: the listed point of an index set, and the Hessian there.
struct DenseLoss {
  std::string name;
  FormulasOf formulas;
  bool above_lambda;  // index sets within 1..q
  std::function<Matrix<Rational>(const Numbers&, const std::vector<Index>&, Index k)> hessian;
};

Rational entry(Loss loss, const Numbers& numbers, std::size_t i, bool encoder) {
  if (loss == Loss::sum) return numbers.d[i];
  return loss == Loss::product && encoder ? numbers.s[i] / (numbers.s[i] + numbers.lambda) : Rational(1);
}

problem::Autoencoder<Rational> listed_point(Loss loss, const Numbers& numbers, const std::vector<Index>& index_set,
                                            Index k) {
  problem::Autoencoder<Rational> w{Matrix<Rational>::Constant(k, numbers.m(), 0),
                                   Matrix<Rational>::Constant(numbers.m(), k, 0)};
  for (std::size_t a = 0; a < index_set.size(); ++a) {
    const std::size_t i = static_cast<std::size_t>(index_set[a]) - 1;
    w.W1(static_cast<Index>(a), index_set[a] - 1) = entry(loss, numbers, i, true);
    w.W2(index_set[a] - 1, static_cast<Index>(a)) = entry(loss, numbers, i, false);
  }
  return w;
}

Matrix<Rational> gram_of(const Numbers& numbers) {
  Matrix<Rational> gram = Matrix<Rational>::Constant(numbers.m(), numbers.m(), 0);
  for (Index i = 0; i < numbers.m(); ++i) gram(i, i) = numbers.s[static_cast<std::size_t>(i)];
  return gram;
}

DenseLoss dense_loss(Loss loss) {
  return {theory::to_string(loss), [loss](Index m, Index k, Index rank) { return lae_formulas(loss, m, k, rank); },
          loss == Loss::sum,
          [loss](const Numbers& numbers, const std::vector<Index>& index_set, Index k) {
            const problem::LaeLoss<Rational> over(gram_of(numbers), numbers.lambda, k, regularization_of(loss), {});
            return over.hessian(problem::pack(listed_point(loss, numbers, index_set, k)));
          }};
}

DenseLoss dense_tied() {
  return {"tied", tied_formulas, true, [](const Numbers& numbers, const std::vector<Index>& index_set, Index k) {
            const problem::TiedLoss<Rational> over(gram_of(numbers), numbers.lambda, k, {});
            return over.hessian(problem::pack_weights(listed_point(Loss::sum, numbers, index_set, k).W2));
          }};
}

std::vector<DenseLoss> dense_losses() {
  return {dense_loss(Loss::none), dense_loss(Loss::product), dense_loss(Loss::sum), dense_tied()};
}

std::vector<std::vector<Index>> index_sets(Index n, Index k) {
  std::vector<std::vector<Index>> result;
  for (std::size_t subset = 0; subset < (std::size_t{1} << n); ++subset) {
    std::vector<Index> one;
    for (Index i = 0; i < n; ++i) {
      if ((subset >> i) % 2 == 1) one.push_back(i + 1);
    }
    if (static_cast<Index>(one.size()) <= k) result.push_back(std::move(one));
  }
  return result;
}

HessianBlocks blocks_of(const DenseLoss& loss, const Numbers& numbers, Index k) {
  const Index largest = std::min(k, loss.above_lambda ? numbers.q : numbers.m());
  return *certify::read_hessian_blocks([&](Index rank) { return loss.formulas(numbers.m(), k, rank); }, numbers.m(),
                                       largest);
}

// The index sets where blocks and dense Hessian differ.
std::size_t differences(const DenseLoss& loss, const Numbers& numbers, Index k, const HessianBlocks& blocks) {
  const BlockInertia by_blocks(blocks, enclosed(numbers));
  std::size_t count = 0;
  for (const std::vector<Index>& one : index_sets(loss.above_lambda ? numbers.q : numbers.m(), k)) {
    const Outcome<Inertia> inertia = by_blocks.inertia(one);
    EXPECT_TRUE(inertia.decided()) << loss.name;
    if (!inertia || *inertia != numeric::exact_inertia(loss.hessian(numbers, one, k))) ++count;
  }
  return count;
}

TEST(BlockRoute, HasTheInertiaOfEveryDenseHessian) {
  const Numbers numbers = distinct_numbers();
  for (const DenseLoss& loss : dense_losses()) {
    for (const Index k : {1, 2, 3}) {
      EXPECT_EQ(differences(loss, numbers, k, blocks_of(loss, numbers, k)), 0U) << loss.name << ", k = " << k;
    }
  }
}

TEST(BlockRoute, HasItWhereEigenvaluesRepeat) {
  const Numbers numbers = repeated_numbers();
  for (const DenseLoss& loss : {dense_loss(Loss::sum), dense_tied()}) {
    EXPECT_EQ(differences(loss, numbers, 2, blocks_of(loss, numbers, 2)), 0U) << loss.name;
  }
}

TEST(BlockRoute, IsOfferedByEachLossOfPolynomials) {
  std::vector<std::string> offering;
  for (const FamilyLoss& loss : all_losses(builtin_registry())) {
    if (!loss.formulas) continue;
    offering.push_back(loss.name);
    EXPECT_TRUE(certify::read_hessian_blocks([&](Index rank) { return loss.formulas(4, 3, rank); }, 4, 3).decided())
        << loss.name;
  }

  EXPECT_EQ(offering, (std::vector<std::string>{"none", "product", "sum", "tied"}));
}

TEST(BlockRoute, IsReadFromNoPointThatIsNotCritical) {
  for (const DenseLoss& loss : dense_losses()) {
    if (loss.name == "none") continue;
    const auto wrong = [&](Index rank) {
      certify::LossFormulas formulas = loss.formulas(4, 2, rank);
      for (numeric::Rewriting& one : formulas.relations) one.replacement += SparsePolynomial(Indeterminate{'l', -1});
      return formulas;
    };

    EXPECT_FALSE(certify::read_hessian_blocks(wrong, 4, 2).decided()) << loss.name;
  }
}

// As if every eigenvalue of the blocks of one formula were zero.
TEST(WrongBlocks, WithOneFormulaWrongDiffer) {
  const Numbers numbers = distinct_numbers();
  for (const DenseLoss& loss : dense_losses()) {
    const HessianBlocks right = blocks_of(loss, numbers, 3);
    for (std::size_t i = 0; i < right.formulas.size(); ++i) {
      if (right.formulas[i].symmetric.back().is_zero() && right.formulas[i].size == 1) continue;  // it is zero
      HessianBlocks wrong = right;
      for (std::size_t e = 1; e < wrong.formulas[i].symmetric.size(); ++e) wrong.formulas[i].symmetric[e] = 0;

      EXPECT_GT(differences(loss, numbers, 3, wrong), 0U) << loss.name << ", formula " << i;
    }
  }
}

TEST(WrongBlocks, WithAnotherRelabellingDiffer) {
  const Numbers numbers = distinct_numbers();
  for (const DenseLoss& loss : dense_losses()) {
    HessianBlocks wrong = blocks_of(loss, numbers, 3);
    for (std::vector<certify::PlacedBlock>& blocks : wrong.by_rank) {
      for (certify::PlacedBlock& block : blocks) {
        for (Index& place : block.places) place = numbers.m() - 1 - place;
      }
    }
    const BlockInertia by_blocks(wrong, enclosed(numbers));
    std::size_t wrong_count = 0;
    for (const std::vector<Index>& one : index_sets(loss.above_lambda ? numbers.q : numbers.m(), 3)) {
      const Outcome<Inertia> inertia = by_blocks.inertia(one);
      wrong_count += !inertia || *inertia != numeric::exact_inertia(loss.hessian(numbers, one, 3)) ? 1U : 0U;
    }

    EXPECT_GT(wrong_count, 0U) << loss.name;
  }
}

TEST(WrongBlocks, WithOneDroppedAreRefused) {
  const Numbers numbers = distinct_numbers();
  for (const DenseLoss& loss : dense_losses()) {
    HessianBlocks wrong = blocks_of(loss, numbers, 2);
    wrong.by_rank[1].pop_back();

    EXPECT_THROW(BlockInertia(wrong, enclosed(numbers)), PreconditionError) << loss.name;
  }
}

Instance rational_instance() {
  return instances::exact_instance({.m = 4, .seed = 3, .q = 3}, {.name = "exact", .k = 2, .lambda = 1});
}

// The inertia of one manifold is another one in the records.
TEST(WrongBlocks, AreAnInternalErrorOfTheDenseSample) {
  LaeContext context = make_lae_context(Loss::sum, rational_instance(), {.jobs = 1});
  const Outcome<BlockInertia> blocks = decide_blocks(context);
  ASSERT_TRUE(blocks.decided());
  EXPECT_EQ(count_agreements(*blocks, context.records, "sum"), static_cast<Index>(context.records.size()));

  certify::CertifiedPoint altered = *context.records.back().certified;
  ++altered.inertia.negative;
  --altered.inertia.positive;
  context.records.back().certified = altered;

  EXPECT_THROW((void)count_agreements(*blocks, context.records, "sum"), BlocksDisagree);
}

report::Report verified(const Instance& instance, InertiaRoute route, const std::string& loss,
                        const ListedTheory& theory = {}) {
  return studies::verify(instance, {.registry = builtin_registry(theory),
                                    .effort = {.jobs = 1, .route = route},
                                    .losses = {loss},
                                    .statements = {loss + ".index", loss + ".nullity"}});
}

TEST(BlockRoute, GivesTheVerdictsOfTheDenseRouteAndSaysSo) {
  for (const std::string loss : {"none", "product", "sum", "tied"}) {
    const report::Report dense = verified(rational_instance(), InertiaRoute::dense, loss);
    const report::Report block = verified(rational_instance(), InertiaRoute::block, loss);
    ASSERT_EQ(dense.statements.size(), block.statements.size());
    for (std::size_t i = 0; i < dense.statements.size(); ++i) {
      EXPECT_EQ(dense.statements[i].cases, block.statements[i].cases) << loss;
      EXPECT_EQ(block.statements[i].by.front(), "blocks C9, R12") << loss;
      EXPECT_NE(dense.statements[i].by.front(), "blocks C9, R12") << loss;
    }
    for (std::size_t i = 0; i < dense.controls.size(); ++i) EXPECT_EQ(dense.controls[i], block.controls[i]) << loss;
    ASSERT_EQ(dense.manifolds.size(), block.manifolds.size());
    for (std::size_t i = 0; i < dense.manifolds.size(); ++i) {
      EXPECT_EQ(dense.manifolds[i].index_set, block.manifolds[i].index_set);
      EXPECT_EQ(dense.manifolds[i].index, block.manifolds[i].index);
      EXPECT_EQ(dense.manifolds[i].nullity, block.manifolds[i].nullity);
    }
  }
}

TEST(BlockRoute, RefutesATheoryThatIsWrongOnOneManifold) {
  const ListedTheory wrong{.manifolds = [](const theory::Profile& profile) {
    std::vector<theory::Manifold> list = theory::predict_manifolds(profile);
    ++list[list.size() / 2].index;
    return list;
  }};

  const report::Report report = verified(rational_instance(), InertiaRoute::block, "sum", wrong);

  EXPECT_EQ(report.statements.front().verdict, Verdict::refuted);
  EXPECT_EQ(report.statements.back().verdict, report.statements.back().floor);
}

TEST(BlockRoute, IsRefusedForALossWithoutFormulas) {
  EXPECT_THROW((void)verified(rational_instance(), InertiaRoute::block, "ppca"), UsageError);
}

TEST(SpreadSample, IsOfEveryRankWithTheGlobalMinimum) {
  const theory::Profile profile = theory::distinct_profile(9, 4, 8);
  const VisitManifolds visit = [&](const ManifoldVisitor& visitor) { theory::for_each_manifold(profile, visitor); };

  const std::vector<theory::Manifold> sample = spread_sample(visit, 36, 1);

  ASSERT_EQ(sample.size(), 36U);
  std::map<Index, int> of_rank;
  for (const theory::Manifold& one : sample) ++of_rank[one.rank];
  EXPECT_EQ(of_rank[0], 1);
  for (Index rank = 1; rank <= 4; ++rank) EXPECT_GE(of_rank[rank], 8);
  EXPECT_TRUE(std::any_of(sample.begin(), sample.end(), [](const theory::Manifold& one) {
    return one.index_set == std::vector<Index>{1, 2, 3, 4};
  }));
  EXPECT_EQ(spread_sample(visit, 100000, 1).size(), theory::predict_manifolds(profile).size());
}

}  // namespace
}  // namespace laecert::checks
