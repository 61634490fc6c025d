#include "checks/ppca/report_ppca.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/describe.hpp"
#include "checks/ppca/agreement.hpp"
#include "checks/ppca/estimate.hpp"
#include "checks/registry.hpp"
#include "claims/runner.hpp"
#include "instances/number.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "problem/families/ppca/noise_variance.hpp"

namespace laecert::checks {
namespace {

using claims::Standing;
using claims::StatementResult;
using problem::Instance;
using theory::Spectrum;

report::Enclosed printed(const Ball& x, long digits) {
  const numeric::Decimal decimal = numeric::print_decimal(x, digits);
  return {decimal.value, decimal.radius};
}

// The largest distance of an entry from what is printed of it.
std::string largest_radius(const Matrix<Ball>& entries, long digits) {
  Ball largest(0);
  for (const Ball& entry : entries.reshaped()) {
    const Ball radius(*instances::parse_rational(numeric::print_decimal(entry, digits).radius), Precision{64});
    if (!numeric::certainly(is_less(radius, largest))) largest = radius.upper_end();
  }
  return print_radius(largest);
}

std::string centering_text(const problem::Setting& setting) {
  if (setting.centered) return "the mean of the samples is subtracted";
  return "none: S/n as it stands is taken as the covariance of centred data";
}

// S with another lambda. S is known to be semidefinite.
Instance at_noise(const Instance& instance, const Rational& v) {
  problem::Setting setting = instance.setting();
  setting.lambda = problem::lambda_of_noise(v, *setting.samples);
  return Instance::from_gram(instance.gram(), std::move(setting));
}

// One run on one instance.
class PpcaRun {
 public:
  PpcaRun(const Instance& given, const PpcaCommandOptions& options)
      : options_(options), instance_(given), spectrum_(decide_spectrum(given, options.effort)) {
    report_.versions = versions();
    report_.max_digits = std::to_string(options.effort.max_digits);
    report_.centering = centering_text(given.setting());
    report_.divisor = options.divisor == Divisor::samples ? "n" : "n-1";
    report_.noise = options.maximum_likelihood ? "maximum likelihood" : "given";
    report_.prior_variance = numeric::print_exact(options.prior_variance);
  }

  report::Ppca report() && {
    estimate();
    report_.instance = describe(instance_);
    if (options_.maximum_likelihood && !noise_) forget_lambda();
    return std::move(report_);
  }

 private:
  void estimate() {
    if (!instance_.setting().samples) {
      report_.inapplicable = "the number n of samples is not known (--samples)";
    } else if (decided() && choose_noise()) {
      describe_spectrum();
      describe_components();
      describe_estimate();
      compare();
      return;
    }
    describe_spectrum();
    if (instance_.setting().samples && spectrum_) describe_components();
  }

  // There is no v, and so no lambda: the instance came with any.
  void forget_lambda() {
    report_.instance.lambda.clear();
    report_.q.clear();
  }

  bool decided() {
    if (!spectrum_) report_.undecided = spectrum_.reason().text;
    return static_cast<bool>(spectrum_);
  }

  bool choose_noise() {
    if (!options_.maximum_likelihood) {
      noise_ = given_noise(*spectrum_, instance_.k(), samples());
    } else if (!choose_most_likely_noise()) {
      return false;
    }
    add_notes();
    report_.decided_at = numeric::print_exact(noise_->rational);
    return true;
  }

  bool choose_most_likely_noise() {
    report_.inapplicable = reason_without_noise(*spectrum_, instance_.k());
    if (report_.inapplicable) return false;
    const Outcome<NoiseVariance> noise = estimate_noise(*spectrum_, instance_.k(), samples(), options_.effort.digits);
    if (!noise) {
      report_.undecided = noise.reason().text;
      return false;
    }
    noise_ = *noise;
    instance_ = at_noise(instance_, noise_->rational);
    spectrum_ = decide_spectrum(instance_, options_.effort);
    return decided();
  }

  void add_notes() {
    const Index m = spectrum_->m(), k = instance_.k();
    if (noise_->on_eigenvalue || spectrum_->wall_multiplicity > 0) add_wall_note(m);
    if (!noise_->is_exact) {
      const Ball distance = abs(Ball(noise_->rational, spectrum_->precision) - noise_->value).upper_end();
      report_.notes.push_back(
          fmt::format("statements are decided at a rational v, {} from the one of maximum likelihood",
                      numeric::print_below(distance)));
    }
    if (noise_->rank == 0) {
      report_.notes.emplace_back("no s_i/n is above v: the estimate is W = 0, all variance is noise");
    } else if (noise_->rank < std::min(k, m)) {
      report_.notes.push_back(
          fmt::format("only {} of the k = {} largest s_i/n above v: the other columns of W are 0", noise_->rank, k));
    }
    if (options_.maximum_likelihood && spectrum_->zero_multiplicity > 0) {
      report_.notes.push_back(
          fmt::format("S has rank {}: v is the mean of the m - k = {} smallest s_i/n, {} zeros of "
                      "them",
                      m - spectrum_->zero_multiplicity, m - k, spectrum_->zero_multiplicity));
    }
  }

  void add_wall_note(Index m) {
    const bool last = options_.maximum_likelihood && noise_->on_eigenvalue;
    report_.notes.push_back(
        fmt::format("lambda = n v is {}, the wall: statements are about the manifolds with l = k, those with l < k "
                    "are inapplicable there",
                    last ? fmt::format("the eigenvalue s_{}", m) : "an eigenvalue of S"));
  }

  void describe_spectrum() {
    if (!spectrum_) return;
    report_.spectrum = describe(*spectrum_, digits());
    report_.spectrum_note = spectrum_note(*spectrum_, digits());
    report_.q = std::to_string(spectrum_->q);
  }

  void describe_components() {
    const Spectrum& spectrum = *spectrum_;
    const Ball divisor(options_.divisor == Divisor::samples ? samples() : samples() - 1);
    const Ball trace(spectrum.trace, spectrum.precision);
    for (Index i = 0; i < std::min(instance_.k(), spectrum.m()); ++i) {
      const Ball& s = spectrum.values[static_cast<std::size_t>(i)];
      report::Component component{.variance = printed(s / divisor.at(spectrum.precision), digits())};
      if (spectrum.trace > 0) component.ratio = printed(s / trace, digits());
      if (const std::optional<Vector<Ball>> direction = enclose_direction(spectrum, i)) {
        for (const Ball& entry : *direction) component.direction.push_back(printed(entry, digits()).value);
        component.direction_radius = largest_radius(*direction, digits());
      }
      report_.components.push_back(std::move(component));
    }
  }

  void describe_estimate() {
    report::PpcaEstimate estimate{
        .noise_variance = noise_->is_exact ? exactly(noise_->rational) : printed(noise_->value, digits()),
        .log_likelihood = printed(enclose_log_likelihood(*spectrum_, *noise_, samples()), digits()),
        .rank = std::to_string(noise_->rank)};
    if (const std::optional<Matrix<Ball>> weights = enclose_weights(*spectrum_, *noise_, instance_.k(), samples())) {
      estimate.weights = print_rows(*weights, digits());
      estimate.weights_radius = largest_radius(*weights, digits());
    }
    report_.estimate = std::move(estimate);
  }

  [[nodiscard]] report::Enclosed exactly(const Rational& x) const {
    const numeric::Decimal decimal = numeric::print_decimal(x, digits());
    return {decimal.value, decimal.radius};
  }

  // P1, P2 and P5 by the registry, P3 and P4 here.
  void compare() {
    Effort effort = options_.effort;
    effort.manifolds = selection();
    const LaeContext sum = make_lae_context(Loss::sum, instance_, spectrum_, effort, {.map = options_.map});
    add_hypotheses(report_.hypotheses, sum);
    const PpcaContext context = make_ppca_context(sum, {.progress = {}, .stop = options_.map.stop});
    claims::RunResult result = claims::run(ppca_registry(), context,
                                           {.exact_instance = context.is_exact_instance(),
                                            .evidence = effort.evidence,
                                            .ids = {"ppca.stationary", "ppca.decoder-map", "ppca.operator",
                                                    "ppca.index", "ppca.nullity", "ppca.regression-map"},
                                            .jobs = effort.jobs,
                                            .map = {.progress = {}, .stop = options_.map.stop}});
    set_aside_below_wall(result.statements);
    report_.complete = result.complete && !context.interrupted;
    report_.not_proved = claims::not_proved_lines(result.statements);
    report_.controls = result.controls;
    report_.summary = result.summary();
    add_registered("P1", "stationary points of the likelihood",
                   {"ppca.stationary", "ppca.decoder-map", "ppca.operator"}, result.statements);
    add_registered("P2", "their index and nullity", {"ppca.index", "ppca.nullity"}, result.statements);
    add_prior_mode("P3", "ppca.joint-map", PriorMode::joint);
    add_prior_mode("P4", "ppca.marginal-map", PriorMode::marginal);
    add_registered("P5", "regression of X on X", {"ppca.regression-map"}, result.statements);
  }

  // A wall that no rational lambda is on has at most one manifold with l = k, that of the best weights: a sample of
  // one. Else the dense route, of cost N^3 for N unknowns, is kept to what 200 points of N = 300 cost.
  [[nodiscard]] Selection selection() const {
    constexpr double most = 200, unknowns = 300;
    if (is_beside_wall()) {
      if (noise_->rank < instance_.k()) return {.kind = Selection::Kind::none};
      return {.kind = Selection::Kind::sample, .count = 1};
    }
    const Selection& asked = options_.effort.manifolds;
    const auto size = static_cast<double>(2 * instance_.m() * instance_.k());
    if (asked.kind != Selection::Kind::automatic || !(size > unknowns)) return asked;
    const double ratio = unknowns / size;
    return {.kind = Selection::Kind::sample,
            .count = std::max<Index>(1, static_cast<Index>(most * ratio * ratio * ratio))};
  }

  // On such a wall without a manifold of rank k there is nothing to decide of an index or nullity.
  void set_aside_below_wall(std::vector<StatementResult>& results) const {
    if (!is_beside_wall() || noise_->rank == instance_.k()) return;
    for (StatementResult& result : results) {
      if (result.info.id != "ppca.index" && result.info.id != "ppca.nullity") continue;
      const claims::Finding finding =
          claims::inapplicable_finding("lambda = n v is an eigenvalue of S (a wall), and no manifold has l = k");
      result = claims::judge(result.info, finding, result.floor);
    }
  }

  void add_registered(const std::string& model, const std::string& text, const std::vector<std::string>& ids,
                      const std::vector<StatementResult>& results) {
    report::ModelAgreement agreement{.model = model, .text = text, .outcome = {}};
    for (const StatementResult& result : results) {
      if (std::find(ids.begin(), ids.end(), result.info.id) != ids.end()) agreement.statements.push_back(result);
    }
    agreement.outcome = outcome_of(agreement.statements);
    report_.agreement.push_back(std::move(agreement));
  }

  // "agrees" only where every statement does as expected.
  static std::string outcome_of(const std::vector<StatementResult>& results) {
    const auto any = [&](Standing standing) {
      return std::any_of(results.begin(), results.end(), [&](const auto& one) { return one.standing == standing; });
    };
    if (any(Standing::not_as_expected)) return "does not agree";
    if (results.empty() || any(Standing::undecided)) return "undecided";
    return any(Standing::inapplicable) ? "inapplicable" : "agrees";
  }

  // Refuted, or agreeing while I has one s_i: both are as expected.
  void add_prior_mode(const std::string& model, const std::string& id, PriorMode mode) {
    const claims::Decision decision = decide_prior_mode(
        mode, *spectrum_, {.k = instance_.k(), .samples = samples(), .prior_variance = options_.prior_variance});
    const bool refuted = decision.verdict == claims::Verdict::refuted;
    const bool open = decision.verdict == claims::Verdict::undecided;
    StatementResult result{
        .verdict = decision.verdict, .by = {"T28"}, .margin = decision.margin, .reason = decision.reason};
    result.info.id = id;
    result.info.source = "section 6, " + model;
    result.info.expected = claims::Expected::refuted;
    result.cases = {.decided = open ? "0" : "1", .total = "1", .verdict = decision.verdict};
    result.standing = open ? Standing::undecided : Standing::as_expected;
    (open ? report_.summary.undecided : report_.summary.as_expected) += 1;
    report_.agreement.push_back({.model = model,
                                 .text = fmt::format("{} posterior mode under W ~ N(0, tau^2)",
                                                     mode == PriorMode::joint ? "joint" : "marginal"),
                                 .outcome = refuted ? "does not agree"
                                            : open  ? "undecided"
                                                    : "agrees here",
                                 .statements = {std::move(result)}});
  }

  // lambda = n v is an irrational eigenvalue, which the rational lambda of the instance is only close to.
  [[nodiscard]] bool is_beside_wall() const { return noise_->on_eigenvalue && !noise_->is_exact; }

  [[nodiscard]] long samples() const { return *instance_.setting().samples; }
  [[nodiscard]] long digits() const { return options_.effort.digits; }

  const PpcaCommandOptions& options_;
  Instance instance_;
  Outcome<Spectrum> spectrum_;
  std::optional<NoiseVariance> noise_;
  report::Ppca report_;
};

}  // namespace

report::Ppca ppca(const Instance& instance, const PpcaCommandOptions& options) {
  const std::optional<long> samples = instance.setting().samples;
  if (samples && *samples < 2) throw DataError(fmt::format("n = {} samples, expected at least 2", *samples));
  return PpcaRun(instance, options).report();
}

}  // namespace laecert::checks
