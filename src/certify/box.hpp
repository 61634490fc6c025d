#pragma once

#include <optional>
#include <utility>

#include "numeric/matrix.hpp"

namespace laecert::certify {

using numeric::Ball;
using numeric::DoubleBall;
using numeric::Index;
using numeric::Vector;

/// The points between two exact corners, faces included.
struct Box {
  Eigen::VectorXd lower, upper;
};

/// The least box in double known to hold all points of x. Requires: x finite.
Box outer_box(const Vector<DoubleBall>& x);

/// Encloses the box, each side by a midpoint that lies in it.
Vector<DoubleBall> enclose(const Box& box);

/// A box that holds the common points; nothing where there are none. Sides of `image` that are not finite take nothing
/// away.
std::optional<Box> intersection(const Box& box, const Vector<DoubleBall>& image);

/// Two boxes that together are the box: it is cut at a fraction of this side. Nothing where no double lies inside.
std::optional<std::pair<Box, Box>> bisect(const Box& box, Index side);

/// Whether every point of `inner` lies in `outer`.
bool contains(const Vector<Ball>& outer, const Box& inner);
bool contains(const Vector<Ball>& outer, const Vector<Ball>& inner);

/// Whether two boxes may have a point in common; false is a proof that they have none.
bool overlap(const Vector<Ball>& x, const Vector<Ball>& y);

}  // namespace laecert::certify
