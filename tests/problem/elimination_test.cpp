#include "problem/families/lae/elimination.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/random.hpp"

namespace laecert::problem {
namespace {

using numeric::SplitMix64;

constexpr Precision bits{200};

bool is_zero(const auto& values) {
  for (const Rational& x : values.reshaped()) {
    if (x != 0) return false;
  }
  return true;
}

Instance diagonal(const std::vector<Rational>& s, Index k, const Rational& lambda) {
  Vector<Rational> values(static_cast<Index>(s.size()));
  for (std::size_t i = 0; i < s.size(); ++i) values(static_cast<Index>(i)) = s[i];
  return Instance::from_spectrum(values, {.name = "diagonal", .k = k, .lambda = lambda});
}

// X X^T of a random integer X.
Instance random_instance(Index m, Index k, SplitMix64& random) {
  Matrix<Rational> x(m, m);
  for (Rational& entry : x.reshaped()) entry = Rational(static_cast<long>(random.below(9)) - 4, 3);
  return Instance::from_gram(x.lazyProduct(x.transpose()), {.name = "random", .k = k, .lambda = Rational(3, 2)});
}

Coordinates random_coordinates(const Matrix<Rational>& gram, SplitMix64& random) {
  Matrix<Rational> basis(gram.rows(), gram.rows());
  for (Rational& entry : basis.reshaped()) entry = random.rational(4);
  for (Index i = 0; i < gram.rows(); ++i) basis(i, i) += 2;
  const Matrix<Rational> image = gram.lazyProduct(basis);
  return {basis, basis.transpose().lazyProduct(image), image.transpose().lazyProduct(image),
          basis.transpose().lazyProduct(basis), Rational(1, 2)};
}

Vector<Rational> random_vector(Index size, SplitMix64& random) {
  Vector<Rational> x(size);
  for (Rational& entry : x) entry = random.rational(4);
  return x;
}

// The gradient of `sum` in W1, at the encoder a^T and its best decoder b = S a / (a^T S a + lambda).
Vector<Rational> reduced_gradient(const Instance& instance, const Vector<Rational>& a) {
  const Vector<Rational> image = instance.gram().lazyProduct(a);
  const Rational c = a.dot(image) + instance.lambda();
  const Autoencoder<Rational> w{a.transpose(), image / c};
  const LaeProblem problem(instance, Regularization::sum);
  const Vector<Rational> gradient = problem.over<Rational>({}).gradient(pack(w));
  // The decoder's equation is solved exactly.
  EXPECT_TRUE(is_zero(gradient.tail(instance.m())));
  return gradient.head(instance.m());
}

TEST(EncoderElimination, VanishesAtExactCriticalPoints) {
  // lambda = 3, s = 4 and 9/2: d = 1/2 and d^2 = 1/3 (not rational); 0 and +-(1/2) e_2.
  const Instance instance = diagonal({Rational(9, 2), 4, 1}, 1, 3);
  const EncoderElimination elimination(instance, Coordinates::standard(instance.gram()));
  const EncoderMap<Rational> map = elimination.over<Rational>({});
  const Vector<Rational> p{{Rational(0), Rational(1, 2), Rational(0)}};

  EXPECT_TRUE(is_zero(reduced_gradient(instance, p)));
  EXPECT_TRUE(is_zero(map(p)));
  EXPECT_TRUE(is_zero(map(-p)));
  EXPECT_TRUE(is_zero(map(Vector<Rational>(p * Rational(0)))));
  EXPECT_FALSE(is_zero(map(Vector<Rational>(p * Rational(3, 4)))));
}

TEST(EncoderElimination, IsTheGradientWhereTheWeightsAreBalanced) {
  // The map uses |a| = |b|: with |b|^2 in place of |a|^2 it is c times half the gradient.
  SplitMix64 random(3);
  for (int trial = 0; trial < 20; ++trial) {
    const Instance instance = random_instance(3, 1, random);
    const EncoderElimination elimination(instance, Coordinates::standard(instance.gram()));
    const Vector<Rational> a = random_vector(3, random);
    const Vector<Rational> image = instance.gram().lazyProduct(a);
    const Rational c = a.dot(image) + instance.lambda();
    const Rational imbalance = a.dot(a) - image.dot(image) / (c * c);

    const Vector<Rational> value = elimination.over<Rational>({})(a);
    const Vector<Rational> expected = reduced_gradient(instance, a) * (c / 2) + image * (c * imbalance);

    EXPECT_TRUE(is_zero(Vector<Rational>(value - expected)));
    // a . G = c^2 |a|^2 - |S a|^2: G = 0 implies balance, and with it the gradient vanishes.
    EXPECT_EQ(a.dot(value), c * c * imbalance);
  }
}

TEST(EncoderGramElimination, IsTheGradientWhereTheWeightsAreBalanced) {
  // With E = W1^T grad_W1 / 2 at the best decoder, U = P S + lambda, N = W2 W1: U E = H + U (N^T N - P^2) S, and
  // N^T N = P^2 where W1 W1^T = W2^T W2.
  SplitMix64 random(5);
  for (int trial = 0; trial < 20; ++trial) {
    const Instance instance = random_instance(2, 3, random);
    const Matrix<Rational>& gram = instance.gram();
    const EncoderGramElimination elimination(instance, Coordinates::standard(gram));
    Matrix<Rational> w1(3, 2);
    for (Rational& entry : w1.reshaped()) entry = random.rational(3);
    const Matrix<Rational> encoded = w1.lazyProduct(gram);
    Matrix<Rational> inner = encoded.lazyProduct(w1.transpose());
    for (Index i = 0; i < 3; ++i) inner(i, i) += instance.lambda();
    const Matrix<Rational> w2 = numeric::exact_solve(inner, encoded)->transpose();
    const Vector<Rational> gradient =
        LaeProblem(instance, Regularization::sum).over<Rational>({}).gradient(pack(Autoencoder<Rational>{w1, w2}));
    EXPECT_TRUE(is_zero(gradient.tail(6)));
    const Matrix<Rational> g1 = gradient.head(6).reshaped(3, 2) / Rational(2);
    const Matrix<Rational> p = w1.transpose().lazyProduct(w1);
    Matrix<Rational> u = p.lazyProduct(gram);
    for (Index i = 0; i < 2; ++i) u(i, i) += instance.lambda();
    const Matrix<Rational> n = w2.lazyProduct(w1);
    const Matrix<Rational> imbalance = n.transpose().lazyProduct(n) - p.lazyProduct(p);

    const Matrix<Rational> value =
        elimination.over<Rational>({})(Vector<Rational>{{p(0, 0), p(0, 1), p(1, 1)}}).reshaped(2, 2);
    const Matrix<Rational> inside = w1.transpose().lazyProduct(g1) - imbalance.lazyProduct(gram);

    EXPECT_TRUE(is_zero(Matrix<Rational>(value - u.lazyProduct(inside))));
  }
}

TEST(EncoderGramElimination, VanishesAtExactCriticalPoints) {
  // lambda = 3, s = 4 and 16/5: d^2 = 1/4 and 1/16, turned by (3, 4; -4, 3)/5; all four index sets, and no other.
  Matrix<Rational> turn(2, 2);
  turn << Rational(3, 5), Rational(-4, 5), Rational(4, 5), Rational(3, 5);
  const auto turned = [&](const Rational& first, const Rational& second) {
    return Matrix<Rational>(first * turn.col(0).lazyProduct(turn.col(0).transpose()) +
                            second * turn.col(1).lazyProduct(turn.col(1).transpose()));
  };
  const Instance instance =
      Instance::from_gram(turned(4, Rational(16, 5)), {.name = "turned", .k = 2, .lambda = Rational(3)});
  const EncoderGramMap<Rational> map =
      EncoderGramElimination(instance, Coordinates::standard(instance.gram())).over<Rational>({});
  const auto at = [&](const Rational& first, const Rational& second) {
    const Matrix<Rational> p = turned(first, second);
    return map(Vector<Rational>{{p(0, 0), p(0, 1), p(1, 1)}});
  };

  const Rational first(1, 4), second(1, 16);
  EXPECT_TRUE(is_zero(at(0, 0)));
  EXPECT_TRUE(is_zero(at(first, 0)));
  EXPECT_TRUE(is_zero(at(0, second)));
  EXPECT_TRUE(is_zero(at(first, second)));
  EXPECT_FALSE(is_zero(at(second, first)));
  EXPECT_FALSE(is_zero(at(first, first)));
}

// Polynomials of degree at most 5.
template <class Map>
Vector<Rational> slope_along(const Map& map, const Vector<Rational>& x, const Vector<Rational>& v) {
  // Central differences at 1, 2, 3: weights 3/4, -3/20, 1/60 are exact up to degree 6.
  const auto difference = [&](long h) {
    return Vector<Rational>(map(Vector<Rational>(x + v * Rational(h))) - map(Vector<Rational>(x - v * Rational(h))));
  };
  return difference(1) * Rational(3, 4) - difference(2) * Rational(3, 20) + difference(3) * Rational(1, 60);
}

template <class Map>
void expect_true_jacobian(const Map& map, const Vector<Rational>& x, SplitMix64& random) {
  const Vector<Rational> v = random_vector(x.size(), random);
  const Vector<Rational> along = map.jacobian(x).lazyProduct(v);
  EXPECT_TRUE(is_zero(Vector<Rational>(along - slope_along(map, x, v))));
}

TEST(Eliminations, HaveTheirJacobians) {
  SplitMix64 random(9);
  for (int trial = 0; trial < 10; ++trial) {
    const Instance one = random_instance(3, 1, random);
    const Instance two = random_instance(2, 2, random);
    expect_true_jacobian(EncoderElimination(one, random_coordinates(one.gram(), random)).over<Rational>({}),
                         random_vector(3, random), random);
    expect_true_jacobian(EncoderGramElimination(two, random_coordinates(two.gram(), random)).over<Rational>({}),
                         random_vector(3, random), random);
  }
}

TEST(Eliminations, AreTheSameMapsInEveryBasis) {
  SplitMix64 random(13);
  for (int trial = 0; trial < 10; ++trial) {
    const Instance one = random_instance(3, 1, random);
    const Coordinates turned = random_coordinates(one.gram(), random);
    const Vector<Rational> y = random_vector(3, random);
    const Vector<Rational> a = turned.basis.lazyProduct(y);
    const Vector<Rational> standard = EncoderElimination(one, Coordinates::standard(one.gram())).over<Rational>({})(a);
    const Vector<Rational> there = EncoderElimination(one, turned).over<Rational>({})(y);
    EXPECT_TRUE(is_zero(Vector<Rational>(there - Vector<Rational>(turned.basis.transpose().lazyProduct(standard)))));

    const Instance two = random_instance(2, 2, random);
    const Coordinates q = random_coordinates(two.gram(), random);
    Matrix<Rational> r(2, 2);
    r << random.rational(3), Rational(1, 3), Rational(1, 3), random.rational(3);
    const Matrix<Rational> p = q.basis.lazyProduct(r).lazyProduct(q.basis.transpose());
    const Matrix<Rational> at_p = EncoderGramElimination(two, Coordinates::standard(two.gram()))
                                      .over<Rational>({})(Vector<Rational>{{p(0, 0), p(0, 1), p(1, 1)}})
                                      .reshaped(2, 2);
    const Matrix<Rational> at_r =
        EncoderGramElimination(two, q).over<Rational>({})(Vector<Rational>{{r(0, 0), r(0, 1), r(1, 1)}}).reshaped(2, 2);
    EXPECT_TRUE(is_zero(Matrix<Rational>(q.basis.lazyProduct(at_r) - at_p.lazyProduct(q.basis))));
  }
}

template <class E>
void expect_enclosures(const E& elimination, SplitMix64& random) {
  const Vector<Rational> x = random_vector(3, random);
  const Vector<Rational> value = elimination.template over<Rational>({})(x);
  const Vector<Ball> by_ball = elimination.template over<Ball>(bits)(numeric::lift_matrix<Ball>(x, bits));
  const Vector<DoubleBall> by_double =
      elimination.template over<DoubleBall>({})(numeric::lift_matrix<DoubleBall>(x, {}));
  for (Index i = 0; i < value.size(); ++i) {
    EXPECT_TRUE(by_ball(i).contains(value(i)));
    EXPECT_TRUE(abs(Rational(value(i) - numeric::exact_rational(by_double(i).mid()))) <=
                numeric::exact_rational(by_double(i).rad()));
  }
}

TEST(Eliminations, EncloseTheExactValues) {
  SplitMix64 random(17);
  for (int trial = 0; trial < 20; ++trial) {
    expect_enclosures(EncoderElimination(random_instance(3, 1, random)), random);
    expect_enclosures(EncoderGramElimination(random_instance(2, 2, random)), random);
  }
}

bool holds(const DoubleBall& ball, const Ball& x) {
  return Ball(ball.mid(), bits).widened(Ball(ball.rad(), bits)).contains(x);
}

template <class E>
void expect_in_search_box(const E& elimination, const Autoencoder<Ball>& w) {
  const Vector<Ball> unknowns = elimination.unknowns_of(w);
  const Vector<DoubleBall> box = elimination.search_box();
  for (Index i = 0; i < unknowns.size(); ++i) EXPECT_TRUE(holds(box(i), unknowns(i)));
  EXPECT_FALSE(elimination.excludes(numeric::lift_matrix<DoubleBall>(unknowns, {})));
}

TEST(Eliminations, TheSearchBoxHoldsTheCriticalPoints) {
  // The bound 4 lambda |W1|^2 <= tr S is attained at s = 2 lambda: d^2 = 1/2.
  const Ball d = sqrt(Ball(Rational(1, 2), bits));
  const Matrix<Ball> column = Matrix<Ball>::Constant(1, 1, d);
  const EncoderElimination scalar(diagonal({6}, 1, 3));
  expect_in_search_box(scalar, {column, column});

  Matrix<Ball> both = Matrix<Ball>::Constant(2, 2, Ball(0));
  both(0, 0) = both(1, 1) = d;
  expect_in_search_box(EncoderGramElimination(diagonal({6, 6}, 2, 3)), {both, both});
}

TEST(Eliminations, ExcludeOnlyWhatIsNoEncoder) {
  const EncoderGramElimination elimination(diagonal({9, 4}, 2, 1));
  const auto box = [](double p, double x, double q, double r) {
    Vector<DoubleBall> result(3);
    result << DoubleBall(p, r), DoubleBall(x, r), DoubleBall(q, r);
    return result;
  };

  EXPECT_TRUE(elimination.excludes(box(-1, 0, 1, 0.25)));
  EXPECT_TRUE(elimination.excludes(box(0.5, 1, 0.5, 0.125)));  // det < 0
  EXPECT_TRUE(elimination.excludes(box(3, 0, 3, 0.25)));       // trace above 13/4
  EXPECT_FALSE(elimination.excludes(box(0, 0, 0, 0)));         // P = 0
  EXPECT_FALSE(elimination.excludes(box(0.5, 0.5, 0.5, 0)));   // rank 1
  EXPECT_FALSE(elimination.excludes(box(-0.1, 0, 0.5, 0.2)));  // touches the cone
}

TEST(Eliminations, ApproximatePointsAreNearCriticalOnes) {
  const Instance instance = diagonal({9, 4}, 3, 1);
  const EncoderGramElimination elimination(instance, Coordinates::standard(instance.gram()));
  const Autoencoder<Rational> w = elimination.approx_autoencoder(Vector<double>{{8.0 / 9, 0, 0}});
  const Vector<double> gradient = LaeProblem(instance, Regularization::sum)
                                      .over<double>({})
                                      .gradient(numeric::lift_matrix<double>(Vector<Rational>(pack(w)), {}));

  EXPECT_LT(gradient.norm(), 1e-12);
}

TEST(Eliminations, RefuseOtherShapes) {
  EXPECT_THROW(EncoderElimination(diagonal({9, 4}, 2, 1)), PreconditionError);
  EXPECT_THROW(EncoderElimination(diagonal({9, 4}, 1, 0)), PreconditionError);
  EXPECT_THROW(EncoderGramElimination(diagonal({9, 4}, 1, 1)), PreconditionError);
  EXPECT_THROW(EncoderGramElimination(diagonal({9, 4, 1}, 2, 1)), PreconditionError);
  EXPECT_THROW(EncoderGramElimination(diagonal({9, 4}, 2, 0)), PreconditionError);
}

TEST(Coordinates, ProposedBasesAreExactAboutTheirGram) {
  SplitMix64 random(21);
  const Instance instance = random_instance(4, 1, random);
  const Coordinates proposed = Coordinates::propose(instance.gram());
  const Matrix<Rational>& q = proposed.basis;

  EXPECT_TRUE(is_zero(Matrix<Rational>(proposed.metric - q.transpose().lazyProduct(q))));
  EXPECT_TRUE(is_zero(
      Matrix<Rational>(proposed.gram - Matrix<Rational>(q.transpose().lazyProduct(instance.gram())).lazyProduct(q))));
  EXPECT_GT(proposed.least_metric, Rational(99, 100));
}

}  // namespace
}  // namespace laecert::problem
