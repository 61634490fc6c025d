#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "theory/topology/chain_complex.hpp"

namespace laecert::theory {

/// The planes of dimension k in R^m, with P -> tr((1 - P) S) on them, s distinct and decreasing: one critical point for
/// each index set I of k of 1..m, the plane of its eigenvectors.
struct Grassmannian {
  Index k = 1, m = 2;

  [[nodiscard]] Index dimension() const { return k * (m - k); }
};

/// The index of the critical point I: #{(i, j) : i in I, j not in I, j < i}.
/// Requires: I increasing, in 1..m. Source: docs/theory.md section 5.
Index predict_grassmannian_index(const std::vector<Index>& index_set);

/// How many critical points there are.
Integer count_planes(const Grassmannian& gr);

/// The two trajectories from the plane of I to that of J = I - {i} + {i-1}: u_i is rotated into +u_(i-1) and into
/// -u_(i-1). Each has the sign with which it carries the orientation of the unstable manifold of I to its own direction
/// followed by that of J.
struct Rotations {
  std::vector<Index> from, to;
  Index turned = 0;  // i
  std::array<int, 2> signs{};

  [[nodiscard]] int count() const { return signs[0] + signs[1]; }
};

/// The trajectories from I to all points whose index is one less, by increasing i.
/// Guarantee: the signs come from the frame of the unstable manifold, carried along by the rotation.
/// Requires:  I increasing, in 1..m. Source: method.md, M2.
std::vector<Rotations> predict_rotations(const std::vector<Index>& index_set);

/// Their signed count in closed form, without a frame: (-1)^(a + b + c - 1) (1 + (-1)^(a + b)) with
/// a = #{j not in I, j < i}, b = #{i' in I, i' > i}, c = #{(i', j) : i' in I, i' < i, j not in I, j < i'}.
int predict_signed_count(const std::vector<Index>& index_set, Index turned);

/// The signed counts as they are, and plausible mistakes that must come out refuted.
enum class TrajectoryRule : std::int8_t {
  both,         // as predict_rotations has them
  one_dropped,  // only the rotation into +u_(i-1) is counted
  one_flipped   // the sign of one trajectory into {1, ..., k} is turned over
};

/// The signed count of the two trajectories by the rule.
int signed_count(const Rotations& rotations, TrajectoryRule rule);

/// The Morse complex up to degree `highest`: basis in each degree the index sets in lexicographic order.
/// Requires: 1 <= k <= m, the index sets of those degrees fit into memory. Errors: PreconditionError; Stopped.
ChainComplex morse_complex(const Grassmannian& gr, TrajectoryRule rule = TrajectoryRule::both);
/// Degrees 0 and 1 of it alone, for every size: the points {1, ..., k} and {1, ..., k-1, k+1}.
/// Requires: 1 <= k < m. Errors: PreconditionError.
ChainComplex lowest_degrees(const Grassmannian& gr, TrajectoryRule rule = TrajectoryRule::both);

/// Calls f with each index set of k of 1..m, in lexicographic order.
void for_each_plane(const Grassmannian& gr, const std::function<void(const std::vector<Index>&)>& f);

/// The homology in closed form, without a complex: over Z/2 the Gaussian binomial; over Q that of [m/2] and [k/2] in
/// t^4, for odd k and even m times 1 + t^(m-1), with m/2 - 1 and (k-1)/2; all torsion of order 2, whose number T has (1
/// + t) T = (over Z/2) - (over Q). Requires: 1 <= k <= m. Errors: PreconditionError. Source: method.md, M3.
Homology predict_homology(const Grassmannian& gr);

/// The coefficients of the Gaussian binomial [n, k] in t^step, from t^0.
/// Requires: 0 <= k <= n, step >= 1. Errors: PreconditionError.
std::vector<Integer> gaussian_binomial(Index n, Index k, Index step = 1);

}  // namespace laecert::theory
