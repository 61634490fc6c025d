#include "propose/training/iteration.hpp"

namespace laecert::propose {
namespace {

// Both weights from the old iterate, or the decoder after the encoder.
template <int K>
class Untied final : public Iteration {
 public:
  Untied(const Objective& objective, const Factors& start, bool sequential)
      : Iteration(start), objective_(objective), gradient_(w_.A.rows(), w_.A.cols()), sequential_(sequential) {}

  void advance(double step, long /*t*/) override {
    gradient_.evaluate_encoder(objective_, w_);
    if (!sequential_) gradient_.evaluate_decoder(objective_, w_);
    fixed<K>(w_.A) -= step * gradient_.encoder();
    if (sequential_) gradient_.evaluate_decoder(objective_, w_);
    fixed<K>(w_.B) -= step * gradient_.decoder();
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.A - w_.B).norm(); }

 private:
  Objective objective_;
  HalvedGradient<K> gradient_;
  bool sequential_;
};

// A = B = W. Averaging after the step is a step along the average of the two halved gradients.
template <int K>
class Synchronized final : public Iteration {
 public:
  Synchronized(const Objective& objective, const Factors& start)
      : Iteration({start.B, start.B}), objective_(objective), gradient_(w_.A.rows(), w_.A.cols()) {}

  void advance(double step, long /*t*/) override {
    gradient_.evaluate(objective_, w_);
    fixed<K>(w_.B) -= (step / 2) * (gradient_.encoder() + gradient_.decoder());
    fixed<K>(w_.A) = fixed<K>(w_.B);
  }
  [[nodiscard]] double reference_change(double step) const override {
    return step * gradient_.encoder().norm() + step * gradient_.decoder().norm();
  }

 private:
  Objective objective_;
  HalvedGradient<K> gradient_;
};

// Regularized Oja: the decoder's halved gradient at (W^T, W).
template <int K>
class Tied final : public Iteration {
 public:
  Tied(const Objective& objective, const Factors& start)
      : Iteration({start.B, start.B}), objective_(objective), gradient_(w_.A.rows(), w_.A.cols()) {}

  void advance(double step, long /*t*/) override {
    gradient_.evaluate_decoder(objective_, w_);
    fixed<K>(w_.B) -= step * gradient_.decoder();
    fixed<K>(w_.A) = fixed<K>(w_.B);
  }
  [[nodiscard]] double reference_change(double step) const override { return 2 * step * gradient_.decoder().norm(); }

 private:
  Objective objective_;
  HalvedGradient<K> gradient_;
};

// [B20]: with C = W1 S W1^T and G = (upper(C) - upper(C)^T) / 2, the gradient of W1 is G W1 less, that of W2 W2 G^T;
// halved, half of that. Along the orbit (G W1, W2 G^T) the loss does not change to first order.
template <int K>
class RotationAugmented final : public Iteration {
 public:
  RotationAugmented(const Objective& objective, const Factors& start)
      : Iteration(start),
        objective_(objective),
        gradient_(w_.A.rows(), w_.A.cols()),
        rotation_(w_.A.cols(), w_.A.cols()),
        direction_(w_.A.rows(), w_.A.cols()) {}

  void advance(double step, long /*t*/) override {
    gradient_.evaluate(objective_, w_);
    set_rotation(gradient_.code_gram());
    direction_.noalias() = fixed<K>(w_.A) * rotation_;
    fixed<K>(w_.A) += step * (direction_ - gradient_.encoder());
    direction_.noalias() = fixed<K>(w_.B) * rotation_;
    fixed<K>(w_.B) += step * (direction_ - gradient_.decoder());
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.A - w_.B).norm(); }

 private:
  // G^T / 2: entry (a, b) is -C_ab / 4 above the diagonal.
  void set_rotation(const UnitGram<K>& code_gram) {
    for (Index b = 0; b < rotation_.cols(); ++b) {
      rotation_(b, b) = 0;
      for (Index a = 0; a < b; ++a) {
        rotation_(a, b) = -code_gram(a, b) / 4;
        rotation_(b, a) = code_gram(a, b) / 4;
      }
    }
  }

  Objective objective_;
  HalvedGradient<K> gradient_;
  UnitGram<K> rotation_;
  Units<K> direction_;
};

}  // namespace

std::unique_ptr<Iteration> make_gradient_iteration(Algorithm algorithm, bool sequential, const Objective& objective,
                                                   const Factors& start) {
  return with_units(start.A.cols(), [&]<int K>() -> std::unique_ptr<Iteration> {
    switch (algorithm) {
      case Algorithm::gradient_sync:
        return std::make_unique<Synchronized<K>>(objective, start);
      case Algorithm::gradient_tied:
        return std::make_unique<Tied<K>>(objective, start);
      case Algorithm::rotation_augmented:
        return std::make_unique<RotationAugmented<K>>(objective, start);
      default:
        return std::make_unique<Untied<K>>(objective, start, sequential);
    }
  });
}

}  // namespace laecert::propose
