#include "certify/subdivision.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/random.hpp"

namespace laecert::certify {
namespace {

using numeric::Rational;

constexpr double infinity = std::numeric_limits<double>::infinity();

Vector<DoubleBall> cube(Index n, double radius) { return Vector<DoubleBall>::Constant(n, DoubleBall(0, radius)); }

// One unknown: prod (x - root) + shift.
struct Products {
  std::vector<Rational> roots;
  Rational shift = 0;
  Vector<DoubleBall> box = cube(1, 1);

  template <numeric::Scalar S>
  struct Over {
    std::vector<S> roots;
    S shift;
    Vector<S> operator()(const Vector<S>& x) const {
      S value(1);
      for (const S& root : roots) value = value * (x(0) - root);
      return Vector<S>::Constant(1, value + shift);
    }
    [[nodiscard]] Matrix<S> jacobian(const Vector<S>& x) const {
      S value(1), slope(0);
      for (const S& root : roots) {
        slope = slope * (x(0) - root) + value;
        value = value * (x(0) - root);
      }
      return Matrix<S>::Constant(1, 1, slope);
    }
  };

  template <numeric::Scalar S>
  [[nodiscard]] Over<S> over(Precision precision) const {
    std::vector<S> lifted;
    for (const Rational& root : roots) lifted.push_back(numeric::lift<S>(root, precision));
    return {lifted, numeric::lift<S>(shift, precision)};
  }
  [[nodiscard]] Vector<DoubleBall> search_box() const { return box; }
  [[nodiscard]] bool excludes(const Vector<DoubleBall>&) const { return false; }
};

bool contains(const Vector<Ball>& box, const Vector<Rational>& x) {
  for (Index i = 0; i < x.size(); ++i) {
    if (!box(i).contains(x(i))) return false;
  }
  return true;
}

int count_holding(const AllZeros& all, const Vector<Rational>& x) {
  int count = 0;
  for (const IsolatedZero& one : all.zeros) {
    if (contains(one.zero, x)) ++count;
  }
  return count;
}

Vector<Rational> point(const std::vector<Rational>& values) {
  Vector<Rational> x(static_cast<Index>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) x(static_cast<Index>(i)) = values[i];
  return x;
}

TEST(Subdivision, FindsTheZerosOfACubicByHand) {
  // x (x - 1/2) (x + 1/3)
  const Outcome<AllZeros> all = enclose_all_zeros(Products{{0, Rational(1, 2), Rational(-1, 3)}});

  ASSERT_TRUE(all);
  EXPECT_EQ(all->zeros.size(), 3U);
  for (const Rational& root : {Rational(0), Rational(1, 2), Rational(-1, 3)})
    EXPECT_EQ(count_holding(*all, point({root})), 1);
}

TEST(Subdivision, EnclosesToTheDigitsAskedFor) {
  const Outcome<AllZeros> all = enclose_all_zeros(Products{{Rational(1, 3), Rational(2, 3)}}, {.digits = 60});

  ASSERT_TRUE(all);
  const Ball target(Rational(1, pow(numeric::Integer(10), 70)), Precision{64});
  for (const IsolatedZero& one : all->zeros) {
    EXPECT_TRUE(numeric::certainly(is_less(one.zero(0).radius(), target)));
    EXPECT_TRUE(one.domain(0).contains(one.zero(0)));
  }
}

TEST(Subdivision, ADoubleZeroIsUndecided) {
  const Outcome<AllZeros> all = enclose_all_zeros(Products{{Rational(1, 7), Rational(1, 7)}});

  ASSERT_FALSE(all);
  EXPECT_NE(all.reason().text.find("not regular"), std::string::npos);
}

TEST(Subdivision, ANearMissHasNoZero) {
  // x^2 + 10^-30, and its true twin x^2 - 10^-30 with the zeros +-10^-15.
  const Rational tiny(1, pow(numeric::Integer(10), 30));
  const Outcome<AllZeros> none = enclose_all_zeros(Products{{0, 0}, tiny});
  const Outcome<AllZeros> two = enclose_all_zeros(Products{{0, 0}, -tiny});

  ASSERT_TRUE(none);
  EXPECT_TRUE(none->zeros.empty());
  ASSERT_TRUE(two);
  EXPECT_EQ(two->zeros.size(), 2U);
}

TEST(Subdivision, ZerosOnFacesAreFoundOnce) {
  // The first box is split at this double; the ends of the search box are zeros too.
  const double lower = std::nextafter(-1.0, -infinity);
  const double split = lower + 0.4871 * (std::nextafter(1.0, infinity) - lower);
  const Rational face = numeric::exact_rational(split);
  const Outcome<AllZeros> all = enclose_all_zeros(Products{{face, 1, -1, Rational(1, 2)}});

  ASSERT_TRUE(all);
  EXPECT_EQ(all->zeros.size(), 4U);
  for (const Rational& root : {face, Rational(1), Rational(-1), Rational(1, 2)})
    EXPECT_EQ(count_holding(*all, point({root})), 1);
}

TEST(Subdivision, ABudgetThatIsTooSmallIsUndecided) {
  const Products cubic{{0, Rational(1, 2), Rational(-1, 3)}};
  const Outcome<AllZeros> all = enclose_all_zeros(cubic, {.most_boxes = 2});

  ASSERT_FALSE(all);
  EXPECT_EQ(all.reason().text, "more than 2 boxes");
}

TEST(Subdivision, TheSameBoxesEveryTime) {
  const Products quartic{{0, Rational(1, 2), Rational(-1, 3), Rational(501, 1000)}};
  const Outcome<AllZeros> first = enclose_all_zeros(quartic);
  const Outcome<AllZeros> second = enclose_all_zeros(quartic);

  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->boxes, second->boxes);
  EXPECT_EQ(first->zeros.size(), second->zeros.size());
}

TEST(Subdivision, ASearchBoxWithoutAnInsideIsRefused) {
  EXPECT_THROW((void)enclose_all_zeros(Products{{0}, 0, cube(1, 0)}), PreconditionError);
  EXPECT_THROW((void)enclose_all_zeros(Products{{0}, 0, cube(1, infinity)}), PreconditionError);
}

// T (p_1(u_1), ..., p_n(u_n)) with u = L x, p_i a product of differences: n values, or more where T has more rows. The
// zeros are L^-1 of the grid of roots.
struct Grid {
  std::vector<std::vector<Rational>> roots;
  Matrix<Rational> L, T;
  bool lower_half_excluded = false;  // zeros with a negative last coordinate are not wanted

  template <numeric::Scalar S>
  struct Over {
    std::vector<Products::Over<S>> factors;
    Matrix<S> L, T;
    Vector<S> operator()(const Vector<S>& x) const {
      const Vector<S> u = L.lazyProduct(x);
      Vector<S> p(u.size());
      for (Index i = 0; i < u.size(); ++i) p(i) = factors[static_cast<std::size_t>(i)](Vector<S>::Constant(1, u(i)))(0);
      return T.lazyProduct(p);
    }
    [[nodiscard]] Matrix<S> jacobian(const Vector<S>& x) const {
      const Vector<S> u = L.lazyProduct(x);
      Matrix<S> inner = L;
      for (Index i = 0; i < u.size(); ++i)
        inner.row(i) *= factors[static_cast<std::size_t>(i)].jacobian(Vector<S>::Constant(1, u(i)))(0, 0);
      return T.lazyProduct(inner);
    }
  };

  template <numeric::Scalar S>
  [[nodiscard]] Over<S> over(Precision precision) const {
    std::vector<Products::Over<S>> factors;
    for (const std::vector<Rational>& of_one : roots) factors.push_back(Products{of_one}.over<S>(precision));
    return {factors, numeric::lift_matrix<S>(L, precision), numeric::lift_matrix<S>(T, precision)};
  }
  [[nodiscard]] Vector<DoubleBall> search_box() const { return cube(L.cols(), 2); }
  [[nodiscard]] bool excludes(const Vector<DoubleBall>& box) const {
    const DoubleBall& last = box(box.size() - 1);
    return lower_half_excluded && last.mid() + last.rad() < 0;
  }
};

std::vector<Vector<Rational>> zeros_of(const Grid& grid) {
  std::vector<Vector<Rational>> u{Vector<Rational>(grid.L.rows())};
  for (std::size_t i = 0; i < grid.roots.size(); ++i) {
    std::vector<Vector<Rational>> longer;
    for (const Vector<Rational>& start : u) {
      for (const Rational& root : grid.roots[i]) {
        longer.push_back(start);
        longer.back()(static_cast<Index>(i)) = root;
      }
    }
    u = longer;
  }
  for (Vector<Rational>& zero : u) zero = *numeric::exact_solve(grid.L, zero);
  return u;
}

// An identity with small random entries added: regular by diagonal dominance.
Matrix<Rational> random_matrix(Index rows, Index cols, numeric::SplitMix64& random) {
  Matrix<Rational> a(rows, cols);
  for (Rational& entry : a.reshaped()) entry = random.rational(4) / (3 * cols);
  for (Index i = 0; i < cols; ++i) a(i, i) += 1;
  return a;
}

Grid random_grid(Index n, Index values, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  Grid grid{{}, random_matrix(n, n, random), random_matrix(values, n, random)};
  for (Index i = 0; i < n; ++i) {
    // Distinct by their halves; 0 and 1 among them.
    grid.roots.push_back({0, 1, Rational(-1, 2) - abs(random.rational(6)) / 4});
  }
  return grid;
}

void expect_all_found(const Grid& grid, std::uint64_t seed) {
  const Outcome<AllZeros> all = enclose_all_zeros(grid);

  ASSERT_TRUE(all) << "seed " << seed << ": " << all.reason().text;
  std::size_t wanted = 0;
  for (const Vector<Rational>& zero : zeros_of(grid)) {
    if (grid.lower_half_excluded && zero(zero.size() - 1) < 0) continue;
    ++wanted;
    EXPECT_EQ(count_holding(*all, zero), 1) << "seed " << seed;
  }
  EXPECT_EQ(all->zeros.size(), wanted) << "seed " << seed;
}

TEST(Subdivision, MissesNoZeroOfRandomSystems) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const Index n : {1, 2, 3}) expect_all_found(random_grid(n, n, seed), seed);
  }
}

TEST(Subdivision, MoreValuesThanUnknownsAreAllUsed) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) expect_all_found(random_grid(2, 3, seed), seed);
}

TEST(Subdivision, ZerosThatTheMapExcludesAreLeftOut) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Grid grid = random_grid(2, 2, seed);
    grid.lower_half_excluded = true;
    expect_all_found(grid, seed);
  }
}

}  // namespace
}  // namespace laecert::certify
