#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>

#include "numeric/exact_linear_algebra.hpp"
#include "numeric/inertia.hpp"
#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"

namespace laecert::numeric {
namespace {

constexpr std::uint64_t inertia_random_seed = 20260101;
// Twenty thousand in all; the nearly singular ones climb to balls and cost ten times as much.
constexpr int matrices_per_construction = 6000;
constexpr int nearly_singular_matrices = 2000;
constexpr Index largest_size = 40;

/// A symmetric matrix, columns that span its null space, and its inertia, known exactly.
struct Planted {
  Matrix<Rational> h;
  Matrix<Rational> t;
  Inertia inertia;
};

Matrix<Rational> zeros(Index rows, Index cols) { return Matrix<Rational>::Constant(rows, cols, Rational(0)); }

Index random_size(SplitMix64& random) { return 1 + static_cast<Index>(random.below(largest_size)); }

Matrix<Rational> random_symmetric(SplitMix64& random, Index n, long magnitude) {
  Matrix<Rational> h(n, n);
  for (Index j = 0; j < n; ++j) {
    for (Index i = 0; i <= j; ++i) h(i, j) = h(j, i) = Rational(random.between(-magnitude, magnitude));
  }
  return h;
}

Inertia inertia_of_diagonal(const Vector<Rational>& d) {
  Inertia inertia;
  for (const Rational& x : d) ++(x < 0 ? inertia.negative : x > 0 ? inertia.positive : inertia.zero);
  return inertia;
}

/// Integer or dyadic entries; the answer is exact_inertia's.
Planted random_dyadic(SplitMix64& random) {
  const Index n = random_size(random);
  const Rational scale = Rational(1) / (Integer(1) << static_cast<unsigned>(random.below(40)));
  const Matrix<Rational> h = random_symmetric(random, n, 1 + static_cast<long>(random.below(9)));
  const Inertia inertia = exact_inertia(h);
  return {h * scale, inertia.zero == 0 ? zeros(n, 0) : exact_nullspace(h), inertia};
}

/// X^T D X, X a product of integer row operations and so with an integer inverse; null vectors X^-1 e_i where D_i = 0.
Planted congruent_to_diagonal(SplitMix64& random) {
  const Index n = random_size(random);
  Vector<Rational> d(n);
  for (Rational& x : d) x = Rational(random.between(-4, 4));
  Matrix<Rational> h = d.asDiagonal();
  Matrix<Rational> inverse = Matrix<Rational>::Identity(n, n);
  for (Index step = 0; n > 1 && step < 3 * n; ++step) {
    const auto i = static_cast<Index>(random.below(static_cast<std::uint64_t>(n)));
    const Index j = (i + 1 + static_cast<Index>(random.below(static_cast<std::uint64_t>(n - 1)))) % n;
    // H <- E^T H E and X^-1 <- E^-1 X^-1 with E = I +- e_j e_i^T: column i gets column j added.
    const Rational sign(random.below(2) == 0 ? 1 : -1);
    h.col(i) += h.col(j) * sign;
    h.row(i) += h.row(j) * sign;
    inverse.row(j) -= inverse.row(i) * sign;
  }
  const Inertia inertia = inertia_of_diagonal(d);
  Matrix<Rational> t(n, inertia.zero);
  for (Index i = 0, column = 0; i < n; ++i) {
    if (d(i) == 0) t.col(column++) = inverse.col(i);
  }
  return {h, t, inertia};
}

/// C S C^T with C^T = [I, -B], which has the null vectors T = [B; I], and (y, 0) where S y = 0.
Planted with_given_null_vectors(SplitMix64& random) {
  const Index n = 2 + static_cast<Index>(random.below(largest_size - 1));
  const Index b = 1 + static_cast<Index>(random.below(static_cast<std::uint64_t>(std::min<Index>(n - 1, 6))));
  const Index r = n - b;
  Matrix<Rational> coupling(r, b);
  for (Rational& x : coupling.reshaped()) x = Rational(random.between(-3, 3));
  const Matrix<Rational> s = random_symmetric(random, r, 3);
  const Matrix<Rational> image = s * coupling;
  Matrix<Rational> h(n, n);
  h << s, -image, -image.transpose(), coupling.transpose() * image;

  const Matrix<Rational> own_kernel = exact_nullspace(s);
  Matrix<Rational> t(n, b + own_kernel.cols());
  t << coupling, own_kernel, Matrix<Rational>::Identity(b, b), zeros(b, own_kernel.cols());
  Inertia inertia = exact_inertia(s);
  inertia.zero += b;
  return {h, t, inertia};
}

/// Q D Q with a rational reflection Q and eigenvalues down to 2^-100, about 10^-30, of the largest.
Planted nearly_singular(SplitMix64& random) {
  const Index n = random_size(random);
  Vector<Rational> d(n);
  for (Rational& x : d) {
    x = Rational(random.between(-9, 9)) / Rational(Integer(1) << static_cast<unsigned>(random.below(101)));
  }
  Vector<Rational> v(n);
  for (Rational& x : v) x = Rational(random.between(1, 3));
  const Rational weight = Rational(2) / Rational(v.squaredNorm());
  const Vector<Rational> dv = d.cwiseProduct(v);
  const Rational vdv = v.dot(dv);
  // (I - w v v^T) D (I - w v v^T) = D - w (v (Dv)^T + (Dv) v^T) + w^2 (v^T D v) v v^T.
  Matrix<Rational> h(n, n);
  for (Index j = 0; j < n; ++j) {
    for (Index i = 0; i < n; ++i) {
      h(i, j) = weight * (weight * vdv * v(i) * v(j) - v(i) * dv(j) - dv(i) * v(j));
      if (i == j) h(i, j) += d(i);
    }
  }
  const Inertia inertia = inertia_of_diagonal(d);
  Matrix<Rational> t(n, inertia.zero);
  for (Index i = 0, column = 0; i < n; ++i) {
    if (d(i) == 0) t.col(column++) = Vector<Rational>::Unit(n, i) - v * Rational(weight * v(i));
  }
  return {h, t, inertia};
}

/// The checker: a proof that says something else than the truth.
bool contradicts(const Outcome<BorderedProof>& proof, const Inertia& truth) {
  return proof.decided() && !(proof->inertia == truth);
}

/// Both the proof in double and how far, relative to the norm, the eigenvalues that are not zero stay from zero.
struct DoubleTrial {
  Outcome<BorderedProof> proof;
  double relative_gap = 0;
};

DoubleTrial try_in_double(const Planted& planted) {
  const MidRadMatrix h = enclose_rational(planted.h);
  const MidRadMatrix t = enclose_rational(planted.t);
  const EigenProposal proposal = approx_eigenvectors(h.mid);
  Eigen::VectorXd sizes = proposal.values.cwiseAbs();
  std::sort(sizes.begin(), sizes.end());
  const bool vanishes = planted.inertia.zero == sizes.size();
  const double gap = vanishes ? 1 : sizes(planted.inertia.zero) / sizes(sizes.size() - 1);
  const MidRadMatrix chosen = enclose_product(t, to_midrad(independent_columns(t.mid, 0x1p-30).coefficients));
  return {prove_bordered_inertia(h, chosen, proposal), gap};
}

struct Tally {
  int wrong = 0;
  int undecided = 0;
  int wrong_in_double = 0;
  int undecided_in_double = 0;
  int well_separated = 0;
  std::string last_reason;
};

Tally tally(const std::function<Planted(SplitMix64&)>& construct, int matrices, std::uint64_t stream) {
  SplitMix64 random(inertia_random_seed + stream);
  Tally counts;
  for (int i = 0; i < scaled(matrices); ++i) {
    const Planted planted = construct(random);
    const DoubleTrial trial = try_in_double(planted);
    const bool separated = trial.relative_gap > 1e-10;
    if (contradicts(trial.proof, planted.inertia)) ++counts.wrong_in_double;
    if (separated) ++counts.well_separated;
    if (separated && !trial.proof.decided()) {
      ++counts.undecided_in_double;
      counts.last_reason = "size " + std::to_string(planted.h.rows()) + ", " + trial.proof.reason().text;
    }
    if (trial.proof.decided()) continue;
    const Outcome<Inertia> climbed = prove_inertia(planted.h, planted.t, Precision::of_digits(200));
    if (!climbed.decided()) ++counts.undecided;
    if (climbed.decided() && !(*climbed == planted.inertia)) ++counts.wrong;
  }
  return counts;
}

/// Nothing wrong, nothing undecided in the end; what double leaves open is counted over the whole run.
void expect_all_decided_rightly(const Tally& counts) {
  EXPECT_EQ(counts.wrong, 0);
  EXPECT_EQ(counts.wrong_in_double, 0);
  EXPECT_EQ(counts.undecided, 0) << counts.last_reason;
  EXPECT_GT(counts.well_separated, 0);
}

TEST(RandomInertia, IsRightOnFourConstructions) {
  const std::vector<std::function<Planted(SplitMix64&)>> constructions{random_dyadic, congruent_to_diagonal,
                                                                       with_given_null_vectors, nearly_singular};
  int well_separated = 0;
  int undecided_in_double = 0;
  for (std::size_t i = 0; i < constructions.size(); ++i) {
    SCOPED_TRACE("construction " + std::to_string(i + 1) + ", inertia_random_seed " +
                 std::to_string(inertia_random_seed + i));
    const int matrices = i + 1 < constructions.size() ? matrices_per_construction : nearly_singular_matrices;
    const Tally counts = tally(constructions[i], matrices, i);
    expect_all_decided_rightly(counts);
    well_separated += counts.well_separated;
    undecided_in_double += counts.undecided_in_double;
  }
  // At most 1 % of the matrices with gap / norm > 1e-10.
  EXPECT_LE(100 * undecided_in_double, well_separated) << undecided_in_double << " of " << well_separated;
}

/// How many verdicts contradict a member of the enclosure: midpoint H, entry radius 1, member H - I.
int contradictions_with_radii(const RoundingBounds& bounds) {
  SplitMix64 random(inertia_random_seed + 4);
  int wrong = 0;
  for (int i = 0; i < scaled(200); ++i) {
    const Index n = 1 + static_cast<Index>(random.below(8));
    const Matrix<Rational> mid = random_symmetric(random, n, 2);
    const Matrix<Rational> member = mid - Matrix<Rational>::Identity(n, n);
    MidRadMatrix h = enclose_rational(mid);
    h.rad.setOnes();
    const auto proof = prove_bordered_inertia(h, to_midrad(Eigen::MatrixXd(n, 0)), approx_eigenvectors(h.mid), bounds);
    if (contradicts(proof, exact_inertia(member))) ++wrong;
  }
  return wrong;
}

/// How many singular 2 x 2 matrices v v^T are "proved" regular.
int contradictions_by_rounding(const RoundingBounds& bounds) {
  SplitMix64 random(inertia_random_seed + 5);
  int wrong = 0;
  for (int i = 0; i < scaled(2000); ++i) {
    const Vector<Rational> v = Vector<Rational>::NullaryExpr(2, [&] { return Rational(random.between(1, 1000)); });
    const MidRadMatrix h = enclose_rational(v * v.transpose());
    const auto proof = prove_bordered_inertia(h, to_midrad(Eigen::MatrixXd(2, 0)), approx_eigenvectors(h.mid), bounds);
    if (contradicts(proof, {0, 1, 1})) ++wrong;
  }
  return wrong;
}

/// How many products of two doubles lie outside the enclosure of their product.
int products_outside(const RoundingBounds& bounds) {
  SplitMix64 random(inertia_random_seed + 6);
  int outside = 0;
  for (int i = 0; i < scaled(2000); ++i) {
    const double a = std::ldexp(static_cast<double>((random.next() >> 11) + 1), -53);
    const double b = std::ldexp(static_cast<double>((random.next() >> 11) + 1), -53);
    const MidRadMatrix product =
        enclose_product(to_midrad(Eigen::MatrixXd(Eigen::MatrixXd::Constant(1, 1, a))),
                        to_midrad(Eigen::MatrixXd(Eigen::MatrixXd::Constant(1, 1, b))), bounds);
    const Rational error = exact_rational(a) * exact_rational(b) - exact_rational(product.mid(0, 0));
    if (Rational(abs(error)) > exact_rational(product.rad(0, 0))) ++outside;
  }
  return outside;
}

TEST(RoundingBounds, ADroppedRadiusIsNoticed) {
  EXPECT_EQ(contradictions_with_radii({}), 0);
  EXPECT_GT(contradictions_with_radii({.radius_weight = 0}), 0);
}

TEST(RoundingBounds, AHalvedRoundingBoundIsNoticed) {
  EXPECT_EQ(products_outside({}), 0);
  EXPECT_GT(products_outside({.unit = unit_roundoff / 2}), 0);
}

TEST(RoundingBounds, ADroppedRoundingBoundIsNoticed) {
  EXPECT_EQ(contradictions_by_rounding({}), 0);
  EXPECT_GT(contradictions_by_rounding({.unit = 0}), 0);
}

}  // namespace
}  // namespace laecert::numeric
