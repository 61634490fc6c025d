#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checks/lae/statements.hpp"
#include "families/lae/list_matcher.hpp"
#include "families/lae/membership.hpp"
#include "tests/studies/spectrum_instance.hpp"

// The comparisons of C4 and C5 of method.md, met from both sides: a part in 10^6, or in 10^3, decides.

namespace laecert::checks::bounds_test {
namespace {

using laecert::testing::spectrum;

Rational part_of(unsigned digits) { return Rational(1, pow(Integer(10), digits)); }

constexpr Precision bits{256};

Ball exactly(const Rational& x) { return {x, bits}; }

// tr(W2 W1 P_e) within half a factor of l_e f(e), and no nearer to another rank.
TEST(MembershipBound, IsHalfAFactor) {
  for (const Rational& factor : {Rational(1), Rational(3, 4), part_of(12)}) {
    for (const Index rank : {0, 1, 3}) {
      for (const int side : {-1, 1}) {
        const auto load = [&](const Rational& halves) {
          return GroupLoad{exactly(rank * factor + side * halves * factor / 2), exactly(factor)};
        };
        EXPECT_TRUE(has_rank(load(1 - part_of(6)), rank));
        EXPECT_FALSE(has_rank(load(1), rank));
        EXPECT_FALSE(has_rank(load(1 + part_of(6)), rank));
      }
    }
  }
}

// The whole enclosure of the load must be within it, and for every factor of its enclosure.
TEST(MembershipBound, IsThatOfEveryPointOfTheEnclosures) {
  const Ball one = exactly(1);
  const auto wide = [](const Rational& radius) { return exactly(1).widened(exactly(radius)); };

  EXPECT_TRUE(has_rank({wide(Rational(1, 2) - part_of(6)), one}, 1));
  EXPECT_FALSE(has_rank({wide(Rational(1, 2) + part_of(6)), one}, 1));
  // |1 - f| < f/2 for f above 2/3 and below 2.
  EXPECT_TRUE(has_rank({one, wide(Rational(1, 3) - part_of(6))}, 1));
  EXPECT_FALSE(has_rank({one, wide(Rational(1, 3) + part_of(6))}, 1));
}

// u = (1, 0) +- r in both entries: W1 u = a +- (|a| + |b|) r for W1 = (a, b), and W2 = W1^T; their product is the load.
TEST(MembershipBound, LoadsHoldTheRadiusOfTheEigenvectors) {
  LaeContext context = make_lae_context(Loss::sum, spectrum("9,4", 1, "1"), {});
  const Rational radius(1, 64), a(3, 4), b(-1, 8);
  const Vector<Ball> point{{exactly(a), exactly(b), exactly(a), exactly(b)}};
  for (std::optional<Ball>& known : context.spectrum->basis_radii) known = Ball(radius, context.spectrum->precision);

  const auto groups = enclose_group_loads(context, point);

  ASSERT_TRUE(groups && !groups->empty());
  const Rational spread = (abs(a) + abs(b)) * radius;
  const Rational documented = 2 * abs(a) * spread + spread * spread;
  const Rational enclosed = groups->front().load.radius().exact_midpoint();
  EXPECT_TRUE(groups->front().load.contains(Rational(a * a)));
  EXPECT_GE(enclosed, documented);
  EXPECT_LE(enclosed, (1 + part_of(8)) * documented);
}

/// The context with every certified point changed alike.
template <class F>
LaeContext with_points(LaeContext context, const F& change) {
  for (ManifoldRecord& record : context.records) {
    certify::CertifiedPoint point = record.certified.value();
    change(record.manifold, point);
    record.certified = std::move(point);
  }
  return context;
}

/// The verdict at this manifold.
Verdict verdict_at(const Finding& finding, std::size_t i) { return finding.cases.at(i).decision.verdict; }

// A value is enclosed where it lies within 10^-(digits + 10) tr S of the prediction, all of its enclosure.
TEST(ValueBound, IsThePrintedTarget) {
  const LaeContext context = make_lae_context(Loss::sum, spectrum("9,4,2", 2, "1"), {});
  ASSERT_EQ(context.effort.digits, 30);
  const Rational target = 15 * part_of(40);
  const auto decided = [&](const Rational& shift, const Rational& radius) {
    const Finding finding = value_statement(Loss::sum).decide(
        with_points(context, [&](const theory::Manifold& manifold, certify::CertifiedPoint& point) {
          const Ball predicted = context.theory.value(Loss::sum, manifold, *context.spectrum);
          point.exact = false;
          point.exact_value.reset();
          point.value = Ball(Rational(predicted.exact_midpoint() + shift), bits).widened(Ball(radius, bits));
        }));
    return verdict_at(finding, 1);
  };

  EXPECT_EQ(decided(0, (1 - part_of(3)) * target), Verdict::enclosed);
  EXPECT_EQ(decided(0, (1 + part_of(3)) * target), Verdict::undecided);
  EXPECT_EQ(decided(target / 3, (2 - part_of(3)) * target / 3), Verdict::enclosed);
  EXPECT_EQ(decided(-target / 3, (2 + part_of(3)) * target / 3), Verdict::undecided);
  // An enclosure that the prediction is not in refutes it, however near.
  EXPECT_EQ(decided(target / 2, (1 - part_of(3)) * target / 2), Verdict::refuted);
  EXPECT_EQ(decided(target, part_of(60)), Verdict::refuted);
}

// A spectrum is enclosed where its margin is below a millionth of the largest eigenvalue.
TEST(SpectrumBound, IsAMillionthOfTheLargest) {
  const LaeContext context = make_lae_context(Loss::sum, spectrum("9,4,2", 2, "1"), {});
  const auto decided = [&](const Rational& millionths) {
    const Finding finding =
        sum_spectrum().decide(with_points(context, [&](const theory::Manifold&, certify::CertifiedPoint& point) {
          ASSERT_FALSE(point.hessian_spectrum.empty());
          const Ball largest = point.hessian_spectrum.front();
          const Ball radius = largest * exactly(millionths * part_of(6));
          point.exact = false;
          for (Ball& value : point.hessian_spectrum) value = value.widened(radius);
        }));
    return verdict_at(finding, 1);
  };

  EXPECT_EQ(decided(1 - part_of(3)), Verdict::enclosed);
  EXPECT_EQ(decided(1 + part_of(3)), Verdict::undecided);
}

// Index, nullity and value are the listed ones, neither more nor less.
TEST(ListBound, IsEqualityOfIndexAndNullity) {
  const LaeContext context = make_lae_context(Loss::sum, spectrum("9,4,2", 2, "1"), {});
  const ListMatcher matcher(context);
  for (const ManifoldRecord& record : context.records) {
    const certify::CertifiedPoint& point = record.certified.value();
    ASSERT_TRUE(matcher.match(point).manifold);
    for (const Index by : {-1, 1}) {
      certify::CertifiedPoint other_index = point, other_nullity = point;
      other_index.inertia.negative += by;
      other_nullity.inertia.zero += by;

      EXPECT_NE(matcher.match(other_index).contradiction.find("index"), std::string::npos);
      EXPECT_NE(matcher.match(other_nullity).contradiction.find("nullity"), std::string::npos);
    }
  }
}

TEST(ListBound, ContradictsAValueApartOnEitherSide) {
  const LaeContext context = make_lae_context(Loss::sum, spectrum("9,4,2", 2, "1"), {});
  const ListMatcher matcher(context);
  for (const ManifoldRecord& record : context.records) {
    for (const Rational& shift : {part_of(20), Rational(-part_of(20))}) {
      certify::CertifiedPoint apart = record.certified.value(), wide = apart;
      apart.value = apart.value + exactly(shift);
      wide.value = apart.value.widened(exactly(2 * part_of(20)));

      EXPECT_NE(matcher.match(apart).contradiction.find("value"), std::string::npos);
      EXPECT_TRUE(matcher.match(wide).manifold);
    }
  }
}

}  // namespace
}  // namespace laecert::checks::bounds_test
