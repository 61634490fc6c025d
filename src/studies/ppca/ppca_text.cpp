#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/header_text.hpp"
#include "report/number_text.hpp"
#include "report/ppca.hpp"

namespace laecert::report {
namespace {

constexpr std::size_t longest_vector = 12;  // shown; JSON has all

std::string enclosed_text(const Enclosed& one) {
  return one.radius == "0" ? one.value + "   exact" : fmt::format("{}   radius {}", one.value, one.radius);
}

Table components_table(const Ppca& ppca, const TextOptions& options) {
  Table table{.columns = {{"component", Align::right}, {"variance"}, {"radius"}, {"ratio"}, {"direction"}},
              .indent = 2};
  for (std::size_t i = 0; i < ppca.components.size(); ++i) {
    const Component& one = ppca.components[i];
    std::vector<std::string> entries;
    entries.reserve(one.direction.size());
    for (const std::string& entry : one.direction) entries.push_back(truncated(entry, options.significant_digits));
    std::string direction = "not enclosed";
    if (entries.size() > longest_vector) direction = fmt::format("{} entries (--json)", entries.size());
    if (!entries.empty() && entries.size() <= longest_vector) direction = fmt::format("[{}]", fmt::join(entries, ", "));
    table.rows.push_back({{std::to_string(i + 1), one.variance.value, one.variance.radius,
                           one.ratio ? one.ratio->value : "-", direction}});
  }
  return table;
}

void add_weights(Document& document, const PpcaEstimate& estimate) {
  if (estimate.weights.empty()) {
    document.blocks.emplace_back(KeyLine{"W", "not enclosed"});
    return;
  }
  if (estimate.weights.size() > longest_vector || estimate.weights.front().size() > longest_vector) {
    document.blocks.emplace_back(
        KeyLine{"W", fmt::format("rank {}, {} rows of {} (--json), each entry within {}", estimate.rank,
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

void add_estimate(Document& document, const Ppca& ppca) {
  const PpcaEstimate& estimate = *ppca.estimate;
  document.blocks.emplace_back(
      KeyLine{"v", fmt::format("{}   {}", enclosed_text(estimate.noise_variance), noise_text(ppca))});
  document.blocks.emplace_back(KeyLine{"likelihood", "log " + enclosed_text(estimate.log_likelihood)});
  add_weights(document, estimate);
}

Table agreement_table(const Ppca& ppca) {
  Table table{.columns = {{"model"}, {"statement"}, {"got"}, {"cases"}, {"by"}, {"margin"}, {"source"}}, .indent = 2};
  for (const ModelAgreement& model : ppca.agreement) {
    for (const claims::StatementResult& one : model.statements) {
      Row row{{model.model, one.info.id, claims::got_text(one), claims::cases_text(one.cases),
               fmt::format("{}", fmt::join(one.by, ", ")), one.margin, one.info.source}};
      if (!one.reason.empty()) row.notes.push_back(one.reason);
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

void add_agreement(Document& document, const Ppca& ppca) {
  document.blocks.emplace_back(Line{});
  document.blocks.emplace_back(Line{fmt::format("agreement with the regularized autoencoder, at v = {}, tau^2 = {}",
                                                ppca.decided_at, ppca.prior_variance)});
  document.blocks.emplace_back(agreement_table(ppca));
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
}

std::string divisor_text(const Ppca& ppca) {
  const std::string n = ppca.instance.n.value_or("n");
  const std::string other = ppca.divisor == "n" ? "times n/(n-1) they are over n-1" : "times (n-1)/n they are over n";
  return fmt::format("explained variances over {}, n = {}; {}; the likelihood, v and lambda = n v keep n", ppca.divisor,
                     n, other);
}

}  // namespace

Document document_of(const Ppca& ppca, const TextOptions& options) {
  Document document{{title_line(ppca.versions, "probabilistic PCA"), numbers_line(ppca.versions, ppca.max_digits),
                     instance_line(ppca.instance), KeyLine{"centring", ppca.centering},
                     spectrum_line({ppca.spectrum, ppca.spectrum_note, ppca.q}, options.significant_digits),
                     hypotheses_line(ppca.hypotheses)}};
  if (!ppca.complete) document.blocks.emplace_back(Line{"complete: false   stopped before the end"});
  if (!ppca.components.empty()) {
    document.blocks.emplace_back(KeyLine{"divisor", divisor_text(ppca)});
    document.blocks.emplace_back(components_table(ppca, options));
  }
  for (const std::string& note : ppca.notes) document.blocks.emplace_back(KeyLine{"note", note});
  if (ppca.inapplicable) document.blocks.emplace_back(Line{"inapplicable: " + *ppca.inapplicable});
  if (ppca.undecided) document.blocks.emplace_back(KeyLine{"undecided", *ppca.undecided});
  if (ppca.estimate) add_estimate(document, ppca);
  if (!ppca.agreement.empty()) add_agreement(document, ppca);
  return document;
}

std::string to_text(const Ppca& ppca, const TextOptions& options) { return to_text(document_of(ppca, options)); }

}  // namespace laecert::report
