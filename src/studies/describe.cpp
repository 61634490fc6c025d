#include <arb.h>
#include <flint/flint.h>
#include <fmt/format.h>

#include <Eigen/Core>
#include <boost/version.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include "checks/lae/findings.hpp"
#include "instances/digest.hpp"
#include "instances/number.hpp"
#include "numeric/decimal.hpp"
#include "numeric/version.hpp"
#include "studies/describe.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::studies {
namespace {

numeric::Decimal predicted_value(const LaeContext& context, const theory::Manifold& manifold) {
  const long digits = context.effort.digits;
  const std::optional<Rational> exact = context.theory.exact_value(context.loss, manifold, *context.spectrum);
  if (exact) return numeric::print_decimal(*exact, digits);
  return numeric::print_decimal(context.theory.value(context.loss, manifold, *context.spectrum), digits);
}

}  // namespace

std::vector<std::vector<std::string>> print_rows(const Matrix<Ball>& a, long digits) {
  std::vector<std::vector<std::string>> rows;
  for (Index i = 0; i < a.rows(); ++i) {
    std::vector<std::string> row;
    for (Index j = 0; j < a.cols(); ++j) row.push_back(numeric::print_decimal(a(i, j), digits).value);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string rows_radius(const std::vector<const Matrix<Ball>*>& matrices, long digits) {
  Rational sum = 0;
  for (const Matrix<Ball>* a : matrices) {
    for (const Ball& entry : a->reshaped()) {
      const Rational radius = instances::parse_rational(numeric::print_decimal(entry, digits).radius).value();
      sum += radius * radius;
    }
  }
  return print_radius(sqrt(Ball(sum, Precision{64})));
}

std::string print_radius(const Ball& upper) { return numeric::print_above(upper, 2); }

report::Preamble preamble_of(const problem::Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                             const Effort& effort) {
  report::Preamble preamble{.versions = versions(),
                            .max_digits = std::to_string(effort.max_digits),
                            .instance = describe(instance)};
  if (!spectrum) return preamble;
  preamble.spectrum = describe(*spectrum, effort.digits);
  preamble.spectrum_note = spectrum_note(*spectrum, effort.digits);
  preamble.q = spectrum->q;
  return preamble;
}

report::Preamble preamble_of(const LaeContext& context) {
  const Outcome<theory::Spectrum> undecided = Reason{"not decided"};
  report::Preamble preamble = preamble_of(
      context.instance, context.spectrum ? Outcome<theory::Spectrum>(*context.spectrum) : undecided, context.effort);
  add_hypotheses(preamble.hypotheses, context);
  return preamble;
}

report::Versions versions() {
  report::Versions all{{"laecert", version},
                       {"Boost", fmt::format("{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000)},
                       {"FLINT", flint_version}};
#if __FLINT_RELEASE < 30000
  all.emplace_back("Arb", arb_version);
#endif
  all.emplace_back("Eigen", fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION));
  return all;
}

report::InstanceInfo describe(const problem::Instance& instance) {
  const problem::Setting& setting = instance.setting();
  report::InstanceInfo info{.name = setting.name,
                            .m = instance.m(),
                            .n = setting.samples,
                            .k = instance.k(),
                            .lambda = numeric::print_exact(instance.lambda()),
                            .centered = setting.centered,
                            .sha256 = instances::gram_digest(instance)};
  info.notes = setting.notes;
  return info;
}

report::Manifold describe(const LaeContext& context, const theory::Manifold& manifold) {
  const numeric::Decimal predicted = predicted_value(context, manifold);
  report::Manifold row{.loss = theory::to_string(context.loss),
                       .index_set = {manifold.index_set.begin(), manifold.index_set.end()},
                       .rank = manifold.rank,
                       .dimension = manifold.dimension,
                       .predicted = {.index = manifold.index,
                                     .nullity = manifold.nullity,
                                     .value = predicted.value,
                                     .radius = predicted.radius}};
  if (manifold.rank_vector) row.rank_vector.emplace(manifold.rank_vector->begin(), manifold.rank_vector->end());
  return row;
}

void add_certified(report::Manifold& row, const certify::CertifiedPoint& certified, long digits) {
  row.point = row.inertia = proof_verdict(certified);
  row.index = certified.inertia.negative;
  row.nullity = certified.inertia.zero;
  const numeric::Decimal value = certified.exact_value ? numeric::print_decimal(*certified.exact_value, digits)
                                                       : numeric::print_decimal(certified.value, digits);
  row.value = value.value;
  row.radius = value.radius;
}

report::Manifold describe(const LaeContext& context, const ManifoldRecord& record) {
  report::Manifold row = describe(context, record.manifold);
  if (record.certified) add_certified(row, *record.certified, context.effort.digits);
  return row;
}

std::vector<report::Enclosed> describe(const theory::Spectrum& spectrum, long digits) {
  std::vector<report::Enclosed> values;
  values.reserve(spectrum.values.size());
  for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
    const numeric::Decimal value = spectrum.exact
                                       ? numeric::print_decimal(spectrum.exact->s(static_cast<Index>(i)), digits)
                                       : numeric::print_decimal(spectrum.values[i], digits);
    values.push_back({value.value, value.radius});
  }
  return values;
}

std::string spectrum_note(const theory::Spectrum& spectrum, long digits) {
  return spectrum.exact ? "exact" : fmt::format("enclosed, radius < 1e-{}", digits + 10);
}

void add_hypotheses(std::vector<report::Hypothesis>& all, const LaeContext& context) {
  for (const Hypothesis& one : context.hypotheses) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const auto& other) { return other.text == one.text; });
    if (!known) all.push_back({one.text, one.verdict, one.margin});
  }
}

report::Counts describe_counts(const LaeContext& context) {
  report::Counts counts{.loss = theory::to_string(context.loss), .total = context.manifold_count.str()};
  for (const std::vector<Integer>& row : theory::predict_counts(context.profile)) {
    std::vector<std::string>& texts = counts.by_rank_and_index.emplace_back();
    texts.reserve(row.size());
    for (const Integer& count : row) texts.push_back(count.str());
  }
  return counts;
}

}  // namespace laecert::studies
