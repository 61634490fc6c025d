#include "families/lae/predicted_point.hpp"

#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

// The columns u_i, i in I, each widened to hold the true unit eigenvector.
std::optional<Matrix<Ball>> enclose_eigenvectors(const theory::Spectrum& spectrum, const theory::Manifold& manifold) {
  Matrix<Ball> columns(spectrum.m(), manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index i = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    const std::optional<Ball>& radius = spectrum.vector_radii[static_cast<std::size_t>(i)];
    if (!radius) return {};
    for (Index row = 0; row < spectrum.m(); ++row) columns(row, a) = spectrum.vectors(row, i).widened(*radius);
  }
  return columns;
}

Matrix<Ball> scaled_columns(Matrix<Ball> columns, const theory::Spectrum& spectrum, const theory::Manifold& manifold,
                            const OfEigenvalue& f) {
  for (Index a = 0; a < manifold.rank; ++a) {
    const Ball factor =
        f(spectrum.values[static_cast<std::size_t>(manifold.index_set[static_cast<std::size_t>(a)] - 1)]);
    for (Ball& entry : columns.col(a)) entry *= factor;
  }
  return columns;
}

}  // namespace

std::optional<Matrix<Ball>> enclose_operator(const theory::Spectrum& spectrum, const theory::Manifold& manifold,
                                             const OfEigenvalue& f) {
  const std::optional<Matrix<Ball>> u = enclose_eigenvectors(spectrum, manifold);
  if (!u) return {};
  const Matrix<Ball> u_transposed = u->transpose();
  return numeric::product(scaled_columns(*u, spectrum, manifold, f), u_transposed);
}

std::optional<Vector<Ball>> enclose_point(const theory::Spectrum& spectrum, const theory::Manifold& manifold, Index k,
                                          const OfEigenvalue& encoder, const OfEigenvalue& decoder) {
  const std::optional<Matrix<Ball>> u = enclose_eigenvectors(spectrum, manifold);
  if (!u) return {};
  Matrix<Ball> w1t = Matrix<Ball>::Constant(spectrum.m(), k, Ball(0));
  Matrix<Ball> w2 = w1t;
  w1t.leftCols(manifold.rank) = scaled_columns(*u, spectrum, manifold, encoder);
  w2.leftCols(manifold.rank) = scaled_columns(*u, spectrum, manifold, decoder);
  return problem::pack(problem::Autoencoder<Ball>{w1t.transpose(), w2});
}

}  // namespace laecert::checks
