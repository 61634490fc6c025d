#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "numeric/rational.hpp"
#include "report/counts_text.hpp"
#include "report/number_text.hpp"
#include "report/preamble.hpp"
#include "report/sources.hpp"
#include "report/statement_text.hpp"

namespace laecert::report {

namespace {

using claims::ControlOutcome;
using claims::StatementResult;

std::string joined(const std::vector<std::string>& parts, const char* separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

Table known_false_table(const std::vector<StatementResult>& statements, bool wide) {
  Table table{.columns = {{"statement"}, {"expected"}, {"got", Align::left, 8}, {"source"}}, .headings = false};
  if (wide) table.columns.insert(table.columns.end() - 1, {"witness", Align::left, 49});
  for (const StatementResult& one : statements) {
    Row row{{one.info.id, std::string(to_string(one.info.expected)), claims::got_text(one), one.info.source}};
    if (wide) {
      row.cells.insert(row.cells.end() - 1, one.reason);
    } else if (!one.reason.empty()) {
      row.notes.push_back(one.reason);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string against(const std::optional<long>& found, const std::optional<long>& predicted) {
  if (!found) return "?";
  return !predicted || found == predicted ? std::to_string(*found)
                                          : fmt::format("{} (predicted {})", *found, *predicted);
}

std::string index_cell(const Manifold& manifold) {
  return manifold.rank_vector ? rank_vector_text(*manifold.rank_vector) : index_set_text(manifold.index_set);
}

Row manifold_row(const Manifold& manifold, const TextOptions& options) {
  return {{index_cell(manifold), integer_text(manifold.rank), integer_text(manifold.dimension),
           against(manifold.index, manifold.predicted.index), against(manifold.nullity, manifold.predicted.nullity),
           leading_digits(manifold.value, manifold.radius, options.significant_digits),
           std::string(claims::to_string(manifold.point)), std::string(claims::to_string(manifold.inertia))}};
}

Table manifold_table(const std::vector<const Manifold*>& manifolds, const TextOptions& options) {
  Table table{.columns = {{"I", Align::left, 7, most_index_set_width},
                          {"rank", Align::right},
                          {"dimension", Align::right},
                          {"index", Align::right},
                          {"nullity", Align::right},
                          {"value", Align::left, 18},
                          {"point", Align::left, 10},
                          {"inertia"}},
              .indent = 2};
  for (const Manifold* manifold : manifolds) table.rows.push_back(manifold_row(*manifold, options));
  return table;
}

// The losses of the listed manifolds, in order of first appearance.
std::vector<std::string> losses_of(const std::vector<Manifold>& manifolds) {
  std::vector<std::string> losses;
  for (const Manifold& one : manifolds) {
    if (std::find(losses.begin(), losses.end(), one.loss) == losses.end()) losses.push_back(one.loss);
  }
  return losses;
}

std::vector<Block> manifold_blocks(const Report& report, const std::string& loss, const TextOptions& options) {
  std::vector<const Manifold*> shown;
  std::size_t listed = 0;
  for (const Manifold& one : report.manifolds) {
    if (one.loss != loss) continue;
    if (++listed <= options.manifold_rows) shown.push_back(&one);
  }
  const auto total = report.manifold_totals.find(loss);
  const numeric::Integer more = (total == report.manifold_totals.end() ? numeric::Integer(listed) : total->second) -
                                numeric::Integer(shown.size());

  std::vector<Block> blocks{Line{fmt::format("manifolds ({})", loss)}, manifold_table(shown, options)};
  if (more > 0) blocks.emplace_back(Line{fmt::format("  ... and {} more (--json)", more.str())});
  return blocks;
}

// The ids of the controls that came to `outcome`, where there are any: "2 undecided (a, b)".
std::string named(const std::vector<claims::ControlResult>& controls, ControlOutcome outcome) {
  std::vector<std::string> ids;
  for (const claims::ControlResult& one : controls) {
    if (one.outcome == outcome) ids.push_back(one.id);
  }
  return ids.empty() ? "" : fmt::format(", {} {} ({})", ids.size(), to_string(outcome), fmt::join(ids, ", "));
}

KeyLine controls_line(const std::vector<claims::ControlResult>& controls, const char* where) {
  const claims::ControlCounts counts = claims::count_outcomes(controls);
  std::string text = fmt::format("{} refuted", counts.refuted);
  if (counts.indistinguishable > 0) text += fmt::format(", {} indistinguishable{}", counts.indistinguishable, where);
  if (counts.inapplicable > 0) text += fmt::format(", {} inapplicable", counts.inapplicable);
  return {"controls", text + named(controls, ControlOutcome::undecided) + named(controls, ControlOutcome::holds)};
}

KeyLine summary_line(const claims::Summary& summary) {
  return {"summary", fmt::format("{} as expected, {} not, {} undecided, {} inapplicable", summary.as_expected,
                                 summary.not_as_expected, summary.undecided, summary.inapplicable)};
}

Line incomplete_line() { return {"complete: false   stopped before the end; what was not reached is undecided"}; }

// Instance, spectrum, hypotheses and statements: what the full and the short form share.
std::vector<Block> body(const Report& report, DecisionNotes& notes, const TextOptions& options) {
  std::vector<Block> blocks = instance_blocks(report.preamble, options.significant_digits);
  if (report.evidence) blocks.emplace_back(evidence_line(*report.evidence));
  if (!report.complete) blocks.emplace_back(incomplete_line());
  blocks.emplace_back(Line{});
  blocks.emplace_back(statements_table(report.statements, notes, options.wide));
  return blocks;
}

std::vector<Block> all_counts_blocks(const Report& report) {
  std::vector<Block> blocks;
  if (!report.counts) return blocks;
  for (const Counts& counts : *report.counts) append(blocks, counts_blocks(counts));
  return blocks;
}

std::vector<Block> known_false_blocks(const std::vector<StatementResult>& known_false, bool wide) {
  if (known_false.empty()) return {};
  return {Line{"known false (own instances)"}, known_false_table(known_false, wide)};
}

void add_sources(std::vector<std::string>& texts, const Report& report) {
  for (const StatementResult& one : report.statements) texts.push_back(one.info.source);
  for (const StatementResult& one : report.known_false) texts.push_back(one.info.source);
}

}  // namespace

Document document_of(const Report& report, const TextOptions& options) {
  DecisionNotes notes;
  Document document{title_blocks(report.preamble, "theorem-consistency report")};
  append(document.blocks,
         overview_blocks(overview_of({report.statements, report.known_false, report.controls}, report.complete)));
  append(document.blocks, body(report, notes, options));
  for (const std::string& loss : losses_of(report.manifolds)) {
    append(document.blocks, manifold_blocks(report, loss, options));
  }
  append(document.blocks, all_counts_blocks(report));
  append(document.blocks, known_false_blocks(report.known_false, options.wide));
  document.blocks.emplace_back(controls_line(report.controls, " here"));
  if (!report.not_proved.empty()) document.blocks.emplace_back(KeyLine{"not proved", joined(report.not_proved, "; ")});
  document.blocks.emplace_back(summary_line(report.summary));
  append(document.blocks, notes.blocks());
  std::vector<std::string> texts;
  add_sources(texts, report);
  append(document.blocks, sources_blocks(texts));
  return document;
}

Document document_of(const SuiteReport& suite, const TextOptions& options) {
  DecisionNotes notes;
  std::vector<std::string> texts;
  std::vector<claims::StatementResult> statements, known_false;
  for (const Report& report : suite.reports) {
    statements.insert(statements.end(), report.statements.begin(), report.statements.end());
    known_false.insert(known_false.end(), report.known_false.begin(), report.known_false.end());
  }
  Preamble preamble{.versions = suite.versions};
  if (!suite.reports.empty()) preamble.max_digits = suite.reports.front().preamble.max_digits;
  Document document{title_blocks(preamble, "theorem-consistency report of the built-in suite")};
  append(document.blocks, overview_blocks(overview_of({statements, known_false, suite.controls}, suite.complete)));
  for (const Report& report : suite.reports) {
    document.blocks.emplace_back(Line{});
    append(document.blocks, body(report, notes, options));
    append(document.blocks, all_counts_blocks(report));
    append(document.blocks, known_false_blocks(report.known_false, options.wide));
    document.blocks.emplace_back(summary_line(report.summary));
    add_sources(texts, report);
  }
  document.blocks.emplace_back(Line{});
  document.blocks.emplace_back(Line{fmt::format("suite of {} instances", suite.reports.size())});
  if (!suite.complete) document.blocks.emplace_back(incomplete_line());
  document.blocks.emplace_back(controls_line(suite.controls, " everywhere"));
  document.blocks.emplace_back(summary_line(suite.summary));
  append(document.blocks, notes.blocks());
  append(document.blocks, sources_blocks(texts));
  return document;
}

std::string to_text(const Report& report, const TextOptions& options) {
  return to_text(document_of(report, options), setting_of(options));
}

std::string to_text(const SuiteReport& suite, const TextOptions& options) {
  return to_text(document_of(suite, options), setting_of(options));
}

Setting setting_of(const TextOptions& options) {
  constexpr std::size_t wide = 140;
  return options.wide ? Setting{.width = wide, .wide = true} : Setting{};
}

std::string masked(std::string_view text) {
  std::size_t start = 0;
  for (int line = 0; line < 2; ++line) {
    const std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) return "(masked)\n(masked)\n";
    start = end + 1;
  }
  return fmt::format("(masked)\n(masked)\n{}", text.substr(start));
}

}  // namespace laecert::report
