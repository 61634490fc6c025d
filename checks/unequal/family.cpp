#include "checks/unequal/family.hpp"

#include <utility>

#include "checks/unequal/statements.hpp"
#include "families/unequal/membership.hpp"
#include "numeric/errors.hpp"
#include "numeric/norm.hpp"

namespace laecert::checks {
namespace {

using problem::UnequalProblem;

constexpr const char* no_certificates_of_unequal =
    "unequal has no certificates yet: laecert-certificate/1 has one lambda, no penalties of the units";

class ListedUnequal final : public ListedLoss {
 public:
  explicit ListedUnequal(std::shared_ptr<const UnequalContext> context) : context_(std::move(context)) {}

  [[nodiscard]] const CertifiedList& list() const override { return *context_; }

  [[nodiscard]] Outcome<theory::Manifold> manifold_of(const std::vector<Index>& index_set) const override {
    return theory::injection_of(context_->profile, index_set);
  }
  [[nodiscard]] Ball value(const theory::Manifold& manifold) const override {
    return context_->theory.value(context_->profile, manifold, *context_->spectrum);
  }
  [[nodiscard]] std::optional<Rational> exact_value(const theory::Manifold& manifold) const override {
    return context_->theory.exact_value(context_->profile, manifold, *context_->spectrum);
  }

  [[nodiscard]] Index dimension() const override { return 2 * context_->m() * context_->k(); }
  [[nodiscard]] std::optional<Reason> too_large() const override { return dense_route_too_large(dimension(), 0); }
  [[nodiscard]] bool has_problem() const override { return context_->problem.has_value(); }
  [[nodiscard]] std::unique_ptr<propose::Landscape> landscape() const override {
    return std::make_unique<propose::ProblemLandscape<UnequalProblem>>(*context_->problem);
  }
  [[nodiscard]] Vector<Rational> proposed_point(const theory::Manifold& manifold,
                                                std::optional<std::uint64_t> frame_seed) const override {
    return propose_units(*context_, manifold, frame_seed);
  }
  [[nodiscard]] std::optional<Reason> prove_membership(const theory::Manifold& manifold,
                                                       const Vector<Ball>& point) const override {
    return prove_units(*context_, manifold, point);
  }
  [[nodiscard]] std::optional<theory::Manifold> guess_manifold(const Vector<Ball>& point) const override {
    return guess_units(*context_, point);
  }
  [[nodiscard]] Matcher matcher(std::optional<std::vector<theory::Manifold>> manifolds) const override {
    return unit_matcher(*context_, std::move(manifolds));
  }
  [[nodiscard]] std::vector<NamedMatrix<Ball>> matrices(const Vector<Ball>& point) const override {
    problem::Autoencoder<Ball> w = problem::unpack(point, context_->k());
    return {{"W1", std::move(w.W1)}, {"W2", std::move(w.W2)}};
  }
  [[nodiscard]] std::optional<Ball> transpose_gap(const Vector<Ball>& point) const override {
    const problem::Autoencoder<Ball> w = problem::unpack(point, context_->k());
    return numeric::enclose_norm(w.W1 - w.W2.transpose());
  }
  [[nodiscard]] Vector<Rational> unknowns(const GivenWeights& weights) const override {
    if (!weights.W1 || !weights.W2) {
      throw UsageError("--w1, --w2: the weights of unequal are an encoder and a decoder; name both");
    }
    require_shape("W1", *weights.W1, "k x m", context_->k(), context_->m());
    require_shape("W2", *weights.W2, "m x k", context_->m(), context_->k());
    return problem::pack(problem::Autoencoder<Rational>{*weights.W1, *weights.W2});
  }
  [[nodiscard]] Outcome<std::string> certificate(const certify::CertifiedPoint&, long) const override {
    return Reason{no_certificates_of_unequal, Reason::Kind::inapplicable};
  }

 private:
  std::shared_ptr<const UnequalContext> context_;
};

std::shared_ptr<const UnequalContext> unequal_context(Contexts& contexts, const UnequalTheory& theory) {
  return contexts.keep<UnequalContext>("unequal", [&] {
    return std::make_shared<const UnequalContext>(make_unequal_context(
        contexts.instance(), contexts.spectrum(), contexts.effort(), theory, contexts.quiet_map()));
  });
}

bool has_penalties(const problem::Instance& instance) { return !instance.setting().penalties.empty(); }

}  // namespace

claims::Registry<UnequalContext> unequal_registry() {
  return completed(claims::Registry<UnequalContext>{unequal_critical(), unequal_transpose(),
                                                    unequal_principal_directions(), unequal_only_critical_points(),
                                                    unequal_value(), unequal_index(), unequal_morse(), unequal_order()},
                   [](const UnequalContext& context) -> const CertifiedList& { return context; });
}

Family unequal_family(const UnequalTheory& theory) {
  const auto context = [theory](Contexts& contexts) { return unequal_context(contexts, theory); };
  const FamilyLoss unequal{
      .name = "unequal",
      .on = [context](Contexts& contexts) { return std::make_shared<const ListedUnequal>(context(contexts)); },
      .certificates = {no_certificates_of_unequal},
      .training = {"the algorithm nonuniform of --loss sum trains it, with --penalties of its own"},
      .has_penalties = true,
      .concerns = has_penalties};
  StatementGroup group = group_of(unequal_registry(), context, [](const UnequalContext& on) { return on.is_rational; });
  group.concerns = has_penalties;
  return {.name = "unequal penalties", .losses = {unequal}, .groups = {std::move(group)}};
}

}  // namespace laecert::checks
