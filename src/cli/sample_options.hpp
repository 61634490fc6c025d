#pragma once

#include <string>

#include "cli/instance_options.hpp"
#include "studies/ppca/report_ppca.hpp"

// How the commands of principal components take their samples: centred by default, variances over n or n - 1.

namespace laecert::cli {

struct SampleOptions {
  bool no_center = false;
};

/// Adds --no-center to a command that has the options of an INSTANCE; its --divisor is that of the variances too.
void add_sample_options(CLI::App& command, SampleOptions& options);

/// The divisor of variances and deviations. Errors: UsageError.
studies::Divisor parse_divisor(const InstanceOptions& options);

/// Errors: UsageError where --standardize has no samples, or a --divisor is none or has nothing to divide.
void require_standardize(const InstanceOptions& options);

/// The instance's options with a table centred, unless that is refused, and with a --divisor that is of variances only
/// left out.
/// Errors: UsageError for --center or --standardize beside --no-center, and for --no-center without samples.
InstanceOptions with_centering(InstanceOptions instance, const SampleOptions& options);

}  // namespace laecert::cli
