#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/number_text.hpp"
#include "report/preamble.hpp"
#include "studies/point/point_report.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Document;
using report::integer_text;
using report::KeyLine;
using report::Line;
using report::Table;

constexpr std::size_t shown_descents = 12;
constexpr std::size_t most_entries = 8;  // of a row, and rows; more are elided
constexpr std::size_t kept_entries = 6;

// A row of a matrix; a long one as its first entries and its last.
std::string entries_text(const std::vector<std::string>& row, bool all) {
  if (all || row.size() <= most_entries) return fmt::format("{}", fmt::join(row, "  "));
  const std::vector<std::string> first(row.begin(), row.begin() + kept_entries);
  return fmt::format("{}  ...  {}   {} entries (--all-weights)", fmt::join(first, "  "), row.back(), row.size());
}

void add_weights(Document& document, const std::string& name, const std::vector<std::vector<std::string>>& rows,
                 bool all) {
  document.blocks.emplace_back(Line{});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!all && rows.size() > most_entries && i == kept_entries) {
      document.blocks.emplace_back(KeyLine{"  ...", fmt::format("{} rows (--all-weights)", rows.size())});
      i = rows.size() - 1;
    }
    document.blocks.emplace_back(KeyLine{fmt::format("  {} row {}", name, i + 1), entries_text(rows[i], all)});
  }
}

Table spectrum_table(const std::vector<SpectrumPart>& parts) {
  Table table{.columns = {{"eigenvalue", Align::right}, {"count", Align::right}, {"radius"}}, .indent = 2};
  for (const SpectrumPart& part : parts) {
    table.rows.push_back({{part.value, std::to_string(part.count), part.radius}});
  }
  return table;
}

std::string descents_text(const PointReport& point) {
  if (!point.unlisted.empty()) return "not known: on no listed manifold";
  if (point.is_global) return "nowhere: the global minimum";
  if (point.descends_to.empty()) return point.is_minimum ? "nowhere: a minimum" : "not known";
  std::string text;
  for (std::size_t i = 0; i < point.descends_to.size() && i < shown_descents; ++i) {
    text += (i == 0 ? "" : ", ") + report::index_set_text(point.descends_to[i]);
  }
  if (point.descends_to.size() > shown_descents) {
    text += fmt::format(", and {} more", point.descends_to.size() - shown_descents);
  }
  return text;
}

std::string manifold_text(const PointReport& point) {
  const report::Manifold& manifold = point.manifold;
  if (!point.unlisted.empty()) return fmt::format("{}, on no listed manifold: {}", manifold.loss, point.unlisted);
  return fmt::format("{} {}, rank {}, dimension {}", manifold.loss, report::index_set_text(manifold.index_set),
                     integer_text(manifold.rank), integer_text(manifold.dimension));
}

std::string against(const std::optional<long>& found, const std::optional<long>& predicted) {
  return predicted ? fmt::format("{} (predicted {})", integer_text(found), *predicted) : integer_text(found);
}

void add_point(Document& document, const PointReport& point, const report::TextOptions& options) {
  const report::Manifold& manifold = point.manifold;
  report::append(document.blocks,
                 {KeyLine{"manifold", manifold_text(point)},
                  KeyLine{"point", fmt::format("{}: a true critical point within {} of the printed weights",
                                               claims::to_string(manifold.point), point.point_radius)},
                  KeyLine{"inertia", fmt::format("{}: index {}, nullity {}", claims::to_string(manifold.inertia),
                                                 against(manifold.index, manifold.predicted.index),
                                                 against(manifold.nullity, manifold.predicted.nullity))},
                  KeyLine{"value", fmt::format("{}   radius {}", manifold.value, manifold.radius)},
                  KeyLine{"gradient", fmt::format("norm at most {}", point.gradient_norm)}});
  if (!point.transpose_gap.empty()) {
    document.blocks.emplace_back(KeyLine{"transpose", fmt::format("|W1 - W2^T| at most {}", point.transpose_gap)});
  }
  report::append(document.blocks, {KeyLine{"tangents", fmt::format("{} independent", point.tangent_dimension)},
                                   KeyLine{"descends to", descents_text(point)}});
  for (const report::Weights& one : point.weights) add_weights(document, one.name, one.rows, options.all_weights);
  report::append(document.blocks, {Line{}, Line{"Hessian spectrum"}, spectrum_table(point.hessian_spectrum)});
}

// The answer opens with what was decided, and goes on with what it is about.
Document answer_opening(const PointAnswer& answer, const report::TextOptions& options) {
  Document document{report::title_blocks(answer.preamble, "one critical point")};
  report::append(document.blocks, {KeyLine{"verdict", answer.verdict}, KeyLine{"outcome", to_string(answer.outcome)},
                                   KeyLine{"loss", answer.loss}});
  report::append(document.blocks, report::instance_blocks(answer.preamble, options.significant_digits));
  if (!answer.point) document.blocks.emplace_back(KeyLine{"reason", answer.reason});
  return document;
}

std::string set(const Document& document, const report::TextOptions& options) {
  return report::to_text(document, report::setting_of(options));
}

std::string directions_text(const GivenPoint& given) {
  std::vector<std::string> parts;
  parts.reserve(given.directions.size());
  for (const GivenDirection& one : given.directions) {
    parts.push_back(fmt::format("{} at most {}", one.eigenvector, one.sine));
  }
  return fmt::format("sine of the angle of the learned subspace to {}", fmt::join(parts, ", "));
}

std::string hint_text(const LambdaHint& hint) {
  return fmt::format(
      "the weights look like a critical point at lambda = {} (by the decoder's singular values, {} to {}), where "
      "|gradient| is {}: a guess in double, no proof; see --weight-decay, --loss-units",
      hint.lambda, hint.low, hint.high, hint.gradient_norm);
}

}  // namespace

std::string verdict_sentence(const PointReport& point, const std::string& where) {
  const report::Manifold& manifold = point.manifold;
  const bool is_listed = point.unlisted.empty();
  std::string text = fmt::format("a {} of `{}` {}",
                                 point.is_global    ? "global minimum"
                                 : point.is_minimum ? "local minimum"
                                                    : "saddle",
                                 manifold.loss, where);
  const std::string index = point.is_minimum ? "" : fmt::format("index {}, ", integer_text(manifold.index));
  text += is_listed ? fmt::format(": {}manifold {}", index, report::index_set_text(manifold.index_set))
                    : fmt::format(": {}on no listed manifold", index);
  if (is_listed && !point.is_minimum && !point.descends_to.empty()) text += ", descends to " + descents_text(point);
  return text;
}

std::string to_text(const PointAnswer& answer, const report::TextOptions& options) {
  Document document = answer_opening(answer, options);
  if (answer.point) add_point(document, *answer.point, options);
  return set(document, options);
}

std::string to_text(const GivenPoint& given, const report::TextOptions& options) {
  Document document = answer_opening(given, options);
  document.blocks.emplace_back(KeyLine{
      "given",
      fmt::format("|gradient| = {}{}", given.gradient_norm.value,
                  given.gradient_norm.radius == "0" ? "" : fmt::format(" (+- {})", given.gradient_norm.radius))});
  if (!given.distance.empty()) {
    document.blocks.emplace_back(
        KeyLine{"distance", fmt::format("at most {} to the certified critical point", given.distance)});
  }
  if (!given.within.empty()) {
    document.blocks.emplace_back(
        KeyLine{"within", given.within + (given.within_why.empty() ? "" : "   " + given.within_why)});
  }
  if (!given.nearest.empty()) {
    document.blocks.emplace_back(KeyLine{"nearest", given.nearest + (given.distance.empty() ? ", a guess" : "")});
  }
  if (!given.directions.empty()) document.blocks.emplace_back(KeyLine{"directions", directions_text(given)});
  if (given.hint) document.blocks.emplace_back(KeyLine{"hint", hint_text(*given.hint)});
  if (given.point) add_point(document, *given.point, options);
  return set(document, options);
}

}  // namespace laecert::studies
