#include "report/statement_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace laecert::report {
namespace {

using claims::ControlOutcome;
using claims::ControlResult;
using claims::Standing;
using claims::StatementResult;
using claims::Verdict;

constexpr std::size_t most_margin_width = 30;
constexpr std::size_t most_named = 4;

std::string by_text(const StatementResult& result) { return fmt::format("{}", fmt::join(result.by, ", ")); }

std::string counted(std::size_t count, const char* what) { return count > 0 ? fmt::format("{} {}", count, what) : ""; }

std::string joined_parts(const std::vector<std::string>& parts, const char* separator) {
  std::vector<std::string> told;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(told),
               [](const std::string& one) { return !one.empty(); });
  return fmt::format("{}", fmt::join(told, separator));
}

// "2 undecided (a, b)": the first of them by name.
std::string named(const std::vector<std::string>& ids, const std::string& what) {
  if (ids.empty()) return {};
  const std::vector<std::string> first(ids.begin(), ids.begin() + static_cast<long>(std::min(most_named, ids.size())));
  return fmt::format("{} {} ({}{})", ids.size(), what, fmt::join(first, ", "), ids.size() > most_named ? ", ..." : "");
}

// The ids that stand like this, each once.
std::vector<std::string> ids_of(const Decided& results, Standing standing) {
  std::vector<std::string> ids;
  for (const auto* all : {&results.statements, &results.known_false}) {
    for (const StatementResult& one : *all) {
      if (one.standing == standing && std::find(ids.begin(), ids.end(), one.info.id) == ids.end()) {
        ids.push_back(one.info.id);
      }
    }
  }
  return ids;
}

std::vector<std::string> ids_of(const std::vector<ControlResult>& controls, ControlOutcome outcome) {
  std::vector<std::string> ids;
  for (const ControlResult& one : controls) {
    if (one.outcome == outcome) ids.push_back(one.id);
  }
  return ids;
}

std::string decided_text(const Decided& results) {
  std::map<Verdict, std::size_t> counts;
  std::size_t total = 0;
  for (const StatementResult& one : results.statements) {
    if (one.standing != Standing::as_expected) continue;
    ++counts[one.verdict];
    ++total;
  }
  std::size_t known_false = 0;
  for (const StatementResult& one : results.known_false) known_false += one.standing == Standing::as_expected ? 1 : 0;
  std::vector<std::string> worth;
  for (const Verdict verdict : {Verdict::exact, Verdict::enclosed, Verdict::supported, Verdict::refuted}) {
    const auto count = counts.find(verdict);
    if (count != counts.end()) worth.push_back(fmt::format("{} {}", count->second, claims::to_string(verdict)));
  }
  const std::string statements =
      total == 0 ? "" : fmt::format("{} statements as expected: {}", total, fmt::join(worth, ", "));
  const std::size_t refuted = ids_of(results.controls, ControlOutcome::refuted).size();
  return joined_parts({statements, counted(known_false, "known false refuted"), counted(refuted, "controls refuted")},
                      "; ");
}

std::string not_decided_text(const Decided& results, bool complete) {
  return joined_parts(
      {complete ? "" : "stopped before the end", named(ids_of(results, Standing::undecided), "undecided"),
       named(ids_of(results, Standing::inapplicable), "inapplicable"),
       named(ids_of(results.controls, ControlOutcome::undecided), "controls undecided")},
      "; ");
}

Row wide_row(const StatementResult& one) {
  return {{one.info.id, std::string(to_string(one.info.expected)), claims::got_text(one), claims::cases_text(one.cases),
           by_text(one), one.margin, one.info.source}};
}

// A verdict over a sample is told beside the sample: "supported  200 of 19650 enclosed".
Row short_row(const StatementResult& one, DecisionNotes& notes) {
  const std::string verdict(claims::to_string(one.verdict));
  const std::string sample =
      claims::got_text(one) == verdict ? "" : fmt::format(" {}", claims::to_string(one.cases.verdict));
  return {{one.info.id, std::string(to_string(one.info.expected)), verdict, claims::cases_text(one.cases) + sample,
           notes.number_of(one), one.margin}};
}

}  // namespace

std::string DecisionNotes::number_of(const StatementResult& result) {
  const std::string note =
      joined_parts({by_text(result), result.info.source.empty() ? "" : "source " + result.info.source}, "; ");
  if (note.empty()) return {};
  const auto [entry, is_new] = numbers_.emplace(note, notes_.size() + 1);
  if (is_new) notes_.push_back(note);
  return fmt::format("({})", entry->second);
}

std::vector<Block> DecisionNotes::blocks() const {
  std::vector<Block> blocks;
  if (notes_.empty()) return blocks;
  blocks.emplace_back(Line{"by"});
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    blocks.emplace_back(Line{fmt::format("  {:>4} {}", fmt::format("({})", i + 1), notes_[i])});
  }
  return blocks;
}

Table statements_table(const std::vector<StatementResult>& statements, DecisionNotes& notes, bool wide) {
  Table table{.columns = {{"statement", Align::left, 16},
                          {"expected"},
                          {"got", Align::left, 8},
                          {"cases", Align::left, 6},
                          {"margin", Align::left, 0, most_margin_width}}};
  if (wide) {
    table.columns.insert(table.columns.begin() + 4, {"by", Align::left, 18});
    table.columns.push_back({"source"});
  } else {
    table.columns.insert(table.columns.begin() + 4, {"by", Align::right});
  }
  for (const StatementResult& one : statements) {
    Row row = wide ? wide_row(one) : short_row(one, notes);
    if (!one.reason.empty()) row.notes.push_back(one.reason);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Overview overview_of(const Decided& results, bool complete) {
  return {.decided = decided_text(results),
          .not_decided = not_decided_text(results, complete),
          .unexpected = joined_parts({named(ids_of(results, Standing::not_as_expected), "not as expected"),
                                      named(ids_of(results.controls, ControlOutcome::holds), "controls hold")},
                                     "; ")};
}

}  // namespace laecert::report
