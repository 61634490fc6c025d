#include "propose/training/ceres_minimizers.hpp"
#include "propose/training/iteration.hpp"

namespace laecert::propose {
namespace {

// Iterations between fresh starts: what has to be kept to go on from any of them.
constexpr std::size_t piece = 64;

// Walks along the record of a piece, and starts afresh at its end; a piece that Ceres ends sooner is the last.
class CeresPieces final : public Iteration {
 public:
  CeresPieces(Algorithm algorithm, Objective objective, Factors start)
      : Iteration(std::move(start)), algorithm_(algorithm), objective_(std::move(objective)), piece_start_(w_) {}

  void advance(double /*step*/, long /*t*/) override {
    if (made_ == record_.size()) begin_piece();
    if (made_ < record_.size()) w_ = record_[made_++];
    finished_ = made_ == record_.size() && made_ < piece;
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.A - w_.B).norm(); }
  [[nodiscard]] bool finished() const override { return finished_; }

  [[nodiscard]] Anchor anchor() const override { return {piece_start_, static_cast<long>(made_)}; }
  void restore(const Anchor& anchor) override {
    w_ = anchor.factors;
    record_.clear();
    made_ = 0;
    finished_ = false;
    for (long i = 0; i < anchor.iterations; ++i) advance(0, 0);
  }

 private:
  void begin_piece() {
    piece_start_ = w_;
    record_ = algorithm_ == Algorithm::lbfgs ? lbfgs_iterates(objective_, w_, piece)
                                             : levenberg_marquardt_iterates(objective_, w_, piece);
    made_ = 0;
  }

  Algorithm algorithm_;
  Objective objective_;
  Factors piece_start_;
  std::vector<Factors> record_;
  std::size_t made_ = 0;
  bool finished_ = false;
};

}  // namespace

std::unique_ptr<Iteration> make_ceres_iteration(Algorithm algorithm, Objective objective, Factors start) {
  return std::make_unique<CeresPieces>(algorithm, std::move(objective), std::move(start));
}

}  // namespace laecert::propose
