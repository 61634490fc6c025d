#pragma once

#include "pca/pca_check_report.hpp"
#include "pca/report_pca.hpp"

namespace laecert::studies {

/// Principal components that another program came to.
struct GivenComponents {
  Matrix<Rational> directions;                     // k x m, a component a row
  std::optional<Vector<Rational>> variances = {};  // k explained variances
};

struct PcaCheckOptions {
  Effort effort = {};
  Divisor divisor = Divisor::samples;   // of the explained variances
  std::optional<Rational> within = {};  // nothing: the default for the precision of the components
  claims::MapOptions map = {};
};

/// Decides how far given components are from the principal components of S: each from the true direction, or, where
/// that is not one, from the true space.
/// Guarantee: the bounds of angles, lengths and errors hold for the numbers as they are given; a component is `within`
///            where its angle in radians and | |v| - 1 | are proved at most `within`, and, inside a space of several,
///            its cosines to the rows before it at most twice that (of two rows within it of orthogonal directions they
///            are); `beyond` where one of these is proved not to be. Where eigenvalues are neither separated nor proved
///            equal, nothing is `within`.
/// Requires:  instance.k() rows.
/// Errors:    DataError for a row that is zero, and for numbers of rows or columns that do not fit; as pca.
PcaCheck check_components(const problem::Instance& instance, const GivenComponents& given,
                          const PcaCheckOptions& options);

}  // namespace laecert::studies
