#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numbers>

#include "cli/command_line.hpp"
#include "report/text.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::ordered_json;

Ran ppca(Strings arguments) {
  arguments.insert(arguments.begin(), "ppca");
  return laecert(arguments);
}

Json json_of(Strings arguments) {
  arguments.insert(arguments.end(), {"--json", "-"});
  return Json::parse(ppca(arguments).out);
}

std::string outcome(const Json& report, std::size_t model) { return report.at("agreement").at(model).at("outcome"); }

std::string source_file(const char* folder, const std::string& name) {
  return (std::filesystem::path(LAECERT_SOURCE_DIR) / folder / name).string();
}

std::string iris_file() { return source_file("data", "iris.csv"); }

// The rows of numbers of a .csv file.
Eigen::MatrixXd table(const std::string& file) {
  std::vector<std::vector<double>> rows;
  std::istringstream lines(content_of(file));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || std::isalpha(static_cast<unsigned char>(line.front())) != 0) continue;
    std::vector<double>& row = rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::stod(cell));
  }
  Eigen::MatrixXd x(rows.size(), rows.front().size());
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    for (Eigen::Index j = 0; j < x.cols(); ++j)
      x(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  }
  return x;
}

double number(const Json& enclosed) { return std::stod(enclosed.at("value").get<std::string>()); }

TEST(PpcaCommand, DecidesAnExactInstanceAndRefutesThePriors) {
  const Strings instance{"--exact-instance", "5,3", "-k", "2", "--lambda", "2", "--samples", "8"};

  const Ran ran = ppca(instance);
  const Json report = json_of(instance);

  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  for (const std::size_t exact : {0U, 1U, 4U}) {
    EXPECT_EQ(outcome(report, exact), "agrees");
    for (const Json& statement : report.at("agreement").at(exact).at("statements")) {
      EXPECT_EQ(statement.at("verdict"), "exact") << statement;
    }
  }
  for (const std::size_t prior : {2U, 3U}) {
    EXPECT_EQ(outcome(report, prior), "does not agree");
    EXPECT_EQ(report.at("agreement").at(prior).at("statements").at(0).at("verdict"), "refuted");
  }
  EXPECT_EQ(report.at("components").at(0).at("variance").at("radius"), "0");
  EXPECT_THAT(ran.out, HasSubstr("agrees: P1, P2, P5; does not agree: P3 (singular value 1 differs by "));
}

TEST(PpcaCommand, EstimatesIrisAsAFloatingRouteDoes) {
  const Json report = json_of({"--data", iris_file(), "-k", "2", "--noise-variance", "ml", "--digits", "50"});

  const Eigen::MatrixXd x = table(iris_file());
  const Eigen::MatrixXd centered = x.rowwise() - x.colwise().mean();
  const auto n = static_cast<double>(x.rows());
  const Eigen::MatrixXd covariance = centered.transpose() * centered / n;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  const Eigen::VectorXd t = solver.eigenvalues().reverse();
  const double v = (t(2) + t(3)) / 2;
  const Eigen::MatrixXd u = solver.eigenvectors().rowwise().reverse().leftCols(2);
  const Eigen::VectorXd lengths = (t.head(2).array() - v).matrix();
  const Eigen::MatrixXd c = u * lengths.asDiagonal() * u.transpose() + v * Eigen::MatrixXd::Identity(4, 4);
  const double likelihood =
      -n / 2 * (4 * std::log(2 * std::numbers::pi) + std::log(c.determinant()) + (c.inverse() * covariance).trace());
  const Json& estimate = report.at("estimate");
  Eigen::MatrixXd w(4, 2);
  for (Eigen::Index i = 0; i < 4; ++i) {
    for (Eigen::Index j = 0; j < 2; ++j)
      w(i, j) = std::stod(
          estimate.at("W").at(static_cast<std::size_t>(i)).at(static_cast<std::size_t>(j)).get<std::string>());
  }
  EXPECT_NEAR(number(estimate.at("noise_variance")) / v, 1, 1e-13);
  EXPECT_NEAR(number(estimate.at("log_likelihood")) / likelihood, 1, 1e-13);
  EXPECT_LT((w * w.transpose() - u * lengths.asDiagonal() * u.transpose()).norm(), 1e-13);
  for (const std::size_t i : {0U, 1U}) {
    const Json& component = report.at("components").at(i);
    EXPECT_NEAR(number(component.at("variance")) / t(static_cast<Eigen::Index>(i)), 1, 1e-13);
    EXPECT_NEAR(number(component.at("ratio")) * t.sum() / t(static_cast<Eigen::Index>(i)), 1, 1e-13);
    EXPECT_LT(std::stod(component.at("variance").at("radius").get<std::string>()), 1e-48);
  }
  EXPECT_LT(std::stod(estimate.at("noise_variance").at("radius").get<std::string>()), 1e-50);
  EXPECT_LT(std::stod(estimate.at("log_likelihood").at("radius").get<std::string>()), 1e-46);
}

TEST(PpcaCommand, DividesOnlyWhatItReports) {
  const Strings iris{"--data", iris_file(), "-k", "2", "--noise-variance", "1/10"};
  Strings other = iris;
  other.insert(other.end(), {"--divisor", "n-1"});

  const Json over_n = json_of(iris), over_less = json_of(other);

  const double ratio =
      number(over_less.at("components").at(0).at("variance")) / number(over_n.at("components").at(0).at("variance"));
  EXPECT_NEAR(ratio, 150.0 / 149.0, 1e-13);
  EXPECT_EQ(over_n.at("estimate"), over_less.at("estimate"));
  EXPECT_EQ(over_n.at("instance").at("lambda"), "15");
  EXPECT_THAT(ppca(iris).out, HasSubstr("times n/(n-1)"));
}

// A sample of full ranks, which the report says in its last lines too; W = 0 decides the control that it cannot.
TEST(PpcaCommand, SaysWhereOnlyASampleWasLookedAt) {
  const Strings arguments{"--builtin", "iris", "-k", "2", "--lambda", "10", "--manifolds", "sample:1"};
  const Json report = json_of(arguments);

  EXPECT_EQ(outcome(report, 0), "agrees");  // by lemma
  EXPECT_EQ(outcome(report, 1), "agrees on the manifolds looked at");
  EXPECT_THAT(ppca(arguments).out, HasSubstr("agrees: P1, P5; agrees on the manifolds looked at: P2; does not agree"));
  for (const Json& control : report.at("controls")) EXPECT_NE(control.at("outcome"), "undecided") << control;
}

// k = 1000 is beyond the Hessians that are decided: the lemmas are not.
TEST(PpcaCommand, DecidesStationaryPointsOfAnySize) {
  const Json report = json_of({"--builtin", "iris", "-k", "1000", "--lambda", "10"});

  EXPECT_EQ(outcome(report, 0), "agrees");
  EXPECT_EQ(outcome(report, 1), "undecided");
}

TEST(PpcaCommand, CentresTablesUnlessRefused) {
  const Json centred = json_of({"--builtin", "iris", "--lambda", "10"});
  const Json as_is = json_of({"--builtin", "iris", "--lambda", "10", "--no-center"});

  EXPECT_TRUE(centred.at("instance").at("centered"));
  EXPECT_FALSE(as_is.at("instance").at("centered"));
  EXPECT_THAT(as_is.at("centering"), HasSubstr("as it stands"));
}

TEST(PpcaCommand, SaysThatMaximumLikelihoodIsOnAWall) {
  const Ran exact = ppca({"--spectrum", "9,4,1", "-k", "2", "--samples", "4", "--noise-variance", "ml"});
  const Ran real = ppca({"--builtin", "iris", "-k", "3", "--noise-variance", "ml"});

  for (const Ran& ran : {exact, real}) {
    EXPECT_EQ(ran.code, 0) << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("the wall"));
  }
  EXPECT_THAT(real.out, HasSubstr("statements are decided at a rational v"));
}

// Eigenvalues (3 +- sqrt 5)/2, each twice, k = 3: at the maximum-likelihood v all manifolds have l <= 2.
TEST(PpcaCommand, DecidesNoIndexOnAnIrrationalWallWithoutFullRank) {
  const std::string gram = file_with("twice.csv", "2,1,0,0\n1,1,0,0\n0,0,2,1\n0,0,1,1\n");

  const Ran ran = ppca({"--gram", gram, "--samples", "5", "-k", "3", "--noise-variance", "ml"});

  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("the wall"));
  EXPECT_THAT(ran.out, HasSubstr("inapplicable: P1, P2"));
}

// Eigenvalues 1 + r, 1, 1 - r with a small r, k = 2: n v is s_3, and one digit of v would be above s_1 or below s_3.
TEST(PpcaCommand, DecidesWhereTheEigenvaluesLieToNVAsTheyDoAtTheTrueV) {
  const std::string close = file_with("close.csv", "1,1/10000,0\n1/10000,1,1/10000\n0,1/10000,1\n");
  const std::string closer = file_with("closer.csv", "1,1e-32,0\n1e-32,1,1e-32\n0,1e-32,1\n");
  const Strings at_most_likely{"--samples", "7", "-k", "2", "--noise-variance", "ml"};
  const auto report = [&](const std::string& gram, const Strings& more) {
    Strings arguments{"--gram", gram};
    arguments.insert(arguments.end(), at_most_likely.begin(), at_most_likely.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    return json_of(arguments);
  };

  for (const Json& one : {report(close, {"--prior-variance", "1e12", "--digits", "1"}),
                          report(close, {"--prior-variance", "1e12"}), report(closer, {"--prior-variance", "1e60"})}) {
    EXPECT_EQ(one.at("q"), 2);
    EXPECT_EQ(one.at("estimate").at("rank"), 2);
    EXPECT_EQ(outcome(one, 3), "does not agree");
  }
}

// S = diag(4) and a tridiagonal part with eigenvalues 1 + r, 1, 1 - r: n v is s_3 = 1, in the middle.
TEST(PpcaCommand, SeesAWallAtAMiddleEigenvalue) {
  const std::string gram = file_with("middle.csv", "4,0,0,0\n0,1,1/4,0\n0,1/4,1,1/4\n0,0,1/4,1\n");

  const Ran ran = ppca({"--gram", gram, "--samples", "7", "-k", "1", "--noise-variance", "ml"});

  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("lambda not an eigenvalue: refuted"));
  EXPECT_THAT(ran.out, HasSubstr("the wall"));
  EXPECT_THAT(ran.out,
              HasSubstr("v           0.142857142857142857142857142857   radius 1.5e-31   exact, maximum likelihood"));
  EXPECT_THAT(ran.out, HasSubstr("1 inapplicable cases left out"));
}

// Eigenvalues 6 + 3 sqrt 2, 6 + sqrt 2, 6 - sqrt 2, 6 - 3 sqrt 2, equally spaced: n v is s_3 for k = 1, irrational.
TEST(PpcaCommand, SeesAnIrrationalWallAtAMiddleEigenvalue) {
  const std::string gram = file_with("spaced.csv", "9,3,0,0\n3,3,0,0\n0,0,7,1\n0,0,1,5\n");
  const Strings arguments{"--gram", gram, "--samples", "7", "-k", "1", "--noise-variance", "ml"};

  const Json report = json_of(arguments);
  const Ran ran = ppca(arguments);

  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_EQ(report.at("q"), 2);
  EXPECT_THAT(ran.out, HasSubstr("n v is the eigenvalue s_3 of S, the wall"));
  EXPECT_THAT(ran.out, Not(HasSubstr("lambda not an eigenvalue")));
  EXPECT_EQ(report.at("agreement").at(1).at("statements").at(0).at("cases").at("total"), "2");  // {1}, {2}
}

// The same shifted by 1/1000000007: two digits prove neither equality nor a difference, 200 do.
TEST(PpcaCommand, IsUndecidedWhereNVMayBeAnEigenvalue) {
  const std::string gram = file_with("shifted.csv",
                                     "9000000064/1000000007,3,0,0\n3,3000000022/1000000007,0,0\n"
                                     "0,0,7000000050/1000000007,1\n0,0,1,5000000036/1000000007\n");

  const Ran ran = ppca(
      {"--gram", gram, "--samples", "7", "-k", "1", "--noise-variance", "ml", "--digits", "1", "--max-digits", "2"});

  EXPECT_EQ(ran.code, 2) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("n v may be the eigenvalue s_3 of S: not decided at 2 digits"));
  EXPECT_THAT(ran.out, Not(HasSubstr("lambda not an eigenvalue")));
  EXPECT_EQ(ppca({"--gram", gram, "--samples", "7", "-k", "1", "--noise-variance", "ml"}).code, 0);
}

TEST(PpcaCommand, ExplainsAnEstimateOfZero) {
  const Ran ran = ppca({"--spectrum", "9,4,1", "-k", "2", "--samples", "4", "--noise-variance", "3"});

  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("W = 0"));
}

TEST(PpcaCommand, AgreesEvenWithPriorsAtRankOne) {
  const Json report = json_of({"--spectrum", "9,4,1", "-k", "1", "--samples", "4", "--noise-variance", "1/2"});

  for (const std::size_t prior : {2U, 3U}) {
    const Json& statement = report.at("agreement").at(prior).at("statements").at(0);
    EXPECT_EQ(outcome(report, prior), "agrees here");
    EXPECT_EQ(statement.at("expected"), "holds");
    EXPECT_EQ(statement.at("verdict"), "exact");
  }
}

// What a report says was expected, and what it counts as expected, are one and the same.
TEST(PpcaCommand, CountsAsExpectedWhatItExpects) {
  const auto is_refuted = [](const Json& text) { return text.get<std::string>() == "refuted"; };
  for (const char* rank : {"1", "2"}) {
    const Json report = json_of({"--spectrum", "9,4,1", "-k", rank, "--samples", "4", "--noise-variance", "1/2"});
    int as_expected = 0;
    for (const Json& model : report.at("agreement")) {
      for (const Json& one : model.at("statements"))
        as_expected += is_refuted(one.at("verdict")) == is_refuted(one.at("expected")) ? 1 : 0;
    }
    EXPECT_EQ(report.at("summary").at("as_expected"), as_expected) << rank;
  }
}

struct Hard {
  const char *spectrum, *k, *noise_variance, *manifolds;
};

TEST(PpcaCommand, HasNoControlThatHoldsOrIsOpen) {
  for (const Hard& hard :
       {Hard{"4,4,4,4,4,1", "3", "1/8", "auto"}, Hard{"4,1", "1", "1/4", "auto"}, Hard{"9,4,4,1", "1", "1/6", "auto"},
        Hard{"9,4,4,1", "1", "ml", "auto"}, Hard{"9,9,1", "1", "1/16", "sample:2"}}) {
    const Ran ran = ppca({"--spectrum", hard.spectrum, "-k", hard.k, "--samples", "8", "--noise-variance",
                          hard.noise_variance, "--manifolds", hard.manifolds});

    EXPECT_EQ(ran.code, 0) << ran.out;
  }
}

TEST(PpcaCommand, WarnsWhereNothingApplies) {
  for (const Strings& arguments :
       {Strings{"--spectrum", "9,4,1", "-k", "3", "--samples", "4", "--noise-variance", "ml"},
        Strings{"--spectrum", "9,4,0", "-k", "2", "--samples", "4", "--noise-variance", "ml"},
        Strings{"--spectrum", "9,4,1", "-k", "1", "--lambda", "1"}}) {
    const Ran ran = ppca(arguments);

    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("warning: inapplicable"));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
  }
}

TEST(PpcaCommand, RefusesWrongOptionsInOneLine) {
  const Strings spectrum{"--spectrum", "9,4,1", "-k", "1"};
  for (const Strings& wrong :
       {Strings{"--samples", "4", "--noise-variance", "0"}, Strings{"--samples", "4", "--noise-variance", "-1"},
        Strings{"--samples", "4", "--lambda", "0"}, Strings{"--noise-variance", "1"}, Strings{"--noise-variance", "ml"},
        Strings{"--samples", "4", "--lambda", "1", "--noise-variance", "1"},
        Strings{"--samples", "4", "--lambda", "1", "--noise-variance", "ml"},
        Strings{"--samples", "4", "--lambda", "1", "--divisor", "2"},
        Strings{"--samples", "4", "--lambda", "1", "--prior-variance", "0"},
        Strings{"--samples", "4", "--lambda", "1", "--no-center"}}) {
    Strings arguments = spectrum;
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const Ran ran = ppca(arguments);

    EXPECT_EQ(ran.code, 64) << ::testing::PrintToString(wrong) << ran.out;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  EXPECT_EQ(ppca({"--spectrum", "9,4", "-k", "1", "--lambda", "1", "--samples", "1"}).code, 65);
  EXPECT_EQ(ppca({"--exact-instance", "3,1", "-k", "1", "--samples", "4", "--noise-variance", "ml"}).code, 64);
}

struct Approved {
  std::string file;
  Strings arguments;
};

// The report of a command against the text in reports/, its first two lines (versions) masked.
class ApprovedPpca : public ::testing::TestWithParam<Approved> {};

TEST_P(ApprovedPpca, IsUnchanged) {
  const Ran ran = ppca(GetParam().arguments);

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(report::masked(ran.out), report::masked(content_of(source_file("reports", GetParam().file))));
}

INSTANTIATE_TEST_SUITE_P(
    Commands, ApprovedPpca,
    ::testing::Values(Approved{"ppca-exact.txt",
                               {"--exact-instance", "5,3", "-k", "2", "--lambda", "2", "--samples", "8"}},
                      Approved{"ppca-iris.txt", {"--builtin", "iris", "-k", "2", "--noise-variance", "ml"}},
                      Approved{"ppca-wall.txt", {"--builtin", "iris", "-k", "3", "--noise-variance", "ml"}}));

TEST(NoiseVarianceOption, SetsLambdaForEveryCommand) {
  const Ran ran = laecert({"enumerate", "--builtin", "iris", "--noise-variance", "1/15", "--json", "-"});

  EXPECT_EQ(Json::parse(ran.out).at("instance").at("lambda"), "10");
  EXPECT_EQ(laecert({"enumerate", "--builtin", "iris", "--noise-variance", "ml"}).code, 64);
}

}  // namespace
}  // namespace laecert::cli
