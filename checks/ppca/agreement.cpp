#include "checks/ppca/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::checks {
namespace {

using claims::Decision;
using claims::Verdict;
using numeric::Ball;
using numeric::Index;
using numeric::Rational;
using numeric::Truth;

constexpr long shown_digits = 12;
constexpr long margin_digits = 4;

// One posterior on one spectrum: who is in I, and what each direction needs.
class Shrinkage {
 public:
  Shrinkage(PriorMode mode, const theory::Spectrum& spectrum, const PriorModel& model)
      : mode_(mode),
        spectrum_(spectrum),
        samples_(model.samples),
        v_(spectrum.lambda / model.samples),
        alpha_(1 / (model.samples * model.prior_variance)),
        v_over_tau_squared_(v_ * v_ / model.prior_variance) {}

  // sigma_i > v/tau, or c_i > v, as s_i > n (v + alpha v^2): each a comparison of s_i with a rational.
  [[nodiscard]] Truth is_in_mode(Index i) const {
    const Rational threshold =
        mode_ == PriorMode::joint ? v_over_tau_squared_ : Rational(spectrum_.lambda + v_over_tau_squared_);
    if (spectrum_.exact) return spectrum_.exact->s(i) > threshold ? Truth::yes : Truth::no;
    return is_less(Ball(threshold, spectrum_.precision), s(i));
  }

  // The lambda' with 1 - lambda'/s_i = 1 - v/(tau sigma_i), or 1 - v/c_i.
  [[nodiscard]] Ball needed_lambda(Index i) const {
    if (mode_ == PriorMode::joint) return sqrt(s(i) * Ball(v_over_tau_squared_, spectrum_.precision));
    return v() * s(i) / theory::predict_level(s(i) / Ball(samples_), alpha_);
  }

  [[nodiscard]] std::optional<Rational> exact_needed_lambda(Index i) const {
    if (!spectrum_.exact) return {};
    const Rational& s = spectrum_.exact->s(i);
    if (mode_ == PriorMode::joint) return theory::exact_square_root(s * v_over_tau_squared_);
    const std::optional<Rational> level = theory::predict_exact_level(s / samples_, alpha_);
    if (!level) return {};
    return Rational(v_ * s / *level);
  }

  // What the mode and `sum` at lambda itself do in a direction: the singular values of W Z and W2 W1 X (joint), or the
  // eigenvalues of W M^-1 W^T and W2 W1 (marginal).
  [[nodiscard]] Ball difference(Index i, bool in_mode) const {
    const Ball scale = mode_ == PriorMode::joint ? sqrt(s(i)) : Ball(1);
    const Ball of_mode = in_mode ? Ball(1) - needed_lambda(i) / s(i) : Ball(0);
    const Ball of_sum = i < spectrum_.q ? Ball(1) - Ball(spectrum_.lambda, spectrum_.precision) / s(i) : Ball(0);
    return scale * (of_mode - of_sum);
  }

 private:
  [[nodiscard]] const Ball& s(Index i) const { return spectrum_.values[static_cast<std::size_t>(i)]; }
  [[nodiscard]] Ball v() const { return {v_, spectrum_.precision}; }

  PriorMode mode_;
  const theory::Spectrum& spectrum_;
  long samples_;
  Rational v_, alpha_, v_over_tau_squared_;
};

void require_model(const theory::Spectrum& spectrum, const PriorModel& model) {
  if (spectrum.lambda > 0 && model.prior_variance > 0 && model.samples >= 1 && model.k >= 1) return;
  throw PreconditionError(
      fmt::format("prior on the weights: lambda = {}, tau^2 = {}, n = {}, k = {}, expected positive",
                  spectrum.lambda.str(), model.prior_variance.str(), model.samples, model.k));
}

std::string needed_text(const Shrinkage& shrinkage, Index i) {
  const std::optional<Rational> exact = shrinkage.exact_needed_lambda(i);
  if (exact) return numeric::print_exact(*exact);
  const numeric::Decimal enclosed = numeric::print_decimal(shrinkage.needed_lambda(i), shown_digits);
  return fmt::format("{} (+- {})", enclosed.value, enclosed.radius);
}

// The first direction in which `sum` at lambda itself is proved to differ; empty where there is none.
std::string difference_text(PriorMode mode, const Shrinkage& shrinkage, Index directions) {
  const char* what = mode == PriorMode::joint ? "singular value" : "eigenvalue";
  for (Index i = 0; i < directions; ++i) {
    const Truth in_mode = shrinkage.is_in_mode(i);
    if (in_mode == Truth::unknown) continue;
    const Ball difference = abs(shrinkage.difference(i, in_mode == Truth::yes));
    if (!difference.is_finite() || !numeric::certainly(is_positive(difference))) continue;
    return fmt::format("{} {} differs by {} at lambda", what, i + 1,
                       numeric::print_truncated(difference, margin_digits));
  }
  return {};
}

// Two directions need different lambda': certainly, as the larger s_i needs the larger one.
Decision decide_two(const Shrinkage& shrinkage, Index first, Index second, std::string margin) {
  if (!numeric::certainly(is_less(shrinkage.needed_lambda(second), shrinkage.needed_lambda(first)))) {
    return {.margin = std::move(margin), .reason = "the lambda that two directions need are not told apart"};
  }
  return {.verdict = Verdict::refuted,
          .margin = std::move(margin),
          .reason = fmt::format("u_{} would need lambda = {}, u_{} lambda = {}", first + 1,
                                needed_text(shrinkage, first), second + 1, needed_text(shrinkage, second))};
}

Decision decide_one(const Shrinkage& shrinkage, bool any, std::string margin) {
  const std::string lambda = any ? "lambda = " + needed_text(shrinkage, 0) : "every lambda >= s_1";
  return {.verdict = Verdict::exact,
          .margin = std::move(margin),
          .reason = fmt::format("agrees here: the mode has {}, and {} gives the same map",
                                any ? "one value s_i only" : "no direction", lambda)};
}

}  // namespace

Decision decide_prior_mode(PriorMode mode, const theory::Spectrum& spectrum, const PriorModel& model) {
  require_model(spectrum, model);
  const Shrinkage shrinkage(mode, spectrum, model);
  const Index directions = std::min(model.k, spectrum.m());
  std::string margin = difference_text(mode, shrinkage, directions);
  // Groups start at proved different eigenvalues; I is {1..l}, as s decreases.
  for (const theory::Group& group : spectrum.groups) {
    if (group.first >= directions) break;
    const Truth in_mode = shrinkage.is_in_mode(group.first);
    if (in_mode == Truth::unknown)
      return {.margin = std::move(margin),
              .reason = fmt::format("whether the mode has the direction u_{} is not decided", group.first + 1)};
    if (in_mode == Truth::no) return decide_one(shrinkage, group.first > 0, std::move(margin));
    if (group.first > 0) return decide_two(shrinkage, 0, group.first, std::move(margin));
  }
  return decide_one(shrinkage, true, std::move(margin));
}

}  // namespace laecert::checks
