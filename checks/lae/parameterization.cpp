#include <fmt/format.h>

#include <algorithm>

#include "checks/lae/statements.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/product.hpp"
#include "problem/families/lae/loss_impl.hpp"

namespace laecert::checks {
namespace {

using problem::Autoencoder;

// The derivative of (frame O, rotation V of equal eigenvalues) -> (W1, W2) = (O D V^T U_I^T, its transpose): columns
// (Omega W1, its transpose) for O -> exp(t Omega) O, and (W1 K^T, its transpose) for V -> exp(t K) V.
Matrix<Rational> parameterization_derivative(const SumContext& context, const ManifoldRecord& record) {
  const Autoencoder<Rational> w = exact_autoencoder(context, record);
  std::vector<Vector<Rational>> columns;
  const auto add = [&](const Matrix<Rational>& dw1) {
    columns.push_back(problem::pack(Autoencoder<Rational>{dw1, dw1.transpose()}));
  };
  for (const Matrix<Rational>& omega : problem::lae_detail::lie_algebra<Rational>(context.instance.k(), true)) {
    add(omega.lazyProduct(w.W1));
  }
  const Matrix<Rational>& u = context.spectrum->exact->U;
  for (const theory::Group& group : context.spectrum->groups) {
    for (Index i = group.first; i < group.first + group.size; ++i) {
      for (Index j = i + 1; j < group.first + group.size; ++j) {
        const Matrix<Rational> rotation =
            u.col(i).lazyProduct(u.col(j).transpose()) - u.col(j).lazyProduct(u.col(i).transpose());
        add(w.W1.lazyProduct(rotation.transpose()));
      }
    }
  }
  Matrix<Rational> derivative(context.problem.dimension(), static_cast<Index>(columns.size()));
  for (std::size_t c = 0; c < columns.size(); ++c) derivative.col(static_cast<Index>(c)) = columns[c];
  return derivative;
}

Decision decide_exactly(const SumContext& context, const ManifoldRecord& record, Index nullity) {
  const Matrix<Rational> derivative = parameterization_derivative(context, record);
  const Matrix<Rational> image =
      numeric::product(context.problem.over<Rational>({}).hessian(record.proposed), derivative);
  const bool in_kernel =
      std::all_of(image.reshaped().begin(), image.reshaped().end(), [](const Rational& x) { return x == 0; });
  const Index rank = numeric::exact_rank(derivative);
  return decide_equal(
      in_kernel && rank == record.manifold.dimension && rank == nullity, Verdict::exact,
      fmt::format("rank {} and nullity {}, predicted dimension {}", rank, nullity, record.manifold.dimension));
}

// On real data: the bordering tangents span the image of the derivative (one orbit), are proved independent, lie in
// the kernel by invariance, and are as many as its dimension.
Finding parameterizes(const SumContext& context) {
  return over_manifolds(context, {"orbit tangents", "bordered inertia R5, R6", "T8"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                          if (certified.exact && context.is_exact_instance()) {
                            return decide_exactly(context, record, certified.inertia.zero);
                          }
                          const Index rank = certified.generators.cols();
                          return decide_equal(rank == record.manifold.dimension && rank == certified.inertia.zero,
                                              proof_verdict(certified),
                                              fmt::format("tangent rank {} and nullity {}, predicted dimension {}",
                                                          rank, certified.inertia.zero, record.manifold.dimension));
                        });
}

// If O were any k x l matrix, O -> (1 + t) O would be a flat direction: (W1, W2) itself in the kernel of the Hessian.
Decision scaling_is_flat(const SumContext& context, const certify::CertifiedPoint& certified) {
  const Precision precision = Precision::of_digits(context.effort.digits + 20);
  const problem::LaeLoss<Ball> loss = context.problem.over<Ball>(precision);
  Vector<Ball> scaled = certified.point;
  for (Ball& entry : scaled) entry *= Ball(2);
  // Twice a critical point would be critical as well; its gradient is proved not to vanish.
  const Vector<Ball> gradient = loss.gradient(scaled);
  const bool moves =
      std::any_of(gradient.begin(), gradient.end(), [](const Ball& g) { return numeric::certainly(is_nonzero(g)); });
  if (!moves) return {.reason = "the enclosed gradient contains zero"};
  return {.verdict = Verdict::refuted, .reason = "the gradient at (2 W1, 2 W2) is not zero"};
}

Finding any_matrix(const SumContext& context) {
  return over_manifolds(context, {"enclosed gradient"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
                          if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "l = 0"};
                          return scaling_is_flat(context, certified);
                        });
}

}  // namespace

SumStatement sum_parameterization() {
  return {.info = {.id = "sum.parameterization",
                   .proposition = "(frame) -> (W1, W2) has rank = dimension; the image of its derivative is the kernel "
                                  "of the Hessian",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S",
                   .source = "derived",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"R5", "R6", "T8"},
                   .method = "exact rank of the derivative and exact product with the Hessian on exact instances; else "
                             "the bordered matrix proves the tangents independent and the kernel no larger",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = parameterizes,
          .controls = {{.id = "sum.parameterization/any-matrix",
                        .text = "O any k x l matrix",
                        .decide = any_matrix,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
