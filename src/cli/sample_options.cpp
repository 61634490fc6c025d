#include "cli/sample_options.hpp"

#include "instances/builtin.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {

void add_sample_options(CLI::App& command, SampleOptions& options) {
  command.add_flag("--no-center", options.no_center, "take the samples as they are (default: centred)");
  command.get_option("--divisor")
      ->description("of the explained variances, and of the deviations of --standardize: n (default) or n-1")
      ->group("Options");
}

studies::Divisor parse_divisor(const InstanceOptions& options) {
  if (options.divisor.empty() || options.divisor == "n") return studies::Divisor::samples;
  if (options.divisor == "n-1") return studies::Divisor::samples_less_one;
  throw UsageError("--divisor: '" + options.divisor + "' is not n or n-1");
}

void require_standardize(const InstanceOptions& options) {
  (void)parse_divisor(options);
  if (!options.standardize && !options.divisor.empty()) throw UsageError("--divisor goes with --standardize");
  const bool table = !options.data.empty() || instances::is_builtin_table(options.builtin);
  if (options.standardize && !table) throw UsageError("--standardize goes with --data or a built-in table");
}

InstanceOptions with_centering(InstanceOptions instance, const SampleOptions& options) {
  if (instance.center && options.no_center) throw UsageError("--center, --no-center: name one");
  const bool table = !instance.data.empty() || instances::is_builtin_table(instance.builtin);
  if (!table && options.no_center) throw UsageError("--no-center goes with --data or a built-in table");
  if (instance.standardize && options.no_center) {
    throw UsageError("--standardize, --no-center: name one, standardized samples are centred");
  }
  if (table) instance.center = !options.no_center;
  if (!instance.standardize) instance.divisor.clear();
  return instance;
}

}  // namespace laecert::cli
