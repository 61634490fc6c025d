#include "certify/box.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "numeric/scalar.hpp"

namespace laecert::certify {
namespace {

// Off the middle, so that zeros at round coordinates are seldom on the faces of boxes. Any fraction is right.
constexpr double cut_fraction = 0.4871;

double below(double x) { return std::nextafter(x, -numeric::infinity); }
double above(double x) { return std::nextafter(x, numeric::infinity); }

DoubleBall enclose_side(double lower, double upper) {
  // Rounding is monotone, so mid lies between the ends; each distance is one rounding, and one step over it.
  const double mid = 0.5 * lower + 0.5 * upper;
  const double left = mid - lower;
  const double right = upper - mid;
  return {mid, left == 0 && right == 0 ? 0 : above(std::max(left, right))};
}

}  // namespace

Box outer_box(const Vector<DoubleBall>& x) {
  // One rounding of mid -+ rad, and one step over it.
  return {x.unaryExpr([](const DoubleBall& e) { return below(e.mid() - e.rad()); }),
          x.unaryExpr([](const DoubleBall& e) { return above(e.mid() + e.rad()); })};
}

Vector<DoubleBall> enclose(const Box& box) {
  Vector<DoubleBall> x(box.lower.size());
  for (Index i = 0; i < x.size(); ++i) x(i) = enclose_side(box.lower(i), box.upper(i));
  return x;
}

std::optional<Box> intersection(const Box& box, const Vector<DoubleBall>& image) {
  Box common = box;
  const Box other = outer_box(image);
  for (Index i = 0; i < image.size(); ++i) {
    if (!image(i).is_finite()) continue;
    if (other.lower(i) > box.upper(i) || other.upper(i) < box.lower(i)) return {};
    common.lower(i) = std::max(box.lower(i), other.lower(i));
    common.upper(i) = std::min(box.upper(i), other.upper(i));
  }
  return common;
}

std::optional<std::pair<Box, Box>> bisect(const Box& box, Index side) {
  const double lower = box.lower(side);
  const double upper = box.upper(side);
  const double cut = lower + cut_fraction * (upper - lower);
  if (!(lower < cut && cut < upper)) return {};
  std::pair<Box, Box> halves{box, box};
  halves.first.upper(side) = cut;
  halves.second.lower(side) = cut;
  return halves;
}

bool contains(const Vector<Ball>& outer, const Box& inner) {
  for (Index i = 0; i < outer.size(); ++i) {
    const numeric::Precision precision = outer(i).precision();
    if (!outer(i).contains(Ball(inner.lower(i), precision)) || !outer(i).contains(Ball(inner.upper(i), precision)))
      return false;
  }
  return true;
}

bool contains(const Vector<Ball>& outer, const Vector<Ball>& inner) {
  for (Index i = 0; i < outer.size(); ++i) {
    if (!outer(i).contains(inner(i))) return false;
  }
  return true;
}

bool overlap(const Vector<Ball>& x, const Vector<Ball>& y) {
  for (Index i = 0; i < x.size(); ++i) {
    if (!x(i).overlaps(y(i))) return false;
  }
  return true;
}

}  // namespace laecert::certify
