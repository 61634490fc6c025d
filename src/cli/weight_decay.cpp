#include "cli/weight_decay.hpp"

#include <fmt/format.h>

#include "instances/builtin.hpp"
#include "instances/number.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

problem::LossUnits parse_loss_units(const std::string& text) {
  if (text == "sum") return problem::LossUnits::sum;
  if (text == "mean") return problem::LossUnits::mean;
  if (text == "mean-feature") return problem::LossUnits::mean_feature;
  throw UsageError(fmt::format("--loss-units: {} is not sum, mean or mean-feature", instances::in_quotes(text)));
}

}  // namespace

problem::WeightDecay parse_weight_decay(const InstanceOptions& o) {
  const problem::Rational rate = instances::parse_option_number(o.weight_decay, "--weight-decay");
  if (rate >= 0) return {.rate = rate, .units = parse_loss_units(o.loss_units)};
  throw UsageError("--weight-decay: " + o.weight_decay + " is negative");
}

void require_weight_decay(const InstanceOptions& o) {
  if (o.weight_decay.empty() && o.loss_units.empty()) return;
  if (o.weight_decay.empty()) throw UsageError("--loss-units are those of --weight-decay, which is missing");
  if (o.loss_units.empty()) {
    throw UsageError("--loss-units is missing: the loss of --weight-decay is a sum, mean or mean-feature");
  }
  for (const auto& [option, value] : {std::pair("--lambda", o.lambda), std::pair("--noise-variance", o.noise_variance),
                                      std::pair("--penalties", o.penalties)}) {
    if (!value.empty()) throw UsageError(fmt::format("{}, --weight-decay: name one, each sets the penalty", option));
  }
  const problem::WeightDecay decay = parse_weight_decay(o);
  const bool has_samples = !o.data.empty() || !o.samples.empty() || instances::is_builtin_table(o.builtin);
  if (decay.units == problem::LossUnits::sum || has_samples) return;
  throw UsageError(
      fmt::format("--loss-units {}: lambda is computed from the number n of samples (--samples)", o.loss_units));
}

void require_loss_of_weight_decay(const InstanceOptions& o, const std::vector<std::string>& losses) {
  if (o.weight_decay.empty()) return;
  for (const std::string& loss : losses) {
    if (loss == "sum") continue;
    throw UsageError(fmt::format("--weight-decay is the penalty of the loss sum; for {} name --lambda", loss));
  }
}

}  // namespace laecert::cli
