#pragma once

#include <string>

#include "cli/instance_options.hpp"
#include "studies/ppca/report_ppca.hpp"

// How the commands of principal components take their samples: centred by default, variances over n or n - 1.

namespace laecert::cli {

struct SampleOptions {
  bool no_center = false;
  std::string divisor = "n";
};

/// Adds --no-center and --divisor.
void add_sample_options(CLI::App& command, SampleOptions& options);

/// Errors: UsageError.
studies::Divisor parse_divisor(const SampleOptions& options);

/// The instance's options with a table centred, unless that is refused.
/// Errors: UsageError for --center beside --no-center, and for --no-center without samples.
InstanceOptions with_centering(InstanceOptions instance, const SampleOptions& options);

}  // namespace laecert::cli
