#pragma once

#include <memory>
#include <stop_token>
#include <utility>

#include "propose/training/algorithm.hpp"
#include "propose/training/objective.hpp"
#include "propose/training/training_options.hpp"

// One algorithm at one iterate, behind Trainer. Everything that a step needs is allocated once.

namespace laecert::propose {

class Iteration {
 public:
  explicit Iteration(Factors start) : w_(std::move(start)) {}
  virtual ~Iteration() = default;
  Iteration(const Iteration&) = delete;
  Iteration& operator=(const Iteration&) = delete;

  [[nodiscard]] const Factors& at() const { return w_; }
  /// From iterate t to iterate t + 1.
  virtual void advance(double step, long t) = 0;
  /// Entries below 1e-150 become zero: directions that die out would fall among the subnormal numbers, where each
  /// operation takes a hundred times as long.
  void drop_negligible();
  /// What the reference's loop holds against its eps after `advance`.
  [[nodiscard]] virtual double reference_change(double step) const = 0;
  /// Nothing changes any more: `advance` would not move.
  [[nodiscard]] virtual bool finished() const { return false; }

  /// All that the next iterates depend on: factors, and how many iterations they lie back, 0 but for Ceres.
  struct Anchor {
    Factors factors;
    long iterations = 0;
  };
  static constexpr long longest_anchor = 64;
  [[nodiscard]] virtual Anchor anchor() const { return {w_, 0}; }
  virtual void restore(const Anchor& anchor) { w_ = anchor.factors; }

 protected:
  Factors w_;
};

/// Gradient steps, in the eigenbasis. Requires: an algorithm with a step that is no minibatch one.
std::unique_ptr<Iteration> make_gradient_iteration(Algorithm algorithm, bool sequential, const Objective& objective,
                                                   const Factors& start);
/// Exact half steps, in the eigenbasis. Requires: `sum`, lambda > 0.
std::unique_ptr<Iteration> make_exact_iteration(Algorithm algorithm, const Objective& objective, const Factors& start);
/// Steps along the halved gradient of `sum` on n/b samples, in the data's coordinates.
std::unique_ptr<Iteration> make_minibatch_iteration(Algorithm algorithm, const TrainingOptions& options, Factors start);
/// Ceres, in the eigenbasis; an `advance` ends soon after a stop, with its iterate.
std::unique_ptr<Iteration> make_ceres_iteration(Algorithm algorithm, Objective objective, Factors start,
                                                std::stop_token stop);

}  // namespace laecert::propose
