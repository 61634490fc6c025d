#include "checks/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "checks/probe.hpp"
#include "checks/registry.hpp"
#include "claims/runner.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"

namespace laecert::checks {
namespace {

void require_known_losses(const std::vector<std::string>& losses) {
  const std::vector<std::string> known = known_losses();
  for (const std::string& loss : losses) {
    if (std::find(known.begin(), known.end(), loss) == known.end()) {
      throw UsageError(fmt::format("--loss {}: unknown; known: {}", loss, fmt::join(known, ", ")));
    }
  }
}

std::vector<report::Enclosed> describe_spectrum(const SumContext& context) {
  std::vector<report::Enclosed> spectrum;
  if (!context.spectrum) return spectrum;
  for (std::size_t i = 0; i < context.spectrum->values.size(); ++i) {
    const numeric::Decimal value =
        context.spectrum->exact
            ? numeric::print_decimal(context.spectrum->exact->s(static_cast<Index>(i)), context.effort.digits)
            : numeric::print_decimal(context.spectrum->values[i], context.effort.digits);
    spectrum.push_back({value.value, value.radius});
  }
  return spectrum;
}

std::string spectrum_note(const SumContext& context) {
  if (!context.spectrum) return {};
  if (context.spectrum->exact) return "exact";
  return fmt::format("enclosed, radius < 1e-{}", context.effort.digits + 10);
}

claims::RunOptions run_options(const SumContext& context, const VerifyOptions& options) {
  return {.exact_instance = context.is_exact_instance(),
          .evidence = options.evidence,
          .ids = options.statements,
          .jobs = options.effort.jobs,
          .map = {.progress = {}, .stop = options.map.stop}};
}

}  // namespace

std::vector<std::string> known_losses() { return {"sum"}; }

report::Report verify(const problem::Instance& instance, const VerifyOptions& options) {
  require_known_losses(options.losses);
  const SumContext context = make_sum_context(instance, options.effort, options.map);
  report::Report report = report::report_of(claims::run(sum_registry(), context, run_options(context, options)));

  report.complete = report.complete && !context.interrupted;
  report.versions = versions();
  report.max_digits = std::to_string(options.effort.max_digits);
  report.instance = describe(instance);
  report.spectrum = describe_spectrum(context);
  report.spectrum_note = spectrum_note(context);
  if (context.spectrum) report.q = std::to_string(context.spectrum->q);
  for (const Hypothesis& hypothesis : context.hypotheses) {
    report.hypotheses.push_back({hypothesis.text, hypothesis.verdict, hypothesis.margin});
  }
  for (const ManifoldRecord& record : context.records) report.manifolds.push_back(describe(context, record));
  if (context.sampled) report.manifold_totals["sum"] = context.manifold_count.str();
  return report;
}

}  // namespace laecert::checks
