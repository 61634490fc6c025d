#include "numeric/running.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "numeric/exact_linear_algebra.hpp"
#include "numeric/inertia.hpp"
#include "numeric/product.hpp"
#include "numeric/random.hpp"

namespace laecert::numeric {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

// How long a thread of this process was ready to run while others had the processor.
double queued_seconds(pid_t thread) {
  std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/schedstat");
  double running = 0;
  double queued = 0;
  file >> running >> queued;
  return 1e-9 * queued;
}

// A stop that comes so soon, for the thread that makes it.
class StopAfter {
 public:
  explicit StopAfter(std::chrono::milliseconds delay)
      : stopped_(gettid()), thread_([this, delay] {
          std::this_thread::sleep_for(delay);
          asked_ = Clock::now();
          queued_ = queued_seconds(stopped_);
          source_.request_stop();
        }) {}
  ~StopAfter() { thread_.join(); }
  StopAfter(const StopAfter&) = delete;
  StopAfter& operator=(const StopAfter&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  /// Seconds since the stop was asked for, without those in which others kept the processor busy.
  [[nodiscard]] double lateness() const {
    return Seconds(Clock::now() - asked_).count() - (queued_seconds(stopped_) - queued_);
  }

 private:
  std::stop_source source_;
  pid_t stopped_;
  Clock::time_point asked_;
  double queued_ = 0;
  std::thread thread_;
};

template <class F>
double lateness_of(const F& work) {
  const StopAfter stop(std::chrono::milliseconds(50));
  const StopScope scope(stop.token(), "it was tried");
  EXPECT_THROW(while (true) work(), Stopped);
  return stop.lateness();
}

// A second is what is allowed; as much again for what the machine does beside.
template <class F>
void expect_heard_within_a_second(const char* what, const F& work) {
  EXPECT_LT(lateness_of(work), 2) << what;
}

Matrix<Rational> random_symmetric(Index n, unsigned bits) {
  SplitMix64 random(7);
  Matrix<Rational> a(n, n);
  for (Index j = 0; j < n; ++j) {
    for (Index i = j; i < n; ++i) {
      Integer entry = 0;
      for (unsigned have = 0; have < bits; have += 64) entry = (entry << 64) + random.next();
      a(i, j) = a(j, i) = Rational(entry);
    }
  }
  return a;
}

TEST(StopScope, NothingStopsWithoutOne) {
  EXPECT_NO_THROW(require_running());
  EXPECT_FALSE(current_stop().stop_possible());
}

TEST(StopScope, TellsWhatWasStopped) {
  std::stop_source source;
  source.request_stop();
  const StopScope scope(source.get_token(), "the spectrum was enclosed");

  try {
    require_running();
    ADD_FAILURE() << "it runs on";
  } catch (const Stopped& stopped) {
    EXPECT_STREQ(stopped.what(), "stopped while the spectrum was enclosed");
  }
}

TEST(StopScope, TheInnermostCounts) {
  std::stop_source source;
  source.request_stop();
  const StopScope outer(source.get_token(), "it was tried");
  {
    const StopScope inner({}, "it was told");
    EXPECT_NO_THROW(require_running());
  }
  EXPECT_THROW(require_running(), Stopped);
}

TEST(StopScope, IsThatOfItsThreadAlone) {
  std::stop_source source;
  source.request_stop();
  const StopScope scope(source.get_token(), "it was tried");
  bool runs = false;
  std::thread([&] {
    require_running();
    runs = true;
  }).join();

  EXPECT_TRUE(runs);
}

TEST(StopScope, IsLookedAtOnceInAWhile) {
  std::stop_source source;
  source.request_stop();
  const StopScope scope(source.get_token(), "it was tried");

  EXPECT_THROW(require_running_after(1L << 40), Stopped);
  EXPECT_THROW(for (int i = 0; i < 1000000; ++i) require_running_after(1), Stopped);
}

TEST(Abandonable, IsThePlainCallWithoutAScope) {
  const std::thread::id here = std::this_thread::get_id();

  EXPECT_EQ(abandonable([] { return std::this_thread::get_id(); }), here);
}

TEST(Abandonable, ReturnsWhatTheCallReturnsAndThrowsWhatItThrows) {
  std::stop_source source;
  const StopScope scope(source.get_token(), "it was tried");

  EXPECT_EQ(abandonable([] { return std::vector<int>{3, 1, 2}; }), (std::vector<int>{3, 1, 2}));
  EXPECT_THROW((void)abandonable([]() -> int { throw std::out_of_range("no"); }), std::out_of_range);
}

TEST(Abandonable, IsLeftSoonAfterAStop) {
  const auto ended = std::make_shared<std::atomic<bool>>(false);
  expect_heard_within_a_second("a call", [&] {
    (void)abandonable([ended] {
      while (!ended->load()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return 0;
    });
  });
  EXPECT_TRUE(has_abandoned_calls());
  ended->store(true);
  while (has_abandoned_calls()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

// What one call of a library or one loop of ours would take minutes for.
void expect_long_computations_to_hear_a_stop() {
  const Matrix<Rational> wide = random_symmetric(120, 2000);
  const Matrix<Rational> long_numbers = random_symmetric(4, 800000);
  const Eigen::MatrixXd large = Eigen::MatrixXd::Random(1400, 1400);
  const Matrix<Ball> balls = lift_matrix<Ball>(random_symmetric(160, 64), Precision{4000});
  const Eigen::MatrixXd upright = Eigen::MatrixXd::Random(1400, 300);

  expect_heard_within_a_second("characteristic_polynomial", [&] { (void)characteristic_polynomial(wide); });
  expect_heard_within_a_second("exact_rank", [&] { (void)exact_rank(wide); });
  expect_heard_within_a_second("exact_determinant", [&] { (void)exact_determinant(wide); });
  expect_heard_within_a_second("exact_inertia", [&] { (void)exact_inertia(long_numbers); });
  expect_heard_within_a_second("approx_eigenvectors", [&] { (void)approx_eigenvectors(large); });
  expect_heard_within_a_second("independent_columns", [&] { (void)independent_columns(upright, 1e-5); });
  expect_heard_within_a_second("product", [&] { (void)product(balls, balls); });
  expect_heard_within_a_second("prove_bordered_inertia",
                               [&] { (void)prove_bordered_inertia(balls, Matrix<Ball>(160, 0)); });
  expect_heard_within_a_second("enclose_product", [&] { (void)enclose_product(to_midrad(large), to_midrad(large)); });
}

// In a process of its own, which ends as the program does where calls were abandoned.
TEST(LongComputationsDeathTest, HearAStopWithinASecond) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto end = [] {
    expect_long_computations_to_hear_a_stop();
    std::_Exit(::testing::Test::HasFailure() ? 1 : 0);
  };

  EXPECT_EXIT(end(), ::testing::ExitedWithCode(0), "");
}

TEST(LongComputations, AreTheSameWithAScope) {
  const Matrix<Rational> a = random_symmetric(12, 64);
  const Matrix<Ball> balls = lift_matrix<Ball>(random_symmetric(220, 64), Precision{128});
  const Matrix<Rational> one = exact_solve(a, a).value();
  const Eigen::MatrixXd large = Eigen::MatrixXd::Random(220, 220);
  const EigenProposal alone = approx_eigenvectors(large);
  const Outcome<BorderedProof> proof = prove_bordered_inertia(balls, Matrix<Ball>(220, 0));

  std::stop_source source;
  const StopScope scope(source.get_token(), "it was tried");

  EXPECT_EQ(exact_solve(a, a).value(), one);
  EXPECT_EQ(approx_eigenvectors(large).vectors, alone.vectors);
  const Outcome<BorderedProof> again = prove_bordered_inertia(balls, Matrix<Ball>(220, 0));
  ASSERT_EQ(again.decided(), proof.decided());
  if (proof) {
    EXPECT_EQ(again->gap.exact_midpoint(), proof->gap.exact_midpoint());
  }
}

}  // namespace
}  // namespace laecert::numeric
