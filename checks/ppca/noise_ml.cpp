#include <fmt/format.h>

#include "certify/certify.hpp"
#include "checks/ppca/noise.hpp"
#include "checks/ppca/statements.hpp"
#include "numeric/decimal.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/positive_definite.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/product.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::checks {
namespace {

using theory::Spectrum;

// tr K - tr K S K, K = C^-1 with C = W W^T + v: the derivative of the negative log likelihood by v. S is the
// covariance.
template <numeric::Scalar S>
S slope(const Matrix<S>& covariance, const Matrix<S>& outer, const S& v) {
  Matrix<S> c = outer;
  for (Index i = 0; i < c.rows(); ++i) c(i, i) += v;
  const Matrix<S> inverse = numeric::inverse_of_positive_definite(c);
  const Matrix<S> difference = inverse - numeric::product(numeric::product(inverse, covariance), inverse);
  S sum(0);
  for (Index i = 0; i < c.rows(); ++i) sum += difference(i, i);
  return sum;
}

// Whether W with this W W^T, and v, are together stationary: (K - K S K) W W^T = 0, tr K = tr K S K.
bool is_stationary(const Matrix<Rational>& covariance, const Matrix<Rational>& outer, const Rational& v) {
  Matrix<Rational> c = outer;
  for (Index i = 0; i < c.rows(); ++i) c(i, i) += v;
  const Matrix<Rational> inverse = numeric::inverse_of_positive_definite(c);
  const Matrix<Rational> k_s_k = numeric::product(numeric::product(inverse, covariance), inverse);
  const Matrix<Rational> gradient = numeric::product(Matrix<Rational>(inverse - k_s_k), outer);
  return gradient == Matrix<Rational>::Zero(c.rows(), c.cols()) && slope(covariance, outer, v) == 0;
}

// U_k diag(s_i/n - v) U_k^T.
Matrix<Rational> exact_outer(const PpcaContext& context, const Rational& v) {
  const theory::ExactSpectrum& exact = *context.sum.spectrum->exact;
  const Matrix<Rational> u = exact.U.leftCols(context.sum.instance.k());
  Matrix<Rational> scaled = u;
  for (Index i = 0; i < u.cols(); ++i) scaled.col(i) *= exact.s(i) / context.samples() - v;
  return numeric::product(scaled, Matrix<Rational>(u.transpose()));
}

Decision decide_exactly(const PpcaContext& context, const Rational& v) {
  const bool stationary = is_stationary(context.models->likelihood.covariance(), exact_outer(context, v), v);
  return decide_equal(stationary, Verdict::exact, "the likelihood is not stationary at v = " + v.str());
}

// The spectrum of the same data with another noise variance: for proposals.
Spectrum with_noise(Spectrum spectrum, const Rational& lambda) {
  spectrum.lambda = lambda;
  spectrum.exact = {};
  return spectrum;
}

// The first of the k largest eigenvalues that lie above lambda, as far as that is known.
theory::Manifold proposed_maximum(const Spectrum& spectrum, Index k) {
  const Ball lambda(spectrum.lambda, spectrum.precision);
  theory::Manifold manifold;
  for (Index i = 0; i < k; ++i) {
    if (!numeric::certainly(is_less(lambda, spectrum.values[static_cast<std::size_t>(i)]))) break;
    manifold.index_set.push_back(i + 1);
    ++manifold.rank;
  }
  return manifold;
}

// Encloses the slope at noise variance v in the best weights: index 0 belongs to them alone (T23).
Outcome<Ball> enclose_profile_slope(const PpcaContext& context, const Rational& v) {
  const problem::Instance& instance = context.sum.instance;
  const Rational lambda = problem::lambda_of_noise(v, context.samples());
  const Spectrum spectrum = with_noise(*context.sum.spectrum, lambda);
  const WeightsProblem likelihood = problem::ppca_likelihood(instance.with_lambda(lambda));
  const theory::Manifold maximum = proposed_maximum(spectrum, instance.k());
  const theory::PredictedWeights weights = theory::predict_weights(maximum, spectrum, {.samples = context.samples()},
                                                                   theory::canonical_frame(instance.k(), maximum.rank));
  certify::CertifyOptions options;
  options.digits = context.sum.effort.digits;
  options.max_digits = context.sum.effort.max_digits;
  const Outcome<certify::CertifiedPoint> certified =
      certify::certify(likelihood, problem::pack_weights(weights.W), options);
  if (!certified) return certified.reason();
  if (certified->inertia.negative != 0) return Reason{"the certified weights are not those of the largest likelihood"};
  const Matrix<Ball> w = problem::unpack_weights(certified->point, instance.k());
  const Matrix<Ball> covariance = numeric::lift_matrix<Ball>(likelihood.covariance(), spectrum.precision);
  return slope(covariance, numeric::product(w, Matrix<Ball>(w.transpose())), Ball(v, spectrum.precision));
}

// v within v_0 (1 -+ 10^-(digits/2)): the profile falls at the lower end and rises at the upper one.
Decision decide_by_enclosures(const PpcaContext& context) {
  const Outcome<NoiseVariance> noise = estimate_noise(context.sum.instance, *context.sum.spectrum, context.sum.effort);
  if (!noise) return {.reason = noise.reason().text};
  const Ball& predicted = noise->value;
  if (!predicted.is_finite() || !numeric::certainly(is_positive(predicted)))
    return {.reason = "the predicted v is not known to be positive"};
  const Rational centre = predicted.exact_midpoint();
  const long digits = context.sum.effort.digits / 2;
  const Rational width = centre * numeric::rational_power_of_ten(-digits);
  const Outcome<Ball> below = enclose_profile_slope(context, centre - width);
  if (!below) return {.reason = below.reason().text};
  const Outcome<Ball> above = enclose_profile_slope(context, centre + width);
  if (!above) return {.reason = above.reason().text};
  const std::string margin =
      fmt::format("v = {}, relative error < 1e-{}", numeric::print_leading(predicted, 12), digits);
  if (numeric::certainly(is_negative(*below)) && numeric::certainly(is_positive(*above)))
    return {.verdict = Verdict::enclosed, .margin = margin};
  if (numeric::certainly(is_positive(*below)) || numeric::certainly(is_negative(*above)))
    return {.verdict = Verdict::refuted, .reason = "the likelihood grows away from the predicted v"};
  return {.reason = "the slope of the likelihood in v is not told from zero"};
}

Finding noise_is_the_mean(const PpcaContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const Index k = context.sum.instance.k();
  if (const std::optional<std::string> reason = reason_without_noise(*context.sum.spectrum, k))
    return claims::inapplicable_finding(*reason);
  Finding finding;
  finding.by = {"T23", "T27"};
  const std::optional<Rational> exact =
      theory::predict_exact_noise_variance(*context.sum.spectrum, k, context.samples());
  finding.cases.push_back({"v", exact ? decide_exactly(context, *exact) : decide_by_enclosures(context)});
  return finding;
}

Matrix<Rational> diagonal(const Rational& a, const Rational& b, const Rational& c) {
  Matrix<Rational> result = Matrix<Rational>::Zero(3, 3);
  result(0, 0) = a;
  result(1, 1) = b;
  result(2, 2) = c;
  return result;
}

// n = 2, m = 3, k = 1, S/n = diag(9, 1, 0): (1 + 0)/2 over m - k, 1 over min(n, m) - k.
Finding noise_over_the_samples(const PpcaContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const Matrix<Rational> covariance = diagonal(9, 1, 0);
  const auto stationary = [&](const Rational& v) { return is_stationary(covariance, diagonal(9 - v, 0, 0), v); };
  return refuted_by(stationary(Rational(1, 2)) && !stationary(Rational(1)),
                    "S/n = diag(9,1,0), n = 2, k = 1: stationary at v = 1/2, not at v = 1");
}

}  // namespace

PpcaStatement ppca_noise_ml() {
  return {.info = {.id = "ppca.noise-ml",
                   .proposition = "v by maximum likelihood is the mean of the m-k smallest s_i/n",
                   .hypotheses = "n known, v > 0, k < m, rank S > k",
                   .source = "[TB99]; proof in T27",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"T19", "T23", "T27"},
                   .method = "W and v are together stationary, in rationals where the eigenvalues are rational; else "
                             "the certified best weights at both ends of an interval about v show that the profile "
                             "likelihood grows towards it",
                   .not_proved = "that no other v is as likely is human reasoning (T27); " + ppca_not_proved},
          .decide = noise_is_the_mean,
          .controls = {{.id = "ppca.noise-ml/over-samples",
                        .text = "the mean over min(n,m) - k (own instance)",
                        .decide = noise_over_the_samples,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
