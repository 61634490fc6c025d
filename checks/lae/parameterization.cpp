#include <fmt/format.h>

#include <algorithm>

#include "checks/lae/statements.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/product.hpp"
#include "problem/families/lae/loss_impl.hpp"
#include "problem/lie_algebra.hpp"

namespace laecert::checks {
namespace {

using problem::Autoencoder;

Matrix<Rational> columns_of(const std::vector<Vector<Rational>>& columns, Index rows) {
  Matrix<Rational> matrix(rows, static_cast<Index>(columns.size()));
  for (std::size_t c = 0; c < columns.size(); ++c) matrix.col(static_cast<Index>(c)) = columns[c];
  return matrix;
}

// `sum`: the derivative of (frame O, rotation V of equal eigenvalues) -> (W1, W2) = (O D V^T U_I^T, its transpose):
// columns (Omega W1, its transpose) for O -> exp(t Omega) O, and (W1 K^T, its transpose) for V -> exp(t K) V.
Matrix<Rational> derivative_of_sum(const LaeContext& context, const ManifoldRecord& record) {
  const Autoencoder<Rational> w = exact_autoencoder(context, record);
  std::vector<Vector<Rational>> columns;
  const auto add = [&](const Matrix<Rational>& dw1) {
    columns.push_back(problem::pack(Autoencoder<Rational>{dw1, dw1.transpose()}));
  };
  for (const Matrix<Rational>& omega : problem::lie_algebra<Rational>(context.instance.k(), true)) {
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
  return columns_of(columns, context.problem.dimension());
}

// `none`, `product`: the derivative of (G, F), F G = 1, which are one orbit of G -> M G, F -> F M^-1: columns (E W1,
// -W2 E) for every elementary matrix E.
Matrix<Rational> derivative_of_pairs(const LaeContext& context, const ManifoldRecord& record) {
  const Autoencoder<Rational> w = exact_autoencoder(context, record);
  std::vector<Vector<Rational>> columns;
  for (const Matrix<Rational>& e : problem::lie_algebra<Rational>(context.instance.k(), false)) {
    columns.push_back(problem::pack(Autoencoder<Rational>{e.lazyProduct(w.W1), -w.W2.lazyProduct(e)}));
  }
  return columns_of(columns, context.problem.dimension());
}

Matrix<Rational> parameterization_derivative(const LaeContext& context, const ManifoldRecord& record) {
  return context.loss == Loss::sum ? derivative_of_sum(context, record) : derivative_of_pairs(context, record);
}

Decision decide_exactly(const LaeContext& context, const ManifoldRecord& record, Index nullity) {
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

// One fibre is one orbit of the group.
std::string orbit_lemma(Loss loss) { return loss == Loss::sum ? "T8" : "T14"; }

// On real data: the bordering tangents span the image of the derivative (one orbit), are proved independent, lie in
// the kernel by invariance, and are as many as its dimension.
Finding parameterizes(const LaeContext& context) {
  return over_manifolds(context, {"orbit tangents", "bordered inertia R5, R6", orbit_lemma(context.loss)},
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
Decision scaling_is_flat(const LaeContext& context, const certify::CertifiedPoint& certified) {
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

Finding any_matrix(const LaeContext& context) {
  return over_manifolds(context, {"enclosed gradient"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
                          if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "l = 0"};
                          return scaling_is_flat(context, certified);
                        });
}

// G -> (G, pinv(G)) has kl parameters, so the image of its derivative has at most that dimension.
Finding pseudoinverses_are_all(const LaeContext& context) {
  return over_manifolds(context, {"bordered inertia R5, R6"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                          const Index parameters = context.instance.k() * record.manifold.rank;
                          const Index nullity = certified.inertia.zero;
                          return decide_equal(nullity <= parameters, proof_verdict(certified),
                                              fmt::format("{} parameters, nullity {} proved", parameters, nullity));
                        });
}

bool pseudoinverses_suffice(const LaeContext& context) {
  return on_every_manifold(context, [&](const theory::Manifold& manifold) {
    return manifold.nullity <= context.instance.k() * manifold.rank;
  });
}

LaeControl wrong_parameterization(Loss loss) {
  if (loss == Loss::sum) {
    return {.id = "sum.parameterization/any-matrix",
            .text = "O any k x l matrix",
            .decide = [](const LaeContext& context) { return decide_sharply(context, any_matrix); },
            .indistinguishable = {}};
  }
  return {.id = statement_id(loss, "parameterization/pseudoinverse"),
          .text = "F = pinv(G) parameterizes all of it",
          .decide = pseudoinverses_are_all,
          .indistinguishable = pseudoinverses_suffice};
}

}  // namespace

LaeStatement parameterization_statement(Loss loss) {
  const std::string frame = loss == Loss::sum ? "(frame)" : "(G, F) with F G = 1";
  return {.info = {.id = statement_id(loss, "parameterization"),
                   .proposition = frame + " -> (W1, W2) has rank = dimension; the image of its derivative is the "
                                          "kernel of the Hessian",
                   .hypotheses = section_one_text(loss),
                   .source = "derived",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"R5", "R6", orbit_lemma(loss)},
                   .method = "exact rank of the derivative and exact product with the Hessian on exact instances; else "
                             "the bordered matrix proves the tangents independent and the kernel no larger",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = parameterizes,
          .controls = {wrong_parameterization(loss)}};
}

}  // namespace laecert::checks
