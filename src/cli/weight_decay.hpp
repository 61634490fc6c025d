#pragma once

#include <string>
#include <vector>

#include "cli/instance_options.hpp"
#include "problem/weight_decay.hpp"

// --weight-decay and --loss-units of an INSTANCE, in the place of --lambda.

namespace laecert::cli {

/// Refuses what does not go together, and what would need an n that nothing tells.
/// Errors: UsageError.
void require_weight_decay(const InstanceOptions& options);

/// An optimizer's weight decay is the penalty of `sum` on the two matrices: what it would be of another loss, nothing
/// says. Errors: UsageError where there is one and another loss is named.
void require_loss_of_weight_decay(const InstanceOptions& options, const std::vector<std::string>& losses);

/// Requires: require_weight_decay, and that there is one. Errors: UsageError for a rate that is none.
problem::WeightDecay parse_weight_decay(const InstanceOptions& options);

}  // namespace laecert::cli
