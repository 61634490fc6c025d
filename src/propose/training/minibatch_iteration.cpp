#include "propose/training/iteration.hpp"

namespace laecert::propose {
namespace {

// M = n/b X_b X_b^T stands for S, in the data's coordinates; M W costs O(m b k).
class Minibatch final : public Iteration {
 public:
  Minibatch(Algorithm algorithm, const TrainingOptions& options, Factors start)
      : Iteration(is_tied(algorithm) ? Factors{start.B, start.B} : std::move(start)),
        algorithm_(algorithm),
        samples_(*options.samples),
        lambda_(options.lambda),
        seed_(options.seed),
        batch_(w_.A.rows(), options.batch),
        gram_(w_.A.cols(), w_.A.cols()),
        codes_(options.batch, w_.A.cols()),
        encoder_(w_.A.rows(), w_.A.cols()),
        decoder_(w_.A.rows(), w_.A.cols()) {}

  void advance(double step, long t) override {
    samples_.read(draw_batch(seed_, t, batch_.cols(), samples_.count()), batch_);
    if (algorithm_ != Algorithm::minibatch_tied) set_encoder_gradient();
    set_decoder_gradient();
    switch (algorithm_) {
      case Algorithm::minibatch_tied:
        w_.B -= step * decoder_;
        w_.A = w_.B;
        return;
      case Algorithm::minibatch_sync:
        w_.B -= (step / 2) * (encoder_ + decoder_);
        w_.A = w_.B;
        return;
      default:
        w_.A -= step * encoder_;
        w_.B -= step * decoder_;
    }
  }

  [[nodiscard]] double reference_change(double step) const override {
    switch (algorithm_) {
      case Algorithm::minibatch_tied:
        return 2 * step * decoder_.norm();
      case Algorithm::minibatch_sync:
        return step * encoder_.norm() + step * decoder_.norm();
      default:
        return (w_.A - w_.B).norm();
    }
  }

 private:
  [[nodiscard]] double weight() const {
    return static_cast<double>(samples_.count()) / static_cast<double>(batch_.cols());
  }

  // M (A (B^T B) - B) + lambda A
  void set_encoder_gradient() {
    gram_.noalias() = w_.B.transpose() * w_.B;
    encoder_.noalias() = w_.A * gram_;
    encoder_ -= w_.B;
    codes_.noalias() = batch_.transpose() * encoder_;
    encoder_.noalias() = weight() * batch_ * codes_;
    encoder_ += lambda_ * w_.A;
  }

  // B (A^T M A) - M A + lambda B; the codes are Y = X_b^T A.
  void set_decoder_gradient() {
    codes_.noalias() = batch_.transpose() * w_.A;
    gram_.noalias() = weight() * codes_.transpose() * codes_;
    decoder_.noalias() = w_.B * gram_;
    decoder_.noalias() -= weight() * batch_ * codes_;
    decoder_ += lambda_ * w_.B;
  }

  Algorithm algorithm_;
  const SampleSource& samples_;
  double lambda_;
  std::uint64_t seed_;
  Eigen::MatrixXd batch_, gram_;
  Units<Eigen::Dynamic> codes_, encoder_, decoder_;
};

}  // namespace

std::unique_ptr<Iteration> make_minibatch_iteration(Algorithm algorithm, const TrainingOptions& options,
                                                    Factors start) {
  return std::make_unique<Minibatch>(algorithm, options, std::move(start));
}

}  // namespace laecert::propose
