#include "instances/npy_samples.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "instances/errors.hpp"

namespace laecert::instances {
namespace {

std::int64_t lowest_place(const Dyadic& number) { return number.exponent; }
std::int64_t end_place(const Dyadic& number) {
  return number.exponent + static_cast<std::int64_t>(std::bit_width(number.digits));
}

/// What one variable's numbers have in common: those looked at are multiples of 2^lowest and less than 2^end.
class VariableSurvey {
 public:
  void look_at(const Dyadic& number) {
    if (is_first_) first_ = number;
    is_constant_ = is_constant_ && number == first_;
    is_first_ = false;
    if (number.digits == 0) return;
    lowest_ = is_zero_ ? lowest_place(number) : std::min(lowest_, lowest_place(number));
    end_ = is_zero_ ? end_place(number) : std::max(end_, end_place(number));
    is_zero_ = false;
  }

  [[nodiscard]] bool is_constant() const { return is_constant_; }
  [[nodiscard]] VariableScale scale() const { return {lowest_, static_cast<std::uint64_t>(end_ - lowest_)}; }

 private:
  Dyadic first_;
  bool is_first_ = true;
  bool is_constant_ = true;
  bool is_zero_ = true;
  std::int64_t lowest_ = 0;
  std::int64_t end_ = 0;
};

std::vector<VariableSurvey> look_through(const NpySelection& selection, const std::stop_token& stop) {
  constexpr Index block_numbers = Index{1} << 19;
  const Index length = std::max<Index>(1, block_numbers / selection.dimension());
  std::vector<VariableSurvey> variables(static_cast<std::size_t>(selection.dimension()));
  for (Index first = 0; first < selection.count(); first += length) {
    require_running(stop, selection.name());
    const std::vector<Index> samples = index_range(first, std::min(length, selection.count() - first));
    const NumberBlock numbers = selection.block(samples);
    for (Index i = 0; i < std::ssize(samples); ++i) {
      for (Index j = 0; j < selection.dimension(); ++j) variables[static_cast<std::size_t>(j)].look_at(numbers(i, j));
    }
  }
  return variables;
}

double approx_double(const Dyadic& number) {
  const double modulus = std::ldexp(static_cast<double>(number.digits), number.exponent);
  return number.negative ? -modulus : modulus;
}

}  // namespace

struct NpySamples::Survey {
  NpySelection selection;
  SampleLayout layout;
};

NpySamples::Survey NpySamples::survey_of(NpySelection selection, const TableOptions& options) {
  const bool drop_constants = options.drop_constant_columns;
  const std::vector<VariableSurvey> variables = look_through(selection, options.stop);
  SampleLayout layout{.count = selection.count()};
  std::vector<bool> left_out(variables.size(), false);
  for (std::size_t j = 0; j < variables.size(); ++j) {
    left_out[j] = drop_constants && variables[j].is_constant();
    if (!left_out[j]) layout.scales.push_back(variables[j].scale());
  }
  if (drop_constants) layout.dropped = selection.drop(left_out);
  return {std::move(selection), std::move(layout)};
}

NpySamples::NpySamples(Survey survey)
    : SampleBlocks(std::move(survey.layout)), selection_(std::move(survey.selection)) {}

NpySamples::NpySamples(std::shared_ptr<const ByteSource> bytes, const std::string& name, const TableOptions& options)
    : NpySamples(survey_of(NpySelection(NpyArray(std::move(bytes), name), options), options)) {}

BinaryPlanes NpySamples::block(Index first, Index count) const {
  BinaryPlanes planes(count, dimension(), widest());
  const NumberBlock numbers = selection_.block(index_range(first, count));
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < dimension(); ++j) {
      const Dyadic& number = numbers(i, j);
      const VariableScale& scale = layout().scales[static_cast<std::size_t>(j)];
      if (number.digits == 0) continue;
      if (lowest_place(number) < scale.shift ||
          end_place(number) > scale.shift + static_cast<std::int64_t>(scale.bits)) {
        throw DataError(selection_.name() + ": changed while it was read");
      }
      planes.set(i, j, number.negative, {&number.digits, 1}, static_cast<std::uint64_t>(number.exponent - scale.shift));
    }
  }
  return planes;
}

Eigen::MatrixXd NpySamples::approx_columns(std::span<const Index> rows) const {
  const NumberBlock numbers = selection_.block(rows);
  Eigen::MatrixXd result(dimension(), std::ssize(rows));
  for (Index i = 0; i < result.cols(); ++i) {
    for (Index j = 0; j < result.rows(); ++j) result(j, i) = approx_double(numbers(i, j));
  }
  return result;
}

}  // namespace laecert::instances
