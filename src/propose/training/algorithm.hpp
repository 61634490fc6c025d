#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace laecert::propose {

/// The published ways to the principal directions; trainer.hpp says what one iteration of each is.
enum class Algorithm : std::int8_t {
  gradient_untied,
  gradient_sync,
  gradient_tied,
  exact_untied,
  exact_sync,
  exact_tied,
  minibatch_untied,
  minibatch_sync,
  minibatch_tied,
  rotation_augmented,
  nonuniform,
  levenberg_marquardt,
  lbfgs
};

/// "gradient-untied", ..., "rotation-augmented", "nonuniform", "levenberg-marquardt", "lbfgs".
std::string to_string(Algorithm algorithm);

/// All of them, in the order of the enumeration.
std::span<const Algorithm> all_algorithms();

/// Whether an iteration has a step size.
bool has_step(Algorithm algorithm);
/// Whether an iteration solves for the weights.
bool is_exact(Algorithm algorithm);
/// Whether Ceres makes the iterations.
bool is_ceres(Algorithm algorithm);
/// Whether an iteration reads samples.
bool is_minibatch(Algorithm algorithm);
/// Whether every iterate has W1 = W2^T. The start's W2 counts then; for exact_tied its W1.
bool is_tied(Algorithm algorithm);
/// Whether it is defined for `none` and `product` as well as for `sum`.
bool serves_every_loss(Algorithm algorithm);

}  // namespace laecert::propose
