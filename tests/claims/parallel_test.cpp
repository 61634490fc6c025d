#include "claims/parallel.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cfenv>
#include <stdexcept>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::claims {
namespace {

// Uneven work, so that tasks end out of order.
std::string slow_text(std::size_t i) {
  std::string text = std::to_string(i);
  for (std::size_t step = 0; step < (i * 7919) % 400; ++step) text = std::to_string(std::hash<std::string>{}(text));
  return text;
}

// Rounds upward on this thread until it goes out of scope.
class RoundUpward {
 public:
  RoundUpward() { std::fesetround(FE_UPWARD); }
  ~RoundUpward() { std::fesetround(FE_TONEAREST); }
  RoundUpward(const RoundUpward&) = delete;
  RoundUpward& operator=(const RoundUpward&) = delete;
};

TEST(ParallelMap, IsTheSameForAnyNumberOfJobs) {
  const std::vector<std::optional<std::string>> alone = parallel_map(150, 1, slow_text);
  for (std::size_t i = 0; i < alone.size(); ++i) ASSERT_EQ(alone[i], slow_text(i));

  for (int jobs = 2; jobs <= 8; ++jobs) EXPECT_EQ(parallel_map(150, jobs, slow_text), alone) << jobs << " jobs";
}

TEST(ParallelMap, OfNothingIsEmpty) { EXPECT_TRUE(parallel_map(0, 4, slow_text).empty()); }

TEST(ParallelMap, NeedsAJob) {
  EXPECT_THROW(static_cast<void>(parallel_map(3, 0, slow_text)), PreconditionError);
  EXPECT_THROW(static_cast<void>(parallel_map(3, -1, slow_text)), PreconditionError);
}

TEST(ParallelMap, ThrowsTheErrorOfTheLeastIndexForAnyNumberOfJobs) {
  const auto fails = [](std::size_t i) -> int {
    if (i % 10 == 7) throw std::runtime_error("task " + std::to_string(i));
    return static_cast<int>(i);
  };

  for (int jobs = 1; jobs <= 8; ++jobs) {
    try {
      static_cast<void>(parallel_map(100, jobs, fails));
      ADD_FAILURE() << "no exception with " << jobs << " jobs";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "task 7") << jobs << " jobs";
    }
  }
}

TEST(ParallelMap, ProgressCountsUpByOne) {
  for (int jobs = 1; jobs <= 4; ++jobs) {
    std::vector<std::size_t> seen;
    const MapOptions options{.progress = [&seen](std::size_t done, std::size_t total) {
      EXPECT_EQ(total, 60U);
      seen.push_back(done);
    }};

    static_cast<void>(parallel_map(60, jobs, slow_text, options));

    ASSERT_EQ(seen.size(), 60U);
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i + 1);
  }
}

TEST(ParallelMap, AStopLeavesTheRestEmpty) {
  std::stop_source source;
  const MapOptions options{.progress =
                               [&source](std::size_t done, std::size_t) {
                                 if (done == 5) source.request_stop();
                               },
                           .stop = source.get_token()};

  const std::vector<std::optional<std::string>> results = parallel_map(40, 1, slow_text, options);

  std::size_t present = 0;
  for (const std::optional<std::string>& result : results) present += result.has_value() ? 1U : 0U;
  EXPECT_EQ(results.size(), 40U);
  EXPECT_EQ(present, 5U);
}

TEST(ParallelMap, ATaskThatIsStoppedIsLeftOut) {
  for (int jobs = 1; jobs <= 4; ++jobs) {
    std::stop_source source;
    std::array<std::atomic<bool>, 40> late{};
    const auto computes = [&](std::size_t i) {
      if (i == 3) source.request_stop();
      late.at(i) = source.stop_requested();
      numeric::require_running();
      return i;
    };

    const auto results = parallel_map(late.size(), jobs, computes, {.stop = source.get_token()});

    EXPECT_TRUE(late[3]);
    for (std::size_t i = 0; i < late.size(); ++i) {
      EXPECT_FALSE(late.at(i) && results[i].has_value()) << i << " of " << jobs << " jobs";
    }
    if (jobs == 1) {
      EXPECT_EQ(results[2], std::optional<std::size_t>(2));
      EXPECT_FALSE(results[39].has_value());
    }
  }
}

TEST(ParallelMap, HearsTheStopOfTheScopeThatItIsCalledIn) {
  std::stop_source source;
  source.request_stop();
  const numeric::StopScope scope(source.get_token(), "it was tried");

  EXPECT_FALSE(parallel_map(2, 2, slow_text).front().has_value());
}

TEST(ParallelMap, RunsInsideItself) {
  const auto outer = [](std::size_t i) { return *parallel_map(i + 1, 2, slow_text).back(); };

  EXPECT_EQ(parallel_map(20, 2, outer), parallel_map(20, 1, slow_text));
}

TEST(ParallelMap, RefusesAThreadThatRoundsUpward) {
  const RoundUpward upward;

  EXPECT_THROW(static_cast<void>(parallel_map(3, 1, slow_text)), FloatingPointError);
}

}  // namespace
}  // namespace laecert::claims
