#include "propose/training/second_moment.hpp"

#include <string>

#include "numeric/errors.hpp"
#include "numeric/inertia.hpp"

namespace laecert::propose {

SecondMoment::SecondMoment(const Eigen::MatrixXd& gram) {
  if (gram.rows() < 1 || gram.rows() != gram.cols() || !gram.allFinite()) {
    throw PreconditionError("SecondMoment: gram is " + std::to_string(gram.rows()) + " x " +
                            std::to_string(gram.cols()) + ", expected square, not empty and finite");
  }
  const numeric::EigenProposal proposal = numeric::approx_eigenvectors(gram);
  values_ = proposal.values.reverse().cwiseMax(0.0);
  vectors_ = proposal.vectors.rowwise().reverse();
}

}  // namespace laecert::propose
