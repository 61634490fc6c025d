#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "propose/training/iteration.hpp"

namespace laecert::propose {
namespace {

// The two half steps in the eigenbasis, S = diag(s). Cost: O(m k^2 + k^3).
class HalfSteps {
 public:
  HalfSteps(Eigen::VectorXd s, double lambda, Index k)
      : s_(std::move(s)),
        lambda_(lambda),
        scaled_(s_.size(), k),
        rotated_(s_.size(), k),
        gram_(k, k),
        llt_(k),
        eigen_(k) {}

  /// S A (A^T S A + lambda)^-1: the minimizing decoder for the encoder A^T, and exact-sync's encoder for the decoder A.
  void decoder(const Eigen::MatrixXd& A, Eigen::MatrixXd& B) {
    for (Index a = 0; a < A.cols(); ++a) scaled_.col(a) = s_.cwiseProduct(A.col(a));
    gram_.noalias() = A.transpose() * scaled_;
    gram_.diagonal().array() += lambda_;
    llt_.compute(gram_);
    B = scaled_;
    llt_.matrixU().solveInPlace<Eigen::OnTheRight>(B);
    llt_.matrixL().solveInPlace<Eigen::OnTheRight>(B);
  }

  /// The minimizing encoder for the decoder B: S A (B^T B) + lambda A = S B. In the eigenbasis of B^T B = Q diag(t)
  /// Q^T, (A Q)_ia = s_i (B Q)_ia / (s_i t_a + lambda).
  void encoder(const Eigen::MatrixXd& B, Eigen::MatrixXd& A) {
    gram_.noalias() = B.transpose() * B;
    eigen_.compute(gram_);
    rotated_.noalias() = B * eigen_.eigenvectors();
    for (Index a = 0; a < B.cols(); ++a) {
      const double t = std::max(0.0, eigen_.eigenvalues()(a));
      scaled_.col(a) = s_.array() * rotated_.col(a).array() / (t * s_.array() + lambda_);
    }
    A.noalias() = scaled_ * eigen_.eigenvectors().transpose();
  }

 private:
  Eigen::VectorXd s_;
  double lambda_;
  Eigen::MatrixXd scaled_, rotated_, gram_;
  Eigen::LLT<Eigen::MatrixXd> llt_;
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen_;
};

class Alternation final : public Iteration {
 public:
  Alternation(const Objective& objective, Factors start)
      : Iteration(std::move(start)), half_steps_(objective.s, objective.mu(0), w_.A.cols()) {}

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
  SynchronizedExact(const Objective& objective, Factors start)
      : Iteration({start.B, start.B}), half_steps_(objective.s, objective.mu(0), w_.A.cols()), old_(w_.B) {}

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
  Eigen::MatrixXd old_;
};

class TiedExact final : public Iteration {
 public:
  TiedExact(const Objective& objective, Factors start)
      : Iteration({start.A, start.A}), half_steps_(objective.s, objective.mu(0), w_.A.cols()), old_(w_.A) {}

  void advance(double /*step*/, long /*t*/) override {
    old_ = w_.A;
    half_steps_.decoder(old_, w_.B);
    w_.A = w_.B;
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.B - old_).norm(); }

 private:
  HalfSteps half_steps_;
  Eigen::MatrixXd old_;
};

}  // namespace

std::unique_ptr<Iteration> make_exact_iteration(Algorithm algorithm, const Objective& objective, Factors start) {
  switch (algorithm) {
    case Algorithm::exact_sync:
      return std::make_unique<SynchronizedExact>(objective, std::move(start));
    case Algorithm::exact_tied:
      return std::make_unique<TiedExact>(objective, std::move(start));
    default:
      return std::make_unique<Alternation>(objective, std::move(start));
  }
}

}  // namespace laecert::propose
