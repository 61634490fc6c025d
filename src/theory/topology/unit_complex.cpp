#include "theory/topology/unit_complex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "numeric/errors.hpp"

namespace laecert::theory {
namespace {

using Boundary = std::vector<Incidence>;

// From p, -p (places 0 and 1) to the points below.
Boundary even_boundary(SignedBoundary one) {
  return {{0, 0, one.same}, {1, 0, one.opposite}, {0, 1, one.opposite}, {1, 1, one.same}};
}

// From the point 0: p gets `same`, -p `opposite`.
Boundary boundary_of_zero(SignedBoundary one) { return {{0, 0, one.same}, {1, 0, one.opposite}}; }

numeric::IntegerMatrix dense(const Boundary& boundary, Index faces, Index cells) {
  numeric::IntegerMatrix matrix = numeric::IntegerMatrix::Zero(faces, cells);
  for (const Incidence& one : boundary) matrix(one.face, one.cell) += one.count;
  return matrix;
}

bool is_zero_modulo_two(const numeric::IntegerMatrix& a) {
  const auto entries = a.reshaped();
  return std::all_of(entries.begin(), entries.end(), [](std::int64_t x) { return x % 2 == 0; });
}

}  // namespace

ChainComplex unit_complex(Index q, SignedBoundary boundary) {
  if (q < 0) throw PreconditionError(fmt::format("unit_complex: q = {}", q));
  ChainComplex complex;
  for (Index degree = 0; degree <= q; ++degree) {
    complex.cells.push_back(degree < q ? 2 : 1);
    if (degree == 0) {
      complex.boundary.emplace_back();
    } else {
      complex.boundary.push_back(degree < q ? even_boundary(boundary) : boundary_of_zero(boundary));
    }
  }
  return complex;
}

std::vector<Integer> points_by_index(const CountTable& counts) {
  if (counts.size() > 2) throw PreconditionError("points_by_index: more than one unit");
  std::vector<Integer> points;
  for (std::size_t rank = 0; rank < counts.size(); ++rank) {
    if (points.size() < counts[rank].size()) points.resize(counts[rank].size());
    for (std::size_t i = 0; i < counts[rank].size(); ++i) points[i] += (rank == 0 ? 1 : 2) * counts[rank][i];
  }
  return points;
}

std::optional<std::string> not_a_point_modulo_two(const ChainComplex& complex) {
  Index rank_here = 0;
  numeric::IntegerMatrix below;
  for (std::size_t n = 0; n < complex.cells.size(); ++n) {
    const bool is_last = n + 1 == complex.cells.size();
    const numeric::IntegerMatrix above = is_last
                                             ? numeric::IntegerMatrix::Zero(complex.cells[n], 0)
                                             : dense(complex.boundary[n + 1], complex.cells[n], complex.cells[n + 1]);
    if (n > 0 && !is_zero_modulo_two(below * above)) {
      return fmt::format("the square of the boundary from degree {} is not zero modulo 2", n + 1);
    }
    const Index rank_above = numeric::rank_modulo(above, 2);
    const Index betti = complex.cells[n] - rank_here - rank_above, expected = n == 0 ? 1 : 0;
    if (betti != expected)
      return fmt::format("the Betti number of degree {} over Z/2 is {}, not {}", n, betti, expected);
    rank_here = rank_above;
    below = above;
  }
  return {};
}

std::vector<std::vector<SignedBoundary>> boundaries_of_a_point(Index q, Index most) {
  std::vector<std::vector<SignedBoundary>> all;
  for (Index degree = 1; degree <= std::min(q, most); ++degree) {
    std::vector<SignedBoundary> left;
    for (const SignedBoundary one : {SignedBoundary{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
      if (degree == q && one.same != one.opposite) continue;  // 0 is its own opposite
      // Below the last degree the cycles of this one are still to be bounded, by 0 in degree + 1.
      ChainComplex complex = unit_complex(degree);
      complex.boundary[static_cast<std::size_t>(degree)] = boundary_of_zero(one);
      if (degree < q) {
        complex.cells[static_cast<std::size_t>(degree)] = 2;
        complex.boundary[static_cast<std::size_t>(degree)] = even_boundary(one);
        complex.cells.push_back(1);
        complex.boundary.push_back(boundary_of_zero({}));
      }
      if (!not_a_point_modulo_two(complex)) left.push_back(one);
    }
    all.push_back(std::move(left));
  }
  return all;
}

}  // namespace laecert::theory
