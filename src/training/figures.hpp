#pragma once

#include <optional>
#include <string>

#include "report/figure.hpp"
#include "training/plan.hpp"

namespace laecert::studies {

/// The figures that the authors of [K19] draw.
enum class FigureKind : std::int8_t {
  transpose,  // |W1 - W2^T| over the iterations of gradient descent, of the three losses
  shrinkage,  // singular values of W2 W1 over lambda, against s/(s + lambda) and max(0, 1 - lambda/s)
  alignment,  // |U^T U_W|, U_W the left singular vectors of W2, of the three losses
  ellipses    // images of the unit circle under encoder and decoder in the principal plane, of the three losses
};

/// Errors: UsageError naming the known ones.
FigureKind figure_named(const std::string& text);

/// What a figure is drawn with, beside its instance.
struct FigureOptions {
  Effort effort = {};  // its seed is the start's
  double start_scale = 0.1;
  long iterations = 20000;
  std::optional<double> step = {};  // of gradient descent; nothing: the default of `sum` at the start, for all losses
};

/// Draws the figure from weights that were trained in double; the predicted curves are computed in double too.
/// Guarantee: weights drawn as a minimum and not certified to lie within 1e-6 of one, by certify_end, are told in a
/// note;
///            for shrinkage the distances are columns of the table, empty where there is none.
/// Errors:    UsageError for lambda = 0, k above m, ellipses of another rank than k = 2, and shrinkage of S = 0.
report::Figure make_figure(FigureKind kind, const problem::Instance& instance, const FigureOptions& options);

/// S = diag(100, 81, ..., 1), lambda = 10; k = 10 for shrinkage, 2 for ellipses, else 4.
problem::Instance figure_instance(FigureKind kind);

}  // namespace laecert::studies
