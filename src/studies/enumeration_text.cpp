#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "numeric/rational.hpp"
#include "report/counts_text.hpp"
#include "report/header_text.hpp"
#include "report/number_text.hpp"
#include "report/text.hpp"

namespace laecert::report {
namespace {

Row manifold_row(const Manifold& manifold) {
  return {{manifold.rank_vector ? rank_vector_text(*manifold.rank_vector) : index_set_text(manifold.index_set),
           manifold.rank, manifold.dimension, manifold.predicted.index, manifold.predicted.nullity,
           manifold.predicted.value}};
}

Table manifold_table(const std::vector<Manifold>& manifolds, std::size_t rows) {
  Table table{.columns = {{"I", Align::left, 7},
                          {"rank", Align::right},
                          {"dimension", Align::right},
                          {"index", Align::right},
                          {"nullity", Align::right},
                          {"value"}},
              .indent = 2};
  for (std::size_t i = 0; i < std::min(rows, manifolds.size()); ++i) table.rows.push_back(manifold_row(manifolds[i]));
  return table;
}

std::string head(const LossEnumeration& loss) {
  if (loss.inapplicable) return fmt::format("manifolds ({}): inapplicable, {}", loss.loss, *loss.inapplicable);
  if (loss.undecided) return fmt::format("manifolds ({}): undecided, {}", loss.loss, *loss.undecided);
  return fmt::format("manifolds ({}): {}, predicted", loss.loss, loss.count);
}

std::vector<Block> loss_blocks(const LossEnumeration& loss, std::size_t rows) {
  std::vector<Block> blocks{Line{head(loss)}};
  if (loss.inapplicable || loss.undecided) return blocks;
  const std::size_t shown = std::min(rows, loss.manifolds.size());
  if (shown > 0) blocks.emplace_back(manifold_table(loss.manifolds, shown));
  const numeric::Integer more = numeric::Integer(loss.count) - numeric::Integer(static_cast<unsigned long>(shown));
  if (more > 0) blocks.emplace_back(Line{fmt::format("  ... and {} more (--limit)", more.str())});
  if (!loss.counts) return blocks;
  std::vector<Block> counts = counts_blocks(*loss.counts);
  blocks.insert(blocks.end(), std::make_move_iterator(counts.begin()), std::make_move_iterator(counts.end()));
  return blocks;
}

}  // namespace

Document document_of(const Enumeration& enumeration, const TextOptions& options) {
  Document document{
      {title_line(enumeration.versions, "predicted critical manifolds"),
       numbers_line(enumeration.versions, enumeration.max_digits), instance_line(enumeration.instance),
       spectrum_line({enumeration.spectrum, enumeration.spectrum_note, enumeration.q}, options.significant_digits),
       hypotheses_line(enumeration.hypotheses), Line{}}};
  for (const LossEnumeration& loss : enumeration.losses) {
    for (Block& block : loss_blocks(loss, options.manifold_rows)) document.blocks.push_back(std::move(block));
  }
  return document;
}

std::string to_text(const Enumeration& enumeration, const TextOptions& options) {
  return to_text(document_of(enumeration, options));
}

}  // namespace laecert::report
