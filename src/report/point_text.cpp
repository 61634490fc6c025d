#include <fmt/format.h>

#include "report/number_text.hpp"
#include "report/text.hpp"

namespace laecert::report {
namespace {

constexpr std::size_t shown_descents = 12;

Table weights_table(const std::string& name, const std::vector<std::vector<std::string>>& rows) {
  Table table{.columns = {}, .headings = false, .indent = 2};
  const std::size_t columns = rows.empty() ? 0 : rows.front().size();
  table.columns.push_back({name});
  for (std::size_t j = 0; j < columns; ++j) table.columns.push_back({"", Align::right});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row row{.cells = {fmt::format("{} row {}", name, i + 1)}};
    row.cells.insert(row.cells.end(), rows[i].begin(), rows[i].end());
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table spectrum_table(const std::vector<SpectrumPart>& parts) {
  Table table{.columns = {{"eigenvalue", Align::right}, {"count", Align::right}, {"radius"}}, .indent = 2};
  for (const SpectrumPart& part : parts) table.rows.push_back({{part.value, part.count, part.radius}});
  return table;
}

std::string descents_text(const std::vector<std::vector<long>>& targets) {
  if (targets.empty()) return "nowhere: the global minimum";
  std::string text;
  for (std::size_t i = 0; i < targets.size() && i < shown_descents; ++i) {
    text += (i == 0 ? "" : ", ") + index_set_text(targets[i]);
  }
  if (targets.size() > shown_descents) text += fmt::format(", and {} more", targets.size() - shown_descents);
  return text;
}

}  // namespace

Document document_of(const PointReport& point) {
  const Manifold& manifold = point.manifold;
  Document document;
  document.blocks = {
      KeyLine{"manifold", fmt::format("{} {}, rank {}, dimension {}", manifold.loss, index_set_text(manifold.index_set),
                                      manifold.rank, manifold.dimension)},
      KeyLine{"point", fmt::format("{}: a true critical point within {} of the printed weights' exact midpoint",
                                   claims::to_string(manifold.point), point.point_radius)},
      KeyLine{"inertia",
              fmt::format("{}: index {} (predicted {}), nullity {} (predicted {})", claims::to_string(manifold.inertia),
                          manifold.index, manifold.predicted.index, manifold.nullity, manifold.predicted.nullity)},
      KeyLine{"value", fmt::format("{}   radius {}", manifold.value, manifold.radius)},
      KeyLine{"gradient", fmt::format("norm at most {}", point.gradient_norm)}};
  const auto add = [&](auto block) { document.blocks.emplace_back(std::move(block)); };
  if (!point.transpose_gap.empty())
    add(KeyLine{"transpose", fmt::format("|W1 - W2^T| at most {}", point.transpose_gap)});
  add(KeyLine{"tangents", fmt::format("{} independent", point.tangent_dimension)});
  add(KeyLine{"descends to", descents_text(point.descends_to)});
  add(Line{});
  for (const Weights& one : point.weights) add(weights_table(one.name, one.rows));
  add(Line{});
  add(Line{"Hessian spectrum"});
  add(spectrum_table(point.hessian_spectrum));
  return document;
}

std::string to_text(const PointReport& point) { return to_text(document_of(point)); }

}  // namespace laecert::report
