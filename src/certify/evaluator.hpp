#pragma once

#include <map>
#include <optional>

#include "problem/critical_problem.hpp"
#include "problem/units.hpp"

namespace laecert::certify {

using problem::CriticalProblem;

/// From the units of an evaluator to those of its problem: f(x) = 2^value g(x / 2^point) + constant.
struct Units {
  long value = 0, point = 0;
};

/// A problem seen through the three scalars that a proof uses, so that `certify` is compiled once for all families.
/// One evaluator serves one thread.
///
/// Points, gradients and Hessians are those of the problem in its own `units` (g, where the problem is Normalizable),
/// so that no decision depends on the units of the data; value(x) alone is in the units of the data, f at the point x.
class Evaluator {
 public:
  virtual ~Evaluator() = default;
  Evaluator() = default;
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  [[nodiscard]] virtual numeric::Index dimension() const = 0;
  [[nodiscard]] virtual Units units() const = 0;
  [[nodiscard]] virtual numeric::Vector<numeric::Rational> gradient(
      const numeric::Vector<numeric::Rational>& x) const = 0;
  /// Nothing where the problem's values are not rational.
  [[nodiscard]] virtual std::optional<numeric::Rational> value(const numeric::Vector<numeric::Rational>& x) const = 0;
  [[nodiscard]] virtual numeric::Matrix<numeric::DoubleBall> hessian(
      const numeric::Vector<numeric::DoubleBall>& x) const = 0;
  [[nodiscard]] virtual numeric::Matrix<numeric::DoubleBall> tangents(
      const numeric::Vector<numeric::DoubleBall>& x) const = 0;
  [[nodiscard]] virtual numeric::Ball value(const numeric::Vector<numeric::Ball>& x, numeric::Precision p) = 0;
  [[nodiscard]] virtual numeric::Vector<numeric::Ball> gradient(const numeric::Vector<numeric::Ball>& x,
                                                                numeric::Precision p) = 0;
  [[nodiscard]] virtual numeric::Matrix<numeric::Ball> hessian(const numeric::Vector<numeric::Ball>& x,
                                                               numeric::Precision p) = 0;
  [[nodiscard]] virtual numeric::Matrix<numeric::Ball> tangents(const numeric::Vector<numeric::Ball>& x,
                                                                numeric::Precision p) = 0;
  [[nodiscard]] virtual numeric::Ball hessian_lipschitz(const numeric::Vector<numeric::Ball>& x) const = 0;
};

/// The problem in its own units, where it has them.
template <CriticalProblem P>
problem::Rescaled<P> in_own_units(const P& problem) {
  if constexpr (problem::Normalizable<P>) {
    return problem.normalized();
  } else {
    return {problem, 0, 0};
  }
}

/// The evaluator of one problem, which must outlive it; what a precision needs is prepared once for it.
template <CriticalProblem P>
class ProblemEvaluator final : public Evaluator {
 public:
  explicit ProblemEvaluator(const P& problem)
      : given_(problem),
        own_(in_own_units(problem)),
        rational_(own_.problem.template over<numeric::Rational>({})),
        double_ball_(own_.problem.template over<numeric::DoubleBall>({})) {}

  [[nodiscard]] numeric::Index dimension() const override { return given_.dimension(); }
  [[nodiscard]] Units units() const override { return {own_.value_exponent, own_.point_exponent}; }
  [[nodiscard]] numeric::Vector<numeric::Rational> gradient(
      const numeric::Vector<numeric::Rational>& x) const override {
    return rational_.gradient(x);
  }
  [[nodiscard]] std::optional<numeric::Rational> value(const numeric::Vector<numeric::Rational>& x) const override {
    if constexpr (problem::ValuedEvaluation<OverRational, numeric::Rational>) {
      return given_.template over<numeric::Rational>({}).value(numeric::times_power_of_two(x, own_.point_exponent));
    } else {
      return std::nullopt;
    }
  }
  [[nodiscard]] numeric::Matrix<numeric::DoubleBall> hessian(
      const numeric::Vector<numeric::DoubleBall>& x) const override {
    return double_ball_.hessian(x);
  }
  [[nodiscard]] numeric::Matrix<numeric::DoubleBall> tangents(
      const numeric::Vector<numeric::DoubleBall>& x) const override {
    return double_ball_.tangents(x);
  }
  [[nodiscard]] numeric::Ball value(const numeric::Vector<numeric::Ball>& x, numeric::Precision p) override {
    return given_.template over<numeric::Ball>(p).value(numeric::times_power_of_two(x, own_.point_exponent));
  }
  [[nodiscard]] numeric::Vector<numeric::Ball> gradient(const numeric::Vector<numeric::Ball>& x,
                                                        numeric::Precision p) override {
    return ball(p).gradient(x);
  }
  [[nodiscard]] numeric::Matrix<numeric::Ball> hessian(const numeric::Vector<numeric::Ball>& x,
                                                       numeric::Precision p) override {
    return ball(p).hessian(x);
  }
  [[nodiscard]] numeric::Matrix<numeric::Ball> tangents(const numeric::Vector<numeric::Ball>& x,
                                                        numeric::Precision p) override {
    return ball(p).tangents(x);
  }
  [[nodiscard]] numeric::Ball hessian_lipschitz(const numeric::Vector<numeric::Ball>& x) const override {
    return own_.problem.hessian_lipschitz(x);
  }

 private:
  using OverRational = decltype(std::declval<const P&>().template over<numeric::Rational>(numeric::Precision{}));
  using OverBall = decltype(std::declval<const P&>().template over<numeric::Ball>(numeric::Precision{}));

  const OverBall& ball(numeric::Precision p) {
    const auto found = ball_.find(p.bits);
    if (found != ball_.end()) return found->second;
    return ball_.emplace(p.bits, own_.problem.template over<numeric::Ball>(p)).first->second;
  }

  const P& given_;
  problem::Rescaled<P> own_;
  OverRational rational_;
  decltype(std::declval<const P&>().template over<numeric::DoubleBall>(numeric::Precision{})) double_ball_;
  std::map<long, OverBall> ball_;
};

}  // namespace laecert::certify
