#include "pca/report_pca.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

using problem::Instance;

report::Enclosed enclosed(const Ball& x, long digits) {
  const numeric::Decimal decimal = numeric::print_decimal(x, digits);
  return {decimal.value, decimal.radius};
}

RoundedText told(const Rounded& x, long digits) {
  const bool is_double = x.nearest && std::isfinite(*x.nearest);
  return {enclosed(x.enclosure, digits), is_double ? fmt::format("{}", *x.nearest) : std::string()};
}

bool is_beyond_double(const std::optional<Rounded>& x) { return x && x->nearest && std::isinf(*x->nearest); }

// Numbers that round to no double, one a component.
std::vector<std::string> beyond_double(const std::vector<PrincipalComponent>& components) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (is_beyond_double(components[i].eigenvalue) || is_beyond_double(components[i].variance))
      texts.push_back(fmt::format("s_{} or its variance is beyond the range of double", i + 1));
  }
  return texts;
}

std::optional<RoundedText> told(const std::optional<Rounded>& x, long digits) {
  if (!x) return {};
  return told(*x, digits);
}

std::string why_no_direction(const PrincipalSpace& space) {
  if (space.size == 1) return "not decided";
  const auto last = space.first + space.size;
  if (space.is_equal) {
    return fmt::format("not determined: s_{} = s_{}, any basis of their eigenspace", space.first + 1, last);
  }
  return fmt::format("not determined: s_{} and s_{} are not separated, only the space of s_{} to s_{} is",
                     space.first + 1, last, space.first + 1, last);
}

PcaComponent told(const PrincipalComponent& one, const PrincipalSpace& space, long digits) {
  PcaComponent result{.eigenvalue = told(one.eigenvalue, digits),
                      .variance = told(one.variance, digits),
                      .ratio = told(one.ratio, digits),
                      .singular_value = told(one.singular_value, digits)};
  for (const Rounded& entry : one.direction) result.direction.push_back(told(entry, digits));
  if (one.direction.empty()) result.no_direction = why_no_direction(space);
  return result;
}

PcaSpace told(const PrincipalSpace& space, long digits) {
  PcaSpace result{.first = space.first + 1, .last = space.first + space.size, .is_equal = space.is_equal};
  if (const std::optional<Matrix<Ball>> basis = canonical_basis(space)) {
    result.basis = print_rows(*basis, digits);
    result.radius = largest_radius(*basis, digits);
  }
  return result;
}

// The doubles of all directions, a row each; empty where one is missing or infinite.
Eigen::MatrixXd nearest_directions(const std::vector<PrincipalComponent>& components, Index m) {
  Eigen::MatrixXd rows(static_cast<Index>(components.size()), m);
  for (Index i = 0; i < rows.rows(); ++i) {
    const std::vector<Rounded>& direction = components[static_cast<std::size_t>(i)].direction;
    if (static_cast<Index>(direction.size()) != m) return {};
    for (Index j = 0; j < m; ++j) {
      const std::optional<double>& x = direction[static_cast<std::size_t>(j)].nearest;
      if (!x) return {};
      rows(i, j) = *x;
    }
  }
  return rows;
}

Eigen::VectorXd nearest_variances(const std::vector<PrincipalComponent>& components) {
  Eigen::VectorXd result(static_cast<Index>(components.size()));
  for (Index i = 0; i < result.size(); ++i) {
    const std::optional<Rounded>& variance = components[static_cast<std::size_t>(i)].variance;
    if (!variance || !variance->nearest || !std::isfinite(*variance->nearest)) return {};
    result(i) = *variance->nearest;
  }
  return result;
}

report::Hypothesis gap_hypothesis(Index k, const PrincipalComponents& components) {
  report::Hypothesis result{.text = fmt::format("s_{} > s_{}", k, k + 1)};
  const PrincipalSpace& last = components.spaces.back();
  if (components.gap) {
    result.verdict = claims::Verdict::enclosed;
    result.margin = "gap " + numeric::print_truncated(*components.gap, 4);
  } else if (last.is_equal && last.first + last.size > k) {
    result.verdict = claims::Verdict::refuted;
    result.margin = "they are equal";
  }
  return result;
}

}  // namespace

std::optional<long> divisor_of(const Instance& instance, Divisor divisor) {
  const std::optional<long>& n = instance.setting().samples;
  if (!n || divisor == Divisor::samples) return n;
  if (*n < 2) throw DataError(fmt::format("--divisor n-1: n = {} samples, expected at least 2", *n));
  return *n - 1;
}

report::Preamble pca_preamble(const Instance& instance, const PrincipalComponents* components, const Effort& effort) {
  report::Preamble preamble{.versions = versions(), .max_digits = effort.max_digits, .instance = describe(instance)};
  preamble.instance.lambda.clear();
  preamble.instance.has_penalty = false;
  if (components == nullptr) return preamble;
  for (const PrincipalComponent& one : components->components) {
    preamble.spectrum.push_back(enclosed(one.eigenvalue.enclosure, effort.digits));
  }
  const auto k = static_cast<Index>(components->components.size());
  preamble.spectrum_note =
      k == instance.m() ? "enclosed" : fmt::format("the first {} of {}, enclosed", k, instance.m());
  if (k < instance.m()) preamble.hypotheses.push_back(gap_hypothesis(k, *components));
  return preamble;
}

Pca pca(const Instance& instance, const PcaOptions& options) {
  const numeric::StopScope scope(options.map.stop, "the principal components were enclosed");
  const long digits = options.effort.digits;
  Pca report{.centering = describe_centering(instance.setting()),
             .divisor = options.divisor == Divisor::samples ? "n" : "n-1"};
  const Outcome<PrincipalComponents> all = decide_components(
      instance, {.effort = options.effort, .divisor = divisor_of(instance, options.divisor), .map = options.map});
  report.preamble = pca_preamble(instance, all ? &*all : nullptr, options.effort);
  if (!all) {
    report.undecided.push_back(all.reason().text);
    return report;
  }
  for (const PrincipalComponent& one : all->components) {
    report.components.push_back(told(one, all->spaces[static_cast<std::size_t>(one.space)], digits));
  }
  for (const PrincipalSpace& space : all->spaces) {
    if (space.size > 1) report.spaces.push_back(told(space, digits));
  }
  if (instance.k() > instance.m()) {
    report.notes.push_back(fmt::format("k = {}, and there are m = {} components", instance.k(), instance.m()));
  }
  if (!instance.setting().samples) {
    report.notes.emplace_back("no explained variances: the number n of samples is not known (--samples)");
  }
  report.undecided = all->open;
  for (std::string& text : beyond_double(all->components)) report.undecided.push_back(std::move(text));
  report.directions = nearest_directions(all->components, instance.m());
  report.variances = nearest_variances(all->components);
  return report;
}

}  // namespace laecert::studies
