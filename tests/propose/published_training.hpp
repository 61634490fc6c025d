#pragma once

#include <Eigen/LU>
#include <cmath>
#include <functional>
#include <vector>

#include "problem/families/lae/loss.hpp"
#include "propose/training/algorithm.hpp"

// The published update lines, dense and in the data's coordinates: the dull route beside the fast one.

namespace laecert::propose::published {

using numeric::Index;
using problem::Autoencoder;

constexpr Index m = 5;
constexpr double lambda = 7, step = 1e-4;

using Update = std::function<void(const Eigen::MatrixXd& S, Autoencoder<double>& w)>;

inline Eigen::MatrixXd encoder_gradient(const Eigen::MatrixXd& S, const Autoencoder<double>& w) {
  return w.W2.transpose() * (w.W2 * w.W1 * S - S) + lambda * w.W1;
}

inline Eigen::MatrixXd decoder_gradient(const Eigen::MatrixXd& S, const Autoencoder<double>& w) {
  return (w.W2 * w.W1 * S - S) * w.W1.transpose() + lambda * w.W2;
}

inline Eigen::MatrixXd identity(Index size) { return Eigen::MatrixXd::Identity(size, size); }

inline Eigen::MatrixXd exact_decoder(const Eigen::MatrixXd& S, const Eigen::MatrixXd& W1) {
  return S * W1.transpose() * (W1 * S * W1.transpose() + lambda * identity(W1.rows())).inverse();
}

// vec(W2^T W2 W1 S + lambda W1) = (S (x) W2^T W2 + lambda) vec(W1)
inline Eigen::MatrixXd exact_encoder(const Eigen::MatrixXd& S, const Eigen::MatrixXd& W2) {
  const Index k = W2.cols();
  const Eigen::MatrixXd gram = W2.transpose() * W2;
  Eigen::MatrixXd system = lambda * identity(m * k);
  for (Index i = 0; i < m; ++i) {
    for (Index j = 0; j < m; ++j) system.block(i * k, j * k, k, k) += S(i, j) * gram;
  }
  const Eigen::MatrixXd right = W2.transpose() * S;
  const Eigen::VectorXd solution = system.partialPivLu().solve(Eigen::VectorXd(right.reshaped()));
  return solution.reshaped(k, m);
}

inline void gradient_step(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  const Autoencoder<double> old = w;
  w.W1 -= step * encoder_gradient(S, old);
  w.W2 -= step * decoder_gradient(S, old);
}

inline void sequential_step(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  w.W1 -= step * encoder_gradient(S, w);
  w.W2 -= step * decoder_gradient(S, w);
}

inline void synchronized_step(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  w.W1 = w.W2.transpose();
  gradient_step(S, w);
  w.W2 = (w.W1.transpose() + w.W2) / 2;
  w.W1 = w.W2.transpose();
}

inline void tied_step(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  w.W2 -= step * ((w.W2 * w.W2.transpose() - identity(m)) * S * w.W2 + lambda * w.W2);
  w.W1 = w.W2.transpose();
}

inline void alternation(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  w.W1 = exact_encoder(S, w.W2);
  w.W2 = exact_decoder(S, w.W1);
}

inline void exact_sync_step(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  w.W1 = (w.W2.transpose() * S * w.W2 + lambda * identity(w.W2.cols())).inverse() * w.W2.transpose() * S;
  w.W2 = (w.W1.transpose() + exact_decoder(S, w.W1)) / 2;
  w.W1 = w.W2.transpose();
}

inline void exact_tied_step(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  w.W2 = exact_decoder(S, w.W1);
  w.W1 = w.W2.transpose();
}

// docs/theory.md section 7 on full gradients of the summed loss, of which the step takes half.
inline void rotated_step(const Eigen::MatrixXd& S, Autoencoder<double>& w) {
  const Eigen::MatrixXd codes = w.W1 * S * w.W1.transpose();
  const Eigen::MatrixXd upper = codes.triangularView<Eigen::StrictlyUpper>();
  const Eigen::MatrixXd rotation = (upper - upper.transpose()) / 2;
  const Autoencoder<double> old = w;
  w.W1 -= step / 2 * (2 * encoder_gradient(S, old) - rotation * old.W1);
  w.W2 -= step / 2 * (2 * decoder_gradient(S, old) - old.W2 * rotation.transpose());
}

inline double distance(const Autoencoder<double>& a, const Autoencoder<double>& b) {
  return std::hypot((a.W1 - b.W1).norm(), (a.W2 - b.W2).norm());
}

struct Variant {
  Algorithm algorithm;
  Update update;
  bool sequential = false;
};

inline const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {Algorithm::gradient_untied, gradient_step},   {Algorithm::gradient_untied, sequential_step, true},
      {Algorithm::gradient_sync, synchronized_step}, {Algorithm::gradient_tied, tied_step},
      {Algorithm::exact_untied, alternation},        {Algorithm::exact_sync, exact_sync_step},
      {Algorithm::exact_tied, exact_tied_step},      {Algorithm::rotation_augmented, rotated_step}};
  return all;
}

}  // namespace laecert::propose::published
