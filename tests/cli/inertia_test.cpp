#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tuple>

#include "cli/command_line.hpp"
#include "instances/write_npy.hpp"
#include "report/document.hpp"

namespace laecert::cli::inertia_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

Ran inertia(Strings arguments) {
  arguments.insert(arguments.begin(), "inertia");
  return laecert(arguments);
}

// The Laplacian of a path of three and a point, and its null vectors.
std::string laplacian() { return file_with("laplacian.csv", "1,-1,0,0\n-1,2,-1,0\n0,-1,1,0\n0,0,0,0\n"); }
std::string components() { return file_with("components.csv", "1,0\n1,0\n1,0\n0,1\n"); }

TEST(InertiaCommand, CountsTheEigenvaluesOfEachSign) {
  const Ran found = inertia({"--matrix", laplacian()});
  const Ran given = inertia({"--matrix", laplacian(), "--kernel", components()});

  for (const Ran& ran : {found, given}) {
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("of 4 eigenvalues 0 negative, 2 zero, 2 positive"),
                               HasSubstr("every other eigenvalue has a modulus of at least ")));
  }
  EXPECT_THAT(found.out, AllOf(HasSubstr("no vectors given, solved for exactly"), HasSubstr("(R5, R13)")));
  EXPECT_THAT(given.out, AllOf(HasSubstr("2 vectors in "), HasSubstr("H T = 0 exactly"), HasSubstr("(R5)")));
}

TEST(InertiaCommand, ReadsDecimalsAsTheRationalsThatTheyAre) {
  // 0.1 * 0.9 = 0.3^2 in decimals; of the doubles the determinant is not 0.
  const std::string decimals = file_with("decimals.csv", "0.1,0.3\n0.3,0.9\n");
  Eigen::MatrixXd doubles(2, 2);
  doubles << 0.1, 0.3, 0.3, 0.9;
  const std::string npy = file_with("doubles.npy", instances::npy_text(doubles));

  EXPECT_THAT(inertia({"--matrix", decimals}).out, HasSubstr("0 negative, 1 zero, 1 positive"));
  EXPECT_THAT(inertia({"--matrix", npy}).out, HasSubstr("0 negative, 0 zero, 2 positive"));
}

TEST(InertiaCommand, ReadsSparseSymmetricFilesAndSingleVectors) {
  const std::string sparse =
      file_with("sparse.mtx", "%%MatrixMarket matrix coordinate real symmetric\n3 3 3\n1 1 2\n2 1 2\n2 2 2\n");
  const std::string vector = file_with("vector.npy", instances::npy_vector_text(Eigen::Vector3d(0, 0, 1)));

  EXPECT_THAT(inertia({"--matrix", sparse}).out, HasSubstr("0 negative, 2 zero, 1 positive"));
  const Ran too_few = inertia({"--matrix", sparse, "--kernel", vector});
  EXPECT_EQ(too_few.code, 2);
  EXPECT_THAT(too_few.out, HasSubstr("1 missing"));
  EXPECT_THAT(too_few.err, HasSubstr("laecert: undecided: the null vectors given have rank 1"));
}

TEST(InertiaCommand, TellsAllInJson) {
  const std::string near = file_with("near_singular.csv", fmt::format("1,1\n1,1.{:0>80}\n", 1));
  const Ran ran = inertia({"--matrix", laplacian(), "--kernel", components(), "--json", "-"});
  const Ran undecided = inertia({"--matrix", near, "--max-digits", "60", "--json", "-"});
  const Ran zero = inertia({"--matrix", file_with("zero.csv", "0,0\n0,0\n"), "--json", "-"});

  for (const Ran& one : {ran, undecided, zero, inertia({"--matrix", near, "--json", "-"})})
    EXPECT_EQ(schema_errors("inertia.schema.json", one.out), Strings{}) << one.out;
  const Json json = Json::parse(ran.out);
  EXPECT_EQ(json.at("inertia"), (Json{{"negative", 0}, {"zero", 2}, {"positive", 2}}));
  EXPECT_EQ(json.at("null_space"), "given");
  EXPECT_EQ(json.at("kernel").at("vectors"), 2);
  const double gap = std::stod(json.at("gap").get<std::string>());
  EXPECT_GT(gap, 0.3);
  EXPECT_LE(gap, 1);
  EXPECT_EQ(undecided.code, 2);
  EXPECT_TRUE(Json::parse(undecided.out).at("inertia").is_null());
  EXPECT_TRUE(Json::parse(zero.out).at("gap").is_null());
  EXPECT_EQ(Json::parse(zero.out).at("inertia").at("zero"), 2);
}

TEST(InertiaCommand, FitsAHundredColumnsAndWritesFiles) {
  const std::string text = new_file("inertia.txt"), json = new_file("inertia.json");
  const Ran ran = inertia({"--matrix", laplacian(), "--kernel", components(), "--report", text, "--json", json});

  EXPECT_EQ(ran.code, 0) << ran.err;
  std::istringstream lines(content_of(text));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(report::display_width(line), 100U) << line;
  EXPECT_EQ(content_of(text), inertia({"--matrix", laplacian(), "--kernel", components()}).out);
  EXPECT_EQ(schema_errors("inertia.schema.json", content_of(json)), Strings{});
}

TEST(InertiaCommand, WritesACertificateThatIsDecidedAgain) {
  const std::string thirds = file_with("thirds.csv", "1/3,0.1,0\n0.1,-2e3,7\n0,7,0\n");
  for (const Strings& given : {Strings{laplacian(), "--kernel", components()},
                               {laplacian()},
                               {thirds},
                               {file_with("zeros.csv", "0,0\n0,0\n")}}) {
    Strings arguments{"--quiet", "--certificate", new_file("certificate.json"), "--matrix"};
    arguments.insert(arguments.end(), given.begin(), given.end());

    EXPECT_EQ(inertia(arguments).code, 0);
    EXPECT_EQ(schema_errors("inertia-certificate.schema.json", content_of(arguments[2])), Strings{});
    ::testing::internal::CaptureStdout();
    const int code = laecert({"recheck", arguments[2]}).code;
    const std::string again = ::testing::internal::GetCapturedStdout();
    EXPECT_EQ(code, 0) << again;
    EXPECT_THAT(again, HasSubstr("accepted: a symmetric "));
  }
}

TEST(InertiaCommand, SaysWhyThereIsNoCertificate) {
  std::string entries = "%%MatrixMarket matrix coordinate integer symmetric\n251 251 251\n";
  for (int i = 1; i <= 251; ++i) entries += fmt::format("{} {} {}\n", i, i, i);
  const std::string file = new_file("none.json"), near = file_with("nearly.csv", fmt::format("1,1\n1,1.{:0>80}\n", 1));

  const Ran large = inertia({"--matrix", file_with("large.mtx", entries), "--certificate", file});
  const Ran open = inertia({"--matrix", near, "--max-digits", "60", "--certificate", file});

  EXPECT_EQ(large.code, 2);
  EXPECT_THAT(large.out, HasSubstr("0 zero, 251 positive"));
  EXPECT_THAT(large.err, HasSubstr("is not written: 251 rows, at most 250"));
  EXPECT_EQ(open.code, 2);
  EXPECT_EQ(std::count(open.err.begin(), open.err.end(), '\n'), 1) << open.err;
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(InertiaCommand, RefusesBadInputInOneLine) {
  const std::string skew = file_with("skew.csv", "1,2\n3,1\n"), wide = file_with("wide.csv", "1,2,3\n2,1,3\n");
  const std::string other = file_with("other.csv", "1,0\n1,0\n1,0\n1,1\n"), text = file_with("text.csv", "1,x\nx,1\n");
  const std::vector<std::tuple<Strings, int, std::string>> all{
      {{}, 64, "--matrix"},
      {{"--matrix", laplacian(), "--digits", "10"}, 64, "--digits"},
      {{"--matrix", laplacian(), "--wide"}, 64, "--wide"},
      {{"--matrix", laplacian(), "--max-digits", "0"}, 64, "--max-digits"},
      {{"--matrix", laplacian(), "--time-limit", "x"}, 64, "--time-limit"},
      {{"--matrix", laplacian(), "--report", laplacian()}, 64, "--matrix"},
      {{"--matrix", laplacian(), "--kernel", components(), "--json", components()}, 64, "--kernel"},
      {{"--matrix", "missing.csv"}, 66, "missing.csv"},
      {{"--matrix", laplacian(), "--kernel", "missing.npy"}, 66, "missing.npy"},
      {{"--matrix", skew}, 65, "not symmetric: row 1, column 2 is 2, row 2, column 1 is 3"},
      {{"--matrix", wide}, 65, "2 x 3 numbers, expected a square matrix"},
      {{"--matrix", text}, 65, "text.csv"},
      {{"--matrix", laplacian(), "--kernel", skew}, 65, "2 rows, expected 4"},
      {{"--matrix", laplacian(), "--kernel", other}, 0, ""},
      {{"--matrix", laplacian(), "--kernel", laplacian()}, 65, "column 1 is no null vector"}};
  for (const auto& [arguments, code, message] : all) {
    const Ran ran = inertia(arguments);

    EXPECT_EQ(ran.code, code) << ::testing::PrintToString(arguments) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), code == 0 ? 0 : 1) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(message));
  }
}

}  // namespace
}  // namespace laecert::cli::inertia_test
