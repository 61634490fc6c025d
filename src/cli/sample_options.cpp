#include "cli/sample_options.hpp"

#include "instances/builtin.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {

void add_sample_options(CLI::App& command, SampleOptions& options) {
  command.add_flag("--no-center", options.no_center, "take the samples as they are (default: centred)");
  command.add_option("--divisor", options.divisor, "of the explained variances: n (default) or n-1");
}

studies::Divisor parse_divisor(const SampleOptions& options) {
  if (options.divisor == "n") return studies::Divisor::samples;
  if (options.divisor == "n-1") return studies::Divisor::samples_less_one;
  throw UsageError("--divisor: '" + options.divisor + "' is not n or n-1");
}

InstanceOptions with_centering(InstanceOptions instance, const SampleOptions& options) {
  if (instance.center && options.no_center) throw UsageError("--center, --no-center: name one");
  const bool table = !instance.data.empty() || instances::is_builtin_table(instance.builtin);
  if (!table && options.no_center) throw UsageError("--no-center goes with --data or a built-in table");
  if (table) instance.center = !options.no_center;
  return instance;
}

}  // namespace laecert::cli
