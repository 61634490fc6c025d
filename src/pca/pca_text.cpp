#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pca/pca_report.hpp"
#include "report/preamble.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Document;
using report::KeyLine;
using report::Line;
using report::Table;
using report::TextOptions;

constexpr std::size_t longest_shown = 12;  // shown; JSON and --components have all

std::string nearest_text(const std::optional<RoundedText>& x) {
  if (!x) return "-";
  return x->nearest.empty() ? "not decided" : x->nearest;
}

std::string direction_text(const PcaComponent& one, const TextOptions& options) {
  if (one.direction.empty()) return one.no_direction;
  if (one.direction.size() > longest_shown && !options.all_weights) {
    return fmt::format("{} entries (--components, --json, --all-weights)", one.direction.size());
  }
  std::vector<std::string> entries;
  entries.reserve(one.direction.size());
  for (const RoundedText& entry : one.direction) entries.push_back(nearest_text(entry));
  return fmt::format("[{}]", fmt::join(entries, ", "));
}

Table components_table(const Pca& pca, const TextOptions& options) {
  Table table{.columns = {{"component", Align::right}, {"eigenvalue"}, {"variance"}, {"ratio"}, {"singular value"}},
              .indent = 2};
  for (std::size_t i = 0; i < pca.components.size(); ++i) {
    const PcaComponent& one = pca.components[i];
    table.rows.push_back({{std::to_string(i + 1), nearest_text(one.eigenvalue), nearest_text(one.variance),
                           nearest_text(one.ratio), nearest_text(one.singular_value)},
                          {fmt::format("direction {}", direction_text(one, options))}});
  }
  return table;
}

void add_space(Document& document, const PcaSpace& space, const TextOptions& options) {
  const std::string name = fmt::format("s_{} to s_{}, {}", space.first, space.last,
                                       space.is_equal ? "proved equal" : "neither separated nor proved equal");
  const bool is_short = space.basis.size() <= longest_shown || options.all_weights;
  if (space.basis.empty() || !is_short) {
    const char* where = space.basis.empty() ? "not told" : "in JSON (--json, --all-weights)";
    document.blocks.emplace_back(KeyLine{"space", fmt::format("{}: basis {}", name, where)});
    return;
  }
  document.blocks.emplace_back(
      KeyLine{"space", fmt::format("{}: orthonormal basis, each entry within {}", name, space.radius)});
  for (const std::vector<std::string>& row : space.basis) {
    document.blocks.emplace_back(KeyLine{"", fmt::format("[{}]", fmt::join(row, ", "))});
  }
}

// "1 to 3", "1"
std::string range_text(std::size_t count) { return count == 1 ? "1" : fmt::format("1 to {}", count); }

report::Overview overview_of(const Pca& pca) {
  report::Overview overview{.not_decided = fmt::format("{}", fmt::join(pca.undecided, "; "))};
  if (pca.components.empty()) return overview;
  std::size_t directions = 0;
  for (const PcaComponent& one : pca.components) directions += one.direction.empty() ? 0 : 1;
  overview.decided =
      fmt::format("components {} enclosed, {} of {} directions; {}", range_text(pca.components.size()), directions,
                  pca.components.size(),
                  pca.undecided.empty() ? "every double is the true value correctly rounded"
                                        : "the doubles that are told are the true values correctly rounded");
  return overview;
}

std::string divisor_text(const Pca& pca) {
  const std::string n = pca.preamble.instance.n ? std::to_string(*pca.preamble.instance.n) : "n";
  return fmt::format("explained variances over {}, n = {}", pca.divisor, n);
}

}  // namespace

Document document_of(const Pca& pca, const TextOptions& options) {
  Document document =
      report::opening(pca.preamble, "principal components", overview_of(pca), options.significant_digits);
  document.blocks.emplace_back(KeyLine{"centring", pca.centering});
  document.blocks.emplace_back(KeyLine{"divisor", divisor_text(pca)});
  if (!pca.components.empty()) document.blocks.emplace_back(components_table(pca, options));
  for (const PcaSpace& space : pca.spaces) add_space(document, space, options);
  for (const std::string& note : pca.notes) document.blocks.emplace_back(KeyLine{"note", note});
  return document;
}

std::string to_text(const Pca& pca, const TextOptions& options) {
  return report::to_text(document_of(pca, options), report::setting_of(options));
}

}  // namespace laecert::studies
