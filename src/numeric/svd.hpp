#pragma once

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// Approximate A = U diag(values) V^T; untrusted.
struct SvdProposal {
  Eigen::MatrixXd U;
  Eigen::VectorXd values;  // decreasing
  Eigen::MatrixXd V;
};

/// Proposes the thin singular value decomposition.
/// Shapes:    A r x c; U r x p, V c x p, p = min(r, c).
/// Requires:  r, c >= 1. Not finite where A is not.
SvdProposal approx_svd(const Eigen::MatrixXd& a);

}  // namespace laecert::numeric
