#include "training/doubles.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace laecert::studies {

using numeric::Ball;
using numeric::Index;
using numeric::Matrix;
using numeric::Precision;

Matrix<Ball> exact_matrix(const Matrix<double>& a, Precision precision) {
  Matrix<Ball> result(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) result(i, j) = Ball(a(i, j), precision);
  }
  return result;
}

problem::Autoencoder<Ball> exact_weights(const problem::Autoencoder<double>& weights, Precision precision) {
  return {exact_matrix(weights.W1, precision), exact_matrix(weights.W2, precision)};
}

Matrix<double> approx_matrix(const Matrix<Ball>& a) {
  Matrix<double> result(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) result(i, j) = a(i, j).approx_double();
  }
  return result;
}

bool all_finite(const problem::Autoencoder<double>& weights) {
  return weights.W1.allFinite() && weights.W2.allFinite();
}

std::optional<double> parse_double(std::string_view text) {
  double x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return x;
}

std::string exact_text(double x) { return std::isfinite(x) ? fmt::format("{}", x) : std::string(); }

}  // namespace laecert::studies
