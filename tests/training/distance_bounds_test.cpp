#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "families/lae/findings.hpp"
#include "tests/studies/spectrum_instance.hpp"
#include "training/doubles.hpp"
#include "training/list_frame.hpp"
#include "training/manifold_distance.hpp"
#include "training/weighted_distance.hpp"

// D1 to D3 of method.md: the enclosed distance is the formula of the frame that was proposed, in rationals but for
// roots, and not more than a part in 10^8 above it, or in 10^7 where it is made of radii. S is diagonal, so its
// eigenvectors are the axes.

namespace laecert::studies::distance_bounds_test {
namespace {

using laecert::testing::spectrum;
using problem::Autoencoder;

constexpr Precision fine{512};

Rational part_in_ten(unsigned digits) { return Rational(1, pow(Integer(10), digits)); }

Ball fine_ball(const Rational& x) { return {x, fine}; }

Matrix<Rational> exact(const Matrix<double>& a) {
  return a.unaryExpr([](double x) { return numeric::exact_rational(x); });
}

Rational squares(const Matrix<Rational>& a) {
  Rational sum = 0;
  for (const Rational& x : a.reshaped()) sum += x * x;
  return sum;
}

Ball norm(const Matrix<Rational>& a) { return sqrt_nonnegative(fine_ball(squares(a))); }

Matrix<Rational> one(Index n) { return Matrix<Rational>::Identity(n, n); }

/// |(W1, W2) - (V1, V2)|.
Ball difference(const Autoencoder<double>& w, const Matrix<Rational>& V1, const Matrix<Rational>& V2) {
  return sqrt_nonnegative(fine_ball(squares(exact(w.W1) - V1) + squares(exact(w.W2) - V2)));
}

void expect_documented(const Ball& documented, const Ball& distance, const std::string& what, unsigned digits = 8) {
  EXPECT_FALSE(numeric::certainly(is_less(distance, documented))) << what;
  EXPECT_TRUE(numeric::certainly(is_less(distance, fine_ball(1 + part_in_ten(digits)) * documented))) << what;
}

struct WeightsCase {
  std::string dominant;
  Autoencoder<double> weights;
};

/// D1 with the frame that is proposed in double. S = diag(9, 4), I = {1, 2}, a = 1 for `none`, and with lambda = 3
/// 3/4 and 4/7 for `product`.
Ball documented_left_inverse(const Autoencoder<double>& weights, const std::vector<Rational>& factors) {
  const Matrix<double> U = Matrix<double>::Identity(2, 2);
  Vector<double> a(2);
  for (Index i = 0; i < 2; ++i) a(i) = fine_ball(factors[static_cast<std::size_t>(i)]).approx_double();
  const InverseFrame frame = approx_inverse_frame(weights, U, a);
  const Matrix<Rational> G = exact(frame.G), F = exact(frame.F), C = exact(frame.C);
  Matrix<Rational> encoder = G;
  for (Index i = 0; i < 2; ++i) encoder.col(i) *= factors[static_cast<std::size_t>(i)];
  const Ball correction = norm(one(2) - F.lazyProduct(G)) * norm(C) / (Ball(1) - norm(C.lazyProduct(G) - one(2)));
  return difference(weights, encoder, F) + correction;
}

// Of weights that are far from inverse to each other the step in double leaves a defect, |I - F G|.
const std::vector<WeightsCase>& left_inverse_cases() {
  static const std::vector<WeightsCase> cases{
      {"the encoder", {Matrix<double>{{1.5, 0}, {0.25, 1}}, Matrix<double>{{0.75, 0}, {0, 1}}}},
      {"the decoder", {Matrix<double>{{1, 0}, {0, 1}}, Matrix<double>{{1, 0.5}, {-0.25, 1}}}},
      {"the defect", {Matrix<double>{{2, 0}, {0, 1}}, Matrix<double>{{2, 0}, {0, 1}}}},
      {"the defect of a long left inverse", {Matrix<double>{{0.25, 0}, {0, 1}}, Matrix<double>{{0.25, 0}, {0, 1}}}}};
  return cases;
}

TEST(DistanceBound, ToLeftInversesIsTheDocumentedOneWhicheverTermDominates) {
  const LaeContext none = make_lae_context(theory::Loss::none, spectrum("9,4", 2, "3"), {});
  const LaeContext product = make_lae_context(theory::Loss::product, spectrum("9,4", 2, "3"), {});
  for (const WeightsCase& one : left_inverse_cases()) {
    const Outcome<NearPoint> to_none = enclose_manifold_distance(none, none.records.back().manifold, one.weights);
    const Outcome<NearPoint> to_product =
        enclose_manifold_distance(product, product.records.back().manifold, one.weights);

    ASSERT_TRUE(to_none && to_product) << one.dominant;
    ASSERT_EQ(case_name(to_none->manifold), "{1,2}");
    expect_documented(documented_left_inverse(one.weights, {1, 1}), to_none->distance, one.dominant);
    expect_documented(documented_left_inverse(one.weights, {Rational(3, 4), Rational(4, 7)}), to_product->distance,
                      one.dominant);
  }
}

/// D2 with the frame that is proposed in double: S = diag(4, 4, ...), lambda = 3, so D = 1/2 on the eigenspace of 4.
Ball documented_frame(const Autoencoder<double>& weights, Index multiplicity, Index rank) {
  const Matrix<double> basis = Matrix<double>::Identity(weights.W1.cols(), multiplicity);
  const ListFrame frame = approx_list_frame(weights, basis, {{multiplicity, rank, 0.5}});
  const Matrix<Rational> O = exact(frame.O), Q = exact(frame.Q);
  Matrix<Rational> decoder = Matrix<Rational>::Zero(weights.W2.rows(), weights.W2.cols());
  decoder.topRows(multiplicity) = Q.lazyProduct(Matrix<Rational>(O.transpose())) / Rational(2);
  const Ball p = norm(Matrix<Rational>(O.transpose()).lazyProduct(O) - one(rank));
  const Ball q = norm(Matrix<Rational>(Q.transpose()).lazyProduct(Q) - one(rank));
  return difference(weights, decoder.transpose(), decoder) + sqrt(fine_ball(2)) * (p * (fine_ball(1) + q) + q);
}

Autoencoder<double> tied(const Matrix<double>& W1) { return {W1, W1.transpose()}; }

// Where the weights are as near to a point as doubles can be, the defects of O and Q are as large as the difference.
TEST(DistanceBound, ToFramesIsTheDocumentedOneWhicheverTermDominates) {
  const LaeContext simple = make_lae_context(theory::Loss::sum, spectrum("4,1", 2, "3"), {});
  const LaeContext repeated = make_lae_context(theory::Loss::sum, spectrum("4,4,1", 1, "3"), {});
  const std::vector<WeightsCase> of_one{
      {"the encoder", {Matrix<double>{{0.875, 0}, {0.5, 0.25}}, Matrix<double>{{0.5, 0}, {0, 0}}}},
      {"the decoder", {Matrix<double>{{0.5, 0}, {0, 0}}, Matrix<double>{{0.5, -0.5}, {0, 0.25}}}},
      {"the defect of O", tied(Matrix<double>{{0.3, 0}, {0.4, 0}})},
      {"the defect of another O", tied(Matrix<double>{{5.0 / 26, 0}, {6.0 / 13, 0}})}};
  const std::vector<WeightsCase> of_two{{"the difference", tied(Matrix<double>{{0.25, 0.5, 0.125}})},
                                        {"the defect of Q", tied(Matrix<double>{{0.3, 0.4, 0}})},
                                        {"the defect of another Q", tied(Matrix<double>{{5.0 / 26, 6.0 / 13, 0}})}};
  for (const WeightsCase& one : of_one) {
    const Outcome<NearPoint> near = enclose_list_distance(simple, one.weights);
    ASSERT_TRUE(near) << one.dominant << near.reason().text;
    ASSERT_EQ(near->manifold.rank, 1) << one.dominant;
    expect_documented(documented_frame(one.weights, 1, 1), near->distance, one.dominant);
  }
  for (const WeightsCase& one : of_two) {
    const Outcome<NearPoint> near = enclose_list_distance(repeated, one.weights);
    ASSERT_TRUE(near) << one.dominant << near.reason().text;
    ASSERT_EQ(near->manifold.rank, 1) << one.dominant;
    expect_documented(documented_frame(one.weights, 2, 1), near->distance, one.dominant);
  }
}

TEST(DistanceBound, ToZeroIsTheNorm) {
  const LaeContext context = make_lae_context(theory::Loss::sum, spectrum("4,1", 1, "3"), {});
  for (const WeightsCase& one :
       {WeightsCase{"the encoder", {Matrix<double>{{0.125, 0.25}}, Matrix<double>{{0x1p-30}, {0}}}},
        WeightsCase{"the decoder", {Matrix<double>{{0, 0x1p-30}}, Matrix<double>{{0.125}, {-0.25}}}}}) {
    const Outcome<NearPoint> near = enclose_manifold_distance(context, context.records.front().manifold, one.weights);

    ASSERT_TRUE(near);
    ASSERT_EQ(near->manifold.rank, 0);
    expect_documented(difference(one.weights, Matrix<Rational>::Zero(1, 2), Matrix<Rational>::Zero(2, 1)),
                      near->distance, one.dominant);
  }
}

/// S = diag(4, 25/9) with lambda = (3, 1): d = 1/2 on the first axis, 4/5 on the second.
const Matrix<Rational>& listed_units() {
  static const Matrix<Rational> units{{Rational(1, 2), 0}, {0, Rational(4, 5)}};
  return units;
}

// Each unit off by its own amount, encoder and decoder apart.
TEST(DistanceBound, ToUnitsIsTheDocumentedOneWhicheverPartDominates) {
  const Outcome<theory::Spectrum> of_units = decide_spectrum(spectrum("4,25/9", 2, "1"), {});
  const std::vector<Rational> penalties{3, 1};
  const Matrix<double> listed{{0.5, 0}, {0, 0.8125}};
  const auto moved = [&](Index i, Index j, double by) {
    Matrix<double> result = listed;
    result(i, j) += by;
    return result;
  };
  const std::vector<WeightsCase> cases{{"the encoder", {moved(0, 0, 0.375), listed}},
                                       {"the decoder", {listed, moved(0, 0, 0.375)}},
                                       {"beside the axis in the encoder", {moved(0, 1, -0.25), listed}},
                                       {"beside the axis in the decoder", {listed, moved(0, 1, -0.25)}},
                                       {"the second unit", {moved(1, 1, 0.25), moved(1, 1, 0.125)}}};
  for (const WeightsCase& one : cases) {
    for (const double sign : {1.0, -1.0}) {
      const Autoencoder<double> weights{sign * one.weights.W1, sign * one.weights.W2};
      const Matrix<Rational> units = sign > 0 ? listed_units() : Matrix<Rational>(-listed_units());

      const Outcome<NearUnits> near = enclose_units_distance(*of_units, penalties, weights);

      ASSERT_TRUE(near) << one.dominant << near.reason().text;
      expect_documented(difference(weights, units, units.transpose()), near->distance, one.dominant);
    }
  }
}

// The eigenvector of a unit is known within its radius: on all of that the distance is no smaller than at the middle.
TEST(DistanceBound, ToUnitsCountsTheRadiusOfTheEigenvector) {
  Outcome<theory::Spectrum> of_units = decide_spectrum(spectrum("4,25/9", 2, "1"), {});
  const Rational radius(1, 16);
  theory::Spectrum wide = *of_units;
  wide.basis_radii[0] = Ball(radius, wide.precision);
  const Autoencoder<double> weights{Matrix<double>{{0.5, 0}, {0, 0.8125}}, Matrix<double>{{0.5, 0}, {0, 0.8125}}};

  const Outcome<NearUnits> near = enclose_units_distance(wide, {3, 1}, weights);

  ASSERT_TRUE(near);
  // Two entries of the first unit, each off by d radius = 1/32 at most, in the encoder and in the decoder.
  const Rational second = Rational(13, 16) - Rational(4, 5);
  const Ball documented = sqrt(fine_ball(4 * radius * radius / 4 + 2 * second * second));
  // The radius goes through a product, squares, their sum and a root, each of 30 bits.
  expect_documented(documented, near->distance, "the radius", 7);
}

// The point (1, 1) of `none` is the nearest one to (2, 2), at sqrt(2); its double is within the bound, its half is not.
TEST(DistanceBound, HalfOfItWouldBeFalse) {
  const LaeContext context = make_lae_context(theory::Loss::none, spectrum("9,4", 1, "0"), {});
  const Autoencoder<double> weights{Matrix<double>{{2, 0}}, Matrix<double>{{2}, {0}}};

  const Outcome<NearPoint> near = enclose_list_distance(context, weights);

  ASSERT_TRUE(near);
  EXPECT_TRUE(numeric::certainly(is_less(near->distance / Ball(2), sqrt(fine_ball(2)))));
  EXPECT_FALSE(numeric::certainly(is_less(near->distance, sqrt(fine_ball(2)))));
}

}  // namespace
}  // namespace laecert::studies::distance_bounds_test
