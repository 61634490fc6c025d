#include "certify/subdivision.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "certify/box.hpp"
#include "numeric/errors.hpp"
#include "numeric/krawczyk.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/running.hpp"

namespace laecert::certify {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using numeric::certainly;
using numeric::Rational;

// Krawczyk's test is made again while it leaves less than this part of the volume; then bisection gains more.
constexpr double good_remainder = 0.7;
// A uniqueness test is tried once Krawczyk's image has shrunk to this part of the box.
constexpr double promising_contraction = 0.5;
constexpr double inflation = 1.5;
// A side that is shorter than this part of the length, both measured against the search box, is widened to it.
constexpr double thinnest_side = 0x1p-10;
// A box below this part of the search box is as good as a point: rounding may hide that Krawczyk's image shrinks.
constexpr double tiny_box = 0x1p-24;
// Below this part of the search box only a zero that is not regular keeps boxes alive.
constexpr double narrowest_box = 0x1p-80;

bool is_nonzero(const DoubleBall& x) { return std::fabs(x.mid()) > x.rad(); }

bool any_nonzero(const Vector<DoubleBall>& values) { return std::any_of(values.begin(), values.end(), is_nonzero); }

// An approximate left inverse: untrusted, and not finite where there is none.
MatrixXd approx_left_inverse(const MatrixXd& a) {
  if (a.rows() == a.cols()) return a.inverse();
  return (a.transpose() * a).inverse() * a.transpose();
}

MatrixXd midpoints(const Matrix<DoubleBall>& a) {
  return a.unaryExpr([](const DoubleBall& x) { return x.mid(); });
}

Vector<DoubleBall> centre_of(const Vector<DoubleBall>& x) {
  return x.unaryExpr([](const DoubleBall& e) { return DoubleBall(e.mid(), 0); });
}

// Krawczyk's image K(X) = y - C f(y) + (I - C f'(X)) (X - y); all zeros of f in X lie in it, for every matrix C.
// Nothing where the midpoints of f'(X) have no left inverse.
std::optional<Vector<DoubleBall>> krawczyk_image(const MapEvaluator& map, const Vector<DoubleBall>& x) {
  const Matrix<DoubleBall> slope = map.jacobian(x);
  const MatrixXd inverse = approx_left_inverse(midpoints(slope));
  if (!inverse.allFinite()) return {};
  const Matrix<DoubleBall> c = inverse.unaryExpr([](double e) { return DoubleBall(e, 0); });
  const Matrix<DoubleBall> contraction = Matrix<DoubleBall>::Identity(x.size(), x.size()) - c.lazyProduct(slope);
  const Vector<DoubleBall> y = centre_of(x);
  const Vector<DoubleBall> newton = c.lazyProduct(map.value(y));
  const Vector<DoubleBall> spread = contraction.lazyProduct(x - y);
  return y - newton + spread;
}

// C f for a fixed exact n x p matrix C: as many values as unknowns.
struct ProjectedMap {
  const MapEvaluator& map;
  Matrix<Ball> c;
  Vector<Ball> operator()(const Vector<Ball>& x) const { return c.lazyProduct(map.value(x)); }
  [[nodiscard]] Matrix<Ball> jacobian(const Vector<Ball>& x) const { return c.lazyProduct(map.jacobian(x)); }
};

// C f, C an approximate left inverse of the slope at the center of the box; nothing where the slope is singular there.
std::optional<ProjectedMap> project(const MapEvaluator& map, const Vector<Ball>& box, Precision precision) {
  const MatrixXd slope = map.jacobian(numeric::center(box)).unaryExpr([](const Ball& x) { return x.approx_double(); });
  const MatrixXd inverse = approx_left_inverse(slope);
  if (!inverse.allFinite()) return {};
  return ProjectedMap{map, inverse.unaryExpr([&](double x) { return Ball(x, precision); })};
}

bool is_within(const Vector<Ball>& x, const Ball& radius) {
  return std::all_of(x.begin(), x.end(), [&](const Ball& e) { return certainly(is_less(e.radius(), radius)); });
}

// A box that holds the common points of two; the first where a side is not finite or there are none.
Vector<Ball> common_points(Vector<Ball> x, const Vector<Ball>& y) {
  for (Index i = 0; i < x.size(); ++i) {
    if (!y(i).is_finite()) continue;
    if (const std::optional<Ball> common = numeric::intersection(x(i), y(i))) x(i) = *common;
  }
  return x;
}

class Subdivision {
 public:
  Subdivision(const MapEvaluator& map, const SubdivisionOptions& options)
      : map_(map),
        options_(options),
        precision_(Precision::of_digits(options.digits + 30)),
        target_(numeric::rational_power_of_ten(-(options.digits + 10)), Precision{64}),
        scale_(scale_of(map.search_box())) {}

  Outcome<AllZeros> run() {
    std::vector<Box> open{outer_box(map_.search_box())};
    while (!open.empty()) {
      if (found_.boxes == options_.most_boxes) return Reason{"more than " + std::to_string(found_.boxes) + " boxes"};
      ++found_.boxes;
      Box box = std::move(open.back());
      open.pop_back();
      std::vector<Box> rest = treat(std::move(box));
      if (failure_) return *failure_;
      open.insert(open.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    }
    return std::move(found_);
  }

 private:
  static VectorXd scale_of(const Vector<DoubleBall>& box) {
    for (const DoubleBall& x : box) {
      if (!x.is_finite() || !(x.rad() > 0)) throw PreconditionError("enclose_all_zeros: the search box is not a box");
    }
    return box.unaryExpr([](const DoubleBall& x) { return x.rad(); });
  }

  // Boxes that together hold all wanted zeros of this one which are not yet found.
  std::vector<Box> treat(Box box) {
    while (true) {
      numeric::require_running();
      const Vector<DoubleBall> x = enclose(box);
      if (map_.excludes(x) || any_nonzero(map_.value(x)) || is_settled(box)) return {};
      const std::optional<Vector<DoubleBall>> image = krawczyk_image(map_, x);
      if (!image) return bisected(box, widest_side(box));
      const std::optional<Box> smaller = intersection(box, *image);
      if (!smaller) return {};
      if (contraction_ratio(x, *image) < promising_contraction && settle(*smaller, *image, longest_side(*smaller)))
        return {};
      if (longest_side(box) < tiny_box && settle(*smaller, *image, tiny_box / thinnest_side)) return {};
      if (failure_) return {};
      if (!(remaining_volume(box, *smaller) < good_remainder)) return bisected(*smaller, widest_side(*smaller));
      box = *smaller;
    }
  }

  // The largest radius of the image against that of the box.
  static double contraction_ratio(const Vector<DoubleBall>& x, const Vector<DoubleBall>& image) {
    double largest = 0;
    for (Index i = 0; i < x.size(); ++i) {
      if (!image(i).is_finite()) return numeric::infinity;
      if (image(i).rad() > largest * x(i).rad()) largest = image(i).rad() / x(i).rad();
    }
    return largest;
  }

  // The part of the volume that is left; sides of width zero aside.
  static double remaining_volume(const Box& box, const Box& smaller) {
    double volume = 1;
    for (Index i = 0; i < box.lower.size(); ++i) {
      const double width = box.upper(i) - box.lower(i);
      if (width > 0) volume *= (smaller.upper(i) - smaller.lower(i)) / width;
    }
    return volume;
  }

  [[nodiscard]] Index widest_side(const Box& box) const {
    Index widest = 0;
    (void)((box.upper - box.lower).array() / scale_.array()).maxCoeff(&widest);
    return widest;
  }

  std::vector<Box> bisected(const Box& box, Index side) {
    const bool narrow = !(box.upper(side) - box.lower(side) > narrowest_box * scale_(side));
    std::optional<std::pair<Box, Box>> halves = bisect(box, side);
    if (narrow || !halves) {
      failure_ = Reason{"zeros that are not regular, not isolated, or closer than doubles can tell keep boxes alive"};
      return {};
    }
    return {std::move(halves->first), std::move(halves->second)};
  }

  // Whether the box lies in the domain of a zero that is already found: there is no other one in it.
  [[nodiscard]] bool is_settled(const Box& box) const {
    return std::any_of(found_.zeros.begin(), found_.zeros.end(),
                       [&](const IsolatedZero& zero) { return contains(zero.domain, box); });
  }

  // Tries to prove at most one zero in a box around the image that covers the rest of the box.
  bool settle(const Box& rest, const Vector<DoubleBall>& image, double length) {
    if (!std::all_of(image.begin(), image.end(), [](const DoubleBall& e) { return e.is_finite(); })) return false;
    const Vector<Ball> domain = domain_around(rest, image, length);
    if (!contains(domain, rest)) return false;
    const std::optional<ProjectedMap> square = project(map_, domain, precision_);
    if (!square) return false;
    const Outcome<numeric::KrawczykBox> one = numeric::prove_unique_zero(*square, domain);
    if (!one) return false;
    add({domain, tightened(one->box)});
    return true;
  }

  [[nodiscard]] double longest_side(const Box& box) const {
    return ((box.upper - box.lower).array() / scale_.array()).maxCoeff();
  }

  // Sides that are thin against the length, a part of the search box, are widened.
  [[nodiscard]] Vector<Ball> domain_around(const Box& rest, const Vector<DoubleBall>& image, double length) const {
    const double least = thinnest_side * length;
    Vector<Ball> domain(image.size());
    for (Index i = 0; i < image.size(); ++i) {
      const double radius = inflation * std::max(rest.upper(i) - rest.lower(i), least * scale_(i));
      domain(i) = Ball(image(i).mid(), precision_).widened(Ball(radius, precision_));
    }
    return domain;
  }

  // The one zero of a box, enclosed as narrowly as wanted, or as the precision allows.
  [[nodiscard]] Vector<Ball> tightened(Vector<Ball> zero) const {
    constexpr int most_steps = 30;
    for (int step = 0; step < most_steps && !is_within(zero, target_); ++step) {
      const std::optional<ProjectedMap> square = project(map_, zero, precision_);
      if (!square) break;
      zero = common_points(zero, numeric::enclose_krawczyk_image(*square, zero));
    }
    return zero;
  }

  // Adds a zero unless it is known already, or is proved not to be a wanted zero of all values of the map.
  void add(IsolatedZero zero) {
    const Vector<DoubleBall> narrow = numeric::lift_matrix<DoubleBall>(zero.zero, {});
    if (map_.excludes(narrow)) return;
    const Vector<Ball> value = map_.value(zero.zero);
    if (std::any_of(value.begin(), value.end(), [](const Ball& v) { return certainly(numeric::is_nonzero(v)); }))
      return;
    for (const IsolatedZero& known : found_.zeros) {
      if (!overlap(known.zero, zero.zero)) continue;
      // The zero, if any, lies in the domain of the known one, where there is one at most.
      if (contains(known.domain, zero.zero)) return;
      failure_ = Reason{"two zeros cannot be told apart"};
      return;
    }
    found_.zeros.push_back(std::move(zero));
  }

  const MapEvaluator& map_;
  SubdivisionOptions options_;
  Precision precision_;
  Ball target_;
  VectorXd scale_;  // the radii of the search box
  AllZeros found_ = {};
  std::optional<Reason> failure_ = {};
};

}  // namespace

Outcome<AllZeros> enclose_all_zeros(const MapEvaluator& map, const SubdivisionOptions& options) {
  return Subdivision(map, options).run();
}

}  // namespace laecert::certify
