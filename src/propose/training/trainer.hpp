#pragma once

#include <memory>

#include "propose/training/algorithm.hpp"
#include "propose/training/iteration.hpp"
#include "propose/training/metrics.hpp"
#include "propose/training/second_moment.hpp"
#include "propose/training/training_options.hpp"

namespace laecert::propose {

/// All that the future of a run depends on beside its arguments.
struct TrainingState {
  long iteration = 0;
  double step = 0;  // in force
  bool diverged = false;
  Iteration::Anchor anchor = {};  // the iterate `anchor.iterations` before this one
};

/// One run of one algorithm. In double, no guarantee: `certify` decides what it came to.
///
/// A pure function of moment, algorithm, options, start and the number of iterations, however they are divided among
/// calls. With the halved gradients g1, g2 (docs/theory.md section 7) and the step a, one iteration is
///
///   gradient_untied     W1 -= a g1, W2 -= a g2, both from the old iterate; options.sequential: W2 at the new W1
///   gradient_sync       the same from W1 = W2^T, then both weights are the average of W1 and W2^T
///   gradient_tied       regularized Oja: W2 -= a g2(W2^T, W2), W1 = W2^T
///   exact_untied        the minimizing W1 for W2, then the minimizing W2 for W1
///   exact_sync          W1 = (W2^T S W2 + lambda)^-1 W2^T S, no minimizer, the minimizing W2 for it, then the average
///   exact_tied          the minimizing W2 for W1, then W1 = W2^T
///   minibatch_*         as gradient_*, with n/b X_b X_b^T in place of S, X_b the samples of draw_batch(seed, t, b, n)
///   rotation_augmented  as gradient_untied, turned in the space of units [B20]
///   nonuniform          as gradient_untied, unit a with a penalty of its own [B20]
///   levenberg_marquardt, lbfgs    one iteration of Ceres, started afresh every 64
///
/// Laws: with the default step neither gradient_untied, gradient_sync nor nonuniform raises the loss (method.md, G1,
/// G2), nor does exact_untied (T18); nothing like it is claimed of the others.
class Trainer {
 public:
  /// moment and options.samples outlive the trainer. What a tied algorithm starts from: is_tied.
  /// Shapes: start.W1 k x m, start.W2 m x k, 1 <= k <= m, finite.
  /// Errors: UsageError for options that the algorithm cannot run with; PreconditionError for the start's shape.
  Trainer(const SecondMoment& moment, Algorithm algorithm, TrainingOptions options,
          const problem::Autoencoder<double>& start);

  /// Makes so many iterations, or fewer: it stops where an iterate is not finite, where `finished`, and soon after
  /// options.stop asks for it, always between two iterations.
  void advance(long iterations);

  /// The same, stopping where the reference's loop does; whether it did.
  ///
  /// That rule is unsound: |W1 - W2^T| <= eps for untied and exact_tied, where W1 is the one before; the length of the
  /// step in both weights for sync and tied; |W1 - old W1| for exact_sync from its second iteration on. None looks at
  /// the gradient: a small step, or equal weights, do not make a point critical. Minibatches are judged as whole data
  /// are, all else as untied.
  /// Source: algorithms.py of [K19].
  bool advance_to_reference_stop(long iterations, double eps);

  [[nodiscard]] long iteration() const { return iteration_; }
  /// The iterate is not finite.
  [[nodiscard]] bool diverged() const { return diverged_; }
  /// Ceres alone: it went as far as it could.
  [[nodiscard]] bool finished() const { return current_->finished(); }
  /// The step in force.
  [[nodiscard]] double step() const { return step_; }

  /// In the original coordinates.
  [[nodiscard]] problem::Autoencoder<double> weights() const;
  [[nodiscard]] Metrics metrics() const;

  [[nodiscard]] TrainingState state() const;
  /// The future is then that of the trainer whose state it is, byte for byte.
  /// Requires: the other trainer had the same arguments. Errors: PreconditionError for another shape.
  void restore(const TrainingState& state);

 private:
  [[nodiscard]] bool goes_on() const { return !diverged_ && !finished() && !options_.stop.stop_requested(); }
  void take_one();
  void look_back();
  void renew_step();
  [[nodiscard]] Factors in_eigenbasis() const;

  const SecondMoment& moment_;
  Algorithm algorithm_;
  TrainingOptions options_;
  Objective objective_;
  std::unique_ptr<Iteration> current_;
  long iteration_ = 0;
  double step_ = 0;
  bool diverged_ = false;
};

}  // namespace laecert::propose
