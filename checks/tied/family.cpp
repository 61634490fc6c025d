#include "checks/tied/family.hpp"

#include <utility>

#include "certify/certificate.hpp"
#include "checks/lae/family.hpp"
#include "checks/tied/statements.hpp"
#include "families/lae/beyond_double.hpp"
#include "families/lae/list_matcher.hpp"
#include "families/lae/membership.hpp"
#include "families/tied/formulas.hpp"
#include "theory/lae/descents.hpp"

namespace laecert::checks {
namespace {

using problem::TiedProblem;

class ListedTied final : public ListedLoss {
 public:
  explicit ListedTied(std::shared_ptr<const TiedContext> context) : context_(std::move(context)) {}

  [[nodiscard]] const CertifiedList& list() const override { return *context_; }

  [[nodiscard]] Outcome<theory::Manifold> manifold_of(const std::vector<Index>& index_set) const override {
    return theory::manifold_of(sum().profile, index_set);
  }
  // At (W^T, W) the two losses agree.
  [[nodiscard]] Ball value(const theory::Manifold& manifold) const override {
    return sum().theory.value(Loss::sum, manifold, *sum().spectrum);
  }
  [[nodiscard]] std::optional<Rational> exact_value(const theory::Manifold& manifold) const override {
    return sum().theory.exact_value(Loss::sum, manifold, *sum().spectrum);
  }
  [[nodiscard]] std::vector<std::vector<Index>> descents(const theory::Manifold& manifold) const override {
    return theory::predict_descents(sum().profile, manifold);
  }
  [[nodiscard]] theory::CountTable counts() const override { return theory::predict_counts(sum().profile); }

  [[nodiscard]] Index dimension() const override { return context_->problem.dimension(); }
  [[nodiscard]] std::optional<Reason> too_large() const override {
    const Index k = context_->problem.k();
    return dense_route_too_large(dimension(), k * (k - 1) / 2);
  }
  [[nodiscard]] std::unique_ptr<propose::Landscape> landscape() const override {
    return std::make_unique<propose::ProblemLandscape<TiedProblem>>(context_->problem);
  }
  [[nodiscard]] Vector<Rational> proposed_point(const theory::Manifold& manifold,
                                                std::optional<std::uint64_t> frame_seed) const override {
    const theory::Frame frame = chosen_frame(Loss::sum, context_->problem.k(), manifold.rank, frame_seed);
    return problem::pack_weights(theory::predict_point(Loss::sum, manifold, *sum().spectrum, frame).W2);
  }
  [[nodiscard]] std::optional<Reason> prove_membership(const theory::Manifold& manifold,
                                                       const Vector<Ball>& point) const override {
    return checks::prove_membership(sum(), manifold, untied(point));
  }
  [[nodiscard]] std::optional<theory::Manifold> guess_manifold(const Vector<Ball>& point) const override {
    return checks::guess_manifold(sum(), untied(point));
  }
  [[nodiscard]] Matcher matcher(std::optional<std::vector<theory::Manifold>> manifolds) const override {
    ListedMap map = listed_map(sum());
    map.autoencoder = [k = context_->problem.k()](const Vector<Ball>& point) { return as_untied(point, k); };
    const auto matcher = std::make_shared<const ListMatcher>(sum(), std::move(map), manifolds);
    return [matcher](const certify::CertifiedPoint& certified) { return matcher->match(certified); };
  }
  [[nodiscard]] std::optional<std::string> beyond_double() const override { return checks::beyond_double(sum()); }
  [[nodiscard]] std::vector<NamedMatrix<Ball>> matrices(const Vector<Ball>& point) const override {
    return {{"W", problem::unpack_weights(point, context_->problem.k())}};
  }
  [[nodiscard]] Vector<Rational> unknowns(const GivenWeights& weights) const override {
    return problem::pack_weights(
        given_decoder(weights, context_->name, context_->instance.m(), context_->problem.k(), true));
  }
  [[nodiscard]] Outcome<std::string> certificate(const certify::CertifiedPoint& certified, long digits) const override {
    return certify::certificate_text(context_->problem, certified, digits);
  }

 private:
  [[nodiscard]] const LaeContext& sum() const { return context_->sum; }
  [[nodiscard]] Vector<Ball> untied(const Vector<Ball>& point) const { return as_untied(point, context_->problem.k()); }

  std::shared_ptr<const TiedContext> context_;
};

// The records of `sum` are made first: the theory proposes its decoders.
std::shared_ptr<const TiedContext> tied_context(Contexts& contexts, const ListedTheory& theory) {
  return contexts.keep<TiedContext>("tied", [&] {
    return std::make_shared<const TiedContext>(
        make_tied_context(*lae_context(contexts, Loss::sum, theory), contexts.quiet_map()));
  });
}

}  // namespace

claims::Registry<TiedContext> tied_registry() {
  return completed(claims::Registry<TiedContext>{tied_index(), tied_nullity()},
                   [](const TiedContext& context) -> const CertifiedList& { return context; });
}

Family tied_family(const ListedTheory& theory) {
  const auto context = [theory](Contexts& contexts) { return tied_context(contexts, theory); };
  const FamilyLoss tied{
      .name = "tied",
      .on = [context](Contexts& contexts) { return std::make_shared<const ListedTied>(context(contexts)); },
      .has_own_list = false,
      .certified_statements = {"index", "nullity"},
      .formulas = tied_formulas,
      .training = {"the algorithms gradient-tied and exact-tied of --loss sum keep W1 = W2^T"}};
  return {.name = "tied autoencoders",
          .losses = {tied},
          .groups = {group_of(tied_registry(), context,
                              [](const TiedContext& on) { return on.instance.rational_spectrum().has_value(); })}};
}

}  // namespace laecert::checks
