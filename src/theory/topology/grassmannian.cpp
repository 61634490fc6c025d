#include "theory/topology/grassmannian.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "theory/lae/morse_bott.hpp"

namespace laecert::theory {
namespace {

using IndexSet = std::vector<Index>;

std::size_t place_of(Index i) { return static_cast<std::size_t>(i); }

void require_planes(const Grassmannian& gr) {
  if (gr.k < 1 || gr.k > gr.m) {
    throw PreconditionError(fmt::format("Gr({}, {}): expected 1 <= k <= m", gr.k, gr.m));
  }
}

bool contains_index(const IndexSet& set, Index i) { return std::binary_search(set.begin(), set.end(), i); }

// Coordinates of the tangent space of the unstable manifold at a plane: (i, j) moves u_i towards u_j.
using TangentFrame = std::vector<std::pair<Index, Index>>;

TangentFrame unstable_frame(const IndexSet& set) {
  TangentFrame frame;
  for (const Index i : set) {
    for (Index j = 1; j < i; ++j) {
      if (!contains_index(set, j)) frame.emplace_back(i, j);
    }
  }
  return frame;
}

// (-1)^(length - number of cycles).
int sign_of(const std::vector<std::size_t>& permutation) {
  std::vector<bool> seen(permutation.size());
  std::size_t odd = permutation.size();
  for (std::size_t start = 0; start < permutation.size(); ++start) {
    if (seen[start]) continue;
    --odd;
    for (std::size_t x = start; !seen[x]; x = permutation[x]) seen[x] = true;
  }
  return odd % 2 == 0 ? 1 : -1;
}

int power_of_minus_one(Index exponent) { return exponent % 2 == 0 ? 1 : -1; }

// Where the quarter turn u_i -> epsilon u_(i-1), u_(i-1) -> -epsilon u_i sends a unit vector, and with which sign.
std::pair<Index, int> turned_vector(Index vector, Index i, int epsilon) {
  if (vector == i) return {i - 1, epsilon};
  if (vector == i - 1) return {i, -epsilon};
  return {vector, 1};
}

// The trajectory leaves along epsilon (i, i-1). What is left of the frame of I arrives as the frame of J, up to order
// and signs.
int sign_of_rotation(const TangentFrame& from, const TangentFrame& to, Index i, int epsilon) {
  int sign = epsilon;
  std::vector<std::size_t> arrival;
  for (std::size_t place = 0; place < from.size(); ++place) {
    const auto [plane_vector, normal_vector] = from[place];
    if (plane_vector == i && normal_vector == i - 1) {
      sign *= power_of_minus_one(static_cast<Index>(place));
      continue;
    }
    const auto [plane_image, plane_sign] = turned_vector(plane_vector, i, epsilon);
    const auto [normal_image, normal_sign] = turned_vector(normal_vector, i, epsilon);
    sign *= plane_sign * normal_sign;
    const auto found = std::lower_bound(to.begin(), to.end(), std::pair(plane_image, normal_image));
    arrival.push_back(static_cast<std::size_t>(found - to.begin()));
  }
  return sign * sign_of(arrival);
}

IndexSet lowest_plane(Index k) {
  IndexSet set(place_of(k));
  std::iota(set.begin(), set.end(), Index{1});
  return set;
}

// The next set of as many of 1..m in lexicographic order; false after the last.
bool advance(IndexSet& set, Index m) {
  const Index k = static_cast<Index>(set.size());
  Index place = k - 1;
  while (place >= 0 && set[place_of(place)] == m - k + 1 + place) --place;
  if (place < 0) return false;
  ++set[place_of(place)];
  for (Index later = place + 1; later < k; ++later) set[place_of(later)] = set[place_of(later - 1)] + 1;
  return true;
}

// A critical point's place in the basis of its degree.
using Places = std::vector<std::map<IndexSet, Index>>;

ChainComplex complex_of(const Places& places, TrajectoryRule rule) {
  ChainComplex complex{.cells = {}, .boundary = std::vector<std::vector<Incidence>>(places.size())};
  for (std::size_t n = 0; n < places.size(); ++n) {
    complex.cells.push_back(static_cast<Index>(places[n].size()));
    for (const auto& [set, cell] : places[n]) {
      numeric::require_running();
      if (n == 0) continue;
      for (const Rotations& rotations : predict_rotations(set)) {
        const int count = signed_count(rotations, rule);
        if (count != 0) complex.boundary[n].push_back({places[n - 1].at(rotations.to), cell, count});
      }
    }
  }
  return complex;
}

// The Poincare polynomial over Q, to the degree of the dimension.
std::vector<Integer> rational_betti(const Grassmannian& gr) {
  const bool has_top_class = gr.k % 2 == 1 && gr.m % 2 == 0;
  const Index pairs = has_top_class ? gr.m / 2 - 1 : gr.m / 2;
  const std::vector<Integer> base = gaussian_binomial(pairs, gr.k / 2, 4);
  std::vector<Integer> betti(place_of(gr.dimension()) + 1);
  for (std::size_t i = 0; i < base.size(); ++i) {
    betti[i] += base[i];
    if (has_top_class) betti[i + place_of(gr.m - 1)] += base[i];
  }
  return betti;
}

}  // namespace

Index predict_grassmannian_index(const IndexSet& index_set) {
  Index index = 0, before = 0;
  // i - 1 indices are below i, `before` of them in I.
  for (const Index i : index_set) index += i - 1 - before++;
  return index;
}

Integer count_planes(const Grassmannian& gr) {
  require_planes(gr);
  Integer count = 1;
  for (Index i = 1; i <= gr.k; ++i) count = count * (gr.m - gr.k + i) / i;
  return count;
}

std::vector<Rotations> predict_rotations(const IndexSet& index_set) {
  const TangentFrame frame = unstable_frame(index_set);
  std::vector<Rotations> all;
  for (std::size_t place = 0; place < index_set.size(); ++place) {
    const Index i = index_set[place];
    if (i == 1 || contains_index(index_set, i - 1)) continue;
    Rotations rotations{.from = index_set, .to = index_set, .turned = i};
    rotations.to[place] = i - 1;
    const TangentFrame arrival = unstable_frame(rotations.to);
    for (const int epsilon : {1, -1}) {
      rotations.signs[epsilon == 1 ? 0 : 1] = sign_of_rotation(frame, arrival, i, epsilon);
    }
    all.push_back(std::move(rotations));
  }
  return all;
}

int predict_signed_count(const IndexSet& index_set, Index turned) {
  Index before = 0, c = 0;
  for (const Index i : index_set) {
    if (i >= turned) break;
    c += i - 1 - before++;
  }
  const Index a = turned - 1 - before, b = static_cast<Index>(index_set.size()) - before - 1;
  return power_of_minus_one(a + b + c + 1) * (1 + power_of_minus_one(a + b));
}

int signed_count(const Rotations& rotations, TrajectoryRule rule) {
  if (rule == TrajectoryRule::one_dropped) return rotations.signs[0];
  const bool into_minimum = rotations.to.back() == static_cast<Index>(rotations.to.size());
  if (rule == TrajectoryRule::one_flipped && into_minimum) return rotations.signs[0] - rotations.signs[1];
  return rotations.count();
}

void for_each_plane(const Grassmannian& gr, const std::function<void(const IndexSet&)>& f) {
  require_planes(gr);
  IndexSet set = lowest_plane(gr.k);
  do {
    numeric::require_running();
    f(set);
  } while (advance(set, gr.m));
}

ChainComplex morse_complex(const Grassmannian& gr, TrajectoryRule rule) {
  require_planes(gr);
  Places places(place_of(gr.dimension()) + 1);
  for_each_plane(gr, [&](const IndexSet& set) {
    std::map<IndexSet, Index>& basis = places[place_of(predict_grassmannian_index(set))];
    basis.emplace_hint(basis.end(), set, static_cast<Index>(basis.size()));
  });
  return complex_of(places, rule);
}

ChainComplex lowest_degrees(const Grassmannian& gr, TrajectoryRule rule) {
  require_planes(gr);
  if (gr.k == gr.m) throw PreconditionError(fmt::format("Gr({}, {}) is a point", gr.k, gr.m));
  IndexSet next = lowest_plane(gr.k);
  ++next.back();
  return complex_of({{{lowest_plane(gr.k), 0}}, {{next, 0}}}, rule);
}

std::vector<Integer> gaussian_binomial(Index n, Index k, Index step) {
  if (k < 0 || k > n || step < 1) {
    throw PreconditionError(fmt::format("Gaussian binomial [{}, {}] in t^{}: expected 0 <= k <= n", n, k, step));
  }
  // [n, k] = prod_{i=1..k} (1 - x^(n-k+i)) / (1 - x^i); each partial product is a polynomial of degree i (n - k).
  std::vector<Integer> x(place_of(k * (n - k)) + 1);
  x[0] = 1;
  for (Index i = 1; i <= k; ++i) {
    numeric::require_running();
    for (std::size_t d = x.size(); d-- > place_of(n - k + i);) x[d] -= x[d - place_of(n - k + i)];
    for (std::size_t d = place_of(i); d < x.size(); ++d) x[d] += x[d - place_of(i)];
  }
  std::vector<Integer> result((x.size() - 1) * place_of(step) + 1);
  for (std::size_t d = 0; d < x.size(); ++d) result[d * place_of(step)] = x[d];
  return result;
}

Homology predict_homology(const Grassmannian& gr) {
  require_planes(gr);
  Homology homology{.over_rationals = rational_betti(gr), .over_two = gaussian_binomial(gr.m, gr.k), .torsion = {}};
  std::vector<Integer> difference = homology.over_two;
  for (std::size_t n = 0; n < difference.size(); ++n) difference[n] -= homology.over_rationals[n];
  for (const Integer& count : divided_by_one_plus_t(difference)) {
    homology.torsion.emplace_back();
    if (count != 0) homology.torsion.back().push_back({.order = 2, .count = count});
  }
  homology.torsion.emplace_back();  // the top degree has none
  return homology;
}

}  // namespace laecert::theory
