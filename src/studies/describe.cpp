#include <arb.h>
#include <flint/flint.h>
#include <fmt/format.h>

#include <Eigen/Core>
#include <boost/version.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include "families/block_route.hpp"
#include "families/findings.hpp"
#include "instances/digest.hpp"
#include "instances/number.hpp"
#include "numeric/decimal.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/version.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

numeric::Decimal predicted_value(const ListedLoss& loss, const theory::Manifold& manifold) {
  const long digits = loss.list().effort.digits;
  const std::optional<Rational> exact = loss.exact_value(manifold);
  if (exact) return numeric::print_decimal(*exact, digits);
  return numeric::print_decimal(loss.value(manifold), digits);
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

std::string print_radius(const Ball& upper) { return numeric::print_above(upper, 2); }

std::string largest_radius(const Matrix<Ball>& entries, long digits) {
  Ball largest(0);
  for (const Ball& entry : entries.reshaped()) {
    const Ball radius(*instances::parse_rational(numeric::print_decimal(entry, digits).radius), Precision{64});
    if (!numeric::certainly(is_less(radius, largest))) largest = radius.upper_end();
  }
  return print_radius(largest);
}

report::Preamble preamble_of(const problem::Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                             const Effort& effort) {
  report::Preamble preamble{.versions = versions(), .max_digits = effort.max_digits, .instance = describe(instance)};
  if (!spectrum) return preamble;
  preamble.spectrum = describe(*spectrum, effort.digits);
  preamble.spectrum_note = spectrum_note(*spectrum, effort.digits);
  preamble.q = spectrum->q;
  return preamble;
}

report::Preamble preamble_of(const CertifiedList& list) {
  const Outcome<theory::Spectrum> undecided = Reason{"not decided"};
  report::Preamble preamble =
      preamble_of(list.instance, list.spectrum ? Outcome<theory::Spectrum>(*list.spectrum) : undecided, list.effort);
  add_hypotheses(preamble.hypotheses, list);
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

std::string loss_units_name(problem::LossUnits units) {
  switch (units) {
    case problem::LossUnits::mean:
      return "mean";
    case problem::LossUnits::mean_feature:
      return "mean-feature";
    case problem::LossUnits::sum:
      break;
  }
  return "sum";
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
  if (const auto& decay = setting.weight_decay) {
    info.weight_decay = {numeric::print_exact(decay->rate), loss_units_name(decay->units)};
  }
  if (const auto& standardized = setting.standardized) {
    info.standardized = {standardized->over_n_less_one ? "n-1" : "n", standardized->exact};
  }
  for (const Rational& penalty : setting.penalties) info.penalties.push_back(numeric::print_exact(penalty));
  return info;
}

std::string describe_centering(const problem::Setting& setting) {
  if (setting.standardized) return "the mean of the samples is subtracted, each variable divided by its deviation";
  if (setting.centered) return "the mean of the samples is subtracted";
  return "none: S/n as it stands is taken as the covariance of centred data";
}

report::Manifold describe(const ListedLoss& loss, const theory::Manifold& manifold) {
  const numeric::Decimal predicted = predicted_value(loss, manifold);
  report::Manifold row{
      .loss = loss.list().name,
      .index_set = {manifold.index_set.begin(), manifold.index_set.end()},
      .rank = manifold.rank,
      .dimension = manifold.dimension,
      .predicted = {
          .index = manifold.index, .nullity = manifold.nullity, .value = predicted.value, .radius = predicted.radius}};
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

report::Manifold describe(const ListedLoss& loss, const ManifoldRecord& record) {
  report::Manifold row = describe(loss, record.manifold);
  if (record.certified) add_certified(row, *record.certified, loss.list().effort.digits);
  return row;
}

report::Manifold describe_by_blocks(const ListedLoss& loss, const theory::Manifold& manifold) {
  report::Manifold row = describe(loss, manifold);
  const Outcome<numeric::Inertia> inertia = loss.list().by_blocks->blocks->inertia(manifold.index_set);
  if (!inertia) return row;
  row.point = row.inertia = block_verdict(loss.list());
  row.index = inertia->negative;
  row.nullity = inertia->zero;
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
  if (spectrum.exact) return "exact";
  // The target is relative to the largest; told without it where the enclosures are as narrow as that.
  const Ball target(numeric::rational_power_of_ten(-(digits + 10)), Precision{64});
  const bool narrow = std::all_of(spectrum.values.begin(), spectrum.values.end(), [&](const Ball& value) {
    return numeric::certainly(is_less(value.radius(), target));
  });
  return fmt::format("enclosed, radius < 1e-{}{}", digits + 10, narrow ? "" : " of the largest");
}

void add_hypotheses(std::vector<report::Hypothesis>& all, const CertifiedList& list) {
  for (const Hypothesis& one : list.hypotheses) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const auto& other) { return other.text == one.text; });
    if (!known) all.push_back({one.text, one.verdict, one.margin});
  }
}

std::vector<report::Weights> describe_weights(const ListedLoss& loss, const Vector<Ball>& point, long digits) {
  std::vector<report::Weights> weights;
  for (const NamedMatrix<Ball>& matrix : loss.matrices(point))
    weights.push_back({matrix.name, print_rows(matrix.value, digits)});
  return weights;
}

std::string weights_radius(const ListedLoss& loss, const Vector<Ball>& point, long digits) {
  Rational sum = 0;
  for (const NamedMatrix<Ball>& matrix : loss.matrices(point)) {
    for (const Ball& entry : matrix.value.reshaped()) {
      const Rational radius = *instances::parse_rational(numeric::print_decimal(entry, digits).radius);
      sum += radius * radius;
    }
  }
  return print_radius(sqrt(Ball(sum, Precision{64})));
}

report::Counts describe_counts(const ListedLoss& loss) {
  return {.loss = loss.list().name, .total = loss.list().manifold_count, .by_rank_and_index = loss.counts()};
}

}  // namespace laecert::studies
