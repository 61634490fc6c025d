// "Exact by lemma" rests on it that the polynomials of the free algebra are the losses that certify, recheck and train
// see. Here all of them are evaluated at the same random rational points, exactly where they are exact. Probabilistic
// PCA is no polynomial, has no certificates and no training: tests/problem/ppca_objective_test.cpp has its second
// routes.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "loss.hpp"
#include "problem/families/lae/loss.hpp"
#include "problem/families/tied/loss.hpp"
#include "problem/families/unequal/loss.hpp"
#include "propose/training/objective.hpp"
#include "theory/lae/identities.hpp"
#include "theory/unequal/identities.hpp"

namespace laecert {
namespace {

using numeric::Index;
using numeric::Matrix;
using numeric::Rational;
using numeric::Vector;
using theory::Loss;

constexpr Loss untied_losses[] = {Loss::none, Loss::product, Loss::sum};
constexpr std::pair<Index, Index> shapes[] = {{1, 1}, {3, 1}, {2, 3}, {4, 2}};  // m, k
constexpr std::uint64_t seeds[] = {1, 2, 3};

problem::Regularization regularization(Loss loss) {
  if (loss == Loss::none) return problem::Regularization::none;
  return loss == Loss::product ? problem::Regularization::product : problem::Regularization::sum;
}

recheck::Problem recheck_problem(Loss loss) {
  if (loss == Loss::none) return recheck::Problem::none;
  return loss == Loss::product ? recheck::Problem::product : recheck::Problem::sum;
}

// One instance with weights on it, and all letters of the theory.
struct Point {
  Index m, k;
  numeric::Assignment at;
  Matrix<Rational> S, W1, W2, V1, V2;
  Rational lambda;

  Point(Index rows, Index units, std::uint64_t seed)
      : m(rows), k(units), at(theory::random_lae_assignment(seed, k, m)) {
    const Matrix<Rational> root = at.letters.at("C");  // any m x m
    S = root.lazyProduct(root.transpose());
    at.letters["S"] = S;
    lambda = abs(at.symbols.at("lambda"));
    at.symbols["lambda"] = lambda;
    W1 = at.letters.at("A");
    W2 = at.letters.at("B").transpose();
    V1 = at.letters.at("V");
    V2 = at.letters.at("W");
  }

  [[nodiscard]] problem::Instance instance() const {
    return problem::Instance::from_sample_gram(S, {.name = "random", .k = k, .lambda = lambda});
  }
  // The point moved by t (V1, V2).
  [[nodiscard]] Point moved(const Rational& t) const {
    Point other = *this;
    other.W1 += t * V1;
    other.W2 += t * V2;
    other.at.letters["A"] = other.W1;
    other.at.letters["B"] = other.W2.transpose();
    return other;
  }
};

template <class F>
void at_random_points(const F& check) {
  for (const auto& [m, k] : shapes) {
    for (const std::uint64_t seed : seeds) {
      SCOPED_TRACE("m = " + std::to_string(m) + ", k = " + std::to_string(k) + ", seed " + std::to_string(seed));
      check(Point(m, k, seed));
    }
  }
}

// The polynomials at letters A = W1 and B = W2^T.
struct Theory {
  numeric::Polynomial A = theory::lae_alphabet().letter("A");
  numeric::Polynomial W2 = theory::lae_alphabet().letter("B").transpose();
  numeric::Polynomial S = theory::lae_alphabet().letter("S");
  numeric::Symbol lambda = theory::lae_alphabet().symbol("lambda");

  [[nodiscard]] Rational value(Loss loss, const Point& p) const {
    const numeric::Trace trace(theory::loss_polynomial(loss, A, W2, S, lambda));
    return Rational(p.S.trace() + evaluate(trace, p.at));
  }
  [[nodiscard]] problem::Autoencoder<Rational> gradient(Loss loss, const Point& p) const {
    const Rational two(2);
    return {two * evaluate(theory::half_gradient_W1(loss, A, W2, S, lambda), p.at),
            two * evaluate(theory::half_gradient_W2(loss, A, W2, S, lambda), p.at)};
  }
};

mpq_class exact(const Rational& x) { return mpq_class(x.str()); }
Rational exact(const mpq_class& x) { return Rational(x.get_str()); }

recheck::Matrix exact(const Matrix<Rational>& a) {
  mpz_class common = 1;
  for (const Rational& entry : a.reshaped()) common = lcm(common, exact(entry).get_den());
  recheck::Matrix result(static_cast<std::size_t>(a.rows()), static_cast<std::size_t>(a.cols()), common);
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) {
      const mpq_class entry = exact(a(i, j));
      result.at(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) =
          entry.get_num() * (common / entry.get_den());
    }
  }
  return result;
}

Matrix<Rational> exact(const recheck::Matrix& a) {
  Matrix<Rational> result(static_cast<Index>(a.rows()), static_cast<Index>(a.columns()));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      mpq_class entry(a.at(i, j), a.denominator());
      entry.canonicalize();
      result(static_cast<Index>(i), static_cast<Index>(j)) = exact(entry);
    }
  }
  return result;
}

// The rechecker's Hessian with unknowns in this order: `place` of its own.
Matrix<Rational> exact(const recheck::Hessian& hessian, const std::vector<std::size_t>& place) {
  const auto size = static_cast<Index>(hessian.size());
  Matrix<Rational> result(size, size);
  for (Index i = 0; i < size; ++i) {
    for (Index j = 0; j < size; ++j) {
      const std::size_t a = place[static_cast<std::size_t>(i)], b = place[static_cast<std::size_t>(j)];
      mpq_class entry(hessian.at(std::max(a, b), std::min(a, b)), hessian.denominator());
      entry.canonicalize();
      result(i, j) = exact(entry);
    }
  }
  return result;
}

// Of each unknown of problem::pack (W1 by columns, then W2 by rows) its place in the rechecker's (W1 by rows).
std::vector<std::size_t> places(Index m, Index k) {
  std::vector<std::size_t> place;
  for (Index j = 0; j < m; ++j) {
    for (Index a = 0; a < k; ++a) place.push_back(static_cast<std::size_t>(a * m + j));
  }
  for (Index i = 0; i < m * k; ++i) place.push_back(static_cast<std::size_t>(m * k + i));
  return place;
}

// The derivative of a cubic map at 0, exactly, from its odd part at 1 and 2.
Vector<Rational> slope_of_cubic(const std::function<Vector<Rational>(const Rational& t)>& at) {
  const Vector<Rational> near = at(1) - at(-1), far = at(2) - at(-2);
  return Rational(2, 3) * near - Rational(1, 12) * far;
}

TEST(Losses, AgreeInTheoryProblemAndRechecker) {
  const Theory theory;
  for (const Loss loss : untied_losses) {
    SCOPED_TRACE(theory::to_string(loss));
    at_random_points([&](const Point& p) {
      const problem::LaeLoss<Rational> problem =
          problem::LaeProblem(p.instance(), regularization(loss)).over<Rational>({});
      const recheck::Loss checker{recheck_problem(loss), exact(p.S), exact(p.lambda)};
      const recheck::Point point{exact(p.W1), exact(p.W2)};
      const Vector<Rational> x = problem::pack(problem::Autoencoder<Rational>{p.W1, p.W2});

      EXPECT_EQ(problem.value(x), theory.value(loss, p));
      EXPECT_EQ(exact(checker.value(point)), theory.value(loss, p));
      const Vector<Rational> gradient = problem::pack(theory.gradient(loss, p));
      const recheck::Point checked = checker.gradient(point);
      EXPECT_EQ(problem.gradient(x), gradient);
      EXPECT_EQ(problem::pack(problem::Autoencoder<Rational>{exact(checked.W1), exact(checked.W2)}), gradient);
      const Matrix<Rational> hessian = problem.hessian(x);
      const Vector<Rational> direction = problem::pack(problem::Autoencoder<Rational>{p.V1, p.V2});
      const Vector<Rational> turned =
          slope_of_cubic([&](const Rational& t) { return problem::pack(theory.gradient(loss, p.moved(t))); });
      EXPECT_EQ(Vector<Rational>(hessian.lazyProduct(direction)), turned);
      EXPECT_EQ(exact(*hessian_at(checker, point), places(p.m, p.k)), hessian);
    });
  }
}

TEST(Losses, AgreeForTiedWeightsToo) {
  const Theory theory;
  at_random_points([&](Point p) {
    p.W1 = p.W2.transpose();
    p.at.letters["A"] = p.at.letters["B"] = p.W1;
    p.V1 = p.V2.transpose();
    const problem::TiedLoss<Rational> problem = problem::TiedProblem(p.instance()).over<Rational>({});
    const recheck::Loss checker{recheck::Problem::tied, exact(p.S), exact(p.lambda)};
    const recheck::Point point{{}, exact(p.W2)};
    const Vector<Rational> x = problem::pack_weights(p.W2);
    // The tied loss is `sum` at (W^T, W), so that its gradient is the sum of both of that.
    const auto tied_gradient = [&](const Point& q) {
      const problem::Autoencoder<Rational> g = theory.gradient(Loss::sum, q);
      return problem::pack_weights(Matrix<Rational>(g.W1.transpose() + g.W2));
    };

    EXPECT_EQ(problem.value(x), theory.value(Loss::sum, p));
    EXPECT_EQ(exact(checker.value(point)), theory.value(Loss::sum, p));
    EXPECT_EQ(problem.gradient(x), tied_gradient(p));
    EXPECT_EQ(problem::pack_weights(exact(checker.gradient(point).W2)), tied_gradient(p));
    const Matrix<Rational> hessian = problem.hessian(x);
    const Vector<Rational> turned = slope_of_cubic([&](const Rational& t) { return tied_gradient(p.moved(t)); });
    EXPECT_EQ(Vector<Rational>(hessian.lazyProduct(problem::pack_weights(p.V2))), turned);
    std::vector<std::size_t> same(static_cast<std::size_t>(x.size()));
    for (std::size_t i = 0; i < same.size(); ++i) same[i] = i;
    EXPECT_EQ(exact(*hessian_at(checker, point), same), hessian);
  });
}

Eigen::MatrixXd in_double(const Matrix<Rational>& a) { return numeric::lift_matrix<double>(a, {}); }

// A sum of products of m k entries, in the basis of the eigenvectors: some multiples of that many roundings.
double rounding(const Point& p, double size) {
  constexpr double roundings_of_an_entry = 64;
  return roundings_of_an_entry * static_cast<double>(p.m * p.k) * std::numeric_limits<double>::epsilon() * size;
}

TEST(Losses, AgreeWithTheObjectiveThatIsTrained) {
  const Theory theory;
  for (const Loss loss : untied_losses) {
    SCOPED_TRACE(theory::to_string(loss));
    at_random_points([&](const Point& p) {
      const propose::SecondMoment moment(in_double(p.S));
      const Eigen::MatrixXd U = moment.vectors();
      const propose::Objective objective =
          propose::make_objective(moment, regularization(loss), numeric::approx_double(p.lambda), p.k);
      const Eigen::MatrixXd W1 = in_double(p.W1), W2 = in_double(p.W2);
      const propose::Factors factors{U.transpose() * W1.transpose(), U.transpose() * W2};
      const double weights = 1 + W1.squaredNorm() + W2.squaredNorm();
      const double size = (moment.trace() + numeric::approx_double(p.lambda)) * weights * weights;

      EXPECT_NEAR(propose::approx_loss(objective, factors), numeric::approx_double(theory.value(loss, p)),
                  rounding(p, size));
      propose::HalvedGradient<Eigen::Dynamic> halved(p.m, p.k);
      halved.evaluate(objective, factors);
      const problem::Autoencoder<Rational> gradient = theory.gradient(loss, p);
      const Eigen::MatrixXd encoder = 2 * (U * halved.encoder()), decoder = 2 * (U * halved.decoder());
      EXPECT_LE((encoder - in_double(gradient.W1).transpose()).norm(), rounding(p, size));
      EXPECT_LE((decoder - in_double(gradient.W2)).norm(), rounding(p, size));
    });
  }
}

// Penalties 1, 1/2, 1/3, ... times lambda + 1.
problem::Instance with_unit_penalties(const Point& p) {
  problem::Setting setting = p.instance().setting();
  for (Index a = 1; a <= p.k; ++a) setting.penalties.push_back((p.lambda + 1) / a);
  return problem::Instance::from_sample_gram(p.S, setting);
}

// The gradients that the lemmas on `unequal` speak of.
problem::Autoencoder<Rational> unit_gradient(const Point& p, const problem::Instance& instance) {
  numeric::Assignment at = p.at;
  std::erase_if(at.letters, [](const auto& one) { return one.first != "A" && one.first != "B" && one.first != "S"; });
  at.letters["Lambda"] = Matrix<Rational>::Zero(p.k, p.k);
  for (Index a = 0; a < p.k; ++a)
    at.letters["Lambda"](a, a) = instance.setting().penalties[static_cast<std::size_t>(a)];
  const std::vector<theory::Identity> identities = theory::unit_gradient_identities();
  return {evaluate(identities[0].right, at), evaluate(identities[1].right, at).transpose()};
}

TEST(Losses, AgreeForUnitsWithPenaltiesOfTheirOwn) {
  const Theory theory;
  at_random_points([&](const Point& p) {
    const problem::Instance instance = with_unit_penalties(p);
    const problem::UnequalLoss<Rational> problem = problem::UnequalProblem(instance).over<Rational>({});
    const Vector<Rational> x = problem::pack(problem::Autoencoder<Rational>{p.W1, p.W2});
    Rational value = theory.value(Loss::none, p);
    std::vector<double> penalties;
    for (Index a = 0; a < p.k; ++a) {
      const Rational& penalty = instance.setting().penalties[static_cast<std::size_t>(a)];
      value += penalty * (p.W1.row(a).squaredNorm() + p.W2.col(a).squaredNorm());
      penalties.push_back(numeric::approx_double(penalty));
    }
    const problem::Autoencoder<Rational> gradient = unit_gradient(p, instance);

    EXPECT_EQ(problem.value(x), value);
    EXPECT_EQ(problem.gradient(x), problem::pack(gradient));
    const Vector<Rational> direction = problem::pack(problem::Autoencoder<Rational>{p.V1, p.V2});
    const Vector<Rational> turned =
        slope_of_cubic([&](const Rational& t) { return problem::pack(unit_gradient(p.moved(t), instance)); });
    EXPECT_EQ(Vector<Rational>(problem.hessian(x).lazyProduct(direction)), turned);

    const propose::SecondMoment moment(in_double(p.S));
    const Eigen::MatrixXd U = moment.vectors(), W1 = in_double(p.W1), W2 = in_double(p.W2);
    const propose::Objective objective = propose::make_nonuniform_objective(moment, penalties);
    const propose::Factors factors{U.transpose() * W1.transpose(), U.transpose() * W2};
    const double weights = 1 + W1.squaredNorm() + W2.squaredNorm();
    const double size = (moment.trace() + penalties.front()) * weights * weights;
    EXPECT_NEAR(propose::approx_loss(objective, factors), numeric::approx_double(value), rounding(p, size));
    propose::HalvedGradient<Eigen::Dynamic> halved(p.m, p.k);
    halved.evaluate(objective, factors);
    const Eigen::MatrixXd encoder = 2 * (U * halved.encoder()), decoder = 2 * (U * halved.decoder());
    EXPECT_LE((encoder - in_double(gradient.W1).transpose()).norm(), rounding(p, size));
    EXPECT_LE((decoder - in_double(gradient.W2)).norm(), rounding(p, size));
  });
}

// The bounds of the third derivative, on which existence rests in both programs: the same number, rounded up by each.
TEST(Losses, HaveTheSameBoundOfTheThirdDerivative) {
  constexpr double rounded_up = 1e-9;
  at_random_points([&](const Point& p) {
    const Vector<Rational> x = problem::pack(problem::Autoencoder<Rational>{p.W1, p.W2}),
                           w = problem::pack_weights(p.W2);
    const auto bound_at = [](const auto& problem, const Vector<Rational>& at) {
      return problem.hessian_lipschitz(numeric::lift_matrix<numeric::Ball>(at, numeric::Precision{128}))
          .approx_double();
    };
    const auto checked = [&](recheck::Problem problem, const recheck::Point& at) {
      const recheck::Loss loss{problem, exact(p.S), exact(p.lambda)};
      return loss.lipschitz(recheck::root_above(squared_norm(at))).get_d();
    };
    for (const Loss loss : untied_losses) {
      const double bound = bound_at(problem::LaeProblem(p.instance(), regularization(loss)), x);
      EXPECT_NEAR(checked(recheck_problem(loss), {exact(p.W1), exact(p.W2)}), bound, rounded_up * bound);
    }
    const double tied = bound_at(problem::TiedProblem(p.instance()), w);
    EXPECT_NEAR(checked(recheck::Problem::tied, {{}, exact(p.W2)}), tied, rounded_up * tied);
  });
}

}  // namespace
}  // namespace laecert
