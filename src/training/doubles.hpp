#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "numeric/matrix.hpp"
#include "problem/families/lae/loss.hpp"

namespace laecert::studies {

/// The doubles as balls of radius zero. Requires: all finite. Errors: PreconditionError.
numeric::Matrix<numeric::Ball> exact_matrix(const numeric::Matrix<double>& a, numeric::Precision precision);
problem::Autoencoder<numeric::Ball> exact_weights(const problem::Autoencoder<double>& weights,
                                                  numeric::Precision precision);

/// The balls' midpoints, rounded.
numeric::Matrix<double> approx_matrix(const numeric::Matrix<numeric::Ball>& a);

/// Whether every entry is finite.
bool all_finite(const problem::Autoencoder<double>& weights);

/// The shortest decimal that is this double; empty where it is not finite.
std::string exact_text(double x);

/// The double nearest to the decimal, "inf" and "nan" included; nothing where the whole text is none.
std::optional<double> parse_double(std::string_view text);

}  // namespace laecert::studies
