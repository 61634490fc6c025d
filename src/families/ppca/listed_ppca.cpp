#include "families/ppca/listed_ppca.hpp"

#include <utility>

#include "families/lae/beyond_double.hpp"
#include "families/lae/list_matcher.hpp"
#include "numeric/errors.hpp"
#include "theory/lae/descents.hpp"

namespace laecert::checks {
namespace {

// The records of one objective; of the posterior those where it was looked at.
std::vector<ManifoldRecord> records_of(const PpcaContext& context, PpcaObjectiveKind kind) {
  std::vector<ManifoldRecord> records;
  for (const PpcaRecord& record : context.records) {
    const Outcome<certify::CertifiedPoint>& certified =
        kind == PpcaObjectiveKind::likelihood ? record.likelihood : record.marginal;
    if (!certified && certified.reason().kind == Reason::Kind::inapplicable) continue;
    records.push_back({record.sum.manifold, {}, certified});
  }
  return records;
}

CertifiedList certified_list(const PpcaContext& context, PpcaObjectiveKind kind, const std::string& name) {
  CertifiedList list = context.sum;
  list.name = name;
  list.hypotheses.push_back(
      {"n known", context.sum.instance.setting().samples ? claims::Verdict::exact : claims::Verdict::refuted, {}});
  list.inapplicable = context.inapplicable;
  list.undecided = context.undecided;
  if (context.on_wall()) {
    list.inapplicable = "lambda = n v is an eigenvalue of S (a wall): the statements decide l = k there, one by one";
  }
  list.records = records_of(context, kind);
  list.interrupted = context.interrupted;
  list.sampled = Integer(static_cast<long>(list.records.size())) != list.manifold_count;
  return list;
}

class ListedPpca final : public ListedLoss {
 public:
  ListedPpca(std::shared_ptr<const PpcaContext> context, PpcaObjectiveKind kind, const std::string& name)
      : context_(std::move(context)), kind_(kind), list_(certified_list(*context_, kind, name)) {}

  [[nodiscard]] const CertifiedList& list() const override { return list_; }

  [[nodiscard]] Outcome<theory::Manifold> manifold_of(const std::vector<Index>& index_set) const override {
    return theory::manifold_of(sum().profile, index_set);
  }
  [[nodiscard]] Ball value(const theory::Manifold& manifold) const override {
    return theory::predict_ppca_value(manifold, *sum().spectrum, model_of(*context_, problem()));
  }
  [[nodiscard]] std::vector<std::vector<Index>> descents(const theory::Manifold& manifold) const override {
    return theory::predict_descents(sum().profile, manifold);
  }
  [[nodiscard]] theory::CountTable counts() const override { return theory::predict_counts(sum().profile); }

  [[nodiscard]] Index dimension() const override { return sum().instance.m() * sum().instance.k(); }
  [[nodiscard]] std::optional<Reason> too_large() const override {
    const Index k = sum().instance.k();
    return dense_route_too_large(dimension(), k * (k - 1) / 2);
  }
  [[nodiscard]] bool has_problem() const override { return context_->models.has_value(); }
  [[nodiscard]] std::unique_ptr<propose::Landscape> landscape() const override {
    return std::make_unique<propose::ProblemLandscape<WeightsProblem>>(problem());
  }
  [[nodiscard]] Vector<Rational> proposed_point(const theory::Manifold& manifold,
                                                std::optional<std::uint64_t> frame_seed) const override {
    const theory::Frame frame = chosen_frame(theory::Loss::sum, sum().instance.k(), manifold.rank, frame_seed);
    return problem::pack_weights(
        theory::predict_weights(manifold, *sum().spectrum, model_of(*context_, problem()), frame).W);
  }
  [[nodiscard]] std::optional<Reason> prove_membership(const theory::Manifold& manifold,
                                                       const Vector<Ball>& point) const override {
    return prove_ranks(sum(), manifold, enclose_weight_loads(*context_, problem(), point));
  }
  [[nodiscard]] std::optional<theory::Manifold> guess_manifold(const Vector<Ball>& point) const override {
    return guess_by_ranks(sum(), enclose_weight_loads(*context_, problem(), point));
  }
  [[nodiscard]] Matcher matcher(std::optional<std::vector<theory::Manifold>> manifolds) const override {
    ListedMap map{.autoencoder =
                      [this](const Vector<Ball>& point) { return enclose_posterior_mean(*context_, problem(), point); },
                  .factor = [this](const Ball& s) { return enclose_weight_factor(*context_, problem(), s); },
                  .value = [this](const theory::Manifold& manifold) { return value(manifold); }};
    const auto matcher = std::make_shared<const ListMatcher>(sum(), std::move(map), manifolds);
    return [matcher](const certify::CertifiedPoint& certified) { return matcher->match(certified); };
  }
  [[nodiscard]] std::optional<std::string> beyond_double() const override { return checks::beyond_double(sum()); }
  [[nodiscard]] std::vector<NamedMatrix<Ball>> matrices(const Vector<Ball>& point) const override {
    return {{"W", problem::unpack_weights(point, sum().instance.k())}};
  }
  [[nodiscard]] Vector<Rational> unknowns(const GivenWeights& weights) const override {
    return problem::pack_weights(given_decoder(weights, list_.name, sum().instance.m(), sum().instance.k(), false));
  }
  [[nodiscard]] Outcome<std::string> certificate(const certify::CertifiedPoint&, long) const override {
    return Reason{no_certificates_of_ppca, Reason::Kind::inapplicable};
  }

 private:
  [[nodiscard]] const LaeContext& sum() const { return context_->sum; }
  [[nodiscard]] const WeightsProblem& problem() const {
    return kind_ == PpcaObjectiveKind::likelihood ? context_->models->likelihood : context_->models->marginal;
  }

  std::shared_ptr<const PpcaContext> context_;
  PpcaObjectiveKind kind_;
  CertifiedList list_;
};

}  // namespace

std::shared_ptr<const ListedLoss> listed_ppca(std::shared_ptr<const PpcaContext> context, PpcaObjectiveKind kind,
                                              const std::string& name) {
  return std::make_shared<ListedPpca>(std::move(context), kind, name);
}

}  // namespace laecert::checks
