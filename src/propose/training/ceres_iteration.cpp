#include <algorithm>

#include "propose/training/ceres_minimizers.hpp"
#include "propose/training/iteration.hpp"

namespace laecert::propose {
namespace {

// Iterations between fresh starts: what has to be kept to go on from any of them.
constexpr std::size_t piece = Iteration::longest_anchor;

// Walks along the record of a piece, and starts afresh at its end; a piece that Ceres ends sooner is the last. A record
// that a stop cut short is made anew, from the same start, where it is to be walked on.
class CeresPieces final : public Iteration {
 public:
  CeresPieces(Algorithm algorithm, Objective objective, Factors start, std::stop_token stop)
      : Iteration(std::move(start)),
        algorithm_(algorithm),
        objective_(std::move(objective)),
        stop_(std::move(stop)),
        piece_start_(w_) {}

  void advance(double /*step*/, long /*t*/) override {
    if (made_ == piece) begin_piece();
    if (!tells_whether_next_is_last()) record(piece, stop_);
    if (made_ < record_.size()) w_ = record_[made_++];
    finished_ = made_ == record_.size() && record_ends_;
  }
  [[nodiscard]] double reference_change(double /*step*/) const override { return (w_.A - w_.B).norm(); }
  [[nodiscard]] bool finished() const override { return finished_; }

  [[nodiscard]] Anchor anchor() const override { return {piece_start_, static_cast<long>(made_)}; }
  // No more of the piece than was made, and the one after it, which tells whether that was the end.
  void restore(const Anchor& anchor) override {
    w_ = anchor.factors;
    begin_piece();
    if (anchor.iterations > 0) record(std::min(piece, static_cast<std::size_t>(anchor.iterations) + 1), {});
    made_ = std::min(record_.size(), static_cast<std::size_t>(anchor.iterations));
    if (made_ > 0) w_ = record_[made_ - 1];
    finished_ = made_ == record_.size() && record_ends_;
  }

 private:
  [[nodiscard]] bool tells_whether_next_is_last() const {
    const std::size_t left = record_.size() - made_;
    return left > 1 || (left == 1 && (record_ends_ || record_.size() == piece));
  }

  void begin_piece() {
    piece_start_ = w_;
    record_.clear();
    made_ = 0;
    record_ends_ = false;
  }

  // At most so many iterates. Before a stop is heard there are two more than were made: the second tells that the first
  // is not the end.
  void record(std::size_t iterations, const std::stop_token& stop) {
    const CeresLimits limits{.iterations = iterations, .unheard = made_ + 2, .stop = stop};
    record_ = algorithm_ == Algorithm::lbfgs ? lbfgs_iterates(objective_, piece_start_, limits)
                                             : levenberg_marquardt_iterates(objective_, piece_start_, limits);
    record_ends_ = record_.size() < iterations;
  }

  Algorithm algorithm_;
  Objective objective_;
  std::stop_token stop_;
  Factors piece_start_;
  std::vector<Factors> record_;
  std::size_t made_ = 0;
  bool record_ends_ = false;  // Ceres found nothing to gain after it, or a stop came
  bool finished_ = false;
};

}  // namespace

std::unique_ptr<Iteration> make_ceres_iteration(Algorithm algorithm, Objective objective, Factors start,
                                                std::stop_token stop) {
  return std::make_unique<CeresPieces>(algorithm, std::move(objective), std::move(start), std::move(stop));
}

}  // namespace laecert::propose
