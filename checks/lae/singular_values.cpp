#include "checks/lae/statements.hpp"
#include "families/lae/predicted_point.hpp"
#include "numeric/decimal.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

// lambda = s_i (1 - f(d_i^2)) for every i in I, d_i^2 = u_i^T W2 W1 u_i at the certified point.
using OfSquare = std::function<Ball(const Ball& d_squared)>;

// |s_i (1 - f(d_i^2)) - lambda| for each i in I whose eigenvector is enclosed.
struct IndexGap {
  Index i;
  Ball gap;
};

std::vector<IndexGap> enclose_gaps(const LaeContext& context, const ManifoldRecord& record,
                                   const certify::CertifiedPoint& certified, const OfSquare& f) {
  std::vector<IndexGap> gaps;
  const problem::Autoencoder<Ball> w = autoencoder(context, certified);
  const Matrix<Ball> n = numeric::product(w.W2, w.W1);
  const Ball lambda(context.instance.lambda(), Precision::of_digits(context.effort.digits + 20));
  for (const Index i : record.manifold.index_set) {
    theory::Manifold single{.index_set = {i}, .rank_vector = {}, .rank = 1};
    const std::optional<Matrix<Ball>> projector =
        enclose_operator(*context.spectrum, single, [](const Ball&) { return Ball(1); });
    if (!projector) continue;
    Ball d_squared(0);
    for (Index j = 0; j < n.cols(); ++j) {
      for (Index r = 0; r < n.rows(); ++r) d_squared += n(r, j) * (*projector)(r, j);
    }
    const Ball& s = context.spectrum->values[static_cast<std::size_t>(i - 1)];
    gaps.push_back({i, abs(s * (Ball(1) - f(d_squared)) - lambda)});
  }
  return gaps;
}

std::optional<std::string> contradiction(const LaeContext& context, const ManifoldRecord& record,
                                         const certify::CertifiedPoint& certified, const OfSquare& f) {
  for (const auto& [i, gap] : enclose_gaps(context, record, certified, f)) {
    if (numeric::certainly(is_positive(gap))) {
      return "s_" + std::to_string(i) + " (1 - ..) differs from lambda by at least " + numeric::print_truncated(gap, 4);
    }
  }
  return {};
}

Ball same(const Ball& d_squared) { return d_squared; }

Finding singular_values(const LaeContext& context) {
  if (context.spectrum && !context.spectrum->distinct_above) {
    return claims::inapplicable_finding("an eigenvalue above lambda repeats");
  }
  return by_lemmas(context, Needs::section_one, context.identities.converse && context.identities.list_is_complete(),
                   {"T5", "T6", "T7"},
                   [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                     return contradiction(context, record, certified, same);
                   },
                   {"enclosed gap", [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                      Ball largest(0);
                      for (const IndexGap& one : enclose_gaps(context, record, certified, same))
                        if (one.gap.is_finite()) largest = larger(largest, one.gap.upper_end());
                      return largest;
                    }});
}

Finding without_square(const LaeContext& context) {
  return over_manifolds(context, {"certified point C2"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
                          if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "no d_i"};
                          std::optional<std::string> witness =
                              contradiction(context, record, certified,
                                            [](const Ball& d_squared) { return sqrt_nonnegative(d_squared); });
                          if (!witness) return {.reason = "the enclosures overlap"};
                          return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
                        });
}

}  // namespace

LaeStatement sum_singular_values() {
  return {.info = {.id = "sum.singular-values",
                   .proposition = "sigma_i = sqrt(lambda/(1 - d_i^2)) for every d_i > 0",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S, eigenvalues above lambda distinct",
                   .source = "[K19]",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T5", "T6", "T7"},
                   .method = "by sum.map d_i^2 = 1 - lambda/s_i; the certified W2 W1 would refute it",
                   .not_proved = "nothing"},
          .decide = singular_values,
          .controls = {{.id = "sum.singular-values/not-squared",
                        .text = "sigma_i = sqrt(lambda/(1 - d_i))",
                        .decide = without_square,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
