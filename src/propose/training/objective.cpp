#include "propose/training/objective.hpp"

namespace laecert::propose {

using problem::Regularization;

Objective make_objective(const SecondMoment& moment, Regularization loss, double lambda, Index k) {
  Objective objective{moment.values(), moment.values(), Eigen::VectorXd::Zero(k), 0};
  if (loss == Regularization::product) {
    objective.map_penalty = lambda;
    objective.weighted.array() += lambda;
  }
  if (loss == Regularization::sum) objective.mu.setConstant(lambda);
  return objective;
}

Objective make_nonuniform_objective(const SecondMoment& moment, const std::vector<double>& penalties) {
  return {moment.values(), moment.values(),
          Eigen::Map<const Eigen::VectorXd>(penalties.data(), static_cast<Index>(penalties.size())), 0};
}

// tr (N - 1) S (N - 1)^T + ..., N = B A^T: tr N S' N^T = <B^T B, A^T S' A>, tr N S = <A, S B>.
double approx_loss(const Objective& objective, const Factors& w) {
  const Units<Eigen::Dynamic> weighted = objective.weighted.asDiagonal() * w.A;
  const Eigen::MatrixXd code_gram = w.A.transpose() * weighted;
  const Eigen::MatrixXd decoder_gram = w.B.transpose() * w.B;
  const double reconstruction = code_gram.cwiseProduct(decoder_gram).sum() -
                                2 * w.A.cwiseProduct(objective.s.asDiagonal() * w.B).sum() + objective.s.sum();
  const Eigen::VectorXd sizes = (w.A.colwise().squaredNorm() + w.B.colwise().squaredNorm()).transpose();
  return reconstruction + objective.mu.dot(sizes);
}

template <int K>
HalvedGradient<K>::HalvedGradient(Index m, Index k)
    : encoder_(m, k), decoder_(m, k), weighted_(m, k), decoder_gram_(k, k), code_gram_(k, k) {}

template <int K>
void HalvedGradient<K>::evaluate_encoder(const Objective& objective, const Factors& w) {
  const Eigen::Map<const Units<K>> A = fixed<K>(w.A);
  const Eigen::Map<const Units<K>> B = fixed<K>(w.B);
  decoder_gram_.noalias() = B.transpose() * B;
  encoder_.noalias() = A * decoder_gram_;
  encoder_ = objective.weighted.asDiagonal() * encoder_ - objective.s.asDiagonal() * B + A * objective.mu.asDiagonal();
}

template <int K>
void HalvedGradient<K>::evaluate_decoder(const Objective& objective, const Factors& w) {
  const Eigen::Map<const Units<K>> A = fixed<K>(w.A);
  const Eigen::Map<const Units<K>> B = fixed<K>(w.B);
  weighted_ = objective.weighted.asDiagonal() * A;
  code_gram_.noalias() = A.transpose() * weighted_;
  decoder_.noalias() = B * code_gram_;
  decoder_ += B * objective.mu.asDiagonal();
  decoder_ -= objective.s.asDiagonal() * A;
}

template class HalvedGradient<1>;
template class HalvedGradient<2>;
template class HalvedGradient<3>;
template class HalvedGradient<4>;
template class HalvedGradient<Eigen::Dynamic>;

}  // namespace laecert::propose
