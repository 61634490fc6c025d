#include "training/figures.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "instances/builtin.hpp"
#include "numeric/errors.hpp"

namespace laecert::studies {
namespace {

using report::Figure;

Figure drawn(FigureKind kind) { return make_figure(kind, figure_instance(kind), {}); }

// The numbers of a column, by its name.
std::vector<double> column(const Figure& figure, const std::string& name) {
  const auto found = std::ranges::find(figure.columns, name);
  EXPECT_NE(found, figure.columns.end()) << name;
  std::vector<double> numbers;
  for (const std::vector<double>& row : figure.rows) {
    numbers.push_back(row.at(static_cast<std::size_t>(found - figure.columns.begin())));
  }
  return numbers;
}

// s_i = (11 - i)^2 on diag(100, 81, ..., 1).
double eigenvalue(int i) { return (11.0 - i) * (11.0 - i); }

// Only near lambda = s_i, the wall, does an alternation need more iterations than it is given.
TEST(Figures, OfShrinkageLieOnTheClosedForms) {
  const Figure figure = drawn(FigureKind::shrinkage);
  const std::vector<double> lambda = column(figure, "lambda");
  for (int i = 1; i <= 10; ++i) {
    const std::string place = fmt::format("_{}", i);
    const std::vector<double> sum = column(figure, fmt::format("sum{}", place)),
                              product = column(figure, fmt::format("product{}", place));
    for (std::size_t row = 0; row < lambda.size(); ++row) {
      const double s = eigenvalue(i);
      const double of_sum = std::max(0.0, 1 - lambda[row] / s), of_product = s / (s + lambda[row]);
      EXPECT_NEAR(sum[row], of_sum, 1e-6) << "s " << s << " lambda " << lambda[row];
      EXPECT_NEAR(product[row], of_product, 1e-5) << "s " << s << " lambda " << lambda[row];
      EXPECT_NEAR(column(figure, fmt::format("sum_predicted{}", place))[row], of_sum, 1e-12);
      EXPECT_NEAR(column(figure, fmt::format("product_predicted{}", place))[row], of_product, 1e-12);
    }
  }
  // What is not proved near a minimum is told, and what is lies as near as proved: |W2 W1| moves by at most 2 d + d^2
  // within d of weights of norm 1.
  const std::vector<double> sum_distance = column(figure, "sum_distance");
  for (std::size_t row = 0; row < lambda.size(); ++row) {
    ASSERT_TRUE(std::isfinite(sum_distance[row])) << lambda[row];
    for (int i = 1; i <= 10; ++i) {
      const double off =
          std::abs(column(figure, fmt::format("sum_{}", i))[row] - std::max(0.0, 1 - lambda[row] / eigenvalue(i)));
      EXPECT_LE(off, sum_distance[row] * (2 + sum_distance[row]) + 1e-12) << lambda[row];
    }
  }
  const auto far = std::ranges::count_if(sum_distance, [](double d) { return !(d < 1e-6); });
  EXPECT_LT(far, 16);
  EXPECT_EQ(std::ranges::any_of(figure.notes, [](const std::string& note) { return note.starts_with("sum: "); }),
            far > 0);
  // The two curves are told apart.
  EXPECT_GT(std::abs(column(figure, "sum_10")[10] - column(figure, "product_10")[10]), 0.01);
}

// The transpose theorem, and that it is of `sum` alone.
TEST(Figures, OfTheTransposeGapFallForSumAlone) {
  const Figure figure = drawn(FigureKind::transpose);

  EXPECT_LT(column(figure, "sum").back(), 1e-6 * column(figure, "sum").front());
  EXPECT_GT(column(figure, "none").back(), 0.05);
  EXPECT_GT(column(figure, "product").back(), 0.05);
  EXPECT_EQ(figure.rows.front().front(), 0);
  EXPECT_EQ(figure.rows.back().front(), 20000);
}

TEST(Figures, OfAlignmentAreThePrincipalDirectionsForSumAlone) {
  const Figure figure = drawn(FigureKind::alignment);
  const std::vector<double> i = column(figure, "direction"), a = column(figure, "vector");
  double off_none = 0;
  for (std::size_t row = 0; row < i.size(); ++row) {
    const double expected = i[row] == a[row] ? 1 : 0;
    EXPECT_NEAR(column(figure, "sum")[row], expected, 1e-6);
    off_none = std::max(off_none, std::abs(column(figure, "none")[row] - expected));
  }
  EXPECT_EQ(i.size(), 40U);
  EXPECT_GT(off_none, 0.1);
}

// Of `sum`: both ellipses have the half axes d_1 = sqrt(1 - 10/100), d_2 = sqrt(1 - 10/81). The map of `none` is the
// identity of the plane.
TEST(Figures, OfEllipsesHaveTheSingularValuesAsHalfAxes) {
  const Figure figure = drawn(FigureKind::ellipses);
  for (const char* map : {"sum_encoder", "sum_decoder"}) {
    const std::vector<double> x = column(figure, fmt::format("{}_x", map)),
                              y = column(figure, fmt::format("{}_y", map));
    double longest = 0, shortest = 9;
    for (std::size_t row = 0; row < x.size(); ++row) {
      longest = std::max(longest, std::hypot(x[row], y[row]));
      shortest = std::min(shortest, std::hypot(x[row], y[row]));
    }
    EXPECT_NEAR(longest, std::sqrt(1 - 10.0 / 100), 1e-4) << map;  // between 120 directions
    EXPECT_NEAR(shortest, std::sqrt(1 - 10.0 / 81), 1e-4) << map;
  }
  EXPECT_EQ(figure.rows.size(), 121U);
}

// Levenberg-Marquardt in double does not reach the minima of eigenvalues 10^9 apart. A start at zero stays there.
TEST(Figures, TellWhatIsNotCertified) {
  const auto spectrum_of = [](const Vector<Rational>& s) {
    return problem::Instance::from_spectrum(s, {.name = "s", .k = 2, .lambda = Rational(1, 10)});
  };
  const Vector<Rational> wide{{Rational(1), Rational(1, 1000000), Rational(1, 1000000000)}};
  const Vector<Rational> plain{{Rational(4), Rational(2), Rational(1)}};

  const Figure off = make_figure(FigureKind::shrinkage, spectrum_of(wide), {});
  const Figure on = make_figure(FigureKind::alignment, spectrum_of(plain), {});
  const Figure saddle = make_figure(FigureKind::alignment, spectrum_of(plain), {.start_scale = 1e-300});

  EXPECT_THAT(off.notes, ::testing::Contains(::testing::StartsWith("product: ")));
  EXPECT_THAT(on.notes, ::testing::IsEmpty());
  EXPECT_THAT(saddle.notes, ::testing::Contains(::testing::HasSubstr("near {}, which are saddles")));
  EXPECT_THROW((void)make_figure(FigureKind::shrinkage, spectrum_of(Vector<Rational>{{Rational(0), Rational(0)}}), {}),
               UsageError);
}

TEST(Figures, NameWhatTheyCannotBeDrawnFor) {
  EXPECT_THROW((void)figure_named("pie"), UsageError);
  EXPECT_THROW((void)make_figure(FigureKind::ellipses, instances::builtin("iris", {.k = 3}), {}), UsageError);
  EXPECT_THROW((void)make_figure(FigureKind::alignment, instances::builtin("iris", {.lambda = Rational(0)}), {}),
               UsageError);
  EXPECT_THROW((void)make_figure(FigureKind::alignment, instances::builtin("iris", {.k = 5}), {}), UsageError);
}

TEST(FigureText, QuotesEveryName) {
  const Figure figure{.name = "f",
                      .title = "it's\n; system 'rm'",
                      .x_label = "x",
                      .y_label = "y",
                      .series = {{1, 2, "one", "points", 3}},
                      .columns = {"a", "b", "c"},
                      .rows = {{1, 0.1, HUGE_VAL}}};

  EXPECT_EQ(report::to_csv(figure), "a,b,c\n1,0.1,\n");
  EXPECT_THAT(report::to_gnuplot(figure, "a'b.csv", "o.svg"),
              ::testing::HasSubstr("set title 'it''s; system ''rm'''\n"));
  EXPECT_THAT(report::to_gnuplot(figure, "a'b.csv", "o.svg"),
              ::testing::HasSubstr("plot 'a''b.csv' every ::1 using 1:2:3 with points title 'one'\n"));
}

}  // namespace
}  // namespace laecert::studies
