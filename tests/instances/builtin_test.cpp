#include "instances/builtin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "instances/embedded.hpp"
#include "instances/from_table.hpp"
#include "instances/npy_bytes.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

using problem::Index;
using problem::Instance;
using problem::Matrix;
using problem::Rational;

const std::filesystem::path data_folder = LAECERT_DATA_DIR;

/// q = #{i : s_i > lambda}, of an instance that knows its spectrum.
Index above(const Instance& instance) {
  const problem::Vector<Rational>& s = instance.rational_spectrum()->s;
  return std::count_if(s.begin(), s.end(), [&](const Rational& value) { return value > instance.lambda(); });
}

TEST(Builtin, MakesEveryNamedInstance) {
  for (const std::string& name : builtin_names()) {
    const Instance instance = builtin(name);

    EXPECT_EQ(instance.setting().name, name);
    EXPECT_LE(instance.k(), instance.m());
  }
}

TEST(Builtin, IsTheDataInTheFiles) {
  const Instance iris = builtin("iris");
  const Instance digits = builtin("digits");

  EXPECT_EQ(iris.gram(), instance_from_csv(data_folder / "iris.csv", {}).gram());
  EXPECT_EQ(digits.gram(), instance_from_csv(data_folder / "digits.csv", {}).gram());
  EXPECT_EQ(iris.setting().samples, 150);
  EXPECT_EQ(digits.setting().samples, 1797);
}

TEST(Builtin, EmbedsEveryLineUnchanged) {
  std::ifstream file(data_folder / "iris.csv");
  std::string line;

  for (const std::string_view embedded : iris_csv_lines()) {
    ASSERT_TRUE(std::getline(file, line));
    EXPECT_EQ(embedded, line);
  }
  EXPECT_FALSE(std::getline(file, line));
}

TEST(Builtin, HasItsDefaults) {
  EXPECT_EQ(builtin("iris").k(), 2);
  EXPECT_EQ(builtin("iris").lambda(), 10);
  EXPECT_EQ(builtin("digits").k(), 3);
  EXPECT_EQ(builtin("digits").lambda(), 1000);
  EXPECT_EQ(builtin("synthetic-20").k(), 10);
  EXPECT_EQ(builtin("synthetic-20").gram()(0, 0), 400);
  EXPECT_EQ(builtin("synthetic-20").gram()(19, 19), 1);
  EXPECT_GT(builtin("scalar-above").gram()(0, 0), builtin("scalar-above").lambda());
  EXPECT_LT(builtin("scalar-below").gram()(0, 0), builtin("scalar-below").lambda());
}

TEST(Builtin, TakesWhatTheUserChooses) {
  const Instance iris = builtin("iris", {.k = 3, .lambda = Rational(1) / 2, .center = true});
  const Instance scalar = builtin("scalar-above", {.samples = 9});

  EXPECT_EQ(iris.k(), 3);
  EXPECT_EQ(iris.lambda(), Rational(1) / 2);
  EXPECT_TRUE(iris.setting().centered);
  EXPECT_EQ(scalar.setting().samples, 9);
}

TEST(Builtin, DropsConstantColumnsOfTables) {
  const Instance digits = builtin("digits", {.drop_constant_columns = true});
  const Instance iris = builtin("iris", {.drop_constant_columns = true});
  std::vector<Index> kept;
  for (Index j = 0; j < 64; ++j) {
    if (j != 0 && j != 32 && j != 39) kept.push_back(j);
  }

  EXPECT_EQ(digits.m(), 61);
  EXPECT_EQ(digits.gram(), Matrix<Rational>(builtin("digits").gram()(kept, kept)));
  EXPECT_EQ(digits.setting().name, "digits without constant columns");
  EXPECT_EQ(digits.k(), 3);
  EXPECT_EQ(iris.m(), 4);
  EXPECT_EQ(iris.setting().name, "iris");
}

TEST(Builtin, KeepsTheRepeatedGramMatrixForEveryLambda) {
  const Instance native = builtin("repeated");
  const Instance other = builtin("repeated", {.lambda = Rational(1)});

  EXPECT_EQ(native.rational_spectrum()->s(0), native.rational_spectrum()->s(1));
  EXPECT_EQ(native.gram(), other.gram());
  EXPECT_FALSE(other.rational_spectrum().has_value());
}

TEST(Builtin, RefusesWhatDoesNotApply) {
  EXPECT_THROW(builtin("flowers"), UsageError);
  EXPECT_THROW(builtin(""), UsageError);
  EXPECT_THROW(builtin("scalar-above", {.center = true}), UsageError);
  EXPECT_THROW(builtin("synthetic-20", {.drop_constant_columns = true}), UsageError);
  EXPECT_THROW(builtin("iris", {.samples = 10}), UsageError);
  EXPECT_THROW(builtin("iris", {.k = 0}), UsageError);
  EXPECT_THROW(builtin("iris", {.lambda = Rational(-1)}), UsageError);
}

TEST(Suite, HasQBelowAtAndAboveK) {
  std::set<int> sides;
  Index largest = 0;
  for (const Instance& instance : suite()) {
    if (!instance.rational_spectrum()) continue;
    const Index q = above(instance);
    sides.insert(q < instance.k() ? -1 : q == instance.k() ? 0 : 1);
    largest = std::max(largest, instance.m());
  }

  EXPECT_THAT(sides, testing::ElementsAre(-1, 0, 1));
  EXPECT_EQ(largest, 6);
}

TEST(Suite, NamesEachInstanceOnceAndTruly) {
  std::set<std::string> names;
  for (const Instance& instance : suite()) {
    const std::string& name = instance.setting().name;
    names.insert(name);
    if (!name.starts_with("exact")) continue;
    const std::string tail = "," + std::to_string(above(instance)) + " k=" + std::to_string(instance.k());
    EXPECT_TRUE(name.starts_with("exact " + std::to_string(instance.m()) + ",") && name.ends_with(tail)) << name;
  }

  EXPECT_EQ(names.size(), suite().size());
  EXPECT_THAT(names, testing::IsSupersetOf({"scalar-above", "scalar-below", "exact 5,7,2 k=3", "repeated",
                                            "synthetic-20", "iris", "digits without constant columns"}));
}

TEST(GramFile, IsReadCheckedAndNamed) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "gram.csv";
  std::ofstream(file) << "2,1/2\n0.5,1\n";
  const Instance instance = instance_from_gram_file(file, {.name = {}, .k = 1, .lambda = 1});

  EXPECT_EQ(instance.gram()(1, 0), Rational(1) / 2);
  EXPECT_EQ(instance.setting().name, "gram.csv");
  EXPECT_FALSE(instance.setting().samples.has_value());
}

std::string gram_error_of(const std::string& file_name, const std::string& bytes) {
  const std::filesystem::path folder = testing::TempDir();
  std::ofstream(folder / file_name, std::ios::binary) << bytes;
  try {
    instance_from_gram_file(folder / file_name, {.name = {}, .k = 1, .lambda = 1});
  } catch (const DataError& error) {
    return std::string(error.what()).substr(folder.string().size());
  }
  return "no DataError";
}

TEST(GramFile, IsReadInEveryFormat) {
  const std::filesystem::path folder = testing::TempDir();
  std::ofstream(folder / "gram.npy", std::ios::binary)
      << npy_file(npy_dict("<f8", "(2, 2)"), double_bytes(2) + double_bytes(0.5) + double_bytes(0.5) + double_bytes(1));
  std::ofstream(folder / "gram.mtx") << "%%MatrixMarket matrix array real symmetric\n2 2\n2\n0.5\n1\n";

  for (const char* name : {"gram.npy", "gram.mtx"}) {
    const Instance instance = instance_from_gram_file(folder / name, {.name = {}, .k = 1, .lambda = 1});

    EXPECT_EQ(instance.gram()(0, 1), Rational(1) / 2) << name;
    EXPECT_EQ(instance.gram()(1, 1), 1) << name;
    EXPECT_EQ(instance.setting().name, name);
  }
}

TEST(GramFile, NamesWhatIsWrong) {
  EXPECT_EQ(gram_error_of("g.csv", "1,2\n"), "g.csv: 1 x 2 numbers, expected a square Gram matrix");
  EXPECT_EQ(gram_error_of("g.csv", "1,2,0\n2,5,3\n0,4,9\n"),
            "g.csv: Gram matrix is not symmetric: entry (3,2) = 4, entry (2,3) = 3");
  EXPECT_EQ(gram_error_of("g.csv", "1,2\n2,1\n"), "g.csv: Gram matrix has 1 negative eigenvalue, expected none");
  EXPECT_EQ(gram_error_of("g.csv", "-1\n"), "g.csv: Gram matrix has 1 negative eigenvalue, expected none");
  EXPECT_EQ(gram_error_of("g.npy", npy_file(npy_dict("|i1", "(2, 2)"), std::string("\1\2\3\4", 4))),
            "g.npy: Gram matrix is not symmetric: entry (2,1) = 3, entry (1,2) = 2");
  EXPECT_EQ(gram_error_of("g.mtx", "%%MatrixMarket matrix array real general\n2 2\n1\n3\n2\n1\n"),
            "g.mtx: Gram matrix is not symmetric: entry (2,1) = 3, entry (1,2) = 2");
  EXPECT_EQ(gram_error_of("g.mtx", "%%MatrixMarket matrix coordinate integer symmetric\n2 2 1\n2 1 1\n"),
            "g.mtx: Gram matrix has 1 negative eigenvalue, expected none");
}

}  // namespace
}  // namespace laecert::instances
