#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "report/number_text.hpp"
#include "report/preamble.hpp"
#include "studies/search/search_report.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Document;
using report::integer_text;
using report::KeyLine;
using report::Line;
using report::Manifold;
using report::Table;
using report::TextOptions;

std::string name_of(const Manifold& manifold) {
  return manifold.rank_vector ? report::rank_vector_text(*manifold.rank_vector)
                              : report::index_set_text(manifold.index_set);
}

std::string times_text(const FoundManifold& found) {
  if (!found.points) return std::to_string(found.times);
  return fmt::format("{}, {} point{}", found.times, *found.points, *found.points == 1 ? "" : "s");
}

Table found_table(const LossSearch& loss, const TextOptions& options) {
  Table table{.columns = {{"I", Align::left, 7, report::most_index_set_width},
                          {"rank", Align::right},
                          {"dimension", Align::right},
                          {"index", Align::right},
                          {"nullity", Align::right},
                          {"value"},
                          {"found"}},
              .indent = 2};
  for (std::size_t i = 0; i < std::min(options.manifold_rows, loss.found.size()); ++i) {
    const Manifold& manifold = loss.found[i].manifold;
    table.rows.push_back(
        {{name_of(manifold), integer_text(manifold.rank), integer_text(manifold.dimension),
          integer_text(manifold.predicted.index), integer_text(manifold.predicted.nullity),
          report::leading_digits(manifold.predicted.value, manifold.predicted.radius, options.significant_digits),
          times_text(loss.found[i])}});
  }
  return table;
}

std::string search_head(const LossSearch& loss) {
  if (loss.inapplicable) return fmt::format("search ({}): inapplicable, {}", loss.loss, *loss.inapplicable);
  if (loss.undecided) return fmt::format("search ({}): undecided, {}", loss.loss, *loss.undecided);
  return fmt::format("search ({}): {} starts, {} converged, {} certified, {} of them saddles, {} matched", loss.loss,
                     loss.starts, loss.converged, loss.certified, loss.saddles, loss.matched);
}

KeyLine never_found_line(const LossSearch& loss) {
  if (loss.never_found_count == "0") return {"never found", "none: all manifolds of the list were found"};
  std::vector<std::string> names;
  names.reserve(loss.never_found.size());
  for (const Manifold& manifold : loss.never_found) names.push_back(name_of(manifold));
  const std::string dots = loss.never_found_count == std::to_string(names.size()) || names.empty() ? "" : ", ...";
  return {"never found", fmt::format("{} of {}{}{}{}", loss.never_found_count, loss.manifold_count,
                                     names.empty() ? "" : ": ", fmt::join(names, ", "), dots)};
}

std::string matrix_text(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (const std::vector<std::string>& row : rows) texts.push_back(fmt::format("[{}]", fmt::join(row, ", ")));
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

void add_unmatched(Document& document, const UnmatchedPoint& point) {
  document.blocks.emplace_back(KeyLine{
      "unmatched", fmt::format("start {}: {}; certified within {}, index {}, nullity {}, value {}", point.start,
                               point.contradiction, point.point_radius, point.index, point.nullity, point.value)});
  for (const report::Weights& one : point.weights)
    document.blocks.emplace_back(KeyLine{"", one.name + " = " + matrix_text(one.rows)});
}

// A line for each reason, with the starts it holds for.
void add_uncertified(Document& document, const std::vector<UncertifiedStart>& starts) {
  std::map<std::string, std::vector<long>> by_reason;
  for (const UncertifiedStart& start : starts) by_reason[start.reason].push_back(start.start);
  for (const auto& [reason, numbers] : by_reason) {
    document.blocks.emplace_back(KeyLine{"uncertified", fmt::format("start {}: {}", fmt::join(numbers, ", "), reason)});
  }
}

void add_loss(Document& document, const LossSearch& loss, const TextOptions& options) {
  document.blocks.emplace_back(Line{search_head(loss)});
  if (loss.inapplicable || loss.undecided) return;
  if (!loss.found.empty()) document.blocks.emplace_back(found_table(loss, options));
  if (loss.found.size() > options.manifold_rows) {
    document.blocks.emplace_back(
        Line{fmt::format("  ... and {} more (--json)", loss.found.size() - options.manifold_rows)});
  }
  document.blocks.emplace_back(never_found_line(loss));
  for (const UnmatchedPoint& point : loss.unmatched) add_unmatched(document, point);
  add_uncertified(document, loss.uncertified);
}

void add(std::string& text, const std::string& part) { text += (text.empty() ? "" : "; ") + part; }

report::Overview overview_of(const Search& search) {
  report::Overview overview;
  if (!search.complete) add(overview.not_decided, "stopped before the end");
  for (const LossSearch& loss : search.losses) {
    if (loss.inapplicable || loss.undecided) {
      add(overview.not_decided,
          fmt::format("{}: {}", loss.loss, loss.inapplicable.value_or(loss.undecided.value_or(""))));
      continue;
    }
    add(overview.decided, fmt::format("{}: {} of {} starts certified on {} of {} manifolds", loss.loss, loss.matched,
                                      loss.starts, loss.found.size(), loss.manifold_count));
    if (!loss.uncertified.empty()) {
      add(overview.not_decided, fmt::format("{}: {} starts", loss.loss, loss.uncertified.size()));
    }
    if (!loss.unmatched.empty()) {
      add(overview.unexpected, fmt::format("{}: {} points contradict the list", loss.loss, loss.unmatched.size()));
    }
  }
  return overview;
}

}  // namespace

Document document_of(const Search& search, const TextOptions& options) {
  Document document =
      report::opening(search.preamble, "search for critical points", overview_of(search), options.significant_digits);
  report::append(
      document.blocks,
      {KeyLine{"starts", fmt::format("i.i.d. Gaussian weights of deviation {} in turn, in probabilistic PCA times the "
                                     "root of S/n, seed {}",
                                     fmt::join(search.scales, ", "), search.seed)},
       KeyLine{"finders", fmt::format("{}, at most {} steps each; what they find is polished, certified, and then "
                                      "compared with the list",
                                      fmt::join(search.finders, ", "), search.max_steps)},
       Line{}});
  if (!search.complete) document.blocks.emplace_back(Line{"complete: false   stopped before the end"});
  for (const LossSearch& loss : search.losses) add_loss(document, loss, options);
  return document;
}

std::string to_text(const Search& search, const TextOptions& options) {
  return report::to_text(document_of(search, options), report::setting_of(options));
}

}  // namespace laecert::studies
