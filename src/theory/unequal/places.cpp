#include "theory/unequal/places.hpp"

#include <algorithm>
#include <utility>

namespace laecert::theory {
namespace {

struct UnitPlace {
  Index reach = 0;
  bool on_wall = false;
};

UnitPlace exact_place(const Vector<Rational>& s, const Rational& penalty) {
  UnitPlace place;
  for (const Rational& value : s) {
    if (value > penalty) ++place.reach;
    place.on_wall = place.on_wall || value == penalty;
  }
  return place;
}

// Nothing where an enclosure holds the penalty.
std::optional<UnitPlace> enclosed_place(const std::vector<Ball>& values, const Ball& penalty) {
  UnitPlace place;
  for (const Ball& value : values) {
    if (numeric::certainly(is_less(penalty, value))) {
      ++place.reach;
    } else if (!numeric::certainly(is_less(value, penalty))) {
      return {};
    }
  }
  return place;
}

// As with_lambda decides it.
Outcome<UnitPlace> place_of(const problem::Instance& instance, const Spectrum& spectrum, const Rational& penalty,
                            long digits, long max_digits) {
  if (spectrum.exact) return exact_place(spectrum.exact->s, penalty);
  if (std::optional<UnitPlace> place = enclosed_place(spectrum.values, Ball(penalty, spectrum.precision)))
    return *place;
  const Outcome<Spectrum> own = decide_spectrum(instance.with_lambda(penalty), digits, max_digits);
  if (!own) return own.reason();
  return UnitPlace{own->q, own->wall_multiplicity > 0};
}

// The least of the distances that enclosures tell from zero.
std::optional<Ball> least_distance(const Spectrum& spectrum, const std::vector<Rational>& penalties) {
  std::optional<Ball> least;
  for (const Rational& penalty : penalties) {
    for (const Ball& value : spectrum.values) {
      const Ball distance = abs(value - Ball(penalty, spectrum.precision));
      if (!numeric::certainly(is_positive(distance))) return {};
      if (!least || numeric::certainly(is_less(distance, *least))) least = distance;
    }
  }
  return least;
}

}  // namespace

Outcome<UnitPlaces> decide_places(const problem::Instance& instance, const Spectrum& spectrum, long digits,
                                  long max_digits) {
  UnitPlaces places{.profile = {.m = instance.m(), .penalties = instance.setting().penalties}};
  for (const Rational& penalty : places.profile.penalties) {
    const Outcome<UnitPlace> place = place_of(instance, spectrum, penalty, digits, max_digits);
    if (!place) return place.reason();
    places.profile.reach.push_back(place->reach);
    if (place->on_wall && !places.on_wall) places.on_wall = static_cast<Index>(places.profile.reach.size());
  }
  places.gap = least_distance(spectrum, places.profile.penalties);
  return places;
}

std::optional<std::pair<Index, Index>> equal_penalties(const std::vector<Rational>& penalties) {
  for (std::size_t a = 0; a < penalties.size(); ++a) {
    const auto same = std::find(penalties.begin() + static_cast<std::ptrdiff_t>(a) + 1, penalties.end(), penalties[a]);
    if (same != penalties.end()) return std::pair{static_cast<Index>(a) + 1, (same - penalties.begin()) + Index{1}};
  }
  return {};
}

}  // namespace laecert::theory
