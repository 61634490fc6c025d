#include "studies/ppca/describe_ppca.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/decimal.hpp"
#include "studies/describe.hpp"
#include "studies/ppca/estimate.hpp"

namespace laecert::studies {
namespace {

using problem::Instance;
using theory::Spectrum;

template <class Number>
report::Enclosed printed(const Number& x, long digits) {
  const numeric::Decimal decimal = numeric::print_decimal(x, digits);
  return {decimal.value, decimal.radius};
}

// The i-th explained variance and its share of all variance, in rationals where s_i is one.
Component component_of(const Spectrum& spectrum, Index i, long divisor, long digits) {
  const bool any = spectrum.trace > 0;
  if (spectrum.exact) {
    const Rational& s = spectrum.exact->s(i);
    Component component{.variance = printed(Rational(s / divisor), digits)};
    if (any) component.ratio = printed(Rational(s / spectrum.trace), digits);
    return component;
  }
  const Ball& s = spectrum.values[static_cast<std::size_t>(i)];
  Component component{.variance = printed(s / Ball(divisor), digits)};
  if (any) component.ratio = printed(s / Ball(spectrum.trace, spectrum.precision), digits);
  return component;
}

// In a repeated eigenvalue any orthonormal basis is as good; empty for one that is not.
std::string why_no_direction(const Spectrum& spectrum, Index i) {
  for (const theory::Group& group : spectrum.groups) {
    if (i < group.first || i >= group.first + group.size || group.size == 1) continue;
    return fmt::format("not determined: s_{} = s_{}, any basis of their eigenspace", group.first + 1,
                       group.first + group.size);
  }
  return spectrum.basis_radii[static_cast<std::size_t>(i)] ? "" : "not enclosed";
}

std::string wall_note(const NoiseVariance& noise) {
  return fmt::format(
      "n v is the eigenvalue s_{} of S, the wall: P1 and P2 are about the manifolds with l = k, those with l < k are "
      "inapplicable there",
      noise.above + 1);
}

std::string distance_note(const Spectrum& spectrum, const NoiseVariance& noise) {
  const Ball distance = abs(Ball(*noise.rational, spectrum.precision) - noise.value).upper_end();
  return fmt::format("statements are decided at a rational v, {} {} that of maximum likelihood; as many s_i lie {}",
                     numeric::print_below(distance), noise.wall > 0 ? "above" : "from",
                     noise.wall > 0 ? "above it as above n v" : "above n v at both");
}

std::optional<std::string> rank_note(const NoiseVariance& noise, Index k, Index m) {
  if (noise.rank == 0) return "no s_i/n is above v: the estimate is W = 0, all variance is noise";
  if (noise.rank == std::min(k, m)) return {};
  return fmt::format("only {} of the k = {} largest s_i/n above v: the other columns of W are 0", noise.rank, k);
}

bool has_repeat_above(const Spectrum& spectrum, Index rank) {
  return std::any_of(spectrum.groups.begin(), spectrum.groups.end(),
                     [&](const theory::Group& group) { return group.first < rank && group.size > 1; });
}

}  // namespace

std::vector<Component> describe_components(const Instance& instance, const Spectrum& spectrum, Divisor divisor,
                                           long digits) {
  const long samples = *instance.setting().samples;
  const long count = divisor == Divisor::samples ? samples : samples - 1;
  const Index shown = std::min(instance.k(), spectrum.m());
  std::vector<Component> components;
  components.reserve(static_cast<std::size_t>(shown));
  for (Index i = 0; i < shown; ++i) {
    Component component = component_of(spectrum, i, count, digits);
    component.no_direction = why_no_direction(spectrum, i);
    const std::optional<Vector<Ball>> direction = enclose_direction(spectrum, i);
    if (component.no_direction.empty() && direction) {
      for (const Ball& entry : *direction) component.direction.push_back(printed(entry, digits).value);
      component.direction_radius = largest_radius(*direction, digits);
    }
    components.push_back(std::move(component));
  }
  return components;
}

PpcaEstimate describe_estimate(const Instance& instance, const Spectrum& spectrum, const NoiseVariance& noise,
                               long digits) {
  const long samples = *instance.setting().samples;
  PpcaEstimate estimate{
      .noise_variance = noise.is_exact ? printed(*noise.rational, digits) : printed(noise.value, digits),
      .is_exact = noise.is_exact,
      .log_likelihood = printed(enclose_log_likelihood(spectrum, noise, samples), digits),
      .rank = noise.rank};
  if (const std::optional<Matrix<Ball>> weights = enclose_weights(spectrum, noise, instance.k(), samples)) {
    estimate.weights = print_rows(*weights, digits);
    estimate.weights_radius = largest_radius(*weights, digits);
  }
  return estimate;
}

std::vector<std::string> describe_notes(const Instance& instance, const Spectrum& spectrum, const NoiseVariance& noise,
                                        bool maximum_likelihood) {
  const Index m = spectrum.m(), k = instance.k();
  std::vector<std::string> notes;
  if (noise.wall > 0) notes.push_back(wall_note(noise));
  if (noise.rational && !noise.is_exact) notes.push_back(distance_note(spectrum, noise));
  if (const std::optional<std::string> note = rank_note(noise, k, m)) notes.push_back(*note);
  if (has_repeat_above(spectrum, std::min(noise.rank, k))) {
    notes.push_back("an eigenvalue of S repeats: W is one of the best weights, by one basis of its eigenspace");
  }
  if (maximum_likelihood && spectrum.zero_multiplicity > 0) {
    notes.push_back(fmt::format("S has rank {}: v is the mean of the m - k = {} smallest s_i/n, {} zeros of them",
                                m - spectrum.zero_multiplicity, m - k, spectrum.zero_multiplicity));
  }
  return notes;
}

}  // namespace laecert::studies
