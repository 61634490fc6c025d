#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "certify/certify.hpp"
#include "propose/search/landscape.hpp"

namespace laecert::propose {

using numeric::Rational;
using numeric::Vector;

/// The ways from a start to a critical point; finders.hpp says what each can do.
enum class Finder : std::int8_t { gradient_norm, newton, loss };

/// "gradient-norm", "newton" or "loss".
std::string to_string(Finder finder);

struct SearchOptions {
  std::uint64_t seed = 1;
  std::vector<double> scales = {0.2, 0.4, 0.8};    // start i: i.i.d. Gaussian entries of deviation scales[i % size]
  std::vector<Finder> finders = {Finder::newton};  // start i: finders[(i / scales.size()) % size]
  long max_steps = 1000;                           // of the finder, for one start
  certify::CertifyOptions certify = {};
};

/// What one start came to.
struct Found {
  long start = 0;
  Finder finder = Finder::newton;
  double scale = 0;
  long steps = 0;                // of the finder
  bool converged = false;        // the finder, by its own criterion
  double gradient_norm = 0;      // at the approximate point, in double
  Vector<Rational> approximate;  // polished where converged
  Outcome<certify::CertifiedPoint> certified;
};

/// Goes from the start with this number to a critical point, polishes it and certifies it.
///
/// A pure function of its arguments: the start is drawn from (seed, start) alone, so that starts may run in any order
/// and on any number of threads. Nothing is drawn again: a start that leads nowhere comes back with its reason.
/// Guarantee: what `certified` holds is proved (certify_point); nothing else is.
/// Requires:  start >= 0; scales and finders not empty, scales positive and finite, max_steps >= 0.
/// Errors:    PreconditionError naming the broken rule.
Found search_from(Landscape& landscape, long start, const SearchOptions& options = {});

/// The same for a problem of any family.
template <problem::CriticalProblem P>
Found search_from(const P& problem, long start, const SearchOptions& options = {}) {
  ProblemLandscape<P> landscape(problem);
  return search_from(landscape, start, options);
}

}  // namespace laecert::propose
