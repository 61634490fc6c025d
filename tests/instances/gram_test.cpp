#include "instances/gram.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "instances/csv.hpp"
#include "instances/errors.hpp"
#include "instances/from_table.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "problem/instance.hpp"

namespace laecert::instances {
namespace {

using numeric::SplitMix64;
using problem::Instance;

const std::filesystem::path data_folder = LAECERT_DATA_DIR;

/// The reference: the definition, summed in rationals, of samples less their mean where `center`.
Matrix<Rational> naive_gram(const Matrix<Rational>& samples, bool center) {
  Matrix<Rational> S = Matrix<Rational>::Zero(samples.cols(), samples.cols());
  for (Index a = 0; a < samples.cols(); ++a) {
    for (Index b = 0; b < samples.cols(); ++b) {
      Rational mean_a = 0;
      Rational mean_b = 0;
      for (Index i = 0; center && i < samples.rows(); ++i) {
        mean_a += samples(i, a) / samples.rows();
        mean_b += samples(i, b) / samples.rows();
      }
      for (Index i = 0; i < samples.rows(); ++i) S(a, b) += (samples(i, a) - mean_a) * (samples(i, b) - mean_b);
    }
  }
  return S;
}

std::string random_csv(SplitMix64& engine, Index n, Index m) {
  std::string text;
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < m; ++j) {
      const std::string digits = std::to_string(engine.between(-100'000, 100'000));
      const std::string tail = engine.coin() ? "e-" + std::to_string(engine.below(30)) : "/7";
      text += (j == 0 ? "" : ",") + digits + tail;
    }
    text += '\n';
  }
  return text;
}

Rational trace(const Matrix<Rational>& S) {
  Rational sum = 0;
  for (Index i = 0; i < S.rows(); ++i) sum += S(i, i);
  return sum;
}

TEST(GramMatrix, IsTheOneWorkedByHand) {
  // Samples (1, 1/2) and (3, 0): S = [[10, 1/2], [1/2, 1/4]]; less the mean (2, 1/4): [[2, -1/2], [-1/2, 1/8]].
  const Table table = parse_csv("1,0.5\n3,0\n", "data.csv");
  Matrix<Rational> plain(2, 2);
  plain << Rational(10), Rational(1) / 2, Rational(1) / 2, Rational(1) / 4;
  Matrix<Rational> centered(2, 2);
  centered << Rational(2), Rational(-1) / 2, Rational(-1) / 2, Rational(1) / 8;

  EXPECT_EQ(exact_gram(table.samples), plain);
  EXPECT_EQ(exact_centered_gram(table.samples), centered);
}

TEST(GramMatrix, AgreesWithTheDefinitionOnRandomSamples) {
  constexpr std::uint64_t seed = 7;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);

  for (Index m = 1; m <= 5; ++m) {
    for (Index n = 1; n <= 7; n += 2) {
      const Table table = parse_csv(random_csv(engine, n, m), "random.csv");
      const Matrix<Rational> samples = table.samples.to_rational();

      EXPECT_EQ(exact_gram(table.samples), naive_gram(samples, false)) << n << " x " << m;
      EXPECT_EQ(exact_centered_gram(table.samples), naive_gram(samples, true)) << n << " x " << m;
    }
  }
}

TEST(GramMatrix, OfOneCenteredSampleIsZero) {
  const Table table = parse_csv("1,2,3\n", "data.csv");

  EXPECT_EQ(exact_centered_gram(table.samples), Matrix<Rational>(Matrix<Rational>::Zero(3, 3)));
}

TEST(GramMatrix, RefusesAnEmptyTable) {
  EXPECT_THROW(exact_gram(ScaledMatrix(0, 3, Integer(1))), PreconditionError);
  EXPECT_THROW(exact_centered_gram(ScaledMatrix(3, 0, Integer(1))), PreconditionError);
  EXPECT_THROW(ScaledMatrix(1, 1, Integer(0)), PreconditionError);
}

TEST(ScaledMatrix, CopiesAndMovesItsNumbers) {
  ScaledMatrix original(1, 2, Integer(4));
  original.set_numerator(0, 1, Integer(6));
  ScaledMatrix copy = original;
  copy.set_numerator(0, 1, Integer(1));
  const ScaledMatrix moved = std::move(copy);
  copy = original;

  EXPECT_EQ(original(0, 1), Rational(3) / 2);
  EXPECT_EQ(moved(0, 1), Rational(1) / 4);
  EXPECT_EQ(copy(0, 1), Rational(3) / 2);
}

TEST(FromCsv, ReadsIrisExactly) {
  const Instance iris = Instance::from_csv(data_folder / "iris.csv", {.name = {}, .k = 2, .lambda = 10});

  EXPECT_EQ(iris.m(), 4);
  EXPECT_EQ(trace(iris.gram()), Rational(953929) / 100);
  EXPECT_EQ(iris.setting().samples, 150);
  EXPECT_EQ(iris.setting().name, "iris.csv");
  EXPECT_FALSE(iris.setting().centered);
}

TEST(FromCsv, CentersExactly) {
  const Instance centered = Instance::from_csv(data_folder / "iris.csv", {.name = {}, .k = 2, .lambda = 10}, true);
  const Table table = read_csv(data_folder / "iris.csv");

  EXPECT_TRUE(centered.setting().centered);
  EXPECT_EQ(centered.gram(), naive_gram(table.samples.to_rational(), true));
}

TEST(FromCsv, ReadsDigitsAsTheDefinitionSays) {
  const Instance digits = Instance::from_csv(data_folder / "digits.csv", {.name = {}, .k = 3, .lambda = 1000});
  const Table some = read_csv(data_folder / "digits.csv", {.columns = {"3", "20-22", "60"}});
  const std::vector<Index> chosen = {2, 19, 20, 21, 59};

  EXPECT_EQ(digits.m(), 64);
  EXPECT_EQ(digits.setting().samples, 1797);
  EXPECT_EQ(Matrix<Rational>(digits.gram()(chosen, chosen)), naive_gram(some.samples.to_rational(), false));
}

TEST(FromCsv, AgreesWithTheRoadThroughTables) {
  const Instance direct = Instance::from_csv(data_folder / "digits.csv", {.name = {}, .k = 3, .lambda = 1000}, true);
  const Instance by_table =
      instance_from_table(read_csv(data_folder / "digits.csv"), {.name = {}, .k = 3, .lambda = 1000}, true);

  EXPECT_EQ(direct.gram(), by_table.gram());
  EXPECT_EQ(by_table.setting().samples, 1797);
  EXPECT_TRUE(by_table.setting().centered);
}

TEST(FromCsv, NamesWhatIsWrong) {
  EXPECT_THROW(Instance::from_csv(data_folder / "iris.csv", {.name = {}, .k = 0, .lambda = 10}), UsageError);
  EXPECT_THROW(Instance::from_csv(data_folder / "iris.csv", {.name = {}, .k = 1, .lambda = -1}), UsageError);
  EXPECT_THROW(Instance::from_csv(data_folder / "absent.csv", {}), MissingFileError);
}

TEST(Digits, HasThreeConstantZeroColumns) {
  const Table table = read_csv(data_folder / "digits.csv", {.drop_constant_columns = true});

  EXPECT_EQ(table.dropped, (std::vector<std::string>{"column 1", "column 33", "column 40"}));
  EXPECT_EQ(table.samples.cols(), 61);
}

// Measured near 0.01 s; the bound leaves room for sanitizers and busy machines.
TEST(Digits, IsReadWithoutANoticeableWait) {
  const auto start = std::chrono::steady_clock::now();
  const Instance digits = Instance::from_csv(data_folder / "digits.csv", {.name = {}, .k = 3, .lambda = 1000});
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;

  RecordProperty("milliseconds", static_cast<int>(1000 * elapsed.count()));
  EXPECT_EQ(digits.m(), 64);
  EXPECT_LT(elapsed.count(), 4.0);
}

}  // namespace
}  // namespace laecert::instances
