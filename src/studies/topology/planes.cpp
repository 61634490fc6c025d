#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "studies/topology/topology.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Line;
using report::Table;
using theory::Grassmannian;
using theory::Homology;
using theory::Integer;

void require_buildable(const Grassmannian& gr) {
  if (gr.k < 1 || gr.k > gr.m) throw UsageError(fmt::format("Gr({},{}): expected 1 <= k <= m", gr.k, gr.m));
  // count_planes of a large m is slow to say what the dimension says at once.
  if (gr.dimension() < most_planes && theory::count_planes(gr) <= most_planes) return;
  throw UsageError(fmt::format("Gr({},{}) has more than {} index sets", gr.k, gr.m, most_planes));
}

std::string plane_text(const std::vector<Index>& index_set) { return fmt::format("{{{}}}", fmt::join(index_set, ",")); }

// "{1,2}: 0; {2,3}: -2".
std::string trajectories_text(const std::vector<Index>& index_set) {
  std::vector<std::string> texts;
  for (const theory::Rotations& one : theory::predict_rotations(index_set))
    texts.push_back(fmt::format("{}: {:+d} {:+d} = {}", plane_text(one.to), one.signs[0], one.signs[1], one.count()));
  return fmt::format("{}", fmt::join(texts, "; "));
}

Table planes_table(const Grassmannian& gr, Index limit) {
  std::vector<std::pair<Index, std::vector<Index>>> planes;
  theory::for_each_plane(gr, [&](const std::vector<Index>& index_set) {
    planes.emplace_back(theory::predict_grassmannian_index(index_set), index_set);
  });
  std::sort(planes.begin(), planes.end());
  Table table{.columns = {{"I"}, {"index", Align::right}, {"signs of the two trajectories to each, and their sum"}},
              .indent = 2};
  for (const auto& [index, index_set] : planes) {
    if (static_cast<Index>(table.rows.size()) == limit) break;
    table.rows.push_back({{plane_text(index_set), std::to_string(index), trajectories_text(index_set)}});
  }
  return table;
}

Table homology_table(const theory::ChainComplex& complex, const Homology& homology) {
  Table table{.columns = {{"degree", Align::right}, {"planes", Align::right}, {"over Z"}, {"Q"}, {"Z/2"}}, .indent = 2};
  for (std::size_t n = 0; n < complex.cells.size(); ++n) {
    table.rows.push_back({{std::to_string(n), std::to_string(complex.cells[n]), theory::group_text(homology, n),
                           homology.over_rationals[n].str(), homology.over_two[n].str()}});
  }
  return table;
}

// What the complex is found to be, against what is predicted.
struct PlanesFound {
  theory::ChainComplex complex;
  Homology homology;
  bool is_complex = false, as_predicted = false;
};

PlanesFound compare(const Grassmannian& gr) {
  PlanesFound result{.complex = theory::morse_complex(gr), .homology = {}};
  result.is_complex = !theory::broken_square(result.complex);
  if (!result.is_complex) return result;
  result.homology = theory::homology_of(result.complex);
  result.as_predicted = result.homology == theory::predict_homology(gr);
  return result;
}

std::string verdict_text(const PlanesFound& result) {
  if (!result.is_complex) return "the square of the boundary is NOT zero";
  return result.as_predicted ? "d d = 0; homology as predicted (M3)" : "d d = 0; homology NOT as predicted (M3)";
}

Integer total(const std::vector<Integer>& numbers) {
  Integer sum = 0;
  for (const Integer& x : numbers) sum += x;
  return sum;
}

Integer torsion_count(const Homology& homology) {
  Integer count = 0;
  for (const std::vector<theory::Torsion>& of_degree : homology.torsion) {
    for (const theory::Torsion& part : of_degree) count += part.count;
  }
  return count;
}

}  // namespace

TopologyAnswer grassmannian_document(const Grassmannian& gr, Index limit) {
  require_buildable(gr);
  const PlanesFound result = compare(gr);
  TopologyAnswer answer{.as_predicted = result.as_predicted};
  report::Document& document = answer.document;
  const Integer planes = theory::count_planes(gr);
  document.blocks.emplace_back(Line{fmt::format("Gr({},{}): P -> tr((1 - P) S), {} critical planes; {}", gr.k, gr.m,
                                                planes.str(), verdict_text(result))});
  if (limit > 0) document.blocks.emplace_back(planes_table(gr, limit));
  if (planes > limit && limit > 0)
    document.blocks.emplace_back(Line{fmt::format("  ... and {} more (--limit)", Integer(planes - limit).str())});
  if (!result.is_complex) return answer;
  document.blocks.emplace_back(Line{});
  document.blocks.emplace_back(Line{"homology, from the Smith normal forms of the boundary"});
  document.blocks.emplace_back(homology_table(result.complex, result.homology));
  return answer;
}

TopologyAnswer grassmannians_document(Index m) {
  if (m < 2 || m > most_dimensions)
    throw UsageError(fmt::format("--grassmannians: expected 2 to {}, not {}", most_dimensions, m));
  Table table{.columns = {{"k", Align::right},
                          {"m", Align::right},
                          {"planes", Align::right},
                          {"Betti sum over Q", Align::right},
                          {"Z/2", Align::right},
                          {"torsion Z/2", Align::right},
                          {"found"}}};
  TopologyAnswer answer{.as_predicted = true};
  for (Index n = 2; n <= m; ++n) {
    for (Index k = 1; k < n; ++k) {
      numeric::require_running();
      const PlanesFound result = compare({.k = k, .m = n});
      answer.as_predicted = answer.as_predicted && result.as_predicted;
      table.rows.push_back({{std::to_string(k), std::to_string(n), theory::count_planes({.k = k, .m = n}).str(),
                             total(result.homology.over_rationals).str(), total(result.homology.over_two).str(),
                             torsion_count(result.homology).str(), verdict_text(result)}});
    }
  }
  answer.document.blocks.emplace_back(std::move(table));
  return answer;
}

}  // namespace laecert::studies
