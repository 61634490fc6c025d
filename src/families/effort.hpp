#pragma once

#include <cstdint>
#include <optional>

#include "claims/verdict.hpp"
#include "numeric/matrix.hpp"

namespace laecert::checks {

using numeric::Index;

/// Which manifolds of an instance are looked at.
struct Selection {
  enum class Kind : std::int8_t { automatic, all, sample, ranks, none } kind = Kind::automatic;
  Index count = 200;                    // of a sample
  Index first_rank = 0, last_rank = 0;  // of `ranks`
};

/// How the inertia of a manifold's Hessian is decided: of the whole matrix at a certified point, or as a sum over
/// blocks.
enum class InertiaRoute : std::int8_t { automatic, dense, block };

/// How precisely, with how many threads, and by which routes.
struct Effort {
  long digits = 30;
  long max_digits = 200;
  int jobs = 1;
  std::uint64_t seed = 1;
  Selection manifolds = {};
  InertiaRoute route = InertiaRoute::dense;
  std::optional<claims::Verdict> evidence = {};  // only routes that give at most this; nothing: every route
};

}  // namespace laecert::checks
