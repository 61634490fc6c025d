#include "propose/training/second_moment.hpp"

#include <Eigen/Eigenvalues>
#include <string>

#include "numeric/errors.hpp"

namespace laecert::propose {

SecondMoment::SecondMoment(const Eigen::MatrixXd& gram) {
  if (gram.rows() < 1 || gram.rows() != gram.cols() || !gram.allFinite()) {
    throw PreconditionError("SecondMoment: gram is " + std::to_string(gram.rows()) + " x " +
                            std::to_string(gram.cols()) + ", expected square, not empty and finite");
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram);
  values_ = solver.eigenvalues().reverse().cwiseMax(0.0);
  vectors_ = solver.eigenvectors().rowwise().reverse();
}

}  // namespace laecert::propose
