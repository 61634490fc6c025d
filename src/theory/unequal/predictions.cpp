#include "theory/unequal/predictions.hpp"

namespace laecert::theory {
namespace {

const Ball& eigenvalue_of(const Spectrum& spectrum, Index one_based) {
  return spectrum.values.at(static_cast<std::size_t>(one_based - 1));
}

// sqrt(1 - lambda_a/s) where it is rational and known.
std::optional<Rational> exact_length(const Rational& penalty, const Spectrum& spectrum, Index one_based) {
  if (!spectrum.exact) return {};
  return exact_square_root(1 - penalty / spectrum.exact->s(one_based - 1));
}

bool is_rational_unit(const Rational& penalty, const Spectrum& spectrum, Index one_based) {
  return exact_length(penalty, spectrum, one_based).has_value();
}

bool has_rational_point(const UnitProfile& profile, const Manifold& manifold, const Spectrum& spectrum) {
  for (std::size_t a = 0; a < manifold.index_set.size(); ++a) {
    const Index j = manifold.index_set[a];
    if (j > 0 && !is_rational_unit(profile.penalties[a], spectrum, j)) return false;
  }
  return true;
}

Vector<Rational> approx_unit(const Rational& penalty, const Spectrum& spectrum, Index one_based) {
  const Ball load = predict_unit_load(penalty, eigenvalue_of(spectrum, one_based), spectrum.precision);
  const Ball length = sqrt_nonnegative(load).midpoint();
  Vector<Rational> unit(spectrum.m());
  for (Index i = 0; i < spectrum.m(); ++i) unit(i) = (length * spectrum.vectors(i, one_based - 1)).exact_midpoint();
  return unit;
}

}  // namespace

Ball predict_unit_load(const Rational& penalty, const Ball& s, Precision precision) {
  return (s - Ball(penalty, precision)) / s;
}

Ball predict_unit_value(const UnitProfile& profile, const Manifold& manifold, const Spectrum& spectrum) {
  Ball value(spectrum.trace, spectrum.precision);
  for (std::size_t a = 0; a < manifold.index_set.size(); ++a) {
    if (manifold.index_set[a] == 0) continue;
    const Ball& s = eigenvalue_of(spectrum, manifold.index_set[a]);
    value -= sqr(s - Ball(profile.penalties[a], spectrum.precision)) / s;
  }
  return value;
}

std::optional<Rational> predict_exact_unit_value(const UnitProfile& profile, const Manifold& manifold,
                                                 const Spectrum& spectrum) {
  if (!spectrum.exact) return std::nullopt;
  Rational value = spectrum.trace;
  for (std::size_t a = 0; a < manifold.index_set.size(); ++a) {
    if (manifold.index_set[a] == 0) continue;
    const Rational& s = spectrum.exact->s(manifold.index_set[a] - 1);
    const Rational above = s - profile.penalties[a];
    value -= above * above / s;
  }
  return value;
}

PredictedUnits predict_units(const UnitProfile& profile, const Manifold& manifold, const Spectrum& spectrum) {
  const bool exact = has_rational_point(profile, manifold, spectrum);
  PredictedUnits point{Matrix<Rational>::Constant(spectrum.m(), profile.k(), Rational(0)), exact};
  for (std::size_t a = 0; a < manifold.index_set.size(); ++a) {
    const Index j = manifold.index_set[a];
    if (j == 0) continue;
    point.W2.col(static_cast<Index>(a)) =
        exact ? Vector<Rational>(*exact_length(profile.penalties[a], spectrum, j) * spectrum.exact->U.col(j - 1))
              : approx_unit(profile.penalties[a], spectrum, j);
  }
  return point;
}

bool has_rational_units(const UnitProfile& profile, const Spectrum& spectrum) {
  if (!spectrum.exact) return false;
  for (std::size_t a = 0; a < profile.reach.size(); ++a) {
    for (Index j = 1; j <= profile.reach[a]; ++j) {
      if (!is_rational_unit(profile.penalties[a], spectrum, j)) return false;
    }
  }
  return true;
}

}  // namespace laecert::theory
