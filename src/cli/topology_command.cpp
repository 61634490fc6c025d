#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/stop.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "studies/topology/topology.hpp"

namespace laecert::cli {
namespace {

using studies::Index;

struct TopologyArguments {
  std::string grassmannian, grassmannians, morse_bott, limit = "100", time_limit = "0";
};

constexpr long largest_entry = 1'000'000;

// "2,4".
std::pair<Index, Index> parse_pair(const std::string& text, const char* option) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos) throw UsageError(fmt::format("{} '{}': expected two numbers, as 2,4", option, text));
  return {parse_integer(text.substr(0, comma), option, 1, largest_entry),
          parse_integer(text.substr(comma + 1), option, 1, largest_entry)};
}

studies::TopologyAnswer answer_to(const TopologyArguments& arguments) {
  const int asked =
      int{!arguments.grassmannian.empty()} + int{!arguments.grassmannians.empty()} + int{!arguments.morse_bott.empty()};
  if (asked != 1) throw UsageError("topology asks for one of --grassmannian, --grassmannians, --morse-bott");
  if (!arguments.grassmannian.empty()) {
    const auto [k, m] = parse_pair(arguments.grassmannian, "--grassmannian");
    return studies::grassmannian_document({.k = k, .m = m},
                                          parse_integer(arguments.limit, "--limit", 0, studies::most_planes));
  }
  if (!arguments.grassmannians.empty())
    return studies::grassmannians_document(
        parse_integer(arguments.grassmannians, "--grassmannians", 2, studies::most_dimensions));
  const auto [q, k] = parse_pair(arguments.morse_bott, "--morse-bott");
  return studies::morse_bott_document(q, k);
}

int topology(const TopologyArguments& arguments, const Streams& streams) {
  const StopSource stop(parse_time_limit(arguments.time_limit));
  const numeric::StopScope scope(stop.token(), "complexes were built");
  const studies::TopologyAnswer answer = answer_to(arguments);
  streams.out << report::to_text(answer.document);
  return answer.as_predicted ? exit_ok : exit_contradicted;
}

}  // namespace

Action add_topology(CLI::App& app) {
  const auto arguments = std::make_shared<TopologyArguments>();
  CLI::App* command = app.add_subcommand(
      "topology", "Morse complexes of the Grassmannian with their homology, and the Morse-Bott identity, as tables");
  command->add_option("--grassmannian", arguments->grassmannian,
                      "K,M: planes of dimension K in R^M, trajectories, homology over Z, Q, Z/2");
  command->add_option("--grassmannians", arguments->grassmannians,
                      fmt::format("M: the homology of all of them up to R^M, at most {}", studies::most_dimensions));
  command->add_option("--morse-bott", arguments->morse_bott,
                      "Q,K: the identity of `sum` for all q <= Q, k <= K, and the wrong rules that it notices");
  command->add_option("--limit", arguments->limit, "planes listed of --grassmannian (default 100)");
  command->add_option("--time-limit", arguments->time_limit, "seconds; nothing is reported then, exit code 75");
  command->footer(
      "Examples:\n"
      "  laecert topology --grassmannian 2,4\n"
      "  laecert topology --grassmannians 12\n"
      "  laecert topology --morse-bott 12,12");
  return [arguments](const Streams& streams) { return topology(*arguments, streams); };
}

}  // namespace laecert::cli
