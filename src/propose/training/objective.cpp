#include "propose/training/objective.hpp"

namespace laecert::propose {

using problem::Regularization;

Objective make_objective(const SecondMoment& moment, Regularization loss, double lambda, Index k) {
  Objective objective{moment.values(), moment.values(), Eigen::VectorXd::Zero(k)};
  if (loss == Regularization::product) objective.weighted.array() += lambda;
  if (loss == Regularization::sum) objective.mu.setConstant(lambda);
  return objective;
}

Objective make_nonuniform_objective(const SecondMoment& moment, const std::vector<double>& penalties) {
  return {moment.values(), moment.values(),
          Eigen::Map<const Eigen::VectorXd>(penalties.data(), static_cast<Index>(penalties.size()))};
}

// tr (N - 1) S (N - 1)^T + ..., N = B A^T: tr N S' N^T = <B^T B, A^T S' A>, tr N S = <A, S B>.
double approx_loss(const Objective& objective, const Factors& w) {
  const Eigen::MatrixXd weighted = objective.weighted.asDiagonal() * w.A;
  const Eigen::MatrixXd code_gram = w.A.transpose() * weighted;
  const Eigen::MatrixXd decoder_gram = w.B.transpose() * w.B;
  const double reconstruction = code_gram.cwiseProduct(decoder_gram).sum() -
                                2 * w.A.cwiseProduct(objective.s.asDiagonal() * w.B).sum() + objective.s.sum();
  const Eigen::VectorXd sizes = (w.A.colwise().squaredNorm() + w.B.colwise().squaredNorm()).transpose();
  return reconstruction + objective.mu.dot(sizes);
}

HalvedGradient::HalvedGradient(Index m, Index k)
    : g_{Eigen::MatrixXd(m, k), Eigen::MatrixXd(m, k)}, weighted_(m, k), decoder_gram_(k, k), code_gram_(k, k) {}

void HalvedGradient::evaluate_encoder(const Objective& objective, const Factors& w) {
  decoder_gram_.noalias() = w.B.transpose() * w.B;
  g_.A.noalias() = w.A * decoder_gram_;
  for (Index a = 0; a < w.A.cols(); ++a) {
    g_.A.col(a) = objective.weighted.cwiseProduct(g_.A.col(a)) - objective.s.cwiseProduct(w.B.col(a)) +
                  objective.mu(a) * w.A.col(a);
  }
}

void HalvedGradient::evaluate_decoder(const Objective& objective, const Factors& w) {
  for (Index a = 0; a < w.A.cols(); ++a) weighted_.col(a) = objective.weighted.cwiseProduct(w.A.col(a));
  code_gram_.noalias() = w.A.transpose() * weighted_;
  g_.B.noalias() = w.B * code_gram_;
  for (Index a = 0; a < w.B.cols(); ++a) {
    g_.B.col(a) += objective.mu(a) * w.B.col(a) - objective.s.cwiseProduct(w.A.col(a));
  }
}

}  // namespace laecert::propose
