#include "training/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "numeric/errors.hpp"
#include "numeric/svd.hpp"
#include "propose/training/start.hpp"
#include "propose/training/trainer.hpp"
#include "studies/describe.hpp"
#include "training/end_distance.hpp"
#include "training/train.hpp"

namespace laecert::studies {
namespace {

using problem::Autoencoder;
using propose::Algorithm;
using propose::Trainer;
using report::Figure;
using theory::Loss;

constexpr std::array<std::pair<FigureKind, const char*>, 4> names{{{FigureKind::transpose, "transpose"},
                                                                   {FigureKind::shrinkage, "shrinkage"},
                                                                   {FigureKind::alignment, "alignment"},
                                                                   {FigureKind::ellipses, "ellipses"}}};

constexpr std::array losses{Loss::none, Loss::product, Loss::sum};

constexpr int lambdas = 31;      // of shrinkage
constexpr int directions = 120;  // on a circle
constexpr double tolerance = 1e-6;

// What all figures are drawn from: S in double, decomposed, and the start.
struct Drawing {
  const problem::Instance& instance;
  FigureOptions options;
  propose::SecondMoment moment;
  Autoencoder<double> start;
  double lambda;
};

Trainer make_trainer(const Drawing& drawing, Algorithm algorithm, Loss loss, double lambda,
                     std::optional<double> step) {
  return {drawing.moment, algorithm, {.loss = regularization_of(loss), .lambda = lambda, .step = step}, drawing.start};
}

// One step size for all losses: the default of `sum` at the start.
double common_step(const Drawing& drawing) {
  if (drawing.options.step) return *drawing.options.step;
  return make_trainer(drawing, Algorithm::gradient_untied, Loss::sum, drawing.lambda, {}).step();
}

Trainer descent(const Drawing& drawing, Loss loss) {
  return make_trainer(drawing, Algorithm::gradient_untied, loss, drawing.lambda, common_step(drawing));
}

// Weights that are drawn as a minimum of a loss, and what is proved of them.
struct Minimum {
  Loss loss;
  double lambda;
  Autoencoder<double> weights;
  EndDistance end;
};

// A manifold of index 0 is one of minima.
bool is_certified(const Minimum& minimum) {
  return is_within(minimum.end, tolerance) && minimum.end.listed && minimum.end.listed->index == 0;
}

EndDistance certify(const Drawing& drawing, Loss loss, double lambda, const Autoencoder<double>& weights) {
  Effort effort = drawing.options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  const problem::Instance instance = drawing.instance.with_lambda(numeric::exact_rational(lambda));
  return certify_end(make_lae_context(loss, instance, effort), Algorithm::exact_untied, {}, weights);
}

// Exact alternation for `sum`, Levenberg-Marquardt for the others.
Minimum find_minimum(const Drawing& drawing, Loss loss, double lambda) {
  const bool is_sum = loss == Loss::sum;
  Trainer trainer =
      make_trainer(drawing, is_sum ? Algorithm::exact_untied : Algorithm::levenberg_marquardt, loss, lambda, {});
  trainer.advance(is_sum ? drawing.options.iterations : std::min(drawing.options.iterations, 500L));
  const Autoencoder<double> weights = trainer.weights();
  return {loss, lambda, weights, certify(drawing, loss, lambda, weights)};
}

std::string why_not_certified(const Minimum& minimum) {
  const EndDistance& end = minimum.end;
  if (!end.distance) return end.reason;
  if (!is_within(end, tolerance)) return fmt::format("{} from {}", print_radius(*end.distance), end.manifold);
  return fmt::format("near {}, which are saddles", end.manifold);
}

// One line for a loss, where not all of its points are certified.
void note_what_is_not_certified(Figure& figure, const std::vector<Minimum>& points) {
  const auto first = std::ranges::find_if_not(points, is_certified);
  if (first == points.end()) return;
  const auto count = std::ranges::count_if(points, [](const Minimum& point) { return !is_certified(point); });
  figure.notes.push_back(fmt::format("{}: {} of {} not certified within {} of a minimum; lambda = {}: {}",
                                     theory::to_string(first->loss), count, points.size(), tolerance, first->lambda,
                                     why_not_certified(*first)));
}

Figure draw_transpose(const Drawing& drawing) {
  Figure figure{.name = "transpose",
                .title = "Transpose gap of gradient descent",
                .x_label = "iteration",
                .y_label = "|W1 - W2^T|",
                .settings = {"set logscale y"},
                .columns = {"iteration", "none", "product", "sum"}};
  std::array<Trainer, 3> trainers{descent(drawing, losses[0]), descent(drawing, losses[1]),
                                  descent(drawing, losses[2])};
  for (long t = 0;; t = std::min(next_check(t), drawing.options.iterations)) {
    std::vector<double> row{static_cast<double>(t)};
    for (Trainer& trainer : trainers) {
      trainer.advance(t - trainer.iteration());
      row.push_back(trainer.metrics().transpose_gap);
    }
    figure.rows.push_back(std::move(row));
    if (t == drawing.options.iterations) break;
  }
  for (int i = 0; i < 3; ++i) figure.series.push_back({1, i + 2, figure.columns[static_cast<std::size_t>(i) + 1]});
  return figure;
}

// k singular values of W2 W1, decreasing.
Eigen::VectorXd map_values(const Autoencoder<double>& w) {
  return numeric::approx_svd(w.W2 * w.W1).values.head(w.W1.rows());
}

void add_shrinkage_columns(Figure& figure, Index k) {
  for (const char* kind : {"sum", "sum_predicted", "product", "product_predicted"}) {
    const bool is_predicted = std::string_view(kind).ends_with("predicted");
    for (Index i = 1; i <= k; ++i) {
      figure.columns.push_back(std::string(kind) + "_" + std::to_string(i));
      const auto column = static_cast<int>(figure.columns.size());
      figure.series.push_back(
          {1, column, i == 1 ? std::string(kind) : std::string(), is_predicted ? "lines" : "points pt 6"});
    }
  }
}

Figure draw_shrinkage(const Drawing& drawing) {
  const Index k = drawing.instance.k();
  const Eigen::VectorXd s = drawing.moment.values().head(k);
  if (!(s(0) > 0)) throw UsageError("--figure shrinkage: S = 0, so that no lambda is in proportion to it");
  Figure figure{.name = "shrinkage",
                .title = "Singular values of W2 W1",
                .x_label = "lambda",
                .y_label = "singular value",
                .settings = {"set logscale x"},
                .columns = {"lambda"}};
  add_shrinkage_columns(figure, k);
  figure.columns.insert(figure.columns.end(), {"sum_distance", "product_distance"});
  std::vector<Minimum> of_sum, of_product;
  for (int j = 0; j < lambdas; ++j) {
    // From s_1 / 1000 to 2 s_1.
    const double lambda = s(0) * 1e-3 * std::pow(2000.0, static_cast<double>(j) / (lambdas - 1));
    std::vector<double> row{lambda};
    const auto add = [&](const Eigen::VectorXd& values) { row.insert(row.end(), values.begin(), values.end()); };
    of_sum.push_back(find_minimum(drawing, Loss::sum, lambda));
    of_product.push_back(find_minimum(drawing, Loss::product, lambda));
    add(map_values(of_sum.back().weights));
    add(s.unaryExpr([lambda](double x) { return x > lambda ? 1 - lambda / x : 0.0; }));
    add(map_values(of_product.back().weights));
    add(s.unaryExpr([lambda](double x) { return x / (x + lambda); }));
    for (const Minimum& point : {of_sum.back(), of_product.back()}) {
      row.push_back(point.end.distance ? point.end.distance->upper() : HUGE_VAL);
    }
    figure.rows.push_back(std::move(row));
  }
  note_what_is_not_certified(figure, of_sum);
  note_what_is_not_certified(figure, of_product);
  return figure;
}

// |U^T U_W|, the principal directions against the decoder's left singular vectors.
Eigen::MatrixXd alignment_of(const Drawing& drawing, const Autoencoder<double>& w) {
  return (drawing.moment.vectors().transpose() * numeric::approx_svd(w.W2).U).cwiseAbs();
}

Figure draw_alignment(const Drawing& drawing) {
  Figure figure{.name = "alignment",
                .title = "|U^T U_W|: none left, product in the middle, sum right",
                .x_label = "singular vector of W2",
                .y_label = "principal direction",
                .settings = {"set yrange [*:*] reverse"},
                .columns = {"direction", "vector", "none", "product", "sum", "x_none", "x_product", "x_sum"}};
  std::vector<Eigen::MatrixXd> all;
  for (const Loss loss : losses) {
    const Minimum minimum = find_minimum(drawing, loss, drawing.lambda);
    note_what_is_not_certified(figure, {minimum});
    all.push_back(alignment_of(drawing, minimum.weights));
  }
  const Index k = drawing.instance.k();
  for (Index i = 0; i < drawing.instance.m(); ++i) {
    for (Index a = 0; a < k; ++a) {
      std::vector<double> row{static_cast<double>(i + 1), static_cast<double>(a + 1)};
      for (const Eigen::MatrixXd& one : all) row.push_back(one(i, a));
      for (Index loss = 0; loss < 3; ++loss) row.push_back(static_cast<double>(a + 1 + loss * (k + 1)));
      figure.rows.push_back(std::move(row));
    }
  }
  for (int i = 0; i < 3; ++i) {
    figure.series.push_back(
        {6 + i, 1, figure.columns[static_cast<std::size_t>(i) + 2], "points pt 7 ps variable", 3 + i});
  }
  return figure;
}

// W1 U_2 e and U_2^T W2 e for the unit vectors e of a plane, U_2 the first two principal directions.
Figure draw_ellipses(const Drawing& drawing) {
  if (drawing.instance.k() != 2) throw UsageError("--figure ellipses: the codes are drawn in a plane, expected k = 2");
  Figure figure{.name = "ellipses",
                .title = "Images of the unit circle in the principal plane",
                .x_label = "",
                .y_label = "",
                .settings = {"set size ratio -1"},
                .columns = {"angle"}};
  std::vector<Eigen::Matrix2d> maps;
  for (const Loss loss : losses) {
    const Minimum minimum = find_minimum(drawing, loss, drawing.lambda);
    note_what_is_not_certified(figure, {minimum});
    const Autoencoder<double>& w = minimum.weights;
    const Eigen::MatrixXd plane = drawing.moment.vectors().leftCols(2);
    maps.emplace_back(w.W1 * plane);
    maps.emplace_back(plane.transpose() * w.W2);
    for (const char* map : {"encoder", "decoder"}) {
      const std::string name = theory::to_string(loss) + "_" + map;
      figure.columns.push_back(name + "_x");
      figure.columns.push_back(name + "_y");
      const auto y = static_cast<int>(figure.columns.size());
      figure.series.push_back({y - 1, y, theory::to_string(loss) + " " + map});
    }
  }
  for (int j = 0; j <= directions; ++j) {
    const double angle = 2 * std::numbers::pi * j / directions;
    std::vector<double> row{angle};
    for (const Eigen::Matrix2d& map : maps) {
      const Eigen::Vector2d image = map * Eigen::Vector2d(std::cos(angle), std::sin(angle));
      row.insert(row.end(), {image(0), image(1)});
    }
    figure.rows.push_back(std::move(row));
  }
  return figure;
}

}  // namespace

FigureKind figure_named(const std::string& text) {
  for (const auto& [kind, name] : names) {
    if (text == name) return kind;
  }
  throw UsageError("--figure: '" + text + "' is not transpose, shrinkage, alignment or ellipses");
}

Figure make_figure(FigureKind kind, const problem::Instance& instance, const FigureOptions& options) {
  if (instance.lambda() == 0) throw UsageError("--figure: lambda must be positive");
  if (instance.k() > instance.m()) throw UsageError("--figure: k is above m");
  const Matrix<double> gram = approx_gram(instance);
  if (!gram.allFinite()) throw UsageError("--figure: the Gram matrix is beyond doubles");
  const Drawing drawing{instance, options, propose::SecondMoment(gram),
                        propose::random_start(instance.m(), instance.k(), options.effort.seed, options.start_scale),
                        static_cast<double>(instance.lambda())};
  switch (kind) {
    case FigureKind::transpose:
      return draw_transpose(drawing);
    case FigureKind::shrinkage:
      return draw_shrinkage(drawing);
    case FigureKind::alignment:
      return draw_alignment(drawing);
    case FigureKind::ellipses:
      break;
  }
  return draw_ellipses(drawing);
}

problem::Instance figure_instance(FigureKind kind) {
  Vector<Rational> s(10);
  for (Index i = 0; i < 10; ++i) s(i) = Rational((10 - i) * (10 - i));
  const Index k = kind == FigureKind::shrinkage ? 10 : kind == FigureKind::ellipses ? 2 : 4;
  return problem::Instance::from_spectrum(s, {.name = "squares", .k = k, .lambda = Rational(10)});
}

}  // namespace laecert::studies
