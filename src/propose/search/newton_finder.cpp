#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "numeric/inertia.hpp"
#include "propose/search/finders.hpp"

namespace laecert::propose {
namespace {

constexpr std::size_t memory = 10;          // of the line search, in steps
constexpr std::size_t stall_window = 20;    // steps in which |g| must fall to a half
constexpr double least_step_length = 1e-3;  // of the line search

// The point, its gradient, |gradient| there and at the points before it, back to the last bold step, and |x| at the
// start: the unit of length.
struct State {
  Eigen::VectorXd x;
  Eigen::VectorXd gradient;
  std::deque<double> norms;
  double length;
};

State state_at(const Landscape& landscape, Eigen::VectorXd x, double length) {
  Eigen::VectorXd gradient = landscape.gradient(x);
  const double norm = gradient.norm();
  return {std::move(x), std::move(gradient), {norm}, length};
}

// -(H^2 + mu^2)^-1 H g in the eigenbasis of H.
Eigen::VectorXd regularized_step(const numeric::EigenProposal& h, const Eigen::VectorXd& g, double mu) {
  Eigen::VectorXd step = h.vectors.transpose() * g;
  for (Index i = 0; i < step.size(); ++i) {
    const double denominator = h.values(i) * h.values(i) + mu * mu;
    step(i) = denominator > 0 ? -step(i) * h.values(i) / denominator : 0.0;
  }
  return h.vectors * step;
}

// Along the symmetries to the shortest point of the orbit, half of T nu with nu = -(T^T T + |x|^2)^-1 T^T x.
Eigen::VectorXd shortening_step(const Landscape& landscape, const Eigen::VectorXd& x) {
  const Eigen::MatrixXd t = landscape.tangents(x);
  const double squares = x.squaredNorm();
  if (t.cols() == 0 || !(squares > 0)) return Eigen::VectorXd::Zero(x.size());
  Eigen::MatrixXd normal = t.transpose() * t;
  normal.diagonal().array() += squares;
  return -0.5 * (t * normal.ldlt().solve(t.transpose() * x));
}

bool has_stalled(const State& state) {
  return state.norms.size() > stall_window && state.norms.back() > 0.5 * state.norms.front();
}

// Newton's step itself, cut to the length of the longest regularized one.
State after_bold_step(const Landscape& landscape, const State& state, const numeric::EigenProposal& h) {
  Eigen::VectorXd step = regularized_step(h, state.gradient, 0);
  const double longest = state.length / 2;
  if (step.norm() > longest) step *= longest / step.norm();
  return state_at(landscape, state.x + step, state.length);
}

State after_line_search(const Landscape& landscape, State state, const numeric::EigenProposal& h) {
  const Eigen::VectorXd step =
      regularized_step(h, state.gradient, state.norms.back() / state.length) + shortening_step(landscape, state.x);
  const auto recent = state.norms.end() - static_cast<long>(std::min(memory, state.norms.size()));
  const double allowed = *std::max_element(recent, state.norms.end());
  for (double length = 1; length > least_step_length; length /= 2) {
    Eigen::VectorXd x = state.x + length * step;
    Eigen::VectorXd gradient = landscape.gradient(x);
    const double norm = gradient.norm();
    if (!(norm <= allowed)) continue;
    state.x = std::move(x);
    state.gradient = std::move(gradient);
    break;
  }
  state.norms.push_back(state.gradient.norm());
  if (state.norms.size() > stall_window + 1) state.norms.pop_front();
  return state;
}

bool is_small_against(const Eigen::VectorXd& gradient, const Eigen::MatrixXd& hessian, double length) {
  constexpr double tolerance = 1e-7;
  return gradient.norm() <= tolerance * hessian.norm() * length;
}

}  // namespace

bool is_nearly_critical(const Landscape& landscape, const Eigen::VectorXd& x, double length) {
  return is_small_against(landscape.gradient(x), landscape.hessian(x), length);
}

Approximation approx_by_newton(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps) {
  State state = state_at(landscape, start, start.norm());
  for (long steps = 0;; ++steps) {
    const Eigen::MatrixXd hessian = landscape.hessian(state.x);
    if (!state.gradient.allFinite() || !hessian.allFinite()) return {state.x, steps, false};
    if (is_small_against(state.gradient, hessian, state.length)) return {state.x, steps, true};
    if (steps == max_steps) return {state.x, steps, false};
    const numeric::EigenProposal h = numeric::approx_eigenvectors(hessian);
    state =
        has_stalled(state) ? after_bold_step(landscape, state, h) : after_line_search(landscape, std::move(state), h);
  }
}

}  // namespace laecert::propose
