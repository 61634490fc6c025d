#include "propose/search/search.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "certify/approach.hpp"
#include "numeric/errors.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/random.hpp"
#include "propose/search/finders.hpp"

namespace laecert::propose {
namespace {

void require(bool rule, const std::string& text) {
  if (!rule) throw PreconditionError("search_from: " + text);
}

void require_usable(long start, const SearchOptions& options) {
  require(start >= 0, "start = " + std::to_string(start) + ", expected at least 0");
  require(options.max_steps >= 0, "max_steps = " + std::to_string(options.max_steps) + ", expected at least 0");
  require(!options.finders.empty(), "no finder");
  require(!options.scales.empty(), "no scale");
  for (const double scale : options.scales) {
    require(scale > 0 && std::isfinite(scale), "scale = " + std::to_string(scale) + ", expected positive and finite");
  }
}

// SplitMix64 counts: seeds close to each other give shifted copies of one sequence. Twice through its hash they do not.
numeric::SplitMix64 generator_of(std::uint64_t seed, long start) {
  const std::uint64_t hashed = numeric::SplitMix64(seed).next();
  return numeric::SplitMix64(numeric::SplitMix64(hashed ^ static_cast<std::uint64_t>(start)).next());
}

Eigen::VectorXd gaussian_point(Index size, double scale, numeric::SplitMix64 random) {
  Eigen::VectorXd x(size);
  for (double& entry : x) entry = scale * numeric::approx_gaussian(random);
  return x;
}

Approximation approximate(const Landscape& landscape, Finder finder, const Eigen::VectorXd& x, long max_steps) {
  switch (finder) {
    case Finder::gradient_norm:
      return approx_by_gradient_norm(landscape, x, max_steps);
    case Finder::newton:
      return approx_by_newton(landscape, x, max_steps);
    case Finder::loss:
      break;
  }
  return approx_by_loss(landscape, x, max_steps);
}

// In the units of the problem.
Vector<Rational> exact_vector(const Eigen::VectorXd& x, const certify::Units& units) {
  Vector<Rational> result(x.size());
  for (Index i = 0; i < x.size(); ++i) result(i) = numeric::exact_rational(x(i));
  return numeric::times_power_of_two(result, units.point);
}

Found placed(Found found, Landscape& landscape, const Vector<Rational>& x) {
  const certify::Units units = landscape.evaluator().units();
  const Vector<Rational> own = numeric::times_power_of_two(x, -units.point);
  const double norm = landscape.gradient(numeric::lift_matrix<double>(own, {})).stableNorm();
  found.gradient_norm = std::ldexp(norm, static_cast<int>(units.value - units.point));
  found.approximate = x;
  return found;
}

// certify_point climbs to its largest precision before it gives up: not where there is nothing to certify.
Reason why_stopped(const Found& found) {
  if (!std::isfinite(found.gradient_norm)) return {"the gradient is not finite"};
  return {
      fmt::format("after {} steps the finder stands at a gradient of norm {:.1e}", found.steps, found.gradient_norm)};
}

}  // namespace

std::string to_string(Finder finder) {
  switch (finder) {
    case Finder::gradient_norm:
      return "gradient-norm";
    case Finder::newton:
      return "newton";
    case Finder::loss:
      break;
  }
  return "loss";
}

Found search_from(Landscape& landscape, long start, const SearchOptions& options) {
  require_usable(start, options);
  const auto i = static_cast<std::size_t>(start);
  Found found{.start = start,
              .finder = options.finders[i / options.scales.size() % options.finders.size()],
              .scale = options.scales[i % options.scales.size()],
              .approximate = {},
              .certified = Reason{"the problem is no sum of squares"}};
  const Eigen::VectorXd x =
      landscape.start(gaussian_point(landscape.dimension(), found.scale, generator_of(options.seed, start)));
  const certify::Units units = landscape.evaluator().units();
  found = placed(std::move(found), landscape, exact_vector(x, units));
  if (found.finder == Finder::loss && !landscape.least_squares()) return found;

  const Approximation approximation = approximate(landscape, found.finder, x, options.max_steps);
  found.steps = approximation.steps;
  found.converged = approximation.converged;
  found.certified = Reason{"the finder ran to infinity"};
  if (!approximation.x.allFinite()) return found;
  const Vector<Rational> reached = exact_vector(approximation.x, units);
  if (!found.converged) {
    found = placed(std::move(found), landscape, reached);
    found.certified = why_stopped(found);
    return found;
  }
  found = placed(std::move(found), landscape, certify::approx_critical_point(landscape.evaluator(), reached));
  found.certified = certify::certify_point(landscape.evaluator(), found.approximate, options.certify);
  return found;
}

}  // namespace laecert::propose
