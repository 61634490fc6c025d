#include "propose/training/algorithm.hpp"

#include <array>
#include <string_view>

namespace laecert::propose {
namespace {

constexpr std::array<std::string_view, 13> names{
    "gradient-untied", "gradient-sync",       "gradient-tied",  "exact-untied",   "exact-sync",
    "exact-tied",      "minibatch-untied",    "minibatch-sync", "minibatch-tied", "rotation-augmented",
    "nonuniform",      "levenberg-marquardt", "lbfgs"};

constexpr std::array<Algorithm, names.size()> everything{Algorithm::gradient_untied,
                                                         Algorithm::gradient_sync,
                                                         Algorithm::gradient_tied,
                                                         Algorithm::exact_untied,
                                                         Algorithm::exact_sync,
                                                         Algorithm::exact_tied,
                                                         Algorithm::minibatch_untied,
                                                         Algorithm::minibatch_sync,
                                                         Algorithm::minibatch_tied,
                                                         Algorithm::rotation_augmented,
                                                         Algorithm::nonuniform,
                                                         Algorithm::levenberg_marquardt,
                                                         Algorithm::lbfgs};

}  // namespace

std::string to_string(Algorithm algorithm) { return std::string(names.at(static_cast<std::size_t>(algorithm))); }

std::span<const Algorithm> all_algorithms() { return everything; }

bool is_exact(Algorithm algorithm) {
  return algorithm == Algorithm::exact_untied || algorithm == Algorithm::exact_sync ||
         algorithm == Algorithm::exact_tied;
}

bool is_ceres(Algorithm algorithm) {
  return algorithm == Algorithm::levenberg_marquardt || algorithm == Algorithm::lbfgs;
}

bool has_step(Algorithm algorithm) { return !is_exact(algorithm) && !is_ceres(algorithm); }

bool is_minibatch(Algorithm algorithm) {
  return algorithm == Algorithm::minibatch_untied || algorithm == Algorithm::minibatch_sync ||
         algorithm == Algorithm::minibatch_tied;
}

bool is_tied(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::gradient_sync:
    case Algorithm::gradient_tied:
    case Algorithm::exact_sync:
    case Algorithm::exact_tied:
    case Algorithm::minibatch_sync:
    case Algorithm::minibatch_tied:
      return true;
    default:
      return false;
  }
}

bool serves_every_loss(Algorithm algorithm) { return algorithm == Algorithm::gradient_untied || is_ceres(algorithm); }

}  // namespace laecert::propose
