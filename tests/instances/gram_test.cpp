#include "instances/gram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "instances/csv.hpp"
#include "instances/errors.hpp"
#include "instances/from_table.hpp"
#include "instances/npy.hpp"
#include "instances/npy_bytes.hpp"
#include "instances/table_samples.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "problem/instance.hpp"

namespace laecert::instances {
namespace {

using numeric::SplitMix64;
using problem::Instance;

const std::filesystem::path tables = LAECERT_DATA_DIR;

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

  EXPECT_EQ(exact_gram(TableSamples(table)), plain);
  EXPECT_EQ(exact_centered_gram(TableSamples(table)), centered);
}

TEST(GramMatrix, AgreesWithTheDefinitionOnRandomSamples) {
  constexpr std::uint64_t seed = 7;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);

  for (Index m = 1; m <= 5; ++m) {
    for (Index n = 1; n <= 7; n += 2) {
      const Table table = parse_csv(random_csv(engine, n, m), "random.csv");
      const Matrix<Rational> samples = table.samples.to_rational();

      EXPECT_EQ(exact_gram(TableSamples(table)), naive_gram(samples, false)) << n << " x " << m;
      EXPECT_EQ(exact_centered_gram(TableSamples(table)), naive_gram(samples, true)) << n << " x " << m;
    }
  }
}

// 1e-300 next to 1e300, in one column and in two: the bits of the numerators are as many as they can be.
TEST(GramMatrix, IsExactForDoublesOfEveryScale) {
  constexpr std::uint64_t seed = 8;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);
  std::string data;
  for (int i = 0; i < 10 * 4; ++i) {
    data += double_bytes(std::ldexp(engine.real(), static_cast<int>(engine.between(-1020, 1020))));
  }
  const Table table = parse_npy(npy_file(npy_dict("<f8", "(10, 4)"), data), "random.npy");

  EXPECT_EQ(exact_gram(TableSamples(table)), naive_gram(table.samples.to_rational(), false));
  EXPECT_EQ(exact_centered_gram(TableSamples(table)), naive_gram(table.samples.to_rational(), true));
}

TEST(GramMatrix, OfColumnsWithPowersOfTwoIsTheirs) {
  const Table table = parse_csv("0,8,-3,0\n0,-16,5,4\n", "data.csv");

  EXPECT_EQ(exact_gram(TableSamples(table)), naive_gram(table.samples.to_rational(), false));
}

// More columns than are multiplied at once, and numbers of more than one plane.
TEST(GramMatrix, OfManyColumnsIsTheSumOfTheirProducts) {
  constexpr std::uint64_t seed = 9;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);
  constexpr Index columns = 270;
  std::string data;
  for (Index i = 0; i < 3 * columns; ++i)
    data += double_bytes(std::ldexp(static_cast<double>(engine.between(-9000000, 9000000)), -3));
  const Table table = parse_npy(npy_file(npy_dict("<f8", "(3, 270)"), data), "many.npy");

  EXPECT_EQ(exact_gram(TableSamples(table)), naive_gram(table.samples.to_rational(), false));
  EXPECT_EQ(exact_centered_gram(TableSamples(table)), naive_gram(table.samples.to_rational(), true));
}

TEST(GramMatrix, OfOneCenteredSampleIsZero) {
  const Table table = parse_csv("1,2,3\n", "data.csv");

  EXPECT_EQ(exact_centered_gram(TableSamples(table)), Matrix<Rational>(Matrix<Rational>::Zero(3, 3)));
}

TEST(GramMatrix, RefusesAnEmptyTable) {
  EXPECT_THROW(TableSamples({ScaledMatrix(0, 3, Integer(1))}), PreconditionError);
  EXPECT_THROW(TableSamples({ScaledMatrix(3, 0, Integer(1))}), PreconditionError);
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
  const Instance iris = instance_from_csv(tables / "iris.csv", {.name = {}, .k = 2, .lambda = 10});

  EXPECT_EQ(iris.m(), 4);
  EXPECT_EQ(trace(iris.gram()), Rational(953929) / 100);
  EXPECT_EQ(iris.setting().samples, 150);
  EXPECT_EQ(iris.setting().name, "iris.csv");
  EXPECT_FALSE(iris.setting().centered);
}

TEST(FromCsv, CentersExactly) {
  const Instance centered = instance_from_csv(tables / "iris.csv", {.name = {}, .k = 2, .lambda = 10}, true);
  const Table table = read_csv(tables / "iris.csv");

  EXPECT_TRUE(centered.setting().centered);
  EXPECT_EQ(centered.gram(), naive_gram(table.samples.to_rational(), true));
}

TEST(FromCsv, ReadsDigitsAsTheDefinitionSays) {
  const Instance digits = instance_from_csv(tables / "digits.csv", {.name = {}, .k = 3, .lambda = 1000});
  const Table some = read_csv(tables / "digits.csv", {.columns = {"3", "20-22", "60"}});
  const std::vector<Index> chosen = {2, 19, 20, 21, 59};

  EXPECT_EQ(digits.m(), 64);
  EXPECT_EQ(digits.setting().samples, 1797);
  EXPECT_EQ(Matrix<Rational>(digits.gram()(chosen, chosen)), naive_gram(some.samples.to_rational(), false));
}

TEST(FromCsv, AgreesWithTheRoadThroughTables) {
  const Instance direct = instance_from_csv(tables / "digits.csv", {.name = {}, .k = 3, .lambda = 1000}, true);
  const Instance by_table =
      instance_from_table(read_csv(tables / "digits.csv"), {.name = {}, .k = 3, .lambda = 1000}, true);

  EXPECT_EQ(direct.gram(), by_table.gram());
  EXPECT_EQ(by_table.setting().samples, 1797);
  EXPECT_TRUE(by_table.setting().centered);
}

TEST(FromTable, HandlesFewerSamplesThanVariables) {
  const Table table = parse_csv("1,2,3,4\n0,1,1/2,0\n", "wide.csv");
  const Instance wide = instance_from_table(table, {.name = "wide", .k = 1, .lambda = 1});

  EXPECT_EQ(wide.m(), 4);
  EXPECT_EQ(wide.setting().samples, 2);
  EXPECT_EQ(wide.gram(), naive_gram(table.samples.to_rational(), false));
}

TEST(FromTable, SaysInTheNameThatVariablesAreMissing) {
  const Table dropped = parse_csv("1,7\n2,7\n", "a.csv", {.drop_constant_columns = true});
  const Table all = parse_csv("1,7\n2,8\n", "a.csv", {.drop_constant_columns = true});

  EXPECT_EQ(instance_from_table(dropped, {.name = "a.csv"}).setting().name, "a.csv without constant columns");
  EXPECT_EQ(instance_from_table(all, {.name = "a.csv"}).setting().name, "a.csv");
}

TEST(FromTable, BoundsTheGramMatrixBeforeItIsMade) {
  const Table wide{ScaledMatrix(1, 20'000, Integer(1))};

  EXPECT_THAT([&] { instance_from_table(wide, {.name = "wide.csv"}); },
              testing::ThrowsMessage<DataError>("wide.csv: Gram matrix: 20000 x 20000 numbers, at most 100000000 are "
                                                "read"));
}

TEST(FromCsv, NamesWhatIsWrong) {
  EXPECT_THROW(instance_from_csv(tables / "iris.csv", {.name = {}, .k = 0, .lambda = 10}), UsageError);
  EXPECT_THROW(instance_from_csv(tables / "iris.csv", {.name = {}, .k = 1, .lambda = -1}), UsageError);
  EXPECT_THROW(instance_from_csv(tables / "absent.csv", {}), MissingFileError);
}

TEST(Digits, HasThreeConstantZeroColumns) {
  const Table table = read_csv(tables / "digits.csv", {.drop_constant_columns = true});

  EXPECT_EQ(table.dropped, (std::vector<std::string>{"column 1", "column 33", "column 40"}));
  EXPECT_EQ(table.samples.cols(), 61);
}

// Measured near 0.04 s for the product of numerators of 72 bits; the bound leaves room for sanitizers and busy
// machines.
TEST(GramMatrix, OfFullDoublesTakesNoNoticeableTime) {
  SplitMix64 engine(9);
  std::string data;
  for (int i = 0; i < 1797 * 64; ++i) data += double_bytes(std::ldexp(engine.real(), -static_cast<int>(i % 20)));
  const Table table = parse_npy(npy_file(npy_dict("<f8", "(1797, 64)"), data), "random.npy");

  const auto start = std::chrono::steady_clock::now();
  const Matrix<Rational> gram = exact_gram(TableSamples(table));
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;

  RecordProperty("milliseconds", static_cast<int>(1000 * elapsed.count()));
  EXPECT_EQ(gram.rows(), 64);
  EXPECT_LT(elapsed.count(), 4.0);
}

// Measured near 0.01 s; the bound leaves room for sanitizers and busy machines.
TEST(Digits, IsReadWithoutANoticeableWait) {
  const auto start = std::chrono::steady_clock::now();
  const Instance digits = instance_from_csv(tables / "digits.csv", {.name = {}, .k = 3, .lambda = 1000});
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;

  RecordProperty("milliseconds", static_cast<int>(1000 * elapsed.count()));
  EXPECT_EQ(digits.m(), 64);
  EXPECT_LT(elapsed.count(), 4.0);
}

}  // namespace
}  // namespace laecert::instances
