#include "families/unequal/membership.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

Index farthest_reach(const UnequalContext& context) {
  const std::vector<Index>& reach = context.profile.reach;
  return *std::max_element(reach.begin(), reach.end());
}

Index reach_of(const UnequalContext& context, Index unit) {
  return context.profile.reach[static_cast<std::size_t>(unit)];
}

// Whether the load is nearer to this one than to the other of 0 and the factor, certainly.
bool is_near(const Ball& load, const Ball& listed, const Ball& factor) {
  return numeric::certainly(is_less(Ball(2) * abs(load - listed), factor));
}

}  // namespace

std::optional<Matrix<Ball>> enclose_unit_loads(const UnequalContext& context, const Vector<Ball>& point) {
  const theory::Spectrum& spectrum = *context.spectrum;
  const Index reach = farthest_reach(context);
  Matrix<Ball> u(spectrum.m(), reach);
  for (Index j = 0; j < reach; ++j) {
    const std::optional<Ball>& radius = spectrum.vector_radii[static_cast<std::size_t>(j)];
    if (!radius) return {};
    for (Index row = 0; row < spectrum.m(); ++row) u(row, j) = spectrum.vectors(row, j).widened(*radius);
  }
  const problem::Autoencoder<Ball> w = problem::unpack(point, context.k());
  const Matrix<Ball> encoded = numeric::product(w.W1, u);
  const Matrix<Ball> decoded = numeric::product(Matrix<Ball>(w.W2.transpose()), u);
  Matrix<Ball> loads(context.k(), reach);
  for (Index j = 0; j < reach; ++j) {
    for (Index a = 0; a < context.k(); ++a) loads(a, j) = encoded(a, j) * decoded(a, j);
  }
  return loads;
}

Ball listed_load(const UnequalContext& context, Index unit, Index index) {
  const theory::Spectrum& spectrum = *context.spectrum;
  return theory::predict_unit_load(context.profile.penalties[static_cast<std::size_t>(unit)],
                                   spectrum.values[static_cast<std::size_t>(index - 1)], spectrum.precision);
}

std::optional<Reason> prove_units(const UnequalContext& context, const theory::Manifold& manifold,
                                  const Vector<Ball>& point) {
  const std::optional<Matrix<Ball>> loads = enclose_unit_loads(context, point);
  if (!loads) return Reason{"an eigenvector above the least penalty is not enclosed, so that no unit is recognized"};
  for (Index a = 0; a < context.k(); ++a) {
    for (Index j = 1; j <= reach_of(context, a); ++j) {
      const Ball factor = listed_load(context, a, j);
      const bool takes = manifold.index_set[static_cast<std::size_t>(a)] == j;
      if (is_near((*loads)(a, j - 1), takes ? factor : Ball(0), factor)) continue;
      return Reason{"the certified critical point is not proved to be one of the injection; more digits may decide it"};
    }
  }
  return {};
}

std::optional<theory::Manifold> guess_units(const UnequalContext& context, const Vector<Ball>& point) {
  const std::optional<Matrix<Ball>> loads = enclose_unit_loads(context, point);
  if (!loads) return {};
  std::vector<Index> units(static_cast<std::size_t>(context.k()), 0);
  for (Index a = 0; a < context.k(); ++a) {
    double largest = 0.5;
    for (Index j = 1; j <= reach_of(context, a); ++j) {
      const double part = ((*loads)(a, j - 1) / listed_load(context, a, j)).approx_double();
      if (!std::isfinite(part)) return {};
      if (part <= largest) continue;
      largest = part;
      units[static_cast<std::size_t>(a)] = j;
    }
  }
  for (const Index j : units) {
    if (j > 0 && std::count(units.begin(), units.end(), j) > 1) return {};
  }
  return theory::predict_injection(context.profile, units);
}

}  // namespace laecert::checks
