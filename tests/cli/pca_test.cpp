#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "cli/command_line.hpp"
#include "cli/single_npy.hpp"
#include "instances/write_npy.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::ordered_json;

Ran pca(Strings arguments) {
  arguments.insert(arguments.begin(), "pca");
  return laecert(arguments);
}

Json pca_json(Strings arguments) {
  arguments.insert(arguments.end(), {"--json", "-"});
  return Json::parse(pca(arguments).out);
}

std::string iris_table() { return std::string(LAECERT_SOURCE_DIR) + "/data/iris.csv"; }

double double_of(const Json& rounded) { return std::stod(rounded.at("double").get<std::string>()); }

std::string npy_file(const std::string& name, const Eigen::MatrixXd& a) {
  return file_with(name, instances::npy_text(a));
}

// The k leading eigenvectors, a row each, as LAPACK and Eigen come to them.
Eigen::MatrixXd approx_components(const Eigen::MatrixXd& samples, Eigen::Index k) {
  const Eigen::MatrixXd centered = samples.rowwise() - samples.colwise().mean();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(centered.transpose() * centered);
  return solver.eigenvectors().rowwise().reverse().leftCols(k).transpose();
}

Eigen::MatrixXd gaussian(Eigen::Index rows, Eigen::Index cols, std::mt19937_64& engine) {
  std::normal_distribution<double> normal;
  return Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return normal(engine); });
}

Eigen::MatrixXd orthonormal(const Eigen::MatrixXd& a) {
  return Eigen::HouseholderQR<Eigen::MatrixXd>(a).householderQ() * Eigen::MatrixXd::Identity(a.rows(), a.cols());
}

// One pass without oversampling: the range of X Omega, and the singular vectors of X in it.
Eigen::MatrixXd randomized_components(const Eigen::MatrixXd& samples, Eigen::Index k, std::mt19937_64& engine) {
  const Eigen::MatrixXd centered = samples.rowwise() - samples.colwise().mean();
  const Eigen::MatrixXd range = orthonormal(centered * gaussian(samples.cols(), k, engine));
  const Eigen::MatrixXd inside = range.transpose() * centered;
  return Eigen::JacobiSVD<Eigen::MatrixXd>(inside, Eigen::ComputeThinU | Eigen::ComputeThinV).matrixV().transpose();
}

// n x m samples with singular values 1, 1/2, ..., 1/m, of mean about zero.
Eigen::MatrixXd slowly_decaying(Eigen::Index n, Eigen::Index m, std::mt19937_64& engine) {
  const Eigen::MatrixXd left = gaussian(n, m, engine);
  const Eigen::MatrixXd q = orthonormal(left.rowwise() - left.colwise().mean()),
                        v = orthonormal(gaussian(m, m, engine));
  Eigen::VectorXd values(m);
  for (Eigen::Index i = 0; i < m; ++i) values(i) = 1 / static_cast<double>(i + 1);
  return q * values.asDiagonal() * v.transpose();
}

TEST(PcaCommand, TellsIrisAsAFloatingRouteDoes) {
  const Ran ran = pca({"--builtin", "iris", "-k", "4", "--divisor", "n-1"});
  const Json report = pca_json({"--builtin", "iris", "-k", "4", "--divisor", "n-1"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("every double is the true value"));
  const std::vector<double> known{630.008014199, 36.1579414413, 11.6532155063, 3.55142885304};
  for (std::size_t i = 0; i < 4; ++i) {
    const Json& one = report.at("components").at(i);
    EXPECT_NEAR(double_of(one.at("variance")) * 149 / known[i], 1, 1e-11);
    EXPECT_NEAR(double_of(one.at("eigenvalue")) / known[i], 1, 1e-11);
    double length = 0;
    for (const Json& entry : one.at("direction")) length += double_of(entry) * double_of(entry);
    EXPECT_NEAR(length, 1, 1e-15);
  }
  EXPECT_EQ(report.at("spaces").size(), 0U);
}

TEST(PcaCommand, WritesTheSameBytesForEveryNumberOfThreadsAndOrderOfSamples) {
  std::istringstream lines(content_of(iris_table()));
  Strings rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(line + "\n");
  const std::string names = std::isalpha(static_cast<unsigned char>(rows.front().front())) != 0 ? rows.front() : "";
  if (!names.empty()) rows.erase(rows.begin());
  std::shuffle(rows.begin(), rows.end(), std::mt19937_64(4));
  std::string text = names;
  for (const std::string& row : rows) text += row;
  const std::string shuffled = file_with("shuffled.csv", text);
  const auto written = [&](const std::string& data, const char* jobs) {
    const std::string rows_file = new_file("u.npy"), variances = new_file("v.npy"), table = new_file("u.csv");
    const Ran first =
        pca({"--data", data, "-k", "3", "--jobs", jobs, "--components", rows_file, "--variances", variances});
    const Ran second = pca({"--data", data, "-k", "3", "--jobs", jobs, "--components", table});
    EXPECT_EQ(first.code + second.code, 0) << first.err << second.err;
    const std::size_t start = first.out.find("component  eigenvalue");
    return content_of(rows_file) + content_of(variances) + content_of(table) + first.out.substr(start);
  };

  EXPECT_EQ(written(iris_table(), "1"), written(iris_table(), "2"));
  EXPECT_EQ(written(iris_table(), "1"), written(shuffled, "2"));
}

TEST(PcaCommand, AcceptsWhatItWrote) {
  const std::string rows = new_file("own.npy"), variances = new_file("own_v.npy"), table = new_file("own.csv");
  const Strings iris{"--builtin", "iris"};
  EXPECT_EQ(pca({"--builtin", "iris", "-k", "4", "--components", rows, "--variances", variances}).code, 0);
  EXPECT_EQ(pca({"--builtin", "iris", "-k", "4", "--components", table}).code, 0);

  const Ran ran = pca({"--builtin", "iris", "--check", rows, "--explained-variance", variances, "--within", "2e-16"});

  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("accepted: 4 components within 2e-16 rad"));
  EXPECT_EQ(pca({"--builtin", "iris", "--check", table, "--within", "4e-16"}).code, 0);
  // The variances over n are not those over n - 1.
  const Ran other = pca({"--builtin", "iris", "--check", rows, "--explained-variance", variances, "--divisor", "n-1"});
  EXPECT_EQ(other.code, 1) << other.out;
  EXPECT_THAT(other.err, HasSubstr("refuted: explained variance 1, true 4.228"));
}

// Two units in the last place of one entry are seen in its angle.
TEST(PcaCommand, SeesUnitsInTheLastPlace) {
  const Json report = pca_json({"--builtin", "iris", "-k", "1"});
  Eigen::MatrixXd row(1, 4), off(1, 4);
  for (Eigen::Index j = 0; j < 4; ++j) {
    row(0, j) = double_of(report.at("components").at(0).at("direction").at(static_cast<std::size_t>(j)));
  }
  off = row;
  off(0, 2) = std::nextafter(std::nextafter(row(0, 2), 1.0), 1.0);
  const auto angle = [&](const Eigen::MatrixXd& given, const char* bound) {
    const Json check = pca_json({"--builtin", "iris", "--check", npy_file("row.npy", given)});
    return std::stod(check.at("directions").at(0).at("angle").at(bound).get<std::string>());
  };

  EXPECT_LT(angle(row, "upper"), angle(off, "lower"));
  const std::string within = fmt::format("{}", angle(row, "upper"));
  EXPECT_EQ(pca({"--builtin", "iris", "--check", npy_file("row.npy", row), "--within", within}).code, 0);
  EXPECT_EQ(pca({"--builtin", "iris", "--check", npy_file("row.npy", off), "--within", within}).code, 1);
}

TEST(PcaCommand, RefutesARandomizedSolverAndAcceptsADenseOne) {
  std::mt19937_64 engine(1);
  const Eigen::MatrixXd samples = slowly_decaying(100000, 20, engine);
  const std::string data = npy_file("slow.npy", samples);
  const Eigen::MatrixXd rough = randomized_components(samples, 5, engine), fine = approx_components(samples, 5);

  const Ran refuted =
      pca({"--data", data, "--check", npy_file("rough.npy", rough), "--within", "1e-10", "--json", "-"});
  const Ran accepted = pca({"--data", data, "--check", npy_file("fine.npy", fine), "--within", "1e-10"});

  EXPECT_EQ(refuted.code, 1) << refuted.err;
  EXPECT_THAT(refuted.err, HasSubstr("laecert: refuted: component 1 is at least "));
  EXPECT_EQ(accepted.code, 0) << accepted.out << accepted.err;
  // The angles are those that double tells.
  const Json report = Json::parse(refuted.out);
  for (Eigen::Index i = 0; i < 5; ++i) {
    const Json& bounds = report.at("directions").at(static_cast<std::size_t>(i)).at("angle");
    const double lower = std::stod(bounds.at("lower").get<std::string>()),
                 upper = std::stod(bounds.at("upper").get<std::string>());
    const double angle = std::acos(std::min(1.0, std::fabs(rough.row(i).dot(fine.row(i)))));
    EXPECT_NEAR(lower / angle, 1, 2e-3);
    EXPECT_LE(lower, upper);
    EXPECT_LT(upper, lower * 1.002);
    EXPECT_GT(lower, 1e-3);
  }
  EXPECT_EQ(schema_errors("pca-check.schema.json", refuted.out), Strings{});
}

TEST(PcaCommand, TakesSinglePrecisionAndEitherSign) {
  const Json report = pca_json({"--builtin", "iris", "-k", "3"});
  Eigen::MatrixXd rows(3, 4);
  for (Eigen::Index i = 0; i < 3; ++i) {
    for (Eigen::Index j = 0; j < 4; ++j) {
      const Json& direction = report.at("components").at(static_cast<std::size_t>(i)).at("direction");
      rows(i, j) = (i == 1 ? -1 : 1) * double_of(direction.at(static_cast<std::size_t>(j)));
    }
  }
  const std::string single = file_with("single.npy", single_npy(rows));

  const Ran ran = pca({"--builtin", "iris", "--check", single});

  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("0.001, the default for components of their precision"));
  EXPECT_EQ(pca({"--builtin", "iris", "--check", single, "--within", "1e-7"}).code, 0);
  EXPECT_EQ(pca({"--builtin", "iris", "--check", single, "--within", "1e-9"}).code, 1);
}

TEST(PcaCommand, SaysWhichDigitIsWrong) {
  const std::string given = file_with("wrong.csv", "0.6,0.8\n");

  const Json report = pca_json({"--gram", file_with("plane.csv", "1,0\n0,0\n"), "--check", given});
  const Json nearly = pca_json(
      {"--gram", file_with("plane.csv", "9,12\n12,16\n"), "--check", file_with("nearly.csv", "0.6000004,0.7999997\n")});

  EXPECT_EQ(report.at("outcome"), "beyond");
  EXPECT_EQ(report.at("directions").at(0).at("wrong_digit").at("place"), 1);
  const Json& wrong = nearly.at("directions").at(0).at("wrong_digit");
  EXPECT_EQ(wrong.at("place"), 7);
  EXPECT_EQ(wrong.at("entry"), 1);
  EXPECT_EQ(wrong.at("given"), "0.6000004");
  EXPECT_THAT(wrong.at("true").get<std::string>(), HasSubstr("0.6"));
}

// s_2 = s_3: rows are compared with the space, and among themselves.
TEST(PcaCommand, ComparesWithTheSpaceOfEqualEigenvalues) {
  const Strings gram{"--gram", file_with("equal.csv", "9,0,0\n0,4,0\n0,0,4\n")};
  const auto check = [&](const std::string& rows) {
    Strings arguments = gram;
    arguments.insert(arguments.end(), {"--check", file_with("rows.csv", rows), "--within", "1e-6"});
    return pca(arguments);
  };

  EXPECT_EQ(check("1,0,0\n0,0.6,0.8\n0,0.8,-0.6\n").code, 0);
  EXPECT_EQ(check("1,0,0\n0,0.6,0.8\n").code, 0);
  EXPECT_EQ(check("1,0,0\n0,0.6,0.8\n0,0.6,0.8\n").code, 1);     // twice the same
  EXPECT_EQ(check("1,0,0\n0.1,0.6,0.8\n0,0.8,-0.6\n").code, 1);  // not in the space
  EXPECT_EQ(check("1,0,0\n0,1.2,1.6\n0,0.8,-0.6\n").code, 1);    // not of length 1
  EXPECT_THAT(check("1,0,0\n0,0.6,0.8\n0,0.8,-0.6\n").out, HasSubstr("u_2 to u_3"));
}

TEST(PcaCommand, SaysWhatARowIsRefutedFor) {
  const Strings twice{"--spectrum", "3,3,1"};
  const auto refuted = [&](const std::string& rows, const std::string& within) {
    Strings arguments = twice;
    arguments.insert(arguments.end(), {"--check", file_with("rows.csv", rows), "--within", within});
    const Ran ran = pca(arguments);
    EXPECT_EQ(ran.code, 1) << ran.err;
    return ran.err;
  };

  EXPECT_THAT(refuted("1,0,0\n0.8,0.6,0\n", "0.3"), HasSubstr("component 2 is not orthogonal to a row before it"));
  EXPECT_THAT(refuted("1e400,0,0\n", "1e-6"), HasSubstr("component 1 has a length that is off 1 by at least 9.999"));
  EXPECT_THAT(refuted("0,0,1\n", "1e-6"), HasSubstr("rad from the true space of s_1 to s_2"));
}

// A variance that is zero is held against the largest: rounding noise is no error beyond X.
TEST(PcaCommand, ChecksVariancesThatAreZero) {
  const Strings gram{"--gram", file_with("line.csv", "1,2\n2,4\n"), "--samples", "3"};
  const std::string rows = new_file("line_rows.csv"), variances = new_file("line_variances.csv");
  Strings write = gram;
  write.insert(write.end(), {"-k", "2", "--components", rows, "--variances", variances});
  const auto check = [&](const std::string& given) {
    Strings arguments = gram;
    arguments.insert(arguments.end(), {"--check", rows, "--explained-variance", given, "--within", "1e-10"});
    return pca(arguments);
  };

  EXPECT_EQ(pca(write).code, 0);
  EXPECT_EQ(check(variances).code, 0) << check(variances).err;
  const std::string noise = file_with("noise.csv", "1.6666666666666667\n1e-17\n");
  EXPECT_EQ(check(noise).code, 0) << check(noise).err;
  const std::string wrong = file_with("wrong_variances.csv", "1.6666666666666667\n1e-3\n");
  EXPECT_EQ(check(wrong).code, 1);
  EXPECT_THAT(check(wrong).err, HasSubstr("explained variance 2, true 0 +- 0: its relative error is at least 0.000"));
}

// 999.999...: the double nearest to it has a digit more before the point.
TEST(PcaCommand, CountsSignificantDigitsOfTheTrueNumber) {
  const Json report =
      pca_json({"--spectrum", "2999999999999999999999/1000000000000000000,2,1", "--samples", "3", "--check",
                file_with("first.csv", "1,0,0\n"), "--explained-variance", file_with("thousand.csv", "1001\n")});

  EXPECT_EQ(report.at("variances").at(0).at("wrong_digit").at("place"), 3);
}

TEST(PcaCommand, SaysWhatIsBeyondTheRangeOfDouble) {
  const Ran ran = pca({"--spectrum", "1e400,1,1", "-k", "2", "--samples", "3"});

  EXPECT_EQ(ran.code, 2) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("s_1 or its variance is beyond the range of double"));
}

// 30 digits do not separate s_2 = 2 + 2e-80/3 from s_3: (1, 1, -2) is in the space of both, and not proved to be u_2.
TEST(PcaCommand, AcceptsNothingWhereNoGapIsProved) {
  const std::string rows = file_with("near_rows.csv", "1,1,1\n1,1,-2\n");
  const double a = std::sqrt(1.0 / 3), b = std::sqrt(1.0 / 6);
  const std::string unit = npy_file("near_rows.npy", Eigen::MatrixXd{{a, a, a}, {b, b, -2 * b}});
  const Strings few{"--gram", near_gram(), "--check", unit, "--digits", "10", "--max-digits", "30"};

  EXPECT_EQ(pca(few).code, 2) << pca(few).out;
  EXPECT_EQ(pca({"--gram", near_gram(), "--check", unit}).code, 0);
  EXPECT_EQ(pca({"--gram", near_gram(), "--check", rows, "--digits", "10", "--max-digits", "30"}).code, 1);
}

TEST(PcaCommand, WritesNoComponentsThatAreNotDetermined) {
  const std::string rows = new_file("none.npy"), variances = new_file("some.csv");

  const Ran plain = pca({"--spectrum", "9,4,4,1", "-k", "2", "--samples", "3"});
  const Ran ran =
      pca({"--spectrum", "9,4,4,1", "-k", "2", "--samples", "4", "--components", rows, "--variances", variances});

  EXPECT_EQ(plain.code, 65);  // rank 4
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("none.npy is not written"));
  EXPECT_FALSE(std::filesystem::exists(rows));
  EXPECT_EQ(content_of(variances), "2.25\n1\n");
  EXPECT_THAT(ran.out, HasSubstr("not determined: s_2 = s_3, any basis of their eigenspace"));
  EXPECT_THAT(ran.out, HasSubstr("s_2 > s_3: refuted, they are equal"));
  EXPECT_EQ(pca({"--spectrum", "9,4,4,1", "-k", "2"}).code, 0);
}

TEST(PcaCommand, SaysBetweenWhichEigenvaluesNoGapIsProved) {
  const Ran ran = pca({"--gram", near_gram(), "-k", "2", "--digits", "10", "--max-digits", "30"});

  EXPECT_EQ(ran.code, 2) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("s_2 and s_3 are neither separated nor proved equal"));
  EXPECT_THAT(ran.out, HasSubstr("s_2 > s_3: undecided"));
  EXPECT_EQ(pca({"--gram", near_gram(), "-k", "2"}).code, 0);
}

TEST(PcaCommand, WorksWithoutSamples) {
  const Ran ran = pca({"--singular-values", "3,2,1", "-k", "2"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("no explained variances"));
  EXPECT_THAT(ran.out, HasSubstr("[1, 0, 0]"));
  EXPECT_THAT(ran.out, Not(HasSubstr("lambda")));
}

TEST(PcaCommand, RefusesWrongOptionsInOneLine) {
  const std::string rows = file_with("two.csv", "1,0\n"), zero = file_with("zero.csv", "0,0,0\n");
  const Strings spectrum{"--spectrum", "9,4,1"};
  const std::vector<std::pair<Strings, int>> all{{{}, 64},
                                                 {{"-k", "0"}, 64},
                                                 {{"-k", "1", "--lambda", "1"}, 64},
                                                 {{"-k", "1", "--divisor", "n-2"}, 64},
                                                 {{"-k", "1", "--no-center"}, 64},
                                                 {{"-k", "1", "--within", "1"}, 64},
                                                 {{"-k", "1", "--explained-variance", rows}, 64},
                                                 {{"-k", "1", "--components", new_file("u.txt")}, 64},
                                                 {{"--check", rows}, 65},
                                                 {{"--check", zero}, 65},
                                                 {{"--check", zero, "-k", "2"}, 64},
                                                 {{"--check", zero, "--components", new_file("u.npy")}, 64},
                                                 {{"--check", zero, "--within", "0"}, 64},
                                                 {{"--check", zero, "--within", "1"}, 64},
                                                 {{"--check", "missing.npy"}, 66}};
  for (const auto& [wrong, code] : all) {
    Strings arguments = spectrum;
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const Ran ran = pca(arguments);

    EXPECT_EQ(ran.code, code) << ::testing::PrintToString(wrong) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  const std::string one = new_file("one.csv");
  for (const char* option : {"--json", "--report", "--variances"}) {
    const Ran ran = pca({"--builtin", "iris", "--components", one, option, one});
    EXPECT_THAT(ran.err, HasSubstr("name the same file"));
  }
  EXPECT_EQ(pca({"--builtin", "iris", "--check", rows, "--json", rows}).code, 64);
  EXPECT_EQ(pca({"--exact-instance", "3,1", "-k", "1"}).code, 64);
  EXPECT_EQ(pca({"-k", "1"}).code, 64);
  EXPECT_EQ(pca({"--spectrum", "9", "-k", "1", "--samples", "1", "--divisor", "n-1"}).code, 65);
}

}  // namespace
}  // namespace laecert::cli
