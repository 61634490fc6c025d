#include "pca/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "numeric/norm.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/running.hpp"
#include "pca/exact_eigenvalues.hpp"
#include "studies/describe.hpp"
#include "studies/given_point.hpp"

namespace laecert::studies {
namespace {

using numeric::certainly;
using numeric::enclose_norm;
using problem::Instance;

constexpr long bound_digits = 4;
constexpr long pair_digits = 20;  // of a given number and its true one

Bounds bounds_of(const Ball& x) {
  return {numeric::print_truncated(x, bound_digits), numeric::print_above(x, bound_digits)};
}

std::string text_of(const Bounds& x) { return fmt::format("at least {} and at most {}", x.lower, x.upper); }

// The angle of a right triangle, in [0, pi/2].
Ball enclose_angle(const Ball& opposite, const Ball& adjacent) {
  const Precision precision{std::max(opposite.precision().bits, adjacent.precision().bits)};
  arb_t angle;
  arb_init(angle);
  arb_atan2(angle, opposite.arb(), adjacent.arb(), precision.bits);
  Ball result = Ball::from_arb(angle, precision);
  arb_clear(angle);
  return result;
}

Ball dot(const Vector<Ball>& x, const Vector<Ball>& y) {
  Ball sum(0);
  for (Index i = 0; i < x.size(); ++i) sum += x(i) * y(i);
  return sum;
}

// Of a number that is to be at most `most`.
CheckOutcome outcome_of(const Ball& x, const Ball& most) {
  if (!x.is_finite()) return CheckOutcome::undecided;
  if (certainly(is_less(most, x))) return CheckOutcome::beyond;
  const Rational upper = x.upper_end().exact_midpoint();
  return upper <= most.lower_end().exact_midpoint() ? CheckOutcome::within : CheckOutcome::undecided;
}

CheckOutcome worse(CheckOutcome a, CheckOutcome b) {
  if (a == CheckOutcome::beyond || b == CheckOutcome::beyond) return CheckOutcome::beyond;
  return a == CheckOutcome::within ? b : a;
}

// The first place at which an error is proved to be more than half a unit; nothing up to `most`.
std::optional<long> wrong_place(const Ball& error, long exponent, long most) {
  for (long place = 1; place <= most; ++place) {
    const Rational half = numeric::rational_power_of_ten(exponent - place) / 2;
    if (certainly(is_less(Ball(half, error.precision()), error))) return place;
  }
  return {};
}

bool is_proved_zero(const Ball& x) {
  return x.lower_end().exact_midpoint() == 0 && x.upper_end().exact_midpoint() == 0;
}

// Of x > 0: the n with 10^(n-1) <= x < 10^n.
long places_before_the_point(const Rational& x) {
  long n = 0;
  while (x >= numeric::rational_power_of_ten(n)) ++n;
  while (x < numeric::rational_power_of_ten(n - 1)) --n;
  return n;
}

std::string decimal_text(const Ball& x) { return numeric::print_leading(x, pair_digits); }
std::string decimal_text(const Rational& x) {
  const numeric::Decimal decimal = numeric::print_decimal(x, pair_digits);
  return decimal.radius == "0" ? decimal.value : decimal.value + "...";
}

std::string row_text(Index i) { return fmt::format("row {}", i + 1); }

// The given rows beside the true spaces.
class Check {
 public:
  Check(const Instance& instance, const PrincipalComponents& truth, const GivenComponents& given,
        const Rational& within, long digits)
      : truth_(truth), given_(given), within_(within, truth.precision), digits_(digits), exact_(instance.gram()) {
    for (const PrincipalSpace& space : truth.spaces) bases_.push_back(enclosed_basis(space));
    for (Index i = 0; i < given.directions.rows(); ++i) {
      rows_.push_back(numeric::lift_matrix<Ball>(Vector<Rational>(given.directions.row(i)), truth.precision));
    }
  }

  [[nodiscard]] CheckedDirection direction(Index i) const {
    const auto place = static_cast<std::size_t>(truth_.components[static_cast<std::size_t>(i)].space);
    const PrincipalSpace& space = truth_.spaces[place];
    CheckedDirection result{.first = space.first + 1, .last = space.first + space.size};
    const Vector<Ball>& v = rows_[static_cast<std::size_t>(i)];
    result.outcome = CheckOutcome::within;
    const Ball length_error = abs(enclose_norm(v) - Ball(1));
    result.length_error = bounds_of(length_error);
    take(result, outcome_of(length_error, within_),
         fmt::format("has a length that is off 1 by {}", text_of(result.length_error)));
    const std::string target = space.size == 1
                                   ? "the true direction"
                                   : fmt::format("the true space of s_{} to s_{}", result.first, result.last);
    if (!bases_[place]) {
      take(result, CheckOutcome::undecided, "is not compared: " + target + " is not enclosed");
      return result;
    }
    const Ball angle = angle_to(v, *bases_[place]);
    result.angle = bounds_of(angle);
    take(result, outcome_of(angle, within_), fmt::format("is {} rad from {}", text_of(result.angle), target));
    // The true direction lies in the space: no nearer than it, but perhaps farther.
    if (!space.is_equal)
      take(result, CheckOutcome::undecided, "is only compared with " + target + ", which are not separated");
    if (space.size == 1) {
      result.wrong = wrong_digit(i, Vector<Ball>(bases_[place]->col(0)));
    } else {
      add_cosine(result, i, space);
    }
    return result;
  }

  [[nodiscard]] CheckedVariance variance(Index i) const {
    const Ball truth = variance_of(i);
    const Rational& given = (*given_.variances)(i);
    const numeric::Decimal decimal = numeric::print_decimal(truth, digits_);
    CheckedVariance result{.truth = {decimal.value, decimal.radius}};
    const Ball error = abs(Ball(given, truth_.precision) - truth);
    const Ball scale = is_proved_zero(truth) ? variance_of(0) : abs(truth);
    result.outcome = outcome_of(error, within_ * scale);
    const Ball relative = error / scale;
    if (relative.is_finite()) result.error = bounds_of(relative);
    if (!certainly(is_positive(truth))) return result;
    const long exponent = places_before_the_point(truth.lower_end().exact_midpoint());
    if (const std::optional<long> wrong = wrong_place(error, exponent, digits_)) {
      result.wrong = WrongDigit{i + 1, *wrong, decimal_text(given), decimal_text(truth)};
    }
    return result;
  }

 private:
  // Zero where exact linear algebra says so.
  [[nodiscard]] Ball variance_of(Index i) const {
    const PrincipalComponent& one = truth_.components[static_cast<std::size_t>(i)];
    if (certainly(is_nonzero(one.eigenvalue.enclosure))) return one.variance->enclosure;
    const std::optional<Rational> exact = exact_.rational_in(one.eigenvalue.enclosure);
    return exact && *exact == 0 ? Ball(0) : one.variance->enclosure;
  }

  // The worse of both, and what it comes from.
  static void take(CheckedDirection& result, CheckOutcome outcome, std::string why) {
    if (worse(result.outcome, outcome) == result.outcome) return;
    result.outcome = outcome;
    result.why = std::move(why);
  }

  static Ball angle_to(const Vector<Ball>& v, const Matrix<Ball>& basis) {
    Vector<Ball> loads(basis.cols());
    for (Index j = 0; j < basis.cols(); ++j) loads(j) = dot(v, Vector<Ball>(basis.col(j)));
    Vector<Ball> rest = v;
    for (Index j = 0; j < basis.cols(); ++j) {
      for (Index r = 0; r < v.size(); ++r) rest(r) -= loads(j) * basis(r, j);
    }
    return enclose_angle(enclose_norm(rest), enclose_norm(loads));
  }

  // Between unit vectors of the same sign.
  [[nodiscard]] std::optional<WrongDigit> wrong_digit(Index i, const Vector<Ball>& u) const {
    const Vector<Ball>& v = rows_[static_cast<std::size_t>(i)];
    const Ball load = dot(v, u);
    if (!certainly(is_nonzero(load))) return {};
    const Vector<Ball> truth = certainly(is_negative(load)) ? Vector<Ball>(-u) : u;
    std::optional<WrongDigit> first;
    for (Index j = 0; j < v.size(); ++j) {
      const long most = first ? first->place - 1 : digits_;
      const std::optional<long> place = wrong_place(abs(v(j) - truth(j)), 0, most);
      if (!place) continue;
      first = WrongDigit{j + 1, *place, decimal_text(given_.directions(i, j)), decimal_text(truth(j))};
    }
    return first;
  }

  void add_cosine(CheckedDirection& result, Index i, const PrincipalSpace& space) const {
    const Vector<Ball>& v = rows_[static_cast<std::size_t>(i)];
    std::optional<Ball> largest;
    for (Index j = space.first; j < i; ++j) {
      const Vector<Ball>& w = rows_[static_cast<std::size_t>(j)];
      const Ball cosine = abs(dot(v, w)) / (enclose_norm(v) * enclose_norm(w));
      largest = largest ? larger(*largest, cosine) : cosine;
    }
    if (!largest) return;
    result.cosine = bounds_of(*largest);
    take(result, outcome_of(*largest, Ball(2) * within_),
         fmt::format("is not orthogonal to a row before it in the same space: the cosine is {}, twice X is allowed",
                     text_of(*result.cosine)));
  }

  const PrincipalComponents& truth_;
  const GivenComponents& given_;
  Ball within_;
  long digits_;
  mutable ExactEigenvalues exact_;  // keeps what it found
  std::vector<std::optional<Matrix<Ball>>> bases_ = {};
  std::vector<Vector<Ball>> rows_ = {};
};

void require_shapes(const Instance& instance, const GivenComponents& given) {
  const Matrix<Rational>& rows = given.directions;
  if (rows.cols() != instance.m()) {
    const char* hint = rows.rows() == instance.m() ? ": transposed?" : "";
    throw DataError(fmt::format("--check: {} x {} numbers, expected rows of m = {}{}", rows.rows(), rows.cols(),
                                instance.m(), hint));
  }
  if (rows.rows() > instance.m()) {
    throw DataError(fmt::format("--check: {} components, at most m = {}", rows.rows(), instance.m()));
  }
  for (Index i = 0; i < rows.rows(); ++i) {
    if (rows.row(i).cwiseEqual(Rational(0)).all()) throw DataError("--check: " + row_text(i) + " is zero");
  }
  if (given.variances && given.variances->size() != rows.rows()) {
    throw DataError(fmt::format("--explained-variance: {} numbers, expected {}, one a component",
                                given.variances->size(), rows.rows()));
  }
  if (given.variances && !instance.setting().samples) {
    throw DataError("--explained-variance: the number n of samples is not known (--samples)");
  }
}

std::string number_text(const Rational& x) {
  const numeric::Decimal decimal = numeric::print_decimal(x, pair_digits);
  return decimal.radius == "0" ? decimal.value : numeric::print_exact(x);
}

// The outcome of all, and the first that it comes from.
void conclude(PcaCheck& check) {
  check.outcome = CheckOutcome::within;
  for (const CheckedDirection& one : check.directions) check.outcome = worse(check.outcome, one.outcome);
  for (const CheckedVariance& one : check.variances) check.outcome = worse(check.outcome, one.outcome);
  if (check.outcome == CheckOutcome::within) {
    check.verdict = fmt::format("accepted: {} components within {} rad{}", check.directions.size(), check.within,
                                check.variances.empty() ? "" : ", explained variances to that relative error");
    return;
  }
  const std::string word = check.outcome == CheckOutcome::beyond ? "refuted" : "undecided";
  for (std::size_t i = 0; i < check.directions.size(); ++i) {
    if (check.directions[i].outcome != check.outcome) continue;
    check.verdict = fmt::format("{}: component {} {}, --within {}", word, i + 1, check.directions[i].why, check.within);
    return;
  }
  for (std::size_t i = 0; i < check.variances.size(); ++i) {
    const CheckedVariance& one = check.variances[i];
    if (one.outcome != check.outcome) continue;
    const std::string error = one.error.lower.empty() ? "is not enclosed" : text_of(one.error);
    check.verdict =
        fmt::format("{}: explained variance {}, true {} +- {}: its relative error {}{}, --within {}", word, i + 1,
                    one.truth.value, one.truth.radius, one.error.lower.empty() ? "" : "is ", error, check.within);
    return;
  }
}

}  // namespace

PcaCheck check_components(const Instance& instance, const GivenComponents& given, const PcaCheckOptions& options) {
  const numeric::StopScope scope(options.map.stop, "the components were checked");
  require_shapes(instance, given);
  const Rational within = options.within.value_or(default_within({.W1 = given.directions}));
  PcaCheck check{.centering = describe_centering(instance.setting()),
                 .divisor = options.divisor == Divisor::samples ? "n" : "n-1",
                 .within = number_text(within)};
  if (!options.within) check.within_why = "the default for components of their precision (--within)";
  const Outcome<PrincipalComponents> truth =
      decide_components(instance, {.effort = options.effort,
                                   .divisor = divisor_of(instance, options.divisor),
                                   .rounds = false,
                                   .map = options.map});
  check.preamble = pca_preamble(instance, truth ? &*truth : nullptr, options.effort);
  if (!truth) {
    check.undecided.push_back(truth.reason().text);
    check.verdict = "undecided: " + truth.reason().text;
    return check;
  }
  const Check rows(instance, *truth, given, within, options.effort.digits);
  for (Index i = 0; i < given.directions.rows(); ++i) {
    numeric::require_running();
    check.directions.push_back(rows.direction(i));
    if (given.variances) check.variances.push_back(rows.variance(i));
  }
  check.undecided = truth->open;
  conclude(check);
  return check;
}

}  // namespace laecert::studies
