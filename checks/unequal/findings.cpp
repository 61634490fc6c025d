#include "checks/unequal/statements.hpp"
#include "families/unequal/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"

namespace laecert::checks {

Finding by_unit_lemmas(const UnequalContext& context, bool identities_hold, std::vector<std::string> lemmas,
                       const Contradiction& contradiction, const Gap& gap) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  if (!context.allows(Verdict::exact)) return by_gaps(context, contradiction, gap);
  return by_lemmas_alone(context, identities_hold, std::move(lemmas), contradiction);
}

Decision wrong_units_are_critical(const UnequalContext& context, const Matrix<Ball>& W2) {
  const Precision precision = Precision::of_digits(context.effort.digits + 20);
  const Vector<Ball> x = problem::pack(problem::Autoencoder<Ball>{W2.transpose(), W2});
  const Ball norm = numeric::enclose_norm(context.problem->over<Ball>(precision).gradient(x));
  if (!numeric::certainly(is_positive(norm))) return {.reason = "the enclosed gradient contains zero"};
  return {.verdict = Verdict::refuted, .reason = "|gradient| >= " + numeric::print_truncated(norm, 4)};
}

std::optional<Vector<Ball>> enclose_unit(const UnequalContext& context, Index unit, Index index) {
  const theory::Spectrum& spectrum = *context.spectrum;
  const std::optional<Ball>& radius = spectrum.vector_radii[static_cast<std::size_t>(index - 1)];
  if (!radius) return {};
  const Ball length = sqrt_nonnegative(listed_load(context, unit, index));
  Vector<Ball> column(spectrum.m());
  for (Index i = 0; i < spectrum.m(); ++i) column(i) = length * spectrum.vectors(i, index - 1).widened(*radius);
  return column;
}

std::optional<Matrix<Ball>> enclose_units(const UnequalContext& context, const theory::Manifold& manifold) {
  Matrix<Ball> W2 = Matrix<Ball>::Constant(context.m(), context.k(), Ball(0));
  for (Index a = 0; a < context.k(); ++a) {
    const Index j = manifold.index_set[static_cast<std::size_t>(a)];
    if (j == 0) continue;
    const std::optional<Vector<Ball>> column = enclose_unit(context, a, j);
    if (!column) return {};
    W2.col(a) = *column;
  }
  return W2;
}

}  // namespace laecert::checks
