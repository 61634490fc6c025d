#include "instances/sample_rows.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "instances/csv.hpp"
#include "instances/npy_bytes.hpp"
#include "instances/npy_samples.hpp"
#include "instances/table_samples.hpp"

namespace laecert::instances {
namespace {

/// The 3 x 2 table [[0.1, 5], [-2, 7], [4, 1e-3]] as a file.
std::string table_file(bool fortran_order) {
  constexpr double rows[3][2] = {{0.1, 5}, {-2, 7}, {4, 1e-3}};
  std::string data;
  for (std::size_t place = 0; place < 6; ++place) {
    data += double_bytes(fortran_order ? rows[place % 3][place / 3] : rows[place / 2][place % 2]);
  }
  return npy_file(npy_dict("<f8", "(3, 2)", fortran_order), data);
}

Eigen::MatrixXd batch_of(const SampleRows& samples, const std::vector<Index>& rows) {
  Eigen::MatrixXd batch;
  samples.read(rows, batch);
  return batch;
}

TEST(SampleRows, AreTheColumnsOfABatch) {
  Eigen::MatrixXd expected(2, 4);
  expected << 4, 0.1, 4, -2, 1e-3, 5, 1e-3, 7;

  for (const bool fortran_order : {false, true}) {
    const std::string file = table_file(fortran_order);
    for (const Index most_kept : {5, 6}) {
      const SampleRows samples(std::make_unique<NpySamples>(std::make_shared<MemoryBytes>(file), "x.npy"), false, {},
                               most_kept);

      EXPECT_EQ(samples.count(), 3);
      EXPECT_EQ(samples.dimension(), 2);
      EXPECT_EQ(batch_of(samples, {2, 0, 2, 1}), expected);
    }
  }
  for (const Index most_kept : {5, 6}) {
    const Table table = parse_csv("0.1,5\n-2,7\n4,1e-3\n", "x.csv");
    EXPECT_EQ(batch_of(SampleRows(std::make_unique<TableSamples>(table), false, {}, most_kept), {2, 0, 2, 1}),
              expected);
  }
}

TEST(SampleRows, AreLessTheirMeanWhenCentered) {
  // The mean is (1, 9/2).
  for (const Index most_kept : {0, 6}) {
    const Table table = parse_csv("1,5\n-2,7\n4,3/2\n", "x.csv");
    const SampleRows samples(std::make_unique<TableSamples>(table), true, {}, most_kept);

    EXPECT_EQ(batch_of(samples, {0, 1}), (Eigen::MatrixXd(2, 2) << 0, -3, 0.5, 2.5).finished());
  }
}

TEST(SampleRows, AreMultipliedByTheirFactors) {
  for (const Index most_kept : {0, 6}) {
    const Table table = parse_csv("1,5\n-2,7\n4,3/2\n", "x.csv");
    const SampleRows samples(std::make_unique<TableSamples>(table), true, {2, {1, 4}}, most_kept);

    EXPECT_EQ(batch_of(samples, {0, 1}), (Eigen::MatrixXd(2, 2) << 0, -6, 0.125, 0.625).finished());
  }
}

TEST(SampleRows, RoundLongIntegersOnce) {
  constexpr std::uint64_t above = (std::uint64_t{1} << 53) + 3;
  const std::string file = npy_file(npy_dict("<u8", "(1, 1)"), little_endian_bytes(above, 8));
  const SampleRows samples(std::make_unique<NpySamples>(std::make_shared<MemoryBytes>(file), "x.npy"));

  EXPECT_EQ(batch_of(samples, {0})(0, 0), 9007199254740996.0);
}

}  // namespace
}  // namespace laecert::instances
