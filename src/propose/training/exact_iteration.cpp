#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "propose/training/iteration.hpp"

namespace laecert::propose {
namespace {

// The two half steps in the eigenbasis, S = diag(s). Cost: O(m k^2 + k^3).
template <int K>
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
  void decoder(const Units<Eigen::Dynamic>& from, Units<Eigen::Dynamic>& to) {
    const Eigen::Map<const Units<K>> A = fixed<K>(from);
    Eigen::Map<Units<K>> B = fixed<K>(to);
    scaled_ = s_.asDiagonal() * A;
    gram_.noalias() = A.transpose() * scaled_;
    gram_.diagonal().array() += lambda_;
    llt_.compute(gram_);
    if constexpr (K == Eigen::Dynamic) {
      llt_.solveInPlace(scaled_.transpose());
      B = scaled_;
    } else {
      for (Index i = 0; i < scaled_.rows(); ++i) B.row(i) = llt_.solve(scaled_.row(i).transpose()).transpose();
    }
  }

  /// The minimizing encoder for the decoder B: S A (B^T B) + lambda A = S B. In the eigenbasis of B^T B = Q diag(t)
  /// Q^T, (A Q)_ia = s_i (B Q)_ia / (s_i t_a + lambda).
  void encoder(const Units<Eigen::Dynamic>& from, Units<Eigen::Dynamic>& to) {
    const Eigen::Map<const Units<K>> B = fixed<K>(from);
    Eigen::Map<Units<K>> A = fixed<K>(to);
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
  Units<K> scaled_, rotated_;
  UnitGram<K> gram_;
  Eigen::LLT<UnitGram<K>> llt_;
  // Of any size: one that knew its size would take as long to compile as all else here.
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen_;
};

template <int K>
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
  HalfSteps<K> half_steps_;
};

// A = B = W; the reference's two, which keep weights equal.
template <int K>
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
  HalfSteps<K> half_steps_;
  Units<Eigen::Dynamic> old_;
};

template <int K>
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
  HalfSteps<K> half_steps_;
  Units<Eigen::Dynamic> old_;
};

}  // namespace

std::unique_ptr<Iteration> make_exact_iteration(Algorithm algorithm, const Objective& objective, const Factors& start) {
  return with_units(start.A.cols(), [&]<int K>() -> std::unique_ptr<Iteration> {
    switch (algorithm) {
      case Algorithm::exact_sync:
        return std::make_unique<SynchronizedExact<K>>(objective, start);
      case Algorithm::exact_tied:
        return std::make_unique<TiedExact<K>>(objective, start);
      default:
        return std::make_unique<Alternation<K>>(objective, start);
    }
  });
}

}  // namespace laecert::propose
