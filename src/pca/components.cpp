#include "pca/components.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "numeric/nearest_double.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/running.hpp"
#include "pca/exact_eigenvalues.hpp"

namespace laecert::studies {
namespace {

using numeric::certainly;
using numeric::Eigenspace;
using numeric::Eigenspaces;
using numeric::nearest_double;

// Beyond balls of so many digits, an enclosure has them to spare for the rounding of what is made of it.
constexpr long spare_digits = 20;

Rational target_of(const Effort& effort) { return numeric::rational_power_of_ten(-(effort.digits + 10)); }

Rounded rounded(Ball enclosure) {
  std::optional<double> nearest = nearest_double(enclosure);
  return {std::move(enclosure), nearest};
}

// What is the same of all components.
struct Setting {
  const problem::Instance& instance;
  const ComponentOptions& options;
  Rational trace;
  std::vector<Index> component_of;  // of each variable: the graph of S
};

// The entries outside of the one connected component that the vector lies in are zero, exactly.
void set_zeros(Vector<Ball>& u, const std::vector<Index>& component_of) {
  for (Index i = 0; i < u.size(); ++i) {
    if (!certainly(is_nonzero(u(i)))) continue;
    const Index own = component_of[static_cast<std::size_t>(i)];
    for (Index j = 0; j < u.size(); ++j) {
      if (component_of[static_cast<std::size_t>(j)] != own) u(j) = Ball(0);
    }
    return;
  }
}

// The first entry not proved smaller in modulus than another at the target radius; nothing where the enclosures leave
// open which that is.
std::optional<Index> leader_of(const Vector<Ball>& u, const Rational& target) {
  Ball largest = abs(u(0));
  for (const Ball& entry : u) largest = larger(largest, abs(entry));
  const Ball least = largest - Ball(2 * target, largest.precision());
  for (Index i = 0; i < u.size(); ++i) {
    const Ball size = abs(u(i));
    if (certainly(is_less(size, least))) continue;
    if (!certainly(is_less(least, size)) || !certainly(is_nonzero(u(i)))) return {};
    return i;
  }
  return {};
}

std::vector<Rounded> direction_of(const Eigenspace& space, const Setting& setting) {
  if (space.size > 1 || !space.radius) return {};
  Vector<Ball> u(space.basis.rows());
  for (Index i = 0; i < u.size(); ++i) u(i) = space.basis(i, 0).widened(*space.radius);
  set_zeros(u, setting.component_of);
  const std::optional<Index> leader = leader_of(u, target_of(setting.options.effort));
  if (!leader) return {};
  const bool turned = certainly(is_negative(u(*leader)));
  std::vector<Rounded> direction;
  direction.reserve(static_cast<std::size_t>(u.size()));
  for (const Ball& entry : u) direction.push_back(rounded(turned ? -entry : entry));
  return direction;
}

PrincipalComponent component_of(const Eigenspaces& all, Index i, Index space, const Setting& setting,
                                Precision precision) {
  const Ball s = all.values[static_cast<std::size_t>(i)].at(precision);
  PrincipalComponent result{.space = space, .eigenvalue = rounded(s), .singular_value = rounded(sqrt_nonnegative(s))};
  if (setting.options.divisor) result.variance = rounded(s / Ball(*setting.options.divisor));
  if (setting.trace > 0) result.ratio = rounded(s / Ball(setting.trace, precision));
  result.direction = direction_of(all.spaces[static_cast<std::size_t>(space)], setting);
  return result;
}

bool is_rounded(const PrincipalComponent& one) {
  const auto known = [](const std::optional<Rounded>& x) { return !x || x->nearest; };
  return one.eigenvalue.nearest && one.singular_value.nearest && known(one.variance) && known(one.ratio) &&
         std::ranges::all_of(one.direction, [](const Rounded& x) { return x.nearest.has_value(); });
}

Rounded exactly(const Rational& x, Precision precision) { return {Ball(x, precision), nearest_double(x)}; }

// Everything in rationals, of a component whose eigenvalue is one.
void round_exactly(PrincipalComponent& one, const Rational& s, ExactEigenvalues& exact, const Setting& setting,
                   Precision precision) {
  one.eigenvalue = exactly(s, precision);
  if (one.variance) one.variance = exactly(s / *setting.options.divisor, precision);
  if (one.ratio) one.ratio = exactly(s / setting.trace, precision);
  one.singular_value = {sqrt_nonnegative(Ball(s, precision)), numeric::nearest_root(s)};
  if (one.direction.empty()) return;
  const std::optional<ExactEigenvalues::UnitVector> u = exact.simple_vector(s);
  if (!u) return;
  // One sign for all: that of an entry whose sign is proved.
  const auto known =
      std::ranges::find_if(one.direction, [](const Rounded& x) { return certainly(is_nonzero(x.enclosure)); });
  if (known == one.direction.end()) return;
  const auto place = static_cast<std::size_t>(known - one.direction.begin());
  const bool turned = certainly(is_negative(known->enclosure)) != u->negative[place];
  for (std::size_t i = 0; i < one.direction.size(); ++i) {
    const Rational& square = u->squares(static_cast<Index>(i));
    const bool is_negative = square != 0 && u->negative[i] != turned;
    const Ball size = sqrt_nonnegative(Ball(square, precision));
    const double nearest = numeric::nearest_root(square);
    one.direction[i] = {is_negative ? -size : size, is_negative && nearest != 0 ? -nearest : nearest};
  }
}

std::string number_of(Index i) { return std::to_string(i + 1); }

// "s_2 and s_3", "s_2 to s_4"
std::string places_text(Index first, Index size) {
  return fmt::format("s_{} {} s_{}", first + 1, size == 2 ? "and" : "to", first + size);
}

// Where the enclosures are wider than the target: more digits are worth trying, but nothing is open.
bool is_wide(const Eigenspaces& all, const ComponentOptions& options) {
  const Ball target(target_of(options.effort), Precision{64});
  const Ball of_values = abs(all.values.front()) * target;
  return std::ranges::any_of(all.spaces, [&](const Eigenspace& space) {
    if (!space.radius || !certainly(is_less(*space.radius, target))) return true;
    const Ball& first = all.values[static_cast<std::size_t>(space.first)];
    return !first.is_exact() && !certainly(is_less(first.radius(), of_values));
  });
}

// One precision.
class Attempt {
 public:
  Attempt(const Eigenspaces& all, const Setting& setting, ExactEigenvalues& exact, Precision precision)
      : all_(all), setting_(setting), exact_(exact) {
    result_.precision = precision;
  }

  PrincipalComponents result() && {
    for (const Eigenspace& space : all_.spaces) add_space(space);
    round_all();
    for (std::size_t i = 0; i < result_.components.size(); ++i) {
      look_at(result_.components[i], static_cast<Index>(i));
    }
    set_gap();
    return std::move(result_);
  }

 private:
  [[nodiscard]] const Ball& value(Index i) const { return all_.values[static_cast<std::size_t>(i)]; }
  [[nodiscard]] Index count() const { return std::min(setting_.instance.k(), setting_.instance.m()); }

  void add_space(const Eigenspace& space) {
    const auto first = static_cast<std::size_t>(space.first), end = first + static_cast<std::size_t>(space.size);
    Ball all = value(space.first);
    for (std::size_t i = first; i < end; ++i) all = hull(all, all_.values[i]);
    const bool is_equal = space.size == 1 || exact_.are_equal_in(all);
    if (!is_equal) {
      result_.open.push_back(
          fmt::format("{} are neither separated nor proved equal", places_text(space.first, space.size)));
    }
    result_.spaces.push_back({space.first, space.size, is_equal, space.basis, space.radius});
  }

  void round_all() {
    std::vector<Index> space_of;
    for (std::size_t e = 0; e < all_.spaces.size(); ++e) {
      space_of.insert(space_of.end(), static_cast<std::size_t>(all_.spaces[e].size), static_cast<Index>(e));
    }
    auto rounded_ones = claims::parallel_map(static_cast<std::size_t>(count()), setting_.options.effort.jobs,
                                             [&](std::size_t i) {
                                               return component_of(all_, static_cast<Index>(i), space_of[i], setting_,
                                                                   result_.precision);
                                             },
                                             {.stop = setting_.options.map.stop});
    for (auto& one : rounded_ones) {
      if (!one) numeric::require_running();
      result_.components.push_back(std::move(*one));
    }
  }

  void look_at(PrincipalComponent& one, Index i) {
    const PrincipalSpace& space = result_.spaces[static_cast<std::size_t>(one.space)];
    if (!setting_.options.rounds) return;
    if (!is_rounded(one) && space.is_equal) {
      if (const std::optional<Rational> s = exact_.rational_in(value(i))) {
        round_exactly(one, *s, exact_, setting_, result_.precision);
      }
    }
    note("eigenvalue", one.eigenvalue, i);
    if (one.variance) note("explained variance", *one.variance, i);
    if (one.ratio) note("ratio", *one.ratio, i);
    note("singular value", one.singular_value, i);
    if (space.size > 1) return;
    if (one.direction.empty()) result_.open.push_back(fmt::format("direction {} or its sign", number_of(i)));
    const auto open = std::ranges::count_if(one.direction, [](const Rounded& x) { return !x.nearest; });
    if (open > 0) result_.open.push_back(fmt::format("the rounding of {} entries of direction {}", open, number_of(i)));
  }

  void note(const char* what, const Rounded& x, Index i) {
    if (!x.nearest) result_.open.push_back(fmt::format("the rounding of {} {}", what, number_of(i)));
  }

  void set_gap() {
    const auto k = static_cast<std::size_t>(count());
    if (k >= all_.values.size()) return;
    const Ball gap = (all_.values[k - 1] - all_.values[k]).lower_end();
    if (certainly(is_positive(gap))) result_.gap = gap;
  }

  const Eigenspaces& all_;
  const Setting& setting_;
  ExactEigenvalues& exact_;
  PrincipalComponents result_;
};

// A largest size of a space whose basis is told.
constexpr Index most_basis_work = 20000000;

}  // namespace

Outcome<PrincipalComponents> decide_components(const problem::Instance& instance, const ComponentOptions& options) {
  const Matrix<Rational>& gram = instance.gram();
  const Setting setting{instance, options, gram.trace(), connected_components(gram)};
  const Index count = std::min(instance.k(), instance.m());
  ExactEigenvalues exact(gram);
  Outcome<PrincipalComponents> result = Reason{"not tried"};
  for (long digits = options.effort.digits;; digits = std::min(2 * digits, options.effort.max_digits)) {
    const Precision precision = Precision::of_digits(digits + spare_digits);
    const Outcome<Eigenspaces> spaces = numeric::enclose_leading_eigenspaces(gram, count, precision);
    if (spaces) {
      result = Attempt(*spaces, setting, exact, precision).result();
    } else if (!result) {
      result = spaces.reason();
    }
    const bool is_done = spaces && result->open.empty() && !is_wide(*spaces, options);
    if (is_done || digits >= options.effort.max_digits) return result;
  }
}

std::optional<Matrix<Ball>> enclosed_basis(const PrincipalSpace& space) {
  if (!space.radius) return {};
  return space.basis.unaryExpr([&](const Ball& x) { return x.widened(*space.radius); });
}

std::optional<Matrix<Ball>> canonical_basis(const PrincipalSpace& space) {
  std::optional<Matrix<Ball>> rest = enclosed_basis(space);
  if (!rest || rest->rows() * space.size * space.size > most_basis_work) return {};
  const Index m = rest->rows();
  Matrix<Ball> basis(m, space.size);
  std::vector<Index> pivots;
  for (Index step = 0; step < space.size; ++step) {
    Vector<Ball> squares(m);
    for (Index i = 0; i < m; ++i) {
      for (Index j = 0; j < space.size; ++j) squares(i) += sqr((*rest)(i, j));
    }
    Index pivot = 0;
    Ball largest = squares(0);
    for (const Ball& one : squares) largest = larger(largest, one);
    while (certainly(is_less(squares(pivot), largest))) ++pivot;
    const Ball length = sqrt(squares(pivot));
    if (!length.is_finite() || !certainly(is_positive(length))) return {};
    const Vector<Ball> unit = rest->row(pivot).transpose() / length;
    for (Index i = 0; i < m; ++i) {
      basis(i, step) = Ball(0);
      if (std::ranges::find(pivots, i) != pivots.end()) continue;
      for (Index j = 0; j < space.size; ++j) basis(i, step) += (*rest)(i, j) * unit(j);
      for (Index j = 0; j < space.size; ++j) (*rest)(i, j) -= basis(i, step) * unit(j);
    }
    basis(pivot, step) = length;
    for (Index j = 0; j < space.size; ++j) (*rest)(pivot, j) = Ball(0);
    pivots.push_back(pivot);
  }
  return basis;
}

}  // namespace laecert::studies
