#include "cli/effort_options.hpp"

#include <algorithm>
#include <limits>
#include <thread>

#include "checks/registry.hpp"
#include "cli/instance_options.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

using checks::Selection;

constexpr long most_digits = 100000;
constexpr long most_jobs = 1024;
constexpr long most_manifolds = 10000000;

// `rank:A-B`
Selection parse_ranks(const std::string& text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string::npos) throw UsageError("--manifolds: 'rank:" + text + "' is not rank:A-B");
  return {.kind = Selection::Kind::ranks,
          .first_rank = parse_integer(text.substr(0, dash), "--manifolds rank", 0, most_manifolds),
          .last_rank = parse_integer(text.substr(dash + 1), "--manifolds rank", 0, most_manifolds)};
}

Selection parse_selection(const std::string& text) {
  if (text == "auto") return {};
  if (text == "all") return {.kind = Selection::Kind::all};
  if (text.starts_with("sample:")) {
    return {.kind = Selection::Kind::sample,
            .count = parse_integer(text.substr(7), "--manifolds sample", 1, most_manifolds)};
  }
  if (text.starts_with("rank:")) return parse_ranks(text.substr(5));
  throw UsageError("--manifolds: '" + text + "' is not auto, all, sample:N or rank:A-B");
}

checks::InertiaRoute parse_route(const std::string& text) {
  using checks::InertiaRoute;
  if (text == "auto") return InertiaRoute::automatic;
  if (text == "dense") return InertiaRoute::dense;
  if (text == "block") return InertiaRoute::block;
  throw UsageError("--route: '" + text + "' is not auto, dense or block");
}

// Nothing for `auto`: every route.
std::optional<claims::Verdict> parse_evidence(const std::string& text) {
  if (text == "auto") return {};
  const std::optional<claims::Verdict> verdict = claims::verdict_from(text);
  if (verdict && claims::is_positive(*verdict)) return verdict;
  throw UsageError("--evidence: '" + text + "' is not auto, exact, enclosed or supported");
}

}  // namespace

void add_precision_options(CLI::App& command, EffortOptions& options) {
  command.add_option("--digits", options.digits, "digits of points and values (default 30)");
  command.add_option("--max-digits", options.max_digits, "largest precision of a proof (default max(200, 2 x digits))");
}

void add_effort_options(CLI::App& command, EffortOptions& options) {
  add_precision_options(command, options);
  command.add_option("--seed", options.seed, "seed of random choices (default 1)");
  command.add_option("--jobs", options.jobs, "threads (default: all processors); the output does not depend on it");
}

checks::Effort make_effort(const EffortOptions& options) {
  checks::Effort effort;
  effort.digits = parse_integer(options.digits, "--digits", 1, most_digits);
  effort.max_digits = options.max_digits.empty()
                          ? std::max(200L, 2 * effort.digits)
                          : parse_integer(options.max_digits, "--max-digits", 1, 2 * most_digits);
  if (effort.max_digits < effort.digits) throw UsageError("--max-digits is below --digits");
  effort.seed = static_cast<std::uint64_t>(parse_integer(options.seed, "--seed", 0, std::numeric_limits<long>::max()));
  const long processors = std::max(1L, static_cast<long>(std::thread::hardware_concurrency()));
  effort.jobs =
      static_cast<int>(options.jobs.empty() ? processors : parse_integer(options.jobs, "--jobs", 1, most_jobs));
  effort.manifolds = parse_selection(options.manifolds);
  effort.evidence = parse_evidence(options.evidence);
  effort.route = parse_route(options.route);
  return effort;
}

std::string loss_help(const std::string& text) {
  return text + "; there are " + checks::loss_names(checks::builtin_registry());
}

long parse_spectrum_digits(const std::string& text) {
  constexpr long most = 1000;
  return parse_integer(text, "--spectrum-digits", 1, most);
}

checks::Effort with_spectrum_digits(checks::Effort effort, const EffortOptions& options, long spectrum_digits) {
  if (options.max_digits.empty()) effort.max_digits = std::max(effort.max_digits, 2 * spectrum_digits);
  if (effort.max_digits < spectrum_digits) throw UsageError("--max-digits is below --spectrum-digits");
  return effort;
}

std::optional<numeric::Rational> parse_within(const std::string& text) {
  if (text.empty()) return {};
  const numeric::Rational within = instances::parse_option_number(text, "--within");
  if (within > 0) return within;
  throw UsageError("--within: " + text + " is not positive");
}

long parse_time_limit(const std::string& text) {
  constexpr long longest = 10000000;
  return parse_integer(text, "--time-limit", 0, longest);
}

}  // namespace laecert::cli
