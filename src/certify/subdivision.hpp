#pragma once

#include <vector>

#include "certify/zero_map.hpp"
#include "numeric/outcome.hpp"

namespace laecert::certify {

/// How precisely zeros are enclosed, and how many boxes are looked at.
struct SubdivisionOptions {
  long digits = 30;            // zeros are enclosed within 10^-(digits + 10)
  Index most_boxes = 5000000;  // then the outcome is undecided
};

/// Proved: at most one wanted zero in `domain`, and if there is one, it lies in `zero`. Where the map has as many
/// values as unknowns, there is exactly one zero of the map in `domain`.
struct IsolatedZero {
  Vector<Ball> domain;
  Vector<Ball> zero;
};

/// All wanted zeros of a map.
struct AllZeros {
  std::vector<IsolatedZero> zeros;
  Index boxes = 0;  // looked at
};

/// Finds all wanted zeros by bisection: a box is left out where the map is proved not to vanish (its enclosure, or
/// Krawczyk's image, which also shrinks it, misses the box or zero) or where it is excluded by the map; settled where
/// one zero is proved unique in a larger box around it.
/// Guarantee: a value means: every wanted zero lies in `zero` of exactly one entry; the enclosures `zero` are pairwise
///            disjoint. A Reason means nothing: too many boxes, or a zero that is not regular.
/// Errors:    PreconditionError where the search box is not finite.
/// Source:    Krawczyk 1969; Neumaier, Interval Methods for Systems of Equations, 5.2; reports/method.md, S4 to S6.
Outcome<AllZeros> enclose_all_zeros(const MapEvaluator& map, const SubdivisionOptions& options = {});

/// The same for a map of any family.
template <ZeroMap M>
Outcome<AllZeros> enclose_all_zeros(const M& map, const SubdivisionOptions& options = {}) {
  return enclose_all_zeros(ZeroMapEvaluator<M>(map, Precision::of_digits(options.digits + 30)), options);
}

}  // namespace laecert::certify
