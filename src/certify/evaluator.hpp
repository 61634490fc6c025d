#pragma once

#include <map>
#include <optional>

#include "problem/critical_problem.hpp"

namespace laecert::certify {

using problem::CriticalProblem;

/// A problem seen through the three scalars that a proof uses, so that `certify` is compiled once for all families.
/// One evaluator serves one thread.
class Evaluator {
 public:
  virtual ~Evaluator() = default;
  Evaluator() = default;
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  [[nodiscard]] virtual numeric::Index dimension() const = 0;
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

/// The evaluator of one problem; what a precision needs is prepared once for it.
template <CriticalProblem P>
class ProblemEvaluator final : public Evaluator {
 public:
  explicit ProblemEvaluator(const P& problem)
      : problem_(problem),
        rational_(problem.template over<numeric::Rational>({})),
        double_ball_(problem.template over<numeric::DoubleBall>({})) {}

  [[nodiscard]] numeric::Index dimension() const override { return problem_.dimension(); }
  [[nodiscard]] numeric::Vector<numeric::Rational> gradient(
      const numeric::Vector<numeric::Rational>& x) const override {
    return rational_.gradient(x);
  }
  [[nodiscard]] std::optional<numeric::Rational> value(const numeric::Vector<numeric::Rational>& x) const override {
    if constexpr (problem::ValuedEvaluation<OverRational, numeric::Rational>) {
      return rational_.value(x);
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
    return ball(p).value(x);
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
    return problem_.hessian_lipschitz(x);
  }

 private:
  using OverRational = decltype(std::declval<const P&>().template over<numeric::Rational>(numeric::Precision{}));
  using OverBall = decltype(std::declval<const P&>().template over<numeric::Ball>(numeric::Precision{}));

  const OverBall& ball(numeric::Precision p) {
    const auto found = ball_.find(p.bits);
    if (found != ball_.end()) return found->second;
    return ball_.emplace(p.bits, problem_.template over<numeric::Ball>(p)).first->second;
  }

  const P& problem_;
  OverRational rational_;
  decltype(std::declval<const P&>().template over<numeric::DoubleBall>(numeric::Precision{})) double_ball_;
  std::map<long, OverBall> ball_;
};

}  // namespace laecert::certify
