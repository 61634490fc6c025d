#include "cli/instance_options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

using problem::Instance;
using problem::Rational;

std::string bytes_in_file(const std::string& name, const std::string& bytes) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("laecert_options_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << bytes;
  return (folder / name).string();
}

const std::string weights_mtx = "%%MatrixMarket matrix array integer general\n2 3\n1\n2\n7\n7\n3\n5\n";

InstanceOptions data(const std::string& file) {
  InstanceOptions options;
  options.data = file;
  options.k = "1";
  options.lambda = "1";
  return options;
}

InstanceOptions with(InstanceOptions options, const std::function<void(InstanceOptions&)>& change) {
  change(options);
  return options;
}

std::string usage_error_of(const InstanceOptions& options) {
  try {
    make_instance(options);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no UsageError";
}

TEST(InstanceOptions, ApplyTableOptionsToEveryFormat) {
  const std::string mtx = bytes_in_file("t.mtx", weights_mtx);

  const Instance dropped = *make_instance(with(data(mtx), [](auto& o) { o.drop_constant_columns = true; }));
  const Instance turned = *make_instance(with(data(mtx), [](auto& o) { o.columns_are_samples = true; }));
  const Instance chosen = *make_instance(with(data(mtx), [](auto& o) { o.columns = "3"; }));
  const Instance centered = *make_instance(with(data(mtx), [](auto& o) { o.center = true; }));

  EXPECT_EQ(dropped.m(), 2);
  EXPECT_EQ(dropped.setting().name, "t.mtx without constant columns");
  EXPECT_EQ(turned.m(), 2);
  EXPECT_EQ(turned.setting().samples, 3);
  EXPECT_EQ(chosen.gram()(0, 0), 34);
  EXPECT_EQ(centered.gram()(0, 0), Rational(1) / 2);
}

TEST(InstanceOptions, DropConstantColumnsOfBuiltinTables) {
  InstanceOptions options;
  options.builtin = "digits";
  options.drop_constant_columns = true;

  EXPECT_EQ(make_instance(options)->m(), 61);
  options.builtin = "repeated";
  EXPECT_EQ(usage_error_of(options), "--drop-constant-columns: built-in repeated has no samples");
}

TEST(InstanceOptions, ReadGramMatricesOfEveryFormat) {
  InstanceOptions options;
  options.gram = bytes_in_file("g.mtx", "%%MatrixMarket matrix coordinate real symmetric\n2 2 2\n1 1 2\n2 2 1\n");
  options.k = "1";
  options.lambda = "1";
  options.samples = "7";

  const Instance instance = *make_instance(options);

  EXPECT_EQ(instance.gram()(0, 0), 2);
  EXPECT_EQ(instance.setting().samples, 7);
}

// X X^T of one sample has rank 1.
TEST(InstanceOptions, RefuseFewerSamplesThanTheRank) {
  InstanceOptions gram, spectrum;
  gram.gram = bytes_in_file("rank.csv", "2,2\n2,3\n");
  spectrum.spectrum = "4,1,0";
  for (InstanceOptions* options : {&gram, &spectrum}) {
    options->k = options->lambda = options->samples = "1";
    EXPECT_THROW((void)make_instance(*options), DataError);
    options->samples = "2";
    EXPECT_EQ(make_instance(*options)->setting().samples, 2);
  }
}

TEST(InstanceOptions, RefuseWhatDoesNotGoTogether) {
  InstanceOptions spectrum;
  spectrum.spectrum = "4,1";
  spectrum.k = "1";
  spectrum.lambda = "1";
  const std::string csv = bytes_in_file("t.csv", "1;2\n3;5\n");
  const std::string mtx = bytes_in_file("t.mtx", weights_mtx);

  EXPECT_EQ(make_instance(with(data(csv), [](auto& o) { o.delimiter = ";"; }))->m(), 2);
  EXPECT_EQ(usage_error_of(with(spectrum, [](auto& o) { o.delimiter = ";"; })),
            "--delimiter goes with --data or --gram");
  EXPECT_EQ(usage_error_of(with(spectrum, [](auto& o) { o.drop_constant_columns = true; })),
            "--center and --drop-constant-columns go with --data or --builtin");
  EXPECT_EQ(usage_error_of(with(spectrum, [](auto& o) { o.columns = "1"; })),
            "--columns and --columns-are-samples go with --data");
  EXPECT_EQ(usage_error_of(with(data(mtx), [](auto& o) { o.samples = "3"; })),
            "--samples: --data already has its samples");
  EXPECT_EQ(usage_error_of(with(data(mtx), [](auto& o) { o.delimiter = ";"; })),
            "--delimiter goes with .csv, .tsv and .txt, and not with " + mtx);
  EXPECT_THAT(usage_error_of(data("table.dat")), ::testing::HasSubstr(".csv, .tsv, .txt, .npy and .mtx"));
}

TEST(SampleRowsOption, AreThoseOfTheInstance) {
  const auto rows = [](const InstanceOptions& options) { return make_sample_rows(options, *make_instance(options)); };
  const InstanceOptions table = data(bytes_in_file("t.mtx", weights_mtx));
  InstanceOptions digits;
  digits.builtin = "digits";
  InstanceOptions synthetic;
  synthetic.builtin = "synthetic-20";
  Eigen::MatrixXd batch;

  EXPECT_EQ(rows(digits)->count(), 1797);
  EXPECT_EQ(rows(with(digits, [](auto& o) { o.drop_constant_columns = true; }))->dimension(), 61);
  EXPECT_EQ(rows(synthetic), nullptr);
  EXPECT_EQ(rows(with(table, [](auto& o) { o.columns_are_samples = true; }))->count(), 3);
  rows(with(table, [](auto& o) { o.center = true; }))->read(std::vector<numeric::Index>{1}, batch);
  EXPECT_EQ(batch, Eigen::Vector3d(0.5, 0, 1));
}

}  // namespace
}  // namespace laecert::cli
