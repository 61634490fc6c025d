#include "families/lae/listed_lae.hpp"

#include <utility>

#include "certify/certificate.hpp"
#include "families/lae/beyond_double.hpp"
#include "families/lae/findings.hpp"
#include "families/lae/list_matcher.hpp"
#include "families/lae/membership.hpp"
#include "numeric/errors.hpp"
#include "numeric/norm.hpp"
#include "theory/lae/descents.hpp"

namespace laecert::checks {
namespace {

class ListedLae final : public ListedLoss {
 public:
  explicit ListedLae(std::shared_ptr<const LaeContext> context) : context_(std::move(context)) {}

  [[nodiscard]] const CertifiedList& list() const override { return *context_; }

  [[nodiscard]] Outcome<theory::Manifold> manifold_of(const std::vector<Index>& index_set) const override {
    return theory::manifold_of(context_->profile, index_set);
  }
  [[nodiscard]] Ball value(const theory::Manifold& manifold) const override {
    return context_->theory.value(context_->loss, manifold, *context_->spectrum);
  }
  [[nodiscard]] std::optional<Rational> exact_value(const theory::Manifold& manifold) const override {
    return context_->theory.exact_value(context_->loss, manifold, *context_->spectrum);
  }
  [[nodiscard]] std::vector<std::vector<Index>> descents(const theory::Manifold& manifold) const override {
    return theory::predict_descents(context_->profile, manifold);
  }
  [[nodiscard]] theory::CountTable counts() const override { return theory::predict_counts(context_->profile); }

  [[nodiscard]] Index dimension() const override { return context_->problem.dimension(); }
  [[nodiscard]] std::optional<Reason> too_large() const override { return dense_route_too_large(context_->problem); }
  [[nodiscard]] std::unique_ptr<propose::Landscape> landscape() const override {
    return std::make_unique<propose::ProblemLandscape<problem::LaeProblem>>(context_->problem);
  }
  [[nodiscard]] Vector<Rational> proposed_point(const theory::Manifold& manifold,
                                                std::optional<std::uint64_t> frame_seed) const override {
    const theory::Frame frame = chosen_frame(context_->loss, context_->instance.k(), manifold.rank, frame_seed);
    const theory::PredictedPoint point = theory::predict_point(context_->loss, manifold, *context_->spectrum, frame);
    return problem::pack(problem::Autoencoder<Rational>{point.W1, point.W2});
  }
  [[nodiscard]] std::optional<Reason> prove_membership(const theory::Manifold& manifold,
                                                       const Vector<Ball>& point) const override {
    return checks::prove_membership(*context_, manifold, point);
  }
  [[nodiscard]] std::optional<theory::Manifold> guess_manifold(const Vector<Ball>& point) const override {
    return checks::guess_manifold(*context_, point);
  }
  [[nodiscard]] Matcher matcher(std::optional<std::vector<theory::Manifold>> manifolds) const override {
    const auto matcher = std::make_shared<const ListMatcher>(*context_, listed_map(*context_), manifolds);
    return [matcher](const certify::CertifiedPoint& certified) { return matcher->match(certified); };
  }
  [[nodiscard]] std::optional<std::string> beyond_double() const override { return checks::beyond_double(*context_); }
  [[nodiscard]] std::vector<NamedMatrix<Ball>> matrices(const Vector<Ball>& point) const override {
    problem::Autoencoder<Ball> w = problem::unpack(point, context_->instance.k());
    return {{"W1", std::move(w.W1)}, {"W2", std::move(w.W2)}};
  }
  [[nodiscard]] std::optional<Ball> transpose_gap(const Vector<Ball>& point) const override {
    const problem::Autoencoder<Ball> w = problem::unpack(point, context_->instance.k());
    return enclose_norm(w.W1 - w.W2.transpose());
  }
  [[nodiscard]] Vector<Rational> unknowns(const GivenWeights& weights) const override {
    const Index m = context_->instance.m(), k = context_->instance.k();
    if (!weights.W1 || !weights.W2) {
      throw UsageError("--w1, --w2: the weights of " + context_->name + " are an encoder and a decoder; name both");
    }
    require_shape("W1", *weights.W1, "k x m", k, m);
    require_shape("W2", *weights.W2, "m x k", m, k);
    return problem::pack(problem::Autoencoder<Rational>{*weights.W1, *weights.W2});
  }
  [[nodiscard]] Outcome<std::string> certificate(const certify::CertifiedPoint& certified, long digits) const override {
    return certify::certificate_text(context_->problem, certified, digits);
  }

 private:
  std::shared_ptr<const LaeContext> context_;
};

}  // namespace

std::shared_ptr<const ListedLoss> listed_lae(std::shared_ptr<const LaeContext> context) {
  return std::make_shared<ListedLae>(std::move(context));
}

}  // namespace laecert::checks
