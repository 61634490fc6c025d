#include "propose/search/search.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "numeric/errors.hpp"
#include "problem/families/lae/loss.hpp"
#include "tests/certify/rayleigh.hpp"

namespace laecert::propose {
namespace {

using numeric::Ball;
using problem::Instance;
using problem::LaeProblem;
using problem::Regularization;
using problem::testing::RayleighProblem;

Vector<Rational> vector(const std::vector<Rational>& entries) {
  return Vector<Rational>::Map(entries.data(), static_cast<Index>(entries.size()));
}

LaeProblem diagonal(const std::vector<Rational>& s, Index k, Regularization loss) {
  return {Instance::from_spectrum(vector(s), {.name = "diagonal", .k = k, .lambda = 1}), loss};
}

std::vector<Found> search(const LaeProblem& problem, long starts, const SearchOptions& options = {}) {
  ProblemLandscape<LaeProblem> landscape(problem);
  std::vector<Found> found;
  found.reserve(static_cast<std::size_t>(starts));
  for (long start = 0; start < starts; ++start) found.push_back(search_from(landscape, start, options));
  return found;
}

long thousandths(const Ball& x) { return std::lround(1000 * x.approx_double()); }

// (value, index) of every certified point; the rest must have said why.
std::set<std::pair<long, Index>> values_and_indices(const std::vector<Found>& found) {
  std::set<std::pair<long, Index>> result;
  for (const Found& f : found) {
    if (f.certified) {
      result.emplace(thousandths(f.certified->value), f.certified->inertia.negative);
    } else {
      EXPECT_FALSE(f.certified.reason().text.empty());
    }
  }
  return result;
}

long certified_count(const std::vector<Found>& found) {
  return std::count_if(found.begin(), found.end(), [](const Found& f) { return f.certified.decided(); });
}

// S = diag(4, 9/4), lambda = 1: 0 and +-p_i = +-(d_i e_i, d_i e_i), d_i^2 = 1 - 1/s_i.
TEST(Search, FindsAllFiveCriticalPointsOfASmallSum) {
  const std::vector<Found> found = search(diagonal({4, Rational(9, 4)}, 1, Regularization::sum), 200);

  std::set<std::vector<long>> points;
  for (const Found& f : found) {
    ASSERT_TRUE(f.certified) << f.start << ": " << f.certified.reason().text;
    std::vector<long> point;
    for (const Ball& entry : f.certified->point) point.push_back(thousandths(entry));
    points.insert(point);
  }

  EXPECT_EQ(points, (std::set<std::vector<long>>{
                        {0, 0, 0, 0}, {866, 0, 866, 0}, {-866, 0, -866, 0}, {0, 745, 0, 745}, {0, -745, 0, -745}}));
}

// tr S = 15, each i of I takes off s_i (1 - 1/s_i)^2: 64/9, 9/4, 1/2. Index inv(I) + (2 - l)(3 - l).
TEST(Search, FindsAllSevenManifoldsOfASum) {
  const std::vector<Found> found = search(diagonal({9, 4, 2}, 2, Regularization::sum), 200);

  EXPECT_EQ(certified_count(found), 200);
  EXPECT_EQ(values_and_indices(found),
            (std::set<std::pair<long, Index>>{
                {15000, 6}, {7889, 2}, {12750, 3}, {14500, 4}, {5639, 0}, {7389, 1}, {12250, 2}}));
}

// m = 16, k = 4, s_i = 17 - i: 2517 manifolds, most of high index.
TEST(Search, CertifiesEveryStartOfALargeLossWithoutRegularization) {
  std::vector<Rational> s;
  for (int i = 16; i >= 1; --i) s.emplace_back(i);

  const std::vector<Found> found = search(diagonal(s, 4, Regularization::none), 12);

  EXPECT_EQ(certified_count(found), 12);
  EXPECT_GE(values_and_indices(found).size(), 8U);
}

// A shortest point of rank l has |x|^2 = 2 l; without care an orbit of GL_k leads anywhere.
TEST(Search, StaysNearTheShortestPointOfAnOrbit) {
  for (const Found& f : search(diagonal({9, 4, 2, 1}, 3, Regularization::none), 100)) {
    ASSERT_TRUE(f.certified) << f.start << ": " << f.certified.reason().text;
    EXPECT_LT(numeric::lift_matrix<double>(f.approximate, {}).squaredNorm(), 2 * 2 * 3) << f.start;
  }
}

// Eigenvalues that differ by 1 in 1000 and in 2 million: valleys along which the gradient is nearly flat.
TEST(Search, ResolvesNeighbouringEigenvalues) {
  const std::vector<Rational> s{3, Rational(3001, 1000), 2, Rational(2000001, 1000000), Rational(1, 2)};
  for (const Regularization loss : {Regularization::none, Regularization::product, Regularization::sum}) {
    for (const Found& f : search(diagonal(s, 2, loss), 30)) {
      EXPECT_TRUE(f.certified) << problem::to_string(loss) << ", " << f.start << ": " << f.certified.reason().text;
    }
  }
}

TEST(Search, FindersAgreeOnWhatThereIs) {
  const LaeProblem problem = diagonal({4, Rational(9, 4)}, 1, Regularization::sum);

  const std::vector<Found> by_newton = search(problem, 60, {.finders = {Finder::newton}});
  const std::vector<Found> by_gradient = search(problem, 60, {.finders = {Finder::gradient_norm}});

  // tr S = 25/4; 9/4 and 25/36 are taken off.
  const std::set<std::pair<long, Index>> expected{{6250, 2}, {4000, 0}, {5556, 1}};
  EXPECT_EQ(values_and_indices(by_newton), expected);
  EXPECT_EQ(values_and_indices(by_gradient), expected);
}

TEST(Search, DescendingTheLossFindsMinimaOnly) {
  const std::vector<Found> found = search(diagonal({9, 4, 2}, 2, Regularization::sum), 30, {.finders = {Finder::loss}});

  EXPECT_EQ(certified_count(found), 30);
  EXPECT_EQ(values_and_indices(found), (std::set<std::pair<long, Index>>{{5639, 0}}));
}

void expect_same(const Found& a, const Found& b) {
  EXPECT_EQ(a.approximate, b.approximate);
  EXPECT_EQ(a.steps, b.steps);
  ASSERT_EQ(a.certified.decided(), b.certified.decided());
  if (!a.certified) return;
  EXPECT_EQ(a.certified->inertia, b.certified->inertia);
  for (Index i = 0; i < a.approximate.size(); ++i) {
    EXPECT_EQ(a.certified->point(i).exact_midpoint(), b.certified->point(i).exact_midpoint());
  }
}

TEST(Search, IsAFunctionOfItsArguments) {
  const LaeProblem problem = diagonal({9, 4, 2}, 2, Regularization::product);
  const SearchOptions options{.seed = 7, .finders = {Finder::newton, Finder::gradient_norm, Finder::loss}};
  const std::vector<Found> in_order = search(problem, 18, options);

  // Another order, each with a landscape of its own.
  for (std::size_t i = in_order.size(); i-- > 0;) {
    expect_same(in_order[i], search_from(problem, static_cast<long>(i), options));
  }
  EXPECT_NE(in_order[2].approximate, search_from(problem, 2, {.seed = 8}).approximate);
}

TEST(Search, StartsFollowTheStatedRule) {
  const LaeProblem problem = diagonal({4, 2}, 1, Regularization::sum);
  const SearchOptions options{.scales = {0.5, 2}, .finders = {Finder::loss, Finder::newton}, .max_steps = 0};

  for (long start = 0; start < 8; ++start) {
    const Found found = search_from(problem, start, options);
    EXPECT_EQ(found.scale, start % 2 == 0 ? 0.5 : 2);
    EXPECT_EQ(found.finder, start / 2 % 2 == 0 ? Finder::loss : Finder::newton);
  }
}

TEST(Search, WorksWithoutASumOfSquares) {
  const RayleighProblem problem(vector({5, 3, 2}), 0);

  std::set<Index> indices;
  for (long start = 0; start < 40; ++start) {
    const Found found =
        search_from(problem, start, {.scales = {1, 2}, .finders = {Finder::newton, Finder::gradient_norm}});
    ASSERT_TRUE(found.certified) << found.certified.reason().text;
    indices.insert(found.certified->inertia.negative);
  }
  const Found refused = search_from(problem, 0, {.finders = {Finder::loss}});

  EXPECT_EQ(indices, (std::set<Index>{0, 1, 2, 3}));
  ASSERT_FALSE(refused.certified);
  EXPECT_EQ(refused.certified.reason().text, "the problem is no sum of squares");
}

// Its gradient and Hessian overflow: there is nothing to find, and it is said.
TEST(Search, SaysWhyItFindsNothing) {
  const RayleighProblem problem(vector({5, 3}), 0);

  for (const Finder finder : {Finder::newton, Finder::gradient_norm}) {
    const Found found = search_from(problem, 0, {.scales = {1e200}, .finders = {finder}});
    EXPECT_FALSE(found.converged);
    ASSERT_FALSE(found.certified);
    EXPECT_EQ(found.certified.reason().text, "the gradient is not finite");
  }
}

TEST(Search, StopsAtItsBudget) {
  const LaeProblem problem = diagonal({4, 2}, 1, Regularization::sum);

  for (const Finder finder : {Finder::newton, Finder::gradient_norm, Finder::loss}) {
    const Found found = search_from(problem, 0, {.finders = {finder}, .max_steps = 2});
    EXPECT_LE(found.steps, 2);
    EXPECT_FALSE(found.converged);
    EXPECT_FALSE(found.certified) << to_string(finder);
  }
}

// lambda is an eigenvalue: 0 is critical with one zero eigenvalue, which no symmetry explains; +-p_1 are as ever.
TEST(Search, LeavesDegeneratePointsUncertified) {
  const std::vector<Found> found =
      search(diagonal({4, 1}, 1, Regularization::sum), 30, {.certify = {.max_digits = 40}});

  EXPECT_EQ(values_and_indices(found), (std::set<std::pair<long, Index>>{{2750, 0}}));
  EXPECT_LT(certified_count(found), 30);
}

TEST(Search, RefusesUnusableOptions) {
  const LaeProblem problem = diagonal({4, 2}, 1, Regularization::sum);

  EXPECT_THROW((void)search_from(problem, -1), PreconditionError);
  EXPECT_THROW((void)search_from(problem, 0, {.scales = {}}), PreconditionError);
  EXPECT_THROW((void)search_from(problem, 0, {.scales = {0.0}}), PreconditionError);
  EXPECT_THROW((void)search_from(problem, 0, {.scales = {std::nan("")}}), PreconditionError);
  EXPECT_THROW((void)search_from(problem, 0, {.finders = {}}), PreconditionError);
  EXPECT_THROW((void)search_from(problem, 0, {.max_steps = -1}), PreconditionError);
}

}  // namespace
}  // namespace laecert::propose
