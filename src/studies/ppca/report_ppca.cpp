#include "studies/ppca/report_ppca.hpp"

#include <fmt/format.h>

#include <utility>

#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "problem/families/ppca/noise_variance.hpp"
#include "studies/describe.hpp"
#include "studies/ppca/compare.hpp"
#include "studies/ppca/describe_ppca.hpp"

namespace laecert::studies {
namespace {

using problem::Instance;
using theory::Spectrum;

// By maximum likelihood v does not depend on lambda: one above every eigenvalue, apart from them all.
Instance starting_instance(const Instance& given, bool maximum_likelihood) {
  return maximum_likelihood ? given.with_lambda(given.gram().trace() + 1) : given;
}

// One run on one instance.
class PpcaRun {
 public:
  PpcaRun(const Instance& given, const PpcaCommandOptions& options)
      : options_(options),
        instance_(starting_instance(given, options.maximum_likelihood)),
        spectrum_(spectrum_of(instance_)) {
    report_.centering = describe_centering(given.setting());
    report_.divisor = options.divisor == Divisor::samples ? "n" : "n-1";
    report_.noise = options.maximum_likelihood ? "maximum likelihood" : "given";
    report_.prior_variance = numeric::print_exact(options.prior_variance);
  }

  Ppca report() && {
    if (!instance_.setting().samples) {
      report_.inapplicable = "the number n of samples is not known (--samples)";
    } else if (decided() && choose_noise()) {
      compare();
    }
    describe_instance();
    return std::move(report_);
  }

 private:
  [[nodiscard]] Outcome<Spectrum> spectrum_of(const Instance& instance) const {
    const numeric::StopScope scope(options_.map.stop, "the spectrum was enclosed");
    return decide_spectrum(instance, options_.effort);
  }

  bool decided() {
    if (!spectrum_) report_.undecided = spectrum_.reason().text;
    return static_cast<bool>(spectrum_);
  }

  // Whether there is a v at which statements can be decided.
  bool choose_noise() {
    if (!options_.maximum_likelihood) {
      noise_ = given_noise(*spectrum_, instance_.k(), *instance_.setting().samples);
      return true;
    }
    report_.inapplicable = reason_without_noise(*spectrum_, instance_.k());
    if (report_.inapplicable) return false;
    const numeric::StopScope scope(options_.map.stop, "the noise variance was enclosed");
    const Outcome<NoiseVariance> noise = estimate_noise(instance_, *spectrum_, options_.effort);
    if (!noise) {
      report_.undecided = noise.reason().text;
      return false;
    }
    noise_ = *noise;
    report_.undecided = noise_->undecided;
    return noise_->rational && move_to_noise();
  }

  // The instance at lambda = n v, with the eigenvalues where n v has them.
  bool move_to_noise() {
    instance_ = instance_.with_lambda(problem::lambda_of_noise(*noise_->rational, *instance_.setting().samples));
    Outcome<Spectrum> at_noise = spectrum_of(instance_);
    if (!at_noise) {
      report_.undecided = at_noise.reason().text;
      return false;
    }
    spectrum_ = std::move(at_noise);
    if (spectrum_->q == noise_->above) return true;
    report_.undecided = fmt::format("{} eigenvalues above the rational n v, {} above n v", spectrum_->q, noise_->above);
    return false;
  }

  void compare() {
    Comparison comparison = compare_models(instance_, *spectrum_, *noise_, options_);
    report_.decided_at = numeric::print_exact(*noise_->rational);
    report_.complete = comparison.complete;
    report_.preamble.hypotheses = std::move(comparison.hypotheses);
    report_.agreement = std::move(comparison.agreement);
    report_.controls = std::move(comparison.controls);
    report_.not_proved = std::move(comparison.not_proved);
    report_.summary = comparison.summary;
  }

  void describe_instance() {
    std::vector<report::Hypothesis> hypotheses = std::move(report_.preamble.hypotheses);
    report_.preamble = preamble_of(instance_, spectrum_, options_.effort);
    report_.preamble.hypotheses = std::move(hypotheses);
    if (spectrum_) describe_spectrum();
    // Where nothing was decided at it, the lambda of the instance is any.
    if (!options_.maximum_likelihood || !report_.agreement.empty()) return;
    report_.preamble.instance.lambda.clear();
    report_.preamble.q.reset();
  }

  void describe_spectrum() {
    const long digits = options_.effort.digits;
    if (!instance_.setting().samples) return;
    report_.components = describe_components(instance_, *spectrum_, options_.divisor, digits);
    if (!noise_) return;
    report_.notes = describe_notes(instance_, *spectrum_, *noise_, options_.maximum_likelihood);
    report_.estimate = describe_estimate(instance_, *spectrum_, *noise_, digits);
  }

  const PpcaCommandOptions& options_;
  Instance instance_;
  Outcome<Spectrum> spectrum_;
  std::optional<NoiseVariance> noise_;
  Ppca report_;
};

}  // namespace

Ppca ppca(const Instance& instance, const PpcaCommandOptions& options) {
  const std::optional<long> samples = instance.setting().samples;
  if (samples && *samples < 2) throw DataError(fmt::format("n = {} samples, expected at least 2", *samples));
  return PpcaRun(instance, options).report();
}

}  // namespace laecert::studies
