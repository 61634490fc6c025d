#pragma once

#include <vector>

#include "problem/families/lae/loss.hpp"
#include "propose/training/factors.hpp"
#include "propose/training/second_moment.hpp"

// A loss in the eigenbasis of S, at A = U^T W1^T and B = U^T W2 (m x k): there S and S' are diagonal. In double, no
// guarantee.

namespace laecert::propose {

/// |X - W2 W1 X|^2 and its penalty (docs/theory.md section 1), for unit a mu_a (|row a of W1|^2 + |column a of W2|^2).
struct Objective {
  Eigen::VectorXd s;         // m, eigenvalues of S
  Eigen::VectorXd weighted;  // m, eigenvalues of S' = S + lambda for `product`, else S
  Eigen::VectorXd mu;        // k, lambda for `sum`, else 0; the penalties of non-uniform weights
  double map_penalty = 0;    // S' - S: lambda for `product`, else 0
};

Objective make_objective(const SecondMoment& moment, problem::Regularization loss, double lambda, Index k);
/// |X - W2 W1 X|^2 + sum_a penalties_a (|row a of W1|^2 + |column a of W2|^2) [B20].
Objective make_nonuniform_objective(const SecondMoment& moment, const std::vector<double>& penalties);

/// The value. Its rounding is some epsilons of tr S.
double approx_loss(const Objective& objective, const Factors& w);

/// Half of the gradient, in memory that is allocated once:
///   g_A = S' A (B^T B) - S B + A diag(mu),   g_B = B (A^T S' A) - S A + B diag(mu).
template <int K>
class HalvedGradient {
 public:
  HalvedGradient(Index m, Index k);

  void evaluate(const Objective& objective, const Factors& w) {
    evaluate_encoder(objective, w);
    evaluate_decoder(objective, w);
  }
  void evaluate_encoder(const Objective& objective, const Factors& w);
  void evaluate_decoder(const Objective& objective, const Factors& w);

  [[nodiscard]] const Units<K>& encoder() const { return encoder_; }
  [[nodiscard]] const Units<K>& decoder() const { return decoder_; }
  /// A^T S' A, the codes' Gram matrix W1 S' W1^T, of the last evaluate_decoder.
  [[nodiscard]] const UnitGram<K>& code_gram() const { return code_gram_; }

 private:
  Units<K> encoder_, decoder_;
  Units<K> weighted_;  // S' A
  UnitGram<K> decoder_gram_, code_gram_;
};

extern template class HalvedGradient<1>;
extern template class HalvedGradient<2>;
extern template class HalvedGradient<3>;
extern template class HalvedGradient<4>;
extern template class HalvedGradient<Eigen::Dynamic>;

}  // namespace laecert::propose
