#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "propose/training/iteration.hpp"

namespace laecert::propose {
namespace {

using Weights = Units<Eigen::Dynamic>;

// The two half steps in the eigenbasis, S = diag(s). Cost: O(m k^2 + k^3).
class HalfSteps {
 public:
  HalfSteps(const Objective& objective, Index k)
      : s_(objective.s),
        lambda_(objective.mu(0)),
        scaled_(s_.size(), k),
        rotated_(s_.size(), k),
        gram_(k, k),
        llt_(k),
        eigen_(k) {}

  /// S A (A^T S A + lambda)^-1: the minimizing decoder for the encoder A^T, and exact-sync's encoder for the decoder A.
  void decoder(const Weights& A, Weights& B) {
    scaled_ = s_.asDiagonal() * A;
    gram_.noalias() = A.transpose() * scaled_;
    gram_.diagonal().array() += lambda_;
    llt_.compute(gram_);
    llt_.solveInPlace(scaled_.transpose());
    B = scaled_;
  }

  /// The minimizing encoder for the decoder B: S A (B^T B) + lambda A = S B. In the eigenbasis of B^T B = Q diag(t)
  /// Q^T, (A Q)_ia = s_i (B Q)_ia / (s_i t_a + lambda).
  void encoder(const Weights& B, Weights& A) {
    gram_.noalias() = B.transpose() * B;
    eigen_.compute(gram_);
    rotated_.noalias() = B * eigen_.eigenvectors();
    for (Index i = 0; i < s_.size(); ++i) {
      // What rounding made negative is zero.
      rotated_.row(i).array() *= s_(i) / (s_(i) * eigen_.eigenvalues().transpose().array().max(0.0) + lambda_);
    }
    A.noalias() = rotated_ * eigen_.eigenvectors().transpose();
  }

 private:
  Eigen::VectorXd s_;
  double lambda_;
  Weights scaled_, rotated_;
  Eigen::MatrixXd gram_;
  Eigen::LLT<Eigen::MatrixXd> llt_;
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen_;
};

class Alternation final : public Iteration {
 public:
  Alternation(const Objective& objective, const Factors& start)
      : Iteration(start), half_steps_(objective, w_.A.cols()) {}

  void advance(double /*step*/, long /*t*/) override {
    half_steps_.encoder(w_.B, w_.A);
    half_steps_.decoder(w_.A, w_.B);
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.A - w_.B).norm(); }

 private:
  HalfSteps half_steps_;
};

// A = B = W; the reference's two, which keep weights equal.
class SynchronizedExact final : public Iteration {
 public:
  SynchronizedExact(const Objective& objective, const Factors& start)
      : Iteration({start.B, start.B}), half_steps_(objective, w_.A.cols()), old_(w_.B) {}

  void advance(double /*step*/, long /*t*/) override {
    old_ = w_.B;
    half_steps_.decoder(old_, w_.A);
    half_steps_.decoder(w_.A, w_.B);
    w_.B = (w_.A + w_.B) / 2;
    w_.A = w_.B;
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.B - old_).norm(); }

 private:
  HalfSteps half_steps_;
  Weights old_;
};

class TiedExact final : public Iteration {
 public:
  TiedExact(const Objective& objective, const Factors& start)
      : Iteration({start.A, start.A}), half_steps_(objective, w_.A.cols()), old_(w_.A) {}

  void advance(double /*step*/, long /*t*/) override {
    old_ = w_.A;
    half_steps_.decoder(old_, w_.B);
    w_.A = w_.B;
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.B - old_).norm(); }

 private:
  HalfSteps half_steps_;
  Weights old_;
};

}  // namespace

std::unique_ptr<Iteration> make_exact_iteration(Algorithm algorithm, const Objective& objective, const Factors& start) {
  switch (algorithm) {
    case Algorithm::exact_sync:
      return std::make_unique<SynchronizedExact>(objective, start);
    case Algorithm::exact_tied:
      return std::make_unique<TiedExact>(objective, start);
    default:
      return std::make_unique<Alternation>(objective, start);
  }
}

}  // namespace laecert::propose
