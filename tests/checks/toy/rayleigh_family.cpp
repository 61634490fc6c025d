#include "tests/checks/toy/rayleigh_family.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "certify/certificate.hpp"
#include "families/inertia_statements.hpp"
#include "numeric/errors.hpp"
#include "tests/certify/rayleigh.hpp"

namespace laecert::checks::testing {
namespace {

using problem::testing::RayleighProblem;
using theory::Manifold;

struct RayleighContext : CertifiedList {
  RayleighProblem problem;
};

// {} or {i}: at |x|^2 = 0 or a_i.
Rational squared_length(const RayleighProblem& problem, const Manifold& manifold) {
  return manifold.index_set.empty() ? Rational(0) : problem.a()(manifold.index_set.front() - 1);
}

std::vector<Manifold> rayleigh_list(Index m, Index offset) {
  std::vector<Manifold> list{{.index_set = {}, .rank_vector = {}, .rank = 0, .dimension = 0, .index = m, .nullity = 0}};
  for (Index i = 1; i <= m; ++i)
    list.push_back(
        {.index_set = {i}, .rank_vector = {}, .rank = 1, .dimension = 0, .index = i - 1 + offset, .nullity = 0});
  return list;
}

PredictedList predicted(Index m, Index offset) {
  const std::vector<Manifold> list = rayleigh_list(m, offset);
  const auto first = [list](std::optional<Index> limit) {
    const auto count = limit ? std::min(list.size(), static_cast<std::size_t>(*limit)) : list.size();
    return std::vector<Manifold>(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count));
  };
  return {.count = Integer(m + 1), .manifolds = first, .sample = [first](Index count, std::uint64_t) {
            return first(count);
          }};
}

bool is_diagonal_and_decreasing(const Matrix<Rational>& s) {
  for (Index i = 0; i < s.rows(); ++i) {
    if (!(s(i, i) > 0) || (i > 0 && !(s(i, i) < s(i - 1, i - 1)))) return false;
    for (Index j = 0; j < i; ++j) {
      if (s(i, j) != 0) return false;
    }
  }
  return true;
}

// x = sqrt(a_i) e_i, to double.
Vector<Rational> point_on(const RayleighProblem& problem, const Manifold& manifold) {
  Vector<Rational> x = Vector<Rational>::Constant(problem.dimension(), Rational(0));
  for (const Index i : manifold.index_set)
    x(i - 1) = numeric::exact_rational(std::sqrt(numeric::approx_double(problem.a()(i - 1))));
  return x;
}

Ball enclose_squared_length(const Vector<Ball>& x) {
  Ball squares(0);
  for (const Ball& entry : x) squares += sqr(entry);
  return squares;
}

// Whether |x|^2 may be that of the manifold.
bool may_lie_on(const RayleighProblem& problem, const Manifold& manifold, const Vector<Ball>& x) {
  return enclose_squared_length(x).contains(squared_length(problem, manifold));
}

// The a_i differ, so that |x|^2 tells the manifolds apart.
std::optional<Reason> prove_place(const RayleighContext& context, const Manifold& manifold, const Vector<Ball>& x) {
  for (const Manifold& other : context.predicted.manifolds({})) {
    if (may_lie_on(context.problem, other, x) != (other.index_set == manifold.index_set))
      return Reason{"|x|^2 is not proved to be that of the manifold"};
  }
  return {};
}

RayleighContext make_context(const Contexts& contexts, Index offset) {
  const problem::Instance& instance = contexts.instance();
  RayleighContext context{{.name = "rayleigh", .instance = instance, .effort = contexts.effort()},
                          RayleighProblem(instance.gram().diagonal(), 0)};
  const bool holds = is_diagonal_and_decreasing(instance.gram());
  context.hypotheses = {{"S diagonal, a decreasing and positive", holds ? Verdict::exact : Verdict::refuted, {}}};
  if (!holds) context.inapplicable = "S is not diagonal with decreasing positive entries";
  if (contexts.spectrum()) context.spectrum = *contexts.spectrum();
  if (!context.has_manifolds()) return context;
  context.predicted = predicted(instance.m(), offset);
  context.manifold_count = context.predicted.count;
  certify_records(
      context,
      [&](const Manifold& manifold) {
        certify::ProblemEvaluator<RayleighProblem> evaluator(context.problem);
        return certify_on(
            manifold, point_on(context.problem, manifold), evaluator,
            [&](const Manifold& on, const Vector<Ball>& x) { return prove_place(context, on, x); },
            certify_options(context));
      },
      contexts.quiet_map());
  return context;
}

class ListedRayleigh final : public ListedLoss {
 public:
  explicit ListedRayleigh(std::shared_ptr<const RayleighContext> context) : context_(std::move(context)) {}

  [[nodiscard]] const CertifiedList& list() const override { return *context_; }
  [[nodiscard]] Outcome<Manifold> manifold_of(const std::vector<Index>& index_set) const override {
    for (const Manifold& manifold : context_->predicted.manifolds({})) {
      if (manifold.index_set == index_set) return manifold;
    }
    return Reason{"a point is an eigenvector of one a_i, or 0"};
  }
  [[nodiscard]] Ball value(const Manifold& manifold) const override {
    return {*exact_value(manifold), context_->spectrum->precision};
  }
  [[nodiscard]] std::optional<Rational> exact_value(const Manifold& manifold) const override {
    const Rational squares = squared_length(context_->problem, manifold);
    return Rational(-squares * squares);
  }
  [[nodiscard]] Index dimension() const override { return context_->problem.dimension(); }
  [[nodiscard]] std::optional<Reason> too_large() const override { return dense_route_too_large(dimension(), 0); }
  [[nodiscard]] std::unique_ptr<propose::Landscape> landscape() const override {
    return std::make_unique<propose::ProblemLandscape<RayleighProblem>>(context_->problem);
  }
  [[nodiscard]] Vector<Rational> proposed_point(const Manifold& manifold, std::optional<std::uint64_t>) const override {
    return point_on(context_->problem, manifold);
  }
  [[nodiscard]] std::optional<Reason> prove_membership(const Manifold& manifold,
                                                       const Vector<Ball>& point) const override {
    return prove_place(*context_, manifold, point);
  }
  [[nodiscard]] std::optional<Manifold> guess_manifold(const Vector<Ball>& point) const override {
    const double squares = enclose_squared_length(point).approx_double();
    std::vector<Manifold> list = context_->predicted.manifolds({});
    const auto distance = [&](const Manifold& one) {
      return std::abs(numeric::approx_double(squared_length(context_->problem, one)) - squares);
    };
    if (!std::isfinite(squares)) return {};
    return *std::min_element(list.begin(), list.end(),
                             [&](const Manifold& x, const Manifold& y) { return distance(x) < distance(y); });
  }
  [[nodiscard]] Matcher matcher(std::optional<std::vector<Manifold>> manifolds) const override {
    const std::vector<Manifold> list = manifolds ? *std::move(manifolds) : context_->predicted.manifolds({});
    return [this, list](const certify::CertifiedPoint& certified) { return match(list, certified); };
  }
  [[nodiscard]] std::vector<NamedMatrix<Ball>> matrices(const Vector<Ball>& point) const override {
    return {{"x", point}};
  }
  [[nodiscard]] Vector<Rational> unknowns(const GivenWeights& weights) const override {
    return given_decoder(weights, "rayleigh", dimension(), 1, false);
  }
  [[nodiscard]] Outcome<std::string> certificate(const certify::CertifiedPoint& certified, long digits) const override {
    return certify::certificate_text(context_->problem, certified, digits);
  }

 private:
  [[nodiscard]] Match match(const std::vector<Manifold>& list, const certify::CertifiedPoint& certified) const {
    for (const Manifold& manifold : list) {
      if (!may_lie_on(context_->problem, manifold, certified.point)) continue;
      if (certified.inertia.negative != manifold.index) return {.contradiction = "another index"};
      return {.manifold = manifold};
    }
    return {.contradiction = "|x|^2 is 0 and none of the listed a_i"};
  }

  std::shared_ptr<const RayleighContext> context_;
};

claims::Registry<RayleighContext> rayleigh_registry() {
  const auto info = [](const std::string& name, const std::string& proposition) {
    return claims::StatementInfo{.id = "rayleigh." + name,
                                 .proposition = proposition,
                                 .source = "by hand",
                                 .floors = {Verdict::exact, Verdict::enclosed},
                                 .method = "certify",
                                 .not_proved = "nothing"};
  };
  return completed(
      claims::Registry<RayleighContext>{
          index_statement<RayleighContext>(
              info("index", "the index at sqrt(a_i) e_i is i - 1"),
              {{"shifted", "the index is i",
                [](const RayleighContext&, const Manifold& manifold) { return manifold.index + 1; }}}),
          nullity_statement<RayleighContext>(
              info("nullity", "the critical points are isolated"),
              {{"one", "a flat direction", [](const RayleighContext&, const Manifold&) { return Index{1}; }}})},
      [](const RayleighContext& context) -> const CertifiedList& { return context; });
}

}  // namespace

Family rayleigh_family(Index offset) {
  const auto context = [offset](Contexts& contexts) {
    return contexts.keep<RayleighContext>(
        "rayleigh", [&] { return std::make_shared<const RayleighContext>(make_context(contexts, offset)); });
  };
  const FamilyLoss loss{
      .name = "rayleigh",
      .on = [context](Contexts& contexts) { return std::make_shared<const ListedRayleigh>(context(contexts)); },
      .certified_statements = {"index", "nullity"}};
  return {.name = "Rayleigh quotients",
          .losses = {loss},
          .groups = {group_of(rayleigh_registry(), context, [](const RayleighContext&) { return false; })}};
}

}  // namespace laecert::checks::testing
