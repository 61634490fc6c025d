#include <fmt/format.h>

#include <algorithm>

#include "checks/lae/statements.hpp"
#include "numeric/decimal.hpp"
#include "theory/lae/hessian_blocks.hpp"

namespace laecert::checks {
namespace {

// How blocks are predicted: as the theory says, or as plausible mistakes have it.
enum class BlockRule : std::int8_t { predicted, without_factor_two, swap_without_lambda };

// Position of an eigenbasis coordinate in the order of the packed unknowns.
Index position(const theory::Coordinate& c, Index m, Index k) {
  if (c.weight == theory::Coordinate::Weight::encoder) return c.column * k + c.row;
  return m * k + c.row * k + c.column;
}

Matrix<Rational> predicted_hessian(const LaeContext& context, const ManifoldRecord& record) {
  const theory::ExactSpectrum& exact = *context.spectrum->exact;
  const theory::EigenNumbers<Rational> numbers{exact.s, *exact.d, context.spectrum->lambda};
  const Index k = context.instance.k();
  const Index size = context.problem.dimension();
  Matrix<Rational> h = Matrix<Rational>::Constant(size, size, Rational(0));
  for (const theory::HessianBlock<Rational>& block : theory::hessian_blocks(numbers, record.manifold.index_set, k)) {
    for (std::size_t r = 0; r < block.coordinates.size(); ++r) {
      for (std::size_t c = 0; c < block.coordinates.size(); ++c) {
        h(position(block.coordinates[r], context.spectrum->m(), k),
          position(block.coordinates[c], context.spectrum->m(), k)) =
            block.matrix(static_cast<Index>(r), static_cast<Index>(c));
      }
    }
  }
  return h;
}

// (U x I_k)^T h for both weights: rows come in blocks of k, one block for each coordinate of the data.
Matrix<Rational> rotated_rows(const Matrix<Rational>& u, const Matrix<Rational>& h, Index k) {
  const Index half = u.rows() * k;
  Matrix<Rational> result = Matrix<Rational>::Constant(h.rows(), h.cols(), Rational(0));
  for (Index i = 0; i < u.cols(); ++i) {
    for (Index r = 0; r < u.rows(); ++r) {
      result.middleRows(i * k, k) += u(r, i) * h.middleRows(r * k, k);
      result.middleRows(half + i * k, k) += u(r, i) * h.middleRows(half + r * k, k);
    }
  }
  return result;
}

// The Hessian of the loss at the exact point in the basis u_i e_a^T: P^T H P with P = U x I_k for both weights.
Matrix<Rational> hessian_in_eigenbasis(const LaeContext& context, const ManifoldRecord& record) {
  const Matrix<Rational>& u = context.spectrum->exact->U;
  const Index k = context.instance.k();
  const Matrix<Rational> half_way = rotated_rows(u, context.problem.over<Rational>({}).hessian(record.proposed), k);
  // H is symmetric: rotating the rows of the transpose rotates its columns.
  return rotated_rows(u, half_way.transpose(), k);
}

// Orthogonally similar to the predicted blocks, entry by entry: the same spectrum, exactly.
Decision decide_exactly(const LaeContext& context, const ManifoldRecord& record) {
  const Matrix<Rational> proved = hessian_in_eigenbasis(context, record);
  const Matrix<Rational> predicted = predicted_hessian(context, record);
  for (Index j = 0; j < proved.cols(); ++j) {
    for (Index i = 0; i < proved.rows(); ++i) {
      if (proved(i, j) != predicted(i, j)) {
        return {
            .verdict = Verdict::refuted,
            .reason = fmt::format("entry ({}, {}) of the Hessian in the eigenbasis is {}, predicted {}", i + 1, j + 1,
                                  numeric::print_exact(proved(i, j)), numeric::print_exact(predicted(i, j)))};
      }
    }
  }
  return {.verdict = Verdict::exact};
}

// The i-th largest of enclosed numbers lies between the i-th largest lower end and the i-th largest upper end; nothing
// where one is not enclosed.
std::vector<Ball> sorted_enclosures(const std::vector<Ball>& values) {
  std::vector<Ball> lower;
  std::vector<Ball> upper;
  for (const Ball& value : values) {
    if (!value.is_finite()) return {};
    lower.push_back(value.lower_end());
    upper.push_back(value.upper_end());
  }
  const auto larger = [](const Ball& x, const Ball& y) { return numeric::certainly(is_less(y, x)); };
  std::sort(lower.begin(), lower.end(), larger);
  std::sort(upper.begin(), upper.end(), larger);
  std::vector<Ball> sorted;
  for (std::size_t i = 0; i < values.size(); ++i) sorted.push_back(hull(lower[i], upper[i]));
  return sorted;
}

// Upper bound of the distance between the two spectra, place by place; nothing where some place is proved to differ.
std::optional<Ball> enclose_distance(const std::vector<Ball>& predicted, const std::vector<Ball>& proved) {
  Ball margin(0);
  for (std::size_t i = 0; i < proved.size(); ++i) {
    const Ball gap = abs(proved[i] - predicted[i]);
    if (numeric::certainly(is_positive(gap))) return {};
    margin = larger(margin, gap.upper_end());
  }
  return margin;
}

// Membership: every proved eigenvalue lies within the printed margin of the predicted one, both in decreasing order.
Decision decide_enclosed(const std::vector<Ball>& predicted, const std::vector<Ball>& proved) {
  if (predicted.size() != proved.size()) return {.reason = "no enclosure of the Hessian's eigenvalues"};
  const std::optional<Ball> margin = enclose_distance(predicted, proved);
  if (!margin)
    return {.verdict = Verdict::refuted, .reason = "an eigenvalue is proved to differ from the predicted one"};
  // An enclosure of a millionth of the largest eigenvalue would say little.
  const Ball largest = abs(proved.front()).upper_end();
  if (!numeric::certainly(is_less(Ball(1000000) * *margin, largest))) return {.reason = "the enclosures are too wide"};
  return {.verdict = Verdict::enclosed};
}

Finding compare_spectrum(const LaeContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  std::vector<theory::Manifold> manifolds;
  manifolds.reserve(context.records.size());
  for (const ManifoldRecord& record : context.records) manifolds.push_back(record.manifold);
  const Outcome<theory::RotationSpectra> rotations = theory::predict_rotation_spectra(manifolds, *context.spectrum);
  const std::string by = context.is_exact_instance() ? "P^T H P, entry by entry C6" : "enclosed eigenvalues R7";
  Ball largest(0);
  Finding finding = over_manifolds(
      context, {by}, [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
        if (certified.exact && context.is_exact_instance()) return decide_exactly(context, record);
        if (!rotations) return {.reason = rotations.reason().text};
        const std::vector<Ball> predicted = sorted_enclosures(
            theory::predict_hessian_spectrum(record.manifold, context.instance.k(), *context.spectrum, *rotations));
        Decision decision = decide_enclosed(predicted, certified.hessian_spectrum);
        if (decision.verdict == Verdict::enclosed) {
          largest = larger(largest, *enclose_distance(predicted, certified.hessian_spectrum));
        }
        return decision;
      });
  if (!largest.contains(Rational(0))) finding.margin = numeric::print_below(largest);
  return finding;
}

// The sum of the predicted eigenvalues under a rule: twins are told from the truth by the trace alone.
Ball predicted_trace(const LaeContext& context, const theory::Manifold& manifold, BlockRule rule) {
  Ball trace(0);
  for (const theory::HessianBlock<Ball>& block :
       theory::hessian_blocks(theory::enclosed_numbers(*context.spectrum), manifold.index_set, context.instance.k())) {
    for (Index i = 0; i < block.matrix.rows(); ++i) trace += block.matrix(i, i);
    if (rule == BlockRule::swap_without_lambda && block.kind == theory::BlockKind::swap) {
      trace -= Ball(2) * Ball(context.instance.lambda(), context.spectrum->precision);
    }
  }
  return rule == BlockRule::without_factor_two ? trace / Ball(2) : trace;
}

Ball proved_trace(const LaeContext& context, const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
  if (certified.exact) {
    const Matrix<Rational> h = context.problem.over<Rational>({}).hessian(record.proposed);
    return {Rational(h.trace()), context.spectrum->precision};
  }
  Ball trace(0);
  for (const Ball& value : certified.hessian_spectrum) trace += value;
  return trace;
}

Finding compare_trace(const LaeContext& context, BlockRule rule) {
  return over_manifolds(context, {"trace of the Hessian"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
                          if (rule == BlockRule::swap_without_lambda &&
                              (record.manifold.rank == 0 || record.manifold.rank == context.spectrum->m())) {
                            return {.verdict = Verdict::inapplicable, .reason = "no swap block"};
                          }
                          const Ball gap = proved_trace(context, record, certified) -
                                           predicted_trace(context, record.manifold, rule);
                          if (!numeric::certainly(is_nonzero(gap))) return {.reason = "the enclosures overlap"};
                          return {.verdict = Verdict::refuted,
                                  .reason = "the trace differs by at least " + numeric::print_truncated(abs(gap), 4)};
                        });
}

LaeControl wrong_rule(std::string id, std::string text, BlockRule rule) {
  return {.id = "sum.spectrum/" + std::move(id),
          .text = std::move(text),
          .decide = [rule](const LaeContext& context) { return compare_trace(context, rule); },
          .indistinguishable = {}};
}

}  // namespace

LaeStatement sum_spectrum() {
  return {.info = {.id = "sum.spectrum",
                   .proposition = "the Hessian's spectrum is that of the blocks of section 3",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S",
                   .source = "derived, section 3",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"R7", "C6"},
                   .method = "exact instances: P^T H P equals the predicted blocks entry by entry, P orthogonal and "
                             "rational; else every enclosed eigenvalue lies within the margin of the predicted one",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = compare_spectrum,
          .controls = {wrong_rule("no-factor-two", "without the factor 2", BlockRule::without_factor_two),
                       wrong_rule("swap-no-lambda", "swap block with lambda dropped", BlockRule::swap_without_lambda)}};
}

}  // namespace laecert::checks
