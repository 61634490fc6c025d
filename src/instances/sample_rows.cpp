#include "instances/sample_rows.hpp"

#include <utility>

#include "instances/gram.hpp"
#include "numeric/rational.hpp"

namespace laecert::instances {
namespace {

Eigen::VectorXd approx_mean(const SampleBlocks& samples) {
  const Vector<Rational> mean = exact_mean(samples);
  Eigen::VectorXd result(mean.size());
  for (Index j = 0; j < mean.size(); ++j) result(j) = numeric::approx_double(mean(j));
  return result;
}

}  // namespace

SampleRows::SampleRows(std::unique_ptr<const SampleBlocks> samples, bool center)
    : samples_(std::move(samples)),
      mean_(center ? approx_mean(*samples_) : Eigen::VectorXd::Zero(samples_->dimension())) {}

void SampleRows::read(std::span<const Index> rows, Eigen::MatrixXd& batch) const {
  batch = samples_->approx_columns(rows);
  batch.colwise() -= mean_;
}

}  // namespace laecert::instances
