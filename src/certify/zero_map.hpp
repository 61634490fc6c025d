#pragma once

#include <concepts>

#include "numeric/matrix.hpp"

namespace laecert::certify {

using numeric::Ball;
using numeric::DoubleBall;
using numeric::Index;
using numeric::Matrix;
using numeric::Precision;
using numeric::Vector;

/// A continuously differentiable map of n unknowns to p >= n values over one scalar: f(x), and f.jacobian(x), p x n.
template <class F, class S>
concept DifferentiableMap = requires(const F& f, const Vector<S>& x) {
  { f(x) } -> std::convertible_to<Vector<S>>;
  { f.jacobian(x) } -> std::convertible_to<Matrix<S>>;
};

/// A map whose zeros in a box are sought, written once for every scalar.
///
/// Laws: over<DoubleBall> and over<Ball> enclose the same map and its Jacobian matrix; the zeros that are wanted lie in
/// search_box(); excludes(box) is true only where no wanted zero lies in the box.
template <class M>
concept ZeroMap = requires(const M& m, Precision precision, const Vector<DoubleBall>& box) {
  { m.template over<DoubleBall>(precision) } -> DifferentiableMap<DoubleBall>;
  { m.template over<Ball>(precision) } -> DifferentiableMap<Ball>;
  { m.search_box() } -> std::convertible_to<Vector<DoubleBall>>;
  { m.excludes(box) } -> std::convertible_to<bool>;
};

/// A ZeroMap seen through the two scalars of a proof, so that the subdivision is compiled once for all maps.
class MapEvaluator {
 public:
  virtual ~MapEvaluator() = default;
  MapEvaluator() = default;
  MapEvaluator(const MapEvaluator&) = delete;
  MapEvaluator& operator=(const MapEvaluator&) = delete;

  [[nodiscard]] virtual Vector<DoubleBall> search_box() const = 0;
  [[nodiscard]] virtual bool excludes(const Vector<DoubleBall>& box) const = 0;
  [[nodiscard]] virtual Vector<DoubleBall> value(const Vector<DoubleBall>& x) const = 0;
  [[nodiscard]] virtual Matrix<DoubleBall> jacobian(const Vector<DoubleBall>& x) const = 0;
  [[nodiscard]] virtual Vector<Ball> value(const Vector<Ball>& x) const = 0;
  [[nodiscard]] virtual Matrix<Ball> jacobian(const Vector<Ball>& x) const = 0;
};

/// The evaluator of one map; its numbers are prepared once.
template <ZeroMap M>
class ZeroMapEvaluator final : public MapEvaluator {
 public:
  ZeroMapEvaluator(const M& map, Precision precision)
      : map_(map),
        over_double_ball_(map.template over<DoubleBall>(precision)),
        over_ball_(map.template over<Ball>(precision)) {}

  [[nodiscard]] Vector<DoubleBall> search_box() const override { return map_.search_box(); }
  [[nodiscard]] bool excludes(const Vector<DoubleBall>& box) const override { return map_.excludes(box); }
  [[nodiscard]] Vector<DoubleBall> value(const Vector<DoubleBall>& x) const override { return over_double_ball_(x); }
  [[nodiscard]] Matrix<DoubleBall> jacobian(const Vector<DoubleBall>& x) const override {
    return over_double_ball_.jacobian(x);
  }
  [[nodiscard]] Vector<Ball> value(const Vector<Ball>& x) const override { return over_ball_(x); }
  [[nodiscard]] Matrix<Ball> jacobian(const Vector<Ball>& x) const override { return over_ball_.jacobian(x); }

 private:
  const M& map_;
  decltype(std::declval<const M&>().template over<DoubleBall>(Precision{})) over_double_ball_;
  decltype(std::declval<const M&>().template over<Ball>(Precision{})) over_ball_;
};

}  // namespace laecert::certify
