#include "checks/training/sample_source.hpp"

#include <numeric>
#include <utility>
#include <vector>

namespace laecert::checks {
namespace {

using propose::Index;

constexpr Index most_in_memory = Index{1} << 25;  // doubles

class OutOfMemory final : public propose::SampleSource {
 public:
  explicit OutOfMemory(std::unique_ptr<const instances::SampleRows> rows) : rows_(std::move(rows)) {}
  [[nodiscard]] Index count() const override { return rows_->count(); }
  [[nodiscard]] Index dimension() const override { return rows_->dimension(); }
  void read(std::span<const Index> rows, Eigen::MatrixXd& batch) const override { rows_->read(rows, batch); }

 private:
  std::unique_ptr<const instances::SampleRows> rows_;
};

}  // namespace

std::unique_ptr<const propose::SampleSource> make_sample_source(std::unique_ptr<const instances::SampleRows> rows) {
  if (rows->count() > most_in_memory / rows->dimension()) return std::make_unique<OutOfMemory>(std::move(rows));
  std::vector<Index> all(static_cast<std::size_t>(rows->count()));
  std::iota(all.begin(), all.end(), Index{0});
  Eigen::MatrixXd data;
  rows->read(all, data);
  return std::make_unique<propose::SamplesInMemory>(std::move(data));
}

}  // namespace laecert::checks
