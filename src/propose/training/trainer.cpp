#include "propose/training/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/inertia.hpp"
#include "propose/training/step_bound.hpp"

namespace laecert::propose {
namespace {

using problem::Autoencoder;

// Often enough to follow a falling loss, and seldom enough to cost nothing.
constexpr long renewal = 32;

void require_start(const SecondMoment& moment, const Autoencoder<double>& start) {
  const Index k = start.W1.rows();
  const bool fits = start.W1.cols() == moment.m() && start.W2.rows() == moment.m() && start.W2.cols() == k;
  if (!fits || k < 1 || k > moment.m() || !start.W1.allFinite() || !start.W2.allFinite()) {
    throw PreconditionError("Trainer: the start is " + std::to_string(k) + " x " + std::to_string(start.W1.cols()) +
                            " and " + std::to_string(start.W2.rows()) + " x " + std::to_string(start.W2.cols()) +
                            " for m = " + std::to_string(moment.m()) + ", expected k x m and m x k, k <= m, finite");
  }
}

Objective objective_of(const SecondMoment& moment, Algorithm algorithm, const TrainingOptions& options,
                       const Autoencoder<double>& start) {
  require_start(moment, start);
  const Index k = start.W1.rows();
  require_options(algorithm, options, moment.m(), k);
  if (algorithm == Algorithm::nonuniform) return make_nonuniform_objective(moment, options.penalties);
  return make_objective(moment, options.loss, options.lambda, k);
}

std::unique_ptr<Iteration> make_iteration(Algorithm algorithm, const TrainingOptions& options,
                                          const Objective& objective, Factors start) {
  if (is_minibatch(algorithm)) return make_minibatch_iteration(algorithm, options, std::move(start));
  if (is_ceres(algorithm)) return make_ceres_iteration(algorithm, objective, std::move(start), options.stop);
  if (is_exact(algorithm)) return make_exact_iteration(algorithm, objective, start);
  return make_gradient_iteration(algorithm, options.sequential, objective, start);
}

Factors start_factors(const SecondMoment& moment, Algorithm algorithm, const Autoencoder<double>& start) {
  if (is_minibatch(algorithm)) return {start.W1.transpose(), start.W2};
  return {moment.vectors().transpose() * start.W1.transpose(), moment.vectors().transpose() * start.W2};
}

double squared_spectral_norm(const Units<Eigen::Dynamic>& weight) {
  const Eigen::MatrixXd gram = weight.transpose() * weight;
  return std::max(0.0, numeric::approx_eigenvalues(gram).maxCoeff());
}

}  // namespace

Trainer::Trainer(const SecondMoment& moment, Algorithm algorithm, TrainingOptions options,
                 const Autoencoder<double>& start)
    : moment_(moment),
      algorithm_(algorithm),
      options_(std::move(options)),
      objective_(objective_of(moment, algorithm, options_, start)),
      current_(make_iteration(algorithm, options_, objective_, start_factors(moment, algorithm, start))) {
  if (has_step(algorithm_)) renew_step();
}

void Trainer::renew_step() {
  if (options_.step) {
    step_ = *options_.step;
    return;
  }
  const Factors w = in_eigenbasis();
  const Index k = w.A.cols();
  const double loss = approx_loss(objective_, w);
  // On its way to infinity, which no descent is: the next iterates will tell.
  if (!std::isfinite(loss) && iteration_ > 0) return;
  if (!std::isfinite(loss)) throw UsageError(to_string(algorithm_) + ": the loss of the start is not finite");
  const SublevelSet set{.loss = std::max(0.0, loss),
                        .trace = moment_.trace(),
                        .largest = moment_.values()(0),
                        .tail = moment_.values().tail(moment_.m() - k).sum(),
                        .least_penalty = objective_.mu.minCoeff(),
                        .largest_penalty = objective_.mu.maxCoeff()};
  // Norms are enlarged by more than the rounding of an eigenvalue.
  const double norm = (1 + 1e-12) * std::sqrt(squared_spectral_norm(w.A) + squared_spectral_norm(w.B));
  step_ = descent_step(set, norm, renewal);
  if (!(step_ > 0) && iteration_ == 0) {
    throw UsageError(to_string(algorithm_) + ": the bound 1/L of the start is beyond doubles; scale the data");
  }
}

void Trainer::look_back() {
  if (is_minibatch(algorithm_) || is_ceres(algorithm_)) return;
  current_->drop_negligible();
  if (has_step(algorithm_)) renew_step();
}

void Trainer::take_one() {
  if (iteration_ % renewal == 0) look_back();
  current_->advance(step_, iteration_);
  ++iteration_;
  // A sum is finite only if every entry is.
  diverged_ = !std::isfinite(current_->at().A.sum() + current_->at().B.sum());
}

void Trainer::advance(long iterations) {
  for (long i = 0; i < iterations && goes_on(); ++i) take_one();
}

bool Trainer::advance_to_reference_stop(long iterations, double eps) {
  for (long i = 0; i < iterations && goes_on(); ++i) {
    take_one();
    const bool compares = algorithm_ != Algorithm::exact_sync || iteration_ > 1;
    if (compares && current_->reference_change(step_) <= eps) return true;
  }
  return false;
}

Factors Trainer::in_eigenbasis() const {
  const Factors& w = current_->at();
  if (!is_minibatch(algorithm_)) return w;
  return {moment_.vectors().transpose() * w.A, moment_.vectors().transpose() * w.B};
}

Autoencoder<double> Trainer::weights() const {
  const Factors& w = current_->at();
  if (is_minibatch(algorithm_)) return {w.A.transpose(), w.B};
  return {(moment_.vectors() * w.A).transpose(), moment_.vectors() * w.B};
}

Metrics Trainer::metrics() const { return approx_metrics(objective_, in_eigenbasis()); }

TrainingState Trainer::state() const { return {iteration_, step_, diverged_, current_->anchor()}; }

void Trainer::restore(const TrainingState& state) {
  const Factors& now = current_->at();
  const Factors& then = state.anchor.factors;
  if (then.A.rows() != now.A.rows() || then.A.cols() != now.A.cols() || then.B.rows() != now.B.rows() ||
      then.B.cols() != now.B.cols()) {
    throw PreconditionError("Trainer::restore: the state is of another shape");
  }
  current_->restore(state.anchor);
  iteration_ = state.iteration;
  step_ = state.step;
  diverged_ = state.diverged;
}

}  // namespace laecert::propose
