#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/preamble.hpp"
#include "report/sources.hpp"
#include "report/statement_text.hpp"
#include "studies/ppca/ppca_report.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Document;
using report::KeyLine;
using report::Line;
using report::Row;
using report::Table;
using report::TextOptions;

constexpr std::size_t longest_vector = 12;  // shown; JSON has all

std::string enclosed_text(const report::Enclosed& one) {
  return one.radius == "0" ? one.value + "   exact" : fmt::format("{}   radius {}", one.value, one.radius);
}

// The entries of a direction, or why it has none.
std::string direction_text(const Component& component, const TextOptions& options) {
  if (component.direction.empty()) return component.no_direction.empty() ? "not enclosed" : component.no_direction;
  if (component.direction.size() > longest_vector && !options.all_weights) {
    return fmt::format("{} entries (--json, --all-weights)", component.direction.size());
  }
  std::vector<std::string> entries;
  entries.reserve(component.direction.size());
  for (const std::string& entry : component.direction) {
    entries.push_back(report::leading_digits(entry, component.direction_radius, options.significant_digits));
  }
  return fmt::format("[{}]", fmt::join(entries, ", "));
}

Table components_table(const Ppca& ppca, const TextOptions& options) {
  Table table{.columns = {{"component", Align::right}, {"variance"}, {"radius"}, {"ratio"}}, .indent = 2};
  for (std::size_t i = 0; i < ppca.components.size(); ++i) {
    const Component& one = ppca.components[i];
    table.rows.push_back(
        {{std::to_string(i + 1), one.variance.value, one.variance.radius, one.ratio ? one.ratio->value : "-"},
         {fmt::format("direction {}", direction_text(one, options))}});
  }
  return table;
}

void add_weights(Document& document, const PpcaEstimate& estimate, bool all) {
  if (estimate.weights.empty()) {
    document.blocks.emplace_back(KeyLine{"W", "not enclosed"});
    return;
  }
  const bool is_long = estimate.weights.size() > longest_vector || estimate.weights.front().size() > longest_vector;
  if (is_long && !all) {
    document.blocks.emplace_back(
        KeyLine{"W", fmt::format("rank {}, {} rows of {} (--json, --all-weights), each entry within {}", estimate.rank,
                                 estimate.weights.size(), estimate.weights.front().size(), estimate.weights_radius)});
    return;
  }
  document.blocks.emplace_back(
      KeyLine{"W", fmt::format("rank {}, each entry within {}", estimate.rank, estimate.weights_radius)});
  for (const std::vector<std::string>& row : estimate.weights) {
    document.blocks.emplace_back(KeyLine{"", fmt::format("[{}]", fmt::join(row, ", "))});
  }
}

// "exact, maximum likelihood": a rational whose decimal may be rounded.
std::string noise_text(const Ppca& ppca) {
  const PpcaEstimate& estimate = *ppca.estimate;
  return (estimate.is_exact && estimate.noise_variance.radius != "0" ? "exact, " : "") + ppca.noise;
}

void add_estimate(Document& document, const Ppca& ppca, bool all_weights) {
  const PpcaEstimate& estimate = *ppca.estimate;
  document.blocks.emplace_back(
      KeyLine{"v", fmt::format("{}   {}", enclosed_text(estimate.noise_variance), noise_text(ppca))});
  document.blocks.emplace_back(KeyLine{"likelihood", "log " + enclosed_text(estimate.log_likelihood)});
  add_weights(document, estimate, all_weights);
}

// The rows of all models, each under its model.
Table agreement_table(const Ppca& ppca, report::DecisionNotes& notes, bool wide) {
  Table table{.columns = {}, .indent = 2};
  for (const ModelAgreement& model : ppca.agreement) {
    Table rows = report::statements_table(model.statements, notes, wide);
    if (table.columns.empty()) {
      table.columns = rows.columns;
      table.columns.insert(table.columns.begin(), {"model"});
    }
    for (Row& row : rows.rows) {
      row.cells.insert(row.cells.begin(), model.model);
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

// How far from `sum` a model that does not agree is: " (...)"; else nothing.
std::string distance_text(const ModelAgreement& model) {
  const bool apart = model.outcome == "does not agree" && !model.statements.empty();
  return apart && !model.statements.front().margin.empty() ? fmt::format(" ({})", model.statements.front().margin) : "";
}

// "P1, P2": the models of this outcome.
std::string models_text(const Ppca& ppca, const std::string& outcome) {
  std::vector<std::string> models;
  for (const ModelAgreement& model : ppca.agreement) {
    if (model.outcome == outcome) models.push_back(model.model + distance_text(model));
  }
  return fmt::format("{}", fmt::join(models, ", "));
}

KeyLine verdict_line(const Ppca& ppca) {
  std::vector<std::string> parts;
  for (const char* outcome : {"agrees", "agrees for l = k", "agrees on the manifolds looked at", "agrees here",
                              "does not agree", "undecided", "inapplicable"}) {
    const std::string models = models_text(ppca, outcome);
    if (!models.empty()) parts.push_back(fmt::format("{}: {}", outcome, models));
  }
  return {"with `sum`", fmt::format("{}", fmt::join(parts, "; "))};
}

void add_agreement(Document& document, const Ppca& ppca, bool wide) {
  report::DecisionNotes notes;
  std::vector<std::string> texts;
  document.blocks.emplace_back(Line{});
  document.blocks.emplace_back(
      Line{fmt::format("agreement with the regularized autoencoder, at v = {}, tau^2 = {}",
                       report::short_fraction(ppca.decided_at), report::short_fraction(ppca.prior_variance))});
  document.blocks.emplace_back(agreement_table(ppca, notes, wide));
  for (const ModelAgreement& model : ppca.agreement) {
    document.blocks.emplace_back(KeyLine{"  " + model.model, model.text + ": " + model.outcome});
  }
  document.blocks.emplace_back(verdict_line(ppca));
  for (const std::string& line : ppca.not_proved) document.blocks.emplace_back(KeyLine{"not proved", line});
  const claims::ControlCounts controls = claims::count_outcomes(ppca.controls);
  document.blocks.emplace_back(
      KeyLine{"controls",
              fmt::format("{} refuted, {} indistinguishable, {} inapplicable, {} undecided, {} hold", controls.refuted,
                          controls.indistinguishable, controls.inapplicable, controls.undecided, controls.holds)});
  document.blocks.emplace_back(
      KeyLine{"summary", fmt::format("{} as expected, {} not, {} undecided, {} inapplicable", ppca.summary.as_expected,
                                     ppca.summary.not_as_expected, ppca.summary.undecided, ppca.summary.inapplicable)});
  report::append(document.blocks, notes.blocks());
  for (const ModelAgreement& model : ppca.agreement) {
    for (const claims::StatementResult& one : model.statements) texts.push_back(one.info.source);
  }
  report::append(document.blocks, report::sources_blocks(texts));
}

// All statements of all models in one list, for the overview.
std::vector<claims::StatementResult> all_statements(const Ppca& ppca) {
  std::vector<claims::StatementResult> all;
  for (const ModelAgreement& model : ppca.agreement) {
    all.insert(all.end(), model.statements.begin(), model.statements.end());
  }
  return all;
}

report::Overview overview_of(const Ppca& ppca) {
  const std::vector<claims::StatementResult> none;
  report::Overview overview = report::overview_of({all_statements(ppca), none, ppca.controls}, ppca.complete);
  const auto add = [](std::string& text, const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  if (ppca.estimate) add(overview.decided, fmt::format("estimate of rank {} enclosed", ppca.estimate->rank));
  if (ppca.inapplicable) add(overview.not_decided, "inapplicable: " + *ppca.inapplicable);
  if (ppca.undecided) add(overview.not_decided, "undecided: " + *ppca.undecided);
  return overview;
}

std::string divisor_text(const Ppca& ppca) {
  const std::string n = ppca.preamble.instance.n ? std::to_string(*ppca.preamble.instance.n) : "n";
  const std::string other = ppca.divisor == "n" ? "times n/(n-1) they are over n-1" : "times (n-1)/n they are over n";
  return fmt::format("explained variances over {}, n = {}; {}; the likelihood, v and lambda = n v keep n", ppca.divisor,
                     n, other);
}

}  // namespace

Document document_of(const Ppca& ppca, const TextOptions& options) {
  Document document =
      report::opening(ppca.preamble, "probabilistic PCA", overview_of(ppca), options.significant_digits);
  document.blocks.emplace_back(KeyLine{"centring", ppca.centering});
  if (!ppca.complete) document.blocks.emplace_back(Line{"complete: false   stopped before the end"});
  if (!ppca.components.empty()) {
    document.blocks.emplace_back(KeyLine{"divisor", divisor_text(ppca)});
    document.blocks.emplace_back(components_table(ppca, options));
  }
  for (const std::string& note : ppca.notes) document.blocks.emplace_back(KeyLine{"note", note});
  if (ppca.inapplicable) document.blocks.emplace_back(Line{"inapplicable: " + *ppca.inapplicable});
  if (ppca.undecided) document.blocks.emplace_back(KeyLine{"undecided", *ppca.undecided});
  if (ppca.estimate) add_estimate(document, ppca, options.all_weights);
  if (!ppca.agreement.empty()) add_agreement(document, ppca, options.wide);
  return document;
}

std::string to_text(const Ppca& ppca, const TextOptions& options) {
  return report::to_text(document_of(ppca, options), report::setting_of(options));
}

}  // namespace laecert::studies
