#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "families/unequal/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

using Units = std::vector<Index>;

// Beyond this many the rule that makes them stands for the list.
constexpr Index most_kept_injections = 200000;

// What the loads of a point say: the injection, that there is none, or neither where they are too wide.
struct Recognized {
  std::optional<Units> units = {};
  std::string contradiction = {};
};

Recognized recognize(const UnequalContext& context, const Matrix<Ball>& loads) {
  Units units(static_cast<std::size_t>(context.k()), 0);
  for (Index a = 0; a < context.k(); ++a) {
    Index& unit = units[static_cast<std::size_t>(a)];
    for (Index j = 1; j <= loads.cols(); ++j) {
      const Ball& load = loads(a, j - 1);
      const bool within_reach = j <= context.profile.reach[static_cast<std::size_t>(a)];
      const bool may_be_idle = load.contains(Rational(0));
      const bool may_be_active = within_reach && load.overlaps(listed_load(context, a, j));
      if (may_be_idle && may_be_active) return {};
      if (may_be_idle) continue;
      if (!may_be_active) {
        return {.contradiction = fmt::format("unit {} has the load {} along u_{}, neither 0 nor 1 - lambda_a/s", a + 1,
                                             numeric::print_enclosed(load, 6), j)};
      }
      if (unit != 0) return {.contradiction = fmt::format("unit {} lies along u_{} and u_{}", a + 1, unit, j)};
      unit = j;
    }
  }
  return {.units = std::move(units)};
}

Ball enclose_squared_map(const problem::Autoencoder<Ball>& w) {
  Ball sum(0);
  const Matrix<Ball> map = numeric::product(w.W2, w.W1);
  for (const Ball& entry : map.reshaped()) sum += sqr(entry);
  return sum;
}

Ball listed_squared_map(const UnequalContext& context, const Units& units) {
  Ball sum(0);
  for (Index a = 0; a < context.k(); ++a) {
    const Index j = units[static_cast<std::size_t>(a)];
    if (j > 0) sum += sqr(listed_load(context, a, j));
  }
  return sum;
}

// What is proved to differ from the listed point; empty where nothing is.
std::string difference_from(const UnequalContext& context, const theory::Manifold& manifold,
                            const certify::CertifiedPoint& certified) {
  const problem::Autoencoder<Ball> w = problem::unpack(certified.point, context.k());
  if (numeric::certainly(is_positive(numeric::enclose_norm(w.W1 - w.W2.transpose())))) return "W1 is not W2^T";
  if (!enclose_squared_map(w).overlaps(listed_squared_map(context, manifold.index_set))) return "another W2 W1";
  const Index index = certified.inertia.negative, nullity = certified.inertia.zero;
  if (index != manifold.index) return fmt::format("index {}, listed {}", index, manifold.index);
  if (nullity != manifold.nullity) return fmt::format("nullity {}, listed {}", nullity, manifold.nullity);
  const Ball value = context.theory.value(context.profile, manifold, *context.spectrum);
  if (value.overlaps(certified.value)) return {};
  return fmt::format("value {}, listed {}", numeric::print_enclosed(certified.value, 12),
                     numeric::print_enclosed(value, 12));
}

class UnitMatcher {
 public:
  UnitMatcher(const UnequalContext& context, std::optional<std::vector<theory::Manifold>> list) : context_(context) {
    if (!list && context.predicted.count > most_kept_injections) return;
    list_.emplace();
    for (theory::Manifold& one : list ? *list : context.predicted.manifolds({})) {
      const Units units = one.index_set;
      list_->emplace(units, std::move(one));
    }
  }

  [[nodiscard]] Match match(const certify::CertifiedPoint& certified) const {
    const std::optional<Matrix<Ball>> loads = enclose_unit_loads(context_, certified.point);
    if (!loads) return {};
    const Recognized recognized = recognize(context_, *loads);
    if (!recognized.contradiction.empty()) return {.contradiction = recognized.contradiction};
    if (!recognized.units) return {};
    const std::optional<theory::Manifold> manifold = find(*recognized.units);
    if (!manifold)
      return {.contradiction = fmt::format("the units ({}) are not listed", fmt::join(*recognized.units, ","))};
    const std::string wrong = difference_from(context_, *manifold, certified);
    if (!wrong.empty()) return {.contradiction = case_name(*manifold) + ": " + wrong};
    return {.manifold = manifold};
  }

 private:
  [[nodiscard]] std::optional<theory::Manifold> find(const Units& units) const {
    if (list_) {
      const auto found = list_->find(units);
      return found == list_->end() ? std::optional<theory::Manifold>() : found->second;
    }
    for (const Index j : units) {
      if (j > 0 && std::count(units.begin(), units.end(), j) > 1) return {};
    }
    return theory::predict_injection(context_.profile, units);
  }

  const UnequalContext& context_;
  std::optional<std::map<Units, theory::Manifold>> list_;  // nothing: the rule
};

}  // namespace

Matcher unit_matcher(const UnequalContext& context, std::optional<std::vector<theory::Manifold>> list) {
  const auto matcher = std::make_shared<const UnitMatcher>(context, std::move(list));
  return [matcher](const certify::CertifiedPoint& certified) { return matcher->match(certified); };
}

}  // namespace laecert::checks
