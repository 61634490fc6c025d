#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>

#include "checks/registry.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "numeric/errors.hpp"
#include "studies/explain.hpp"
#include "studies/registry_page.hpp"

namespace laecert::cli {
namespace {

int list_statements(const Streams& streams) {
  for (const checks::RegisteredStatement& statement : checks::registered_statements()) {
    const claims::StatementInfo& info = statement.info;
    streams.out << fmt::format("{:<30}{:<9}{:<10}{:<10}{}\n", info.id, claims::to_string(info.expected),
                               claims::to_string(info.floors.exact), claims::to_string(info.floors.real),
                               info.proposition);
  }
  return exit_ok;
}

int print_page(const Streams& streams) {
  streams.out << studies::registry_page();
  return exit_ok;
}

int explain(const std::string& id, const Streams& streams) {
  for (const checks::RegisteredStatement& statement : checks::registered_statements()) {
    if (statement.info.id != id) continue;
    streams.out << studies::explain(statement);
    return exit_ok;
  }
  if (const std::optional<std::string> lemma = studies::explain_lemma(id)) {
    streams.out << *lemma;
    return exit_ok;
  }
  if (const std::optional<std::string> source = studies::explain_source(id)) {
    streams.out << *source;
    return exit_ok;
  }
  throw UsageError("there is no statement " + id + ", and no lemma or source of that name (see: laecert statements)");
}

}  // namespace

Action add_statements(CLI::App& app) {
  const auto as_page = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand(
      "statements", "list the registry: id, expected, floor on exact and on real input, proposition");
  command->add_flag("--markdown", *as_page, "as the page docs/statements.md, with lemmas, sources and controls");
  return [as_page](const Streams& streams) { return *as_page ? print_page(streams) : list_statements(streams); };
}

Action add_explain(CLI::App& app) {
  const auto id = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "explain", "a statement, a lemma of reports/method.md or a source: what it says, and who decides it");
  command->add_option("id", *id, "a statement (sum.index), a lemma (T13, C2) or a source (K19)")->required();
  command->footer("Examples:\n  laecert explain sum.only-critical-points\n  laecert explain T13");
  return [id](const Streams& streams) { return explain(*id, streams); };
}

}  // namespace laecert::cli
