#include "instances/sample_rows.hpp"

#include <utility>

#include "instances/columns.hpp"
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

Eigen::VectorXd approx_factors(const std::vector<Rational>& factors, Index m) {
  Eigen::VectorXd result = Eigen::VectorXd::Ones(m);
  for (std::size_t j = 0; j < factors.size(); ++j) {
    result(static_cast<Index>(j)) = numeric::approx_double(factors[j]);
  }
  return result;
}

}  // namespace

SampleRows::SampleRows(std::unique_ptr<const SampleBlocks> samples, bool center, const std::vector<Rational>& factors,
                       Index most_kept)
    : samples_(std::move(samples)),
      mean_(center ? approx_mean(*samples_) : Eigen::VectorXd::Zero(samples_->dimension())),
      factors_(approx_factors(factors, samples_->dimension())),
      kept_(count() <= most_kept / dimension() ? samples_->approx_columns(index_range(0, count()))
                                               : Eigen::MatrixXd()) {}

void SampleRows::read(std::span<const Index> rows, Eigen::MatrixXd& batch) const {
  if (kept_.size() == 0) {
    batch = samples_->approx_columns(rows);
  } else {
    batch.resize(dimension(), std::ssize(rows));
    for (Index i = 0; i < batch.cols(); ++i) batch.col(i) = kept_.col(rows[static_cast<std::size_t>(i)]);
  }
  batch.colwise() -= mean_;
  batch.array().colwise() *= factors_.array();
}

}  // namespace laecert::instances
