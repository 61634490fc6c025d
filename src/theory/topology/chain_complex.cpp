#include "theory/topology/chain_complex.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::theory {
namespace {

std::size_t slot(Index i) { return static_cast<std::size_t>(i); }

void require_bases(const ChainComplex& complex) {
  if (complex.cells.empty() || complex.boundary.size() != complex.cells.size() || !complex.boundary.front().empty()) {
    throw PreconditionError("a chain complex has one boundary operator for each degree, and none in degree 0");
  }
  for (std::size_t n = 1; n < complex.cells.size(); ++n) {
    for (const Incidence& one : complex.boundary[n]) {
      if (one.face < 0 || one.face >= complex.cells[n - 1] || one.cell < 0 || one.cell >= complex.cells[n]) {
        throw PreconditionError(fmt::format("the boundary of degree {} does not fit its cells", n));
      }
    }
  }
}

// The incidences of each cell, in the order of the cells.
std::vector<std::vector<Incidence>> by_cell(const ChainComplex& complex, std::size_t n) {
  std::vector<std::vector<Incidence>> columns(slot(complex.cells[n]));
  for (const Incidence& one : complex.boundary[n]) columns[slot(one.cell)].push_back(one);
  return columns;
}

// Union and find over the faces, then the cells, of one operator.
class Components {
 public:
  explicit Components(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }
  std::size_t find(std::size_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::size_t x, std::size_t y) { parent_[find(x)] = find(y); }

 private:
  std::vector<std::size_t> parent_;
};

// The operator as a direct sum: faces and cells that no entry connects are apart.
std::vector<numeric::IntegerMatrix> blocks_of(const ChainComplex& complex, std::size_t n) {
  const std::size_t faces = slot(complex.cells[n - 1]);
  Components components(faces + slot(complex.cells[n]));
  for (const Incidence& one : complex.boundary[n]) {
    if (one.count != 0) components.join(slot(one.face), faces + slot(one.cell));
  }
  std::map<std::size_t, std::vector<Incidence>> entries;
  for (const Incidence& one : complex.boundary[n]) {
    if (one.count != 0) entries[components.find(slot(one.face))].push_back(one);
  }
  std::vector<numeric::IntegerMatrix> blocks;
  for (const auto& [root, block] : entries) {
    std::map<Index, Index> row, col;
    for (const Incidence& one : block) {
      row.emplace(one.face, static_cast<Index>(row.size()));
      col.emplace(one.cell, static_cast<Index>(col.size()));
    }
    numeric::IntegerMatrix matrix =
        numeric::IntegerMatrix::Zero(static_cast<Index>(row.size()), static_cast<Index>(col.size()));
    for (const Incidence& one : block) matrix(row.at(one.face), col.at(one.cell)) += one.count;
    blocks.push_back(std::move(matrix));
  }
  return blocks;
}

struct Ranks {
  Integer over_rationals = 0, over_two = 0;
  std::vector<Torsion> torsion = {};
};

// Equal divisors together. Requires: each divides the next.
std::vector<Torsion> counted(const std::vector<Integer>& divisors) {
  std::vector<Torsion> torsion;
  for (const Integer& d : divisors) {
    if (d == 1) continue;
    if (torsion.empty() || torsion.back().order != d) torsion.push_back({d, 0});
    torsion.back().count += 1;
  }
  return torsion;
}

Ranks ranks_of(const ChainComplex& complex, std::size_t n) {
  Ranks ranks;
  std::vector<Integer> divisors;
  for (const numeric::IntegerMatrix& block : blocks_of(complex, n)) {
    ranks.over_rationals += numeric::rank_over_rationals(block);
    ranks.over_two += numeric::rank_modulo(block, 2);
    for (const Integer& d : numeric::elementary_divisors(block)) {
      if (d > 1) divisors.push_back(d);
    }
  }
  ranks.torsion = counted(numeric::divisors_of_diagonal(std::move(divisors)));
  return ranks;
}

// "(Z/2)^3"; "Z/2" for one.
std::string power_text(const std::string& group, const std::string& times) {
  if (times == "1") return group;
  return (group == "Z" ? group : "(" + group + ")") + "^" + times;
}

}  // namespace

std::optional<std::string> broken_square(const ChainComplex& complex) {
  require_bases(complex);
  for (std::size_t n = 2; n < complex.cells.size(); ++n) {
    const std::vector<std::vector<Incidence>> below = by_cell(complex, n - 1), here = by_cell(complex, n);
    for (const std::vector<Incidence>& column : here) {
      numeric::require_running_after(static_cast<long>(column.size()));
      std::map<Index, std::int64_t> square;
      for (const Incidence& outer : column) {
        for (const Incidence& inner : below[slot(outer.face)]) square[inner.face] += outer.count * inner.count;
      }
      for (const auto& [face, count] : square) {
        if (count == 0) continue;
        return fmt::format("d d has the entry {} from degree {} to degree {}", count, n, n - 2);
      }
    }
  }
  return {};
}

Homology homology_of(const ChainComplex& complex) {
  require_bases(complex);
  const std::size_t degrees = complex.cells.size();
  std::vector<Ranks> ranks(degrees + 1);
  for (std::size_t n = 1; n < degrees; ++n) ranks[n] = ranks_of(complex, n);
  Homology homology;
  for (std::size_t n = 0; n < degrees; ++n) {
    const Integer cells = complex.cells[n];
    homology.over_rationals.push_back(cells - ranks[n].over_rationals - ranks[n + 1].over_rationals);
    homology.over_two.push_back(cells - ranks[n].over_two - ranks[n + 1].over_two);
    homology.torsion.push_back(ranks[n + 1].torsion);
  }
  return homology;
}

std::vector<Integer> betti_over_two_by_coefficients(const Homology& homology) {
  std::vector<Integer> betti = homology.over_rationals;
  for (std::size_t n = 0; n < homology.torsion.size(); ++n) {
    for (const Torsion& part : homology.torsion[n]) {
      if (part.order % 2 != 0) continue;
      betti[n] += part.count;
      if (n + 1 == betti.size()) betti.emplace_back(0);
      betti[n + 1] += part.count;
    }
  }
  return betti;
}

std::string group_text(const Homology& homology, std::size_t degree) {
  std::vector<std::string> parts;
  if (homology.over_rationals[degree] != 0) parts.push_back(power_text("Z", homology.over_rationals[degree].str()));
  for (const Torsion& part : homology.torsion[degree])
    parts.push_back(power_text("Z/" + part.order.str(), part.count.str()));
  return parts.empty() ? "0" : fmt::format("{}", fmt::join(parts, " + "));
}

std::string to_text(const Homology& homology) {
  std::vector<std::string> groups;
  for (std::size_t n = 0; n < homology.torsion.size(); ++n) groups.push_back(group_text(homology, n));
  return fmt::format("{}", fmt::join(groups, ", "));
}

}  // namespace laecert::theory
