#include "instances/table_size.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

using testing::ThrowsMessage;

constexpr std::uint64_t huge = std::numeric_limits<std::uint64_t>::max();

TEST(TableSize, AllowsNumbersUpToTheLimit) {
  EXPECT_NO_THROW(require_cells("x", 10, 10, 100));
  EXPECT_NO_THROW(require_cells("x", 0, huge, 100));
  EXPECT_NO_THROW(require_cells("x", huge, 0, 100));
  EXPECT_THROW(require_cells("x", 101, 1, 100), DataError);
  EXPECT_THROW(require_cells("x", 1, 101, 100), DataError);
}

TEST(TableSize, DoesNotOverflow) {
  // 2^32 x 2^32 and (2^64 - 1)^2 are 0 and 1 modulo 2^64.
  EXPECT_THAT([] { require_cells("x.npy", 4294967296, 4294967296, max_cells); },
              ThrowsMessage<DataError>("x.npy: 4294967296 x 4294967296 numbers, at most 100000000 are read"));
  EXPECT_THROW(require_cells("x", huge, huge, max_cells), DataError);
}

// 8 bytes for a short integer; 2^32 bytes for all.
TEST(TableSize, AllowsShortIntegersUpToTheLimitOfCells) {
  EXPECT_NO_THROW(require_memory("x", max_cells, 1, 62));
  EXPECT_NO_THROW(require_memory("x", 0, 5, huge));
}

TEST(TableSize, CountsTheWordsOfLongIntegers) {
  // 1000 bits: 8 + 48 + 16 * 8 = 184 bytes, of which 2^32 bytes hold 23342213.
  EXPECT_NO_THROW(require_memory("x", 23'342'213, 1, 1000));
  EXPECT_THAT([] { require_memory("x.csv", 23'342'214, 1, 1000); },
              ThrowsMessage<DataError>("x.csv: 23342214 x 1 numbers of up to 1000 bits over their common denominator "
                                       "take more than 4 GB"));
  EXPECT_THROW(require_memory("x", 1, 1, std::uint64_t{1} << 40), DataError);
}

}  // namespace
}  // namespace laecert::instances
