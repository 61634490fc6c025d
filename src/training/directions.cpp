#include "training/directions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "propose/training/metrics.hpp"
#include "studies/describe.hpp"
#include "training/doubles.hpp"

namespace laecert::studies {
namespace {

using theory::Spectrum;

// A larger error leaves no decimal of a unit vector right.
constexpr double largest_told_error = 0.05;
constexpr long told_digits = 15;

// The eigenvalue that a unit follows, counted from 0, and its group.
struct Followed {
  Index eigenvalue = 0;
  theory::Group group;
};

// Of the units by decreasing d: the manifold's eigenvalues by decreasing s.
std::vector<Followed> followed_by(const Spectrum& spectrum, const theory::Manifold& manifold) {
  std::vector<Followed> all;
  if (manifold.rank_vector) {
    for (std::size_t e = 0; e < manifold.rank_vector->size(); ++e) {
      const theory::Group& group = spectrum.groups[e];
      for (Index one = 0; one < (*manifold.rank_vector)[e]; ++one) all.push_back({group.first + one, group});
    }
    return all;
  }
  for (const Index one : manifold.index_set) {
    for (const theory::Group& group : spectrum.groups) {
      if (group.first <= one - 1 && one - 1 < group.first + group.size) all.push_back({one - 1, group});
    }
  }
  return all;
}

std::optional<Vector<Ball>> enclosed_eigenvector(const Spectrum& spectrum, Index i) {
  const std::optional<Ball>& radius = spectrum.basis_radii[static_cast<std::size_t>(i)];
  if (!radius) return {};
  Vector<Ball> u(spectrum.m());
  for (Index row = 0; row < spectrum.m(); ++row) u(row) = spectrum.vectors(row, i).widened(*radius);
  return u;
}

Vector<Ball> exact_vector(const Eigen::VectorXd& v, Precision precision) {
  Vector<Ball> result(v.size());
  for (Index i = 0; i < v.size(); ++i) result(i) = Ball(v(i), precision);
  return result;
}

Ball dot(const Vector<Ball>& x, const Vector<Ball>& y) {
  Ball sum(0);
  for (Index i = 0; i < x.size(); ++i) sum += x(i) * y(i);
  return sum;
}

// |v - u| or |v + u|, whichever double takes for the smaller one.
Ball enclose_error(const Vector<Ball>& v, const Vector<Ball>& u) {
  const bool same = dot(v, u).approx_double() >= 0;
  return numeric::enclose_norm(same ? Vector<Ball>(v - u) : Vector<Ball>(v + u)).upper_end();
}

// The double with its enclosed distance from the true number, to the digits that it leaves; nothing where that is not
// finite.
report::Enclosed told_number(double x, const Ball& truth) {
  if (!std::isfinite(x) || !truth.is_finite()) return {};
  const Ball exact(x, truth.precision());
  const numeric::Decimal decimal = numeric::print_decimal(exact.widened(abs(exact - truth).upper_end()), told_digits);
  return {decimal.value, decimal.radius};
}

// What is told of the units of one manifold.
class Telling {
 public:
  Telling(const LaeContext& context, const theory::Manifold& manifold, const problem::Autoencoder<double>& weights)
      : spectrum_(*context.spectrum),
        followed_(followed_by(spectrum_, manifold)),
        found_(propose::approx_principal_directions(weights.W2, static_cast<double>(spectrum_.lambda))) {}

  Directions told(const std::string& algorithm) && {
    directions_.algorithm = algorithm;
    for (Index a = 0; a < found_.vectors.cols(); ++a) tell_unit(a);
    tell_open();
    if (rank() < found_.vectors.cols()) {
      directions_.notes.emplace_back(
          "a unit that is zero at the critical point says nothing of X: its direction is arbitrary");
    }
    return std::move(directions_);
  }

 private:
  [[nodiscard]] Index rank() const { return static_cast<Index>(followed_.size()); }
  [[nodiscard]] const Ball& s(Index i) const { return spectrum_.values[static_cast<std::size_t>(i)]; }
  [[nodiscard]] Vector<Ball> vector(Index a) const { return exact_vector(found_.vectors.col(a), spectrum_.precision); }

  void tell_unit(Index a) {
    const Index m = spectrum_.m();
    directions_.vectors.emplace_back(static_cast<std::size_t>(m));
    directions_.errors.emplace_back();
    if (a >= rank()) {
      directions_.decoder_values.push_back(told_number(found_.decoder_values(a), Ball(0)));
      directions_.singular_values.emplace_back();
      return;
    }
    const Followed& one = followed_[static_cast<std::size_t>(a)];
    const Ball lambda(spectrum_.lambda, spectrum_.precision);
    directions_.decoder_values.push_back(
        told_number(found_.decoder_values(a), sqrt(Ball(1) - lambda / s(one.eigenvalue))));
    directions_.singular_values.push_back(told_number(found_.singular_values(a), sqrt(s(one.eigenvalue))));
    const std::optional<Vector<Ball>> u = enclosed_eigenvector(spectrum_, one.eigenvalue);
    if (one.group.size > 1 || !u) {
      open_.push_back(a);
      return;
    }
    const Ball error = enclose_error(vector(a), *u);
    if (!(error.upper() < largest_told_error)) {
      open_.push_back(a);
      return;
    }
    std::vector<std::string>& entries = directions_.vectors.back();
    for (Index row = 0; row < m; ++row) entries[static_cast<std::size_t>(row)] = exact_text(found_.vectors(row, a));
    directions_.errors.back() = print_radius(error);
  }

  // Neighbouring units that are not determined share a note.
  void tell_open() {
    for (std::size_t first = 0; first < open_.size();) {
      std::size_t end = first + 1;
      while (end < open_.size() && open_[end] == open_[end - 1] + 1) ++end;
      directions_.notes.push_back(note_of(open_[first], open_[end - 1]));
      first = end;
    }
  }

  // The eigenvalue nearest to s_i, by value.
  [[nodiscard]] Index neighbour(Index i) const {
    if (spectrum_.m() < 2) return i;
    const auto gap = [&](Index j) { return std::fabs((s(i) - s(j)).approx_double()); };
    if (i == 0) return 1;
    if (i + 1 == spectrum_.m()) return i - 1;
    return gap(i - 1) < gap(i + 1) ? i - 1 : i + 1;
  }

  [[nodiscard]] std::string note_of(Index first, Index last) const {
    const Followed &from = followed_[static_cast<std::size_t>(first)], &to = followed_[static_cast<std::size_t>(last)];
    Index low = from.eigenvalue, high = to.eigenvalue;
    if (from.group.size > 1) low = from.group.first;
    if (to.group.size > 1) high = to.group.first + to.group.size - 1;
    const bool repeats = from.group.first == to.group.first && from.group.size > 1;
    if (low == high) {
      const Index other = neighbour(low);
      low = std::min(low, other);
      high = std::max(high, other);
    }
    const std::string which = first == last ? fmt::format("direction {} is", first + 1)
                                            : fmt::format("directions {} to {} are", first + 1, last + 1);
    const std::string why = repeats ? fmt::format("s_{} = s_{}", low + 1, high + 1)
                                    : fmt::format("between s_{} and s_{}", low + 1, high + 1);
    return fmt::format("{} not determined by these weights, {}{}", which, why, span_text(first, last, low, high));
  }

  // How far the units' span is from that of the eigenvectors low to high: |v - U U^T v| over the units, together.
  [[nodiscard]] std::string span_text(Index first, Index last, Index low, Index high) const {
    std::vector<Vector<Ball>> basis;
    for (Index i = low; i <= high; ++i) {
      std::optional<Vector<Ball>> u = enclosed_eigenvector(spectrum_, i);
      if (!u) return {};
      basis.push_back(*std::move(u));
    }
    Ball sum(0);
    for (Index a = first; a <= last; ++a) {
      const Vector<Ball> v = vector(a);
      Vector<Ball> rest = v;
      for (const Vector<Ball>& u : basis) {
        const Ball load = dot(u, v);
        for (Index row = 0; row < rest.size(); ++row) rest(row) -= load * u(row);
      }
      for (const Ball& entry : rest) sum += sqr(entry);
    }
    const Ball distance = sqrt_nonnegative(sum).upper_end();
    if (!distance.is_finite()) return {};
    return fmt::format("; within {} of the span of u_{} to u_{}", print_radius(distance), low + 1, high + 1);
  }

  const Spectrum& spectrum_;
  std::vector<Followed> followed_;
  propose::PrincipalDirections found_;
  Directions directions_;
  std::vector<Index> open_;
};

}  // namespace

Directions describe_directions(const LaeContext& context, const theory::Manifold& manifold,
                               const std::string& algorithm, const problem::Autoencoder<double>& weights) {
  return Telling(context, manifold, weights).told(algorithm);
}

SvdUniqueness uniqueness_of_svd(const LaeContext& context) {
  if (!context.spectrum) return {};
  const Index k = context.instance.k();
  SvdUniqueness unique{true, true};
  for (const theory::Group& group : context.spectrum->groups) {
    const Index end = group.first + group.size;
    if (group.first < k && k < end) unique.subspace = false;
    if (group.first < k && group.size > 1) unique.directions = false;
  }
  unique.directions = unique.directions && unique.subspace;
  return unique;
}

}  // namespace laecert::studies
