#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "numeric/inertia.hpp"
#include "numeric/running.hpp"
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

// H + (|H| / length^2) T T^T. The gradient is orthogonal to the tangents T and near a critical point H T is nearly
// zero: Newton's step is as before, but the kernel that the symmetries explain no longer mixes with eigenvalues as
// small as |g|, which would be steps along curved orbits.
numeric::EigenProposal approx_spectrum(const Eigen::MatrixXd& hessian, const Eigen::MatrixXd& tangents, double length) {
  const double weight = hessian.norm() / (length * length);
  return numeric::approx_eigenvectors(hessian + weight * (tangents * tangents.transpose()));
}

// Along the symmetries to the shortest point of the orbit, half of T nu with nu = -(T^T T + |x|^2)^-1 T^T x.
Eigen::VectorXd shortening_step(const Eigen::VectorXd& x, const Eigen::MatrixXd& tangents) {
  const double squares = x.squaredNorm();
  if (tangents.cols() == 0 || !(squares > 0)) return Eigen::VectorXd::Zero(x.size());
  Eigen::MatrixXd normal = tangents.transpose() * tangents;
  normal.diagonal().array() += squares;
  return -0.5 * (tangents * normal.ldlt().solve(tangents.transpose() * x));
}

bool has_stalled(const State& state) {
  return state.norms.size() > stall_window && state.norms.back() > 0.5 * state.norms.front();
}

// No longer than the longest regularized step.
State after_bold_step(const Landscape& landscape, const State& state, const Eigen::VectorXd& step) {
  const double longest = state.length / 2;
  const double factor = step.norm() > longest ? longest / step.norm() : 1;
  return state_at(landscape, state.x + factor * step, state.length);
}

State after_line_search(const Landscape& landscape, State state, const Eigen::VectorXd& step) {
  const auto recent = state.norms.end() - static_cast<long>(std::min(memory, state.norms.size()));
  const double allowed = *std::max_element(recent, state.norms.end());
  for (double length = 1; length > least_step_length; length /= 2) {
    Eigen::VectorXd x = state.x + length * step;
    Eigen::VectorXd gradient = landscape.gradient(x);
    if (!(gradient.norm() <= allowed)) continue;
    state.x = std::move(x);
    state.gradient = std::move(gradient);
    break;
  }
  state.norms.push_back(state.gradient.norm());
  if (state.norms.size() > stall_window + 1) state.norms.pop_front();
  return state;
}

State next_state(const Landscape& landscape, State state, const Eigen::MatrixXd& hessian) {
  const Eigen::MatrixXd tangents = landscape.tangents(state.x);
  const numeric::EigenProposal h = approx_spectrum(hessian, tangents, state.length);
  if (has_stalled(state)) return after_bold_step(landscape, state, regularized_step(h, state.gradient, 0));
  const double mu = state.norms.back() / state.length;
  const Eigen::VectorXd step = regularized_step(h, state.gradient, mu) + shortening_step(state.x, tangents);
  return after_line_search(landscape, std::move(state), step);
}

double ratio(const Eigen::VectorXd& gradient, const Eigen::MatrixXd& hessian, double length) {
  return gradient.norm() / (hessian.norm() * length);
}

}  // namespace

double relative_gradient(const Landscape& landscape, const Eigen::VectorXd& x, double length) {
  return ratio(landscape.gradient(x), landscape.hessian(x), length);
}

Approximation approx_by_newton(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps) {
  State state = state_at(landscape, start, start.norm());
  for (long steps = 0;; ++steps) {
    numeric::require_running();
    const Eigen::MatrixXd hessian = landscape.hessian(state.x);
    if (!state.gradient.allFinite() || !hessian.allFinite()) return {state.x, steps, false};
    if (ratio(state.gradient, hessian, state.length) <= small_relative_gradient) return {state.x, steps, true};
    if (steps == max_steps) return {state.x, steps, false};
    state = next_state(landscape, std::move(state), hessian);
  }
}

}  // namespace laecert::propose
