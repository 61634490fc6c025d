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
constexpr double boldness = 0.1;            // mu / |g| of a bold step
constexpr double longest_bold_step = 0.5;   // against |x|

// The point, its gradient, and |gradient| there and at the points before it, back to the last bold step.
struct State {
  Eigen::VectorXd x;
  Eigen::VectorXd gradient;
  std::deque<double> norms;
};

State restarted(const Landscape& landscape, Eigen::VectorXd x) {
  Eigen::VectorXd gradient = landscape.gradient(x);
  const double norm = gradient.norm();
  return {std::move(x), std::move(gradient), {norm}};
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

State after_bold_step(const Landscape& landscape, const State& state, const numeric::EigenProposal& h) {
  Eigen::VectorXd step = regularized_step(h, state.gradient, boldness * state.norms.back());
  const double longest = longest_bold_step * state.x.norm();
  if (step.norm() > longest) step *= longest / step.norm();
  return restarted(landscape, state.x + step);
}

State after_line_search(const Landscape& landscape, State state, const numeric::EigenProposal& h) {
  const Eigen::VectorXd step =
      regularized_step(h, state.gradient, state.norms.back()) + shortening_step(landscape, state.x);
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

bool is_small_against(const Eigen::VectorXd& gradient, const Eigen::MatrixXd& hessian) {
  constexpr double tolerance = 1e-7;
  return gradient.norm() <= tolerance * hessian.norm();
}

}  // namespace

bool is_nearly_critical(const Landscape& landscape, const Eigen::VectorXd& x) {
  return is_small_against(landscape.gradient(x), landscape.hessian(x));
}

Approximation approx_by_newton(const Landscape& landscape, Eigen::VectorXd x, long max_steps) {
  State state = restarted(landscape, std::move(x));
  for (long steps = 0;; ++steps) {
    const Eigen::MatrixXd hessian = landscape.hessian(state.x);
    if (!state.gradient.allFinite() || !hessian.allFinite()) return {std::move(state.x), steps, false};
    if (is_small_against(state.gradient, hessian)) return {std::move(state.x), steps, true};
    if (steps == max_steps) return {std::move(state.x), steps, false};
    const numeric::EigenProposal h = numeric::approx_eigenvectors(hessian);
    state =
        has_stalled(state) ? after_bold_step(landscape, state, h) : after_line_search(landscape, std::move(state), h);
  }
}

}  // namespace laecert::propose
