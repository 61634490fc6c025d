#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "studies/topology/topology.hpp"
#include "theory/lae/morse_bott.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Line;
using report::Table;
using theory::IndexRule;
using theory::Integer;

struct Twin {
  const char* name;
  IndexRule rule;
};

constexpr std::array<Twin, 5> twins{{{"dropped", IndexRule::without_normal_term},
                                     {"doubled", IndexRule::doubled_normal_term},
                                     {"m for q", IndexRule::all_for_above_threshold},
                                     {"no inv", IndexRule::without_inversions},
                                     {"reversed", IndexRule::reversed_order}}};

// "same" where the twin predicts the true counts.
std::string outcome(const theory::Profile& profile, IndexRule rule) {
  const theory::CountTable counts = theory::predict_counts(profile, rule);
  if (counts == theory::predict_counts(profile)) return "same";
  return theory::decide_morse_bott(counts, profile.k).holds ? "-" : "yes";
}

constexpr std::size_t most_coefficients = 24;

std::string coefficients_text(const std::vector<Integer>& x) {
  std::vector<std::string> texts;
  std::size_t width = 0;
  for (const Integer& coefficient : x) {
    texts.push_back(coefficient.str());
    width += texts.back().size() + 1;
  }
  if (width <= most_coefficients) return fmt::format("{}", fmt::join(texts, " "));
  while (width > most_coefficients) {
    width -= texts.back().size() + 1;
    texts.pop_back();
  }
  return fmt::format("{} ...", fmt::join(texts, " "));
}

Integer value_at_one(const std::vector<Integer>& x) {
  Integer sum = 0;
  for (const Integer& coefficient : x) sum += coefficient;
  return sum;
}

report::Row row_of(Index q, Index k, std::array<Index, twins.size()>& noticed, bool& all_hold) {
  const theory::Profile profile = theory::distinct_profile(q + 2, k, q);
  const theory::MorseBottFinding finding = theory::decide_morse_bott(theory::predict_counts(profile), k);
  all_hold = all_hold && finding.holds;
  report::Row row{{std::to_string(q), std::to_string(k), finding.holds ? "holds" : "FAILS",
                   std::to_string(finding.quotient.size()), value_at_one(finding.quotient).str(),
                   coefficients_text(finding.quotient)}};
  for (std::size_t i = 0; i < twins.size(); ++i) {
    row.cells.push_back(outcome(profile, twins[i].rule));
    if (row.cells.back() == "yes") ++noticed[i];
  }
  return row;
}

}  // namespace

TopologyAnswer morse_bott_document(Index q, Index k) {
  if (q < 1 || k < 1 || q > most_ranks || k > most_ranks)
    throw UsageError(fmt::format("--morse-bott: expected q and k from 1 to {}, not {},{}", most_ranks, q, k));
  Table table{.columns = {{"q", Align::right},
                          {"k", Align::right},
                          {"identity"},
                          {"terms", Align::right},
                          {"Q(1)", Align::right},
                          {"Q, from t^0"}}};
  for (const Twin& twin : twins) table.columns.push_back({twin.name});
  std::array<Index, twins.size()> noticed{};
  bool all_hold = true;
  for (Index here = 1; here <= q; ++here) {
    for (Index units = 1; units <= k; ++units) {
      numeric::require_running();
      table.rows.push_back(row_of(here, units, noticed, all_hold));
    }
  }
  std::vector<std::string> counts;
  for (std::size_t i = 0; i < twins.size(); ++i) counts.push_back(fmt::format("{} in {}", twins[i].name, noticed[i]));
  report::Document document;
  document.blocks.emplace_back(Line{
      fmt::format("Morse-Bott identity over Z/2 of `sum`, distinct eigenvalues, m = q + 2: {} for q <= {}, k <= {}",
                  all_hold ? "holds" : "FAILS", q, k)});
  document.blocks.emplace_back(Line{
      fmt::format("wrong index rules noticed, of {} cases: {}; a rule that is not noticed may be wrong all the same "
                  "(yes: noticed; same: it predicts the true counts)",
                  q * k, fmt::join(counts, ", "))});
  document.blocks.emplace_back(Line{});
  document.blocks.emplace_back(std::move(table));
  return {.document = std::move(document), .as_predicted = all_hold};
}

}  // namespace laecert::studies
