#include <fmt/format.h>

#include <algorithm>

#include "numeric/rational.hpp"
#include "report/counts_text.hpp"
#include "report/number_text.hpp"
#include "report/preamble.hpp"
#include "studies/enumeration_report.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Block;
using report::integer_text;
using report::Line;
using report::Manifold;
using report::Row;
using report::Table;

Row predicted_row(const Manifold& manifold) {
  return {{manifold.rank_vector ? report::rank_vector_text(*manifold.rank_vector)
                                : report::index_set_text(manifold.index_set),
           integer_text(manifold.rank), integer_text(manifold.dimension), integer_text(manifold.predicted.index),
           integer_text(manifold.predicted.nullity), manifold.predicted.value}};
}

Table predicted_table(const std::vector<Manifold>& manifolds, std::size_t rows) {
  Table table{.columns = {{"I", Align::left, 7, report::most_index_set_width},
                          {"rank", Align::right},
                          {"dimension", Align::right},
                          {"index", Align::right},
                          {"nullity", Align::right},
                          {"value"}},
              .indent = 2};
  for (std::size_t i = 0; i < std::min(rows, manifolds.size()); ++i) table.rows.push_back(predicted_row(manifolds[i]));
  return table;
}

std::string enumeration_head(const LossEnumeration& loss) {
  if (loss.inapplicable) return fmt::format("manifolds ({}): inapplicable, {}", loss.loss, *loss.inapplicable);
  if (loss.undecided) return fmt::format("manifolds ({}): undecided, {}", loss.loss, *loss.undecided);
  return fmt::format("manifolds ({}): {}, predicted", loss.loss, loss.count.value_or(0).str());
}

std::vector<Block> loss_blocks(const LossEnumeration& loss, std::size_t rows) {
  std::vector<Block> blocks{Line{enumeration_head(loss)}};
  if (loss.inapplicable || loss.undecided) return blocks;
  const std::size_t shown = std::min(rows, loss.manifolds.size());
  if (shown > 0) blocks.emplace_back(predicted_table(loss.manifolds, shown));
  const numeric::Integer more = loss.count.value_or(0) - numeric::Integer(static_cast<unsigned long>(shown));
  if (more > 0) blocks.emplace_back(Line{fmt::format("  ... and {} more (--limit)", more.str())});
  if (!loss.counts) return blocks;
  report::append(blocks, report::counts_blocks(*loss.counts));
  return blocks;
}

report::Overview overview_of(const Enumeration& enumeration) {
  const auto add = [](std::string& text, const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  report::Overview overview;
  for (const LossEnumeration& loss : enumeration.losses) {
    if (loss.inapplicable) {
      add(overview.not_decided, loss.loss + " inapplicable, " + *loss.inapplicable);
    } else if (loss.undecided) {
      add(overview.not_decided, loss.loss + " undecided, " + *loss.undecided);
    } else {
      add(overview.decided, fmt::format("{} manifolds of {} predicted", loss.count.value_or(0).str(), loss.loss));
    }
  }
  if (!overview.decided.empty()) add(overview.not_decided, "nothing is certified here (verify, probe)");
  return overview;
}

}  // namespace

report::Document document_of(const Enumeration& enumeration, const report::TextOptions& options) {
  report::Document document = report::opening(enumeration.preamble, "predicted critical manifolds",
                                              overview_of(enumeration), options.significant_digits);
  document.blocks.emplace_back(Line{});
  for (const LossEnumeration& loss : enumeration.losses) {
    report::append(document.blocks, loss_blocks(loss, options.manifold_rows));
  }
  return document;
}

std::string to_text(const Enumeration& enumeration, const report::TextOptions& options) {
  return report::to_text(document_of(enumeration, options), report::setting_of(options));
}

}  // namespace laecert::studies
