#include "studies/ppca/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/ppca/noise.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::studies {
namespace {

using claims::Decision;
using claims::Verdict;

constexpr long shown_digits = 12;
constexpr long margin_digits = 4;

// One posterior on one spectrum: what each direction needs.
class Shrinkage {
 public:
  Shrinkage(PriorMode mode, const theory::Spectrum& spectrum, long samples, const Rational& prior_variance)
      : mode_(mode),
        spectrum_(spectrum),
        samples_(samples),
        v_(spectrum.lambda / samples),
        alpha_(1 / (samples * prior_variance)),
        v_over_tau_squared_(v_ * v_ / prior_variance) {}

  // sigma_i > v/tau, or c_i > v, exactly where s_i is above this.
  [[nodiscard]] Rational threshold() const {
    return mode_ == PriorMode::joint ? v_over_tau_squared_ : Rational(spectrum_.lambda + v_over_tau_squared_);
  }

  // The lambda' with 1 - lambda'/s_i = 1 - v/(tau sigma_i), or 1 - v/c_i, where s_i v/c_i = n v (1 + alpha c_i).
  [[nodiscard]] Ball needed_lambda(Index i) const {
    if (mode_ == PriorMode::joint) return sqrt(s(i) * ball(v_over_tau_squared_));
    return ball(spectrum_.lambda) * (Ball(1) + ball(alpha_) * level(i));
  }

  [[nodiscard]] std::optional<Rational> exact_needed_lambda(Index i) const {
    if (!spectrum_.exact) return {};
    const Rational& s = spectrum_.exact->s(i);
    if (mode_ == PriorMode::joint) return theory::exact_square_root(s * v_over_tau_squared_);
    const std::optional<Rational> level = theory::predict_exact_level(s / samples_, alpha_);
    if (!level) return {};
    return Rational(spectrum_.lambda * (1 + alpha_ * *level));
  }

  // What the mode and `sum` at lambda itself do in a direction: the singular values of W Z and W2 W1 X (joint), or the
  // eigenvalues of W M^-1 W^T and W2 W1 (marginal).
  [[nodiscard]] Ball difference(Index i, bool in_mode) const {
    const bool in_sum = i < spectrum_.q;
    const Ball scale = mode_ == PriorMode::joint ? sqrt(s(i)) : Ball(1);
    if (in_mode && in_sum) return scale * needed_above_lambda(i) / s(i);
    if (in_mode) return scale * (s(i) - needed_lambda(i)) / s(i);
    return in_sum ? scale * (s(i) - ball(spectrum_.lambda)) / s(i) : Ball(0);
  }

 private:
  [[nodiscard]] const Ball& s(Index i) const { return spectrum_.values[static_cast<std::size_t>(i)]; }
  [[nodiscard]] Ball ball(const Rational& x) const { return {x, spectrum_.precision}; }
  // Without cancellation where the prior is wide.
  [[nodiscard]] Ball needed_above_lambda(Index i) const {
    if (mode_ == PriorMode::joint) return needed_lambda(i) - ball(spectrum_.lambda);
    return ball(spectrum_.lambda) * ball(alpha_) * level(i);
  }
  [[nodiscard]] Ball level(Index i) const { return theory::predict_level(s(i) / Ball(samples_), alpha_); }

  PriorMode mode_;
  const theory::Spectrum& spectrum_;
  long samples_;
  Rational v_, alpha_, v_over_tau_squared_;
};

void require_model(const problem::Instance& instance, const Rational& prior_variance) {
  const long samples = instance.setting().samples.value_or(0);
  if (instance.lambda() > 0 && prior_variance > 0 && samples >= 1) return;
  throw PreconditionError(fmt::format("prior on the weights: lambda = {}, tau^2 = {}, n = {}, expected positive",
                                      instance.lambda().str(), prior_variance.str(), samples));
}

// #{i : s_i > x}, by the enclosures at hand; else x in place of lambda has a spectrum that decides whether it is an
// eigenvalue.
Outcome<Index> count_above(const problem::Instance& instance, const theory::Spectrum& spectrum, const Rational& x,
                           const Effort& effort) {
  Index count = 0;
  for (Index i = 0; i < spectrum.m(); ++i) {
    const Ball& s = spectrum.values[static_cast<std::size_t>(i)];
    const bool above =
        spectrum.exact ? spectrum.exact->s(i) > x : numeric::certainly(is_less(Ball(x, spectrum.precision), s));
    const bool below = spectrum.exact || numeric::certainly(is_less(s, Ball(x, spectrum.precision)));
    if (!above && !below) {
      const Outcome<theory::Spectrum> at_threshold = decide_spectrum(instance.with_lambda(x), effort);
      return at_threshold ? Outcome<Index>(at_threshold->q) : Outcome<Index>(at_threshold.reason());
    }
    count += above ? 1 : 0;
  }
  return count;
}

std::string needed_text(const Shrinkage& shrinkage, Index i) {
  const std::optional<Rational> exact = shrinkage.exact_needed_lambda(i);
  if (exact) return numeric::print_exact(*exact);
  const Ball needed = shrinkage.needed_lambda(i);
  if (!needed.is_finite()) return "(not enclosed)";
  const numeric::Decimal enclosed = numeric::print_decimal(needed, shown_digits);
  return fmt::format("{} (+- {})", enclosed.value, enclosed.radius);
}

// The first direction in which `sum` at lambda itself is proved to differ; empty where there is none.
std::string difference_text(PriorMode mode, const Shrinkage& shrinkage, Index directions, Index in_mode) {
  const char* what = mode == PriorMode::joint ? "singular value" : "eigenvalue";
  for (Index i = 0; i < directions; ++i) {
    const Ball difference = abs(shrinkage.difference(i, i < in_mode));
    if (!difference.is_finite() || !numeric::certainly(is_positive(difference))) continue;
    return fmt::format("{} {} differs by at least {} at lambda", what, i + 1,
                       numeric::print_truncated(difference, margin_digits));
  }
  return {};
}

// Two directions need different lambda', as the larger s_i needs the larger one (T28), whatever digits are shown.
Decision decide_two(const Shrinkage& shrinkage, Index second, std::string margin) {
  const std::string of_first = needed_text(shrinkage, 0), of_second = needed_text(shrinkage, second);
  return {.verdict = Verdict::refuted,
          .margin = std::move(margin),
          .reason = fmt::format("u_1 would need lambda = {}, u_{} lambda = {}{}", of_first, second + 1, of_second,
                                of_first == of_second ? ", less in later digits, as its s_i is less" : "")};
}

Decision decide_one(const Shrinkage& shrinkage, bool any, std::string margin) {
  const std::string lambda = any ? "lambda = " + needed_text(shrinkage, 0) : "every lambda >= s_1";
  return {.verdict = Verdict::exact,
          .margin = std::move(margin),
          .reason = fmt::format("agrees here: the mode has {}, and {} gives the same map",
                                any ? "one value s_i only" : "no direction", lambda)};
}

}  // namespace

Decision decide_prior_mode(PriorMode mode, const problem::Instance& instance, const theory::Spectrum& spectrum,
                           const Rational& prior_variance, const Effort& effort) {
  require_model(instance, prior_variance);
  const Shrinkage shrinkage(mode, spectrum, *instance.setting().samples, prior_variance);
  const Outcome<Index> above = count_above(instance, spectrum, shrinkage.threshold(), effort);
  if (!above) return {.reason = "how many directions the mode has: " + above.reason().text};
  // I is {1..l}, as s decreases; groups are proved different.
  const Index directions = std::min(instance.k(), spectrum.m()), in_mode = std::min(directions, *above);
  std::string margin = difference_text(mode, shrinkage, directions, in_mode);
  const Index second = spectrum.groups.front().size;
  if (second < in_mode) return decide_two(shrinkage, second, std::move(margin));
  return decide_one(shrinkage, in_mode > 0, std::move(margin));
}

}  // namespace laecert::studies
