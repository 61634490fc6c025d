// Each bound is taken as large as it must be and no larger: hand-computed thresholds, met from both sides.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recheck/program.hpp"

namespace laecert::recheck {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// S = diag(4, 3), lambda = 1, k = 1 at W1 = (e, 0), W2 = 0. At e = 0 the Hessian has the eigenvalues 2 (1 +- 4) and
// 2 (1 +- 3), the least in modulus is 4; |H|^2 = 4 * 2^2 + 2 (8^2 + 6^2) = 216; K = 30 (e + r); the gradient is
// (2 e, 0), (-8 e, 0), of norm e sqrt(68); the value is 7 + e^2.
Json at_origin() {
  Json c = corpus("sum-diagonal");
  c["gram"] = Json::parse(R"([["4","0"],["0","3"]])");
  c["point"] = Json::parse(R"({"W1":[["0","0"]],"W2":[["0"],["0"]]})");
  c["lambda"] = "1";
  c["gap"] = "2";
  c["radius"] = "1/4";
  c["claim"]["rank"] = "0";
  c["claim"]["inertia"] = Json::parse(R"(["2","0","2"])");
  c["claim"]["value"] = Json::parse(R"(["0","100"])");
  c["claim"]["transpose_gap"] = "10";
  return c;
}

// `none`, S = diag(4, 1), W1 = (1, 0), W2 = W1^T: K = 6 sqrt(17) (sqrt(2) + r), tau = 1; the least singular value of J
// is 5 - sqrt(13).
Json on_an_orbit() {
  Json c = corpus("none-diagonal");
  c["gap"] = "1";
  c["claim"]["value"] = Json::parse(R"(["0","100"])");
  c["claim"]["transpose_gap"] = "10";
  return c;
}

// The certificate is accepted with the one value of an entry, and rejected for the reason with the other, by both.
void expect_threshold(const Json& certificate, const std::string& pointer, const std::string& accepted,
                      const std::string& rejected, const std::string& reason) {
  const Folder folder;
  Json sound = certificate;
  Json false_twin = certificate;
  sound[Json::json_pointer(pointer)] = accepted;
  false_twin[Json::json_pointer(pointer)] = rejected;
  const std::vector<std::string> files{folder.write("sound", sound.dump()), folder.write("twin", false_twin.dump())};

  const std::vector<std::string> ours = verdicts(recheck(files), files);

  ASSERT_EQ(ours.size(), 2U);
  EXPECT_THAT(ours[0], StartsWith("accepted: "));
  EXPECT_THAT(ours[1], StartsWith("rejected: "));
  EXPECT_THAT(ours[1], HasSubstr(reason));
  if (!has_python()) return;
  const std::vector<std::string> theirs = verdicts(recheck_in_python(files), files);
  ASSERT_EQ(theirs.size(), 2U);
  EXPECT_THAT(theirs[0], StartsWith("accepted"));
  EXPECT_THAT(theirs[1], StartsWith("rejected"));
}

TEST(Bounds, TheRadiusEndsWhereTheHessianMayHaveTurned) {
  // 30 r^2 < 2 up to 0.25819.
  expect_threshold(at_origin(), "/radius", "129/500", "259/1000", "the radius is too large");
}

TEST(Bounds, TheTurningOfTheTangentsCounts) {
  // 24.7386 (1.41421 + r) r + r = 0.98965 at 0.027, 1.0083 at 0.0275; without tau r it is 0.9808 there.
  expect_threshold(on_an_orbit(), "/radius", "27/1000", "11/400", "the radius is too large");
}

TEST(Bounds, TheRadiusReachesAsFarAsTheGradientAsks) {
  Json c = at_origin();
  c["radius"] = "1/5";
  // 2 e sqrt(68) <= 2/5 up to 0.024253.
  expect_threshold(c, "/point/W1/0/0", "121/5000", "243/10000", "the radius is too small");
}

TEST(Bounds, TheValueHoldsTheCurvatureOverTheBall) {
  // (14.69694 + 30/16) / 32 = 0.517873.
  expect_threshold(at_origin(), "/claim/value/0", "64821/10000", "32411/5000", "the value may lie below");
  expect_threshold(at_origin(), "/claim/value/1", "75179/10000", "37589/5000", "the value may lie above");
}

TEST(Bounds, TheTransposeGapGrowsByTheRadius) {
  // sqrt(2)/4 = 0.353553.
  expect_threshold(at_origin(), "/claim/transpose_gap", "221/625", "707/2000", "|W1 - W2^T| may be above");
}

TEST(Bounds, TheGapHoldsTheRoundingOfTheHessian) {
  Json c = at_origin();
  c["radius"] = "0";
  // M = 4, s = 4: G = 60 + 2 for 15/4, and 62 + 2 for 31/8, which is the eigenvalue 4 of 2^-4 Z itself.
  expect_threshold(c, "/gap", "15/4", "31/8", "within the gap");
}

TEST(Bounds, AnEigenvalueAtTheEndOfTheGapIsWithinIt) {
  Json c = at_origin();
  c["radius"] = "0";
  c["gram"][1][1] = "1/2";
  c["claim"]["inertia"] = Json::parse(R"(["1","0","3"])");
  // The least in modulus is 2 (1 - 1/2) = 1, and positive: Z - G is singular and no count of negative ones shows it.
  // s = 6: G = 60 + 2 for 15/16, 62 + 2 for 31/32.
  expect_threshold(c, "/gap", "15/16", "31/32", "within the gap");
}

TEST(Bounds, RootsAreRoundedUp) {
  // sqrt(2)/4 in steps of 2^-66.
  const boost::multiprecision::cpp_int below = sqrt(boost::multiprecision::cpp_int(2) << 128U);
  const boost::multiprecision::cpp_int steps = boost::multiprecision::cpp_int(1) << 66U;

  expect_threshold(at_origin(), "/claim/transpose_gap", text_of(Rational(below + 1, steps)),
                   text_of(Rational(below, steps)), "|W1 - W2^T| may be above");
}

TEST(Bounds, TheRadiusForTheRankFollowsTheEigenvalueNextToLambda) {
  Json c = at_origin();
  c["gram"][1][1] = text_of(3 + Rational(3, 1 << 20U));
  c["lambda"] = "3";
  c["gap"] = text_of(Rational(1, 1 << 18U));
  // No eigenvalue in (3, 3 (1 + 2^-32)], t = 1/(2^32 + 1): 4 r^2 < t up to 7.63e-6.
  expect_threshold(c, "/radius", "7/1000000", "1/125000", "the radius is too large for the rank");
}

// S = diag(4, s), lambda = 3: t is below 2^-256 beside s, and the one unit is seen to be active without it.
TEST(Bounds, TheFullRankNeedsNoEigenvalueApartFromLambda) {
  const Folder folder;
  std::vector<std::string> files;
  for (const char* problem : {"sum", "tied"}) {
    Json c = corpus(std::string(problem) + "-diagonal");
    c["gram"][1][1] = text_of(3 + Rational(1, boost::multiprecision::cpp_int(1) << 250U));
    c["gap"] = "1";
    c["radius"] = "1/1000000";
    c["claim"]["value"] = Json::parse(R"(["0","100"])");
    if (c["claim"].contains("transpose_gap")) c["claim"]["transpose_gap"] = "1";
    files.push_back(folder.write(problem, c.dump()));
  }

  EXPECT_THAT(verdicts(recheck(files), files), Each(StartsWith("accepted: ")));
  if (has_python()) {
    EXPECT_THAT(verdicts(recheck_in_python(files), files), Each(StartsWith("accepted")));
  }
}

TEST(Bounds, ASingularValueWithinTheRadiusMakesNoRank) {
  Json c = at_origin();
  c["point"]["W1"][0][0] = "1/1000";
  expect_threshold(c, "/claim/rank", "0", "1", "the rank is another one");
}

TEST(Bounds, TheRankOfSumIsThatOfItsSingularValues) {
  // S = diag(4, 1), lambda = 3: no eigenvalue in (3, c] for c = 3 (1 + 1/4), t = 1/5; sigma^2 = 1/4 > t/4.
  expect_threshold(corpus("sum-diagonal"), "/claim/rank", "1", "0", "the rank is another one");
}

}  // namespace
}  // namespace laecert::recheck
