#include "checks/lae/subdivision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "certify/box.hpp"
#include "certify/certify.hpp"
#include "families/lae/predicted_point.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "problem/families/lae/elimination.hpp"

namespace laecert::checks {
namespace {

using certify::IsolatedZero;
using numeric::DoubleBall;
using problem::EncoderElimination;
using problem::EncoderGramElimination;

constexpr Index largest_m = 4;

// A listed point by its unknowns, enclosed.
struct ListedPoint {
  std::string name;
  Vector<Ball> unknowns;
};

// The unknowns of the points of a manifold: W1 and -W1 for k = 1, W1^T W1 once.
std::vector<Vector<Ball>> all_images(const EncoderElimination&, const Vector<Ball>& unknowns, Index rank) {
  if (rank == 0) return {unknowns};
  return {unknowns, -unknowns};
}
std::vector<Vector<Ball>> all_images(const EncoderGramElimination&, const Vector<Ball>& unknowns, Index) {
  return {unknowns};
}

// Nothing where an eigenvector is not enclosed.
template <class Elimination>
std::optional<std::vector<ListedPoint>> enclose_listed_points(const LaeContext& context, const Elimination& elimination,
                                                              const std::vector<theory::Manifold>& list) {
  const Ball lambda(context.instance.lambda(), context.spectrum->precision);
  const OfEigenvalue root = [&](const Ball& s) {
    return sqrt_nonnegative(theory::predict_map_factor(Loss::sum, s, lambda));
  };
  std::vector<ListedPoint> points;
  for (const theory::Manifold& manifold : list) {
    const Index k = context.instance.k();
    const std::optional<Vector<Ball>> x = enclose_point(*context.spectrum, manifold, k, root, root);
    if (!x) return {};
    const Vector<Ball> unknowns = elimination.unknowns_of(problem::unpack(*x, k));
    for (Vector<Ball>& image : all_images(elimination, unknowns, manifold.rank))
      points.push_back({case_name(manifold), std::move(image)});
  }
  return points;
}

// The listed point is critical and lies in a domain with at most one critical point: this is it.
bool explains(const ListedPoint& point, const IsolatedZero& zero) {
  return certify::contains(zero.domain, point.unknowns) && certify::overlap(zero.zero, point.unknowns);
}

// A zero that no listed point explains: it refutes the list once it is certified as a critical point apart from it.
template <class Elimination>
Decision decide_unexplained(const LaeContext& context, const Elimination& elimination, const IsolatedZero& zero,
                            const std::vector<ListedPoint>& points) {
  const Vector<double> centre = zero.zero.unaryExpr([](const Ball& x) { return x.approx_double(); });
  const Outcome<certify::CertifiedPoint> certified =
      certify::certify(context.problem, problem::pack(elimination.approx_autoencoder(centre)),
                       {.digits = context.effort.digits, .max_digits = context.effort.max_digits});
  if (!certified) {
    return {.reason = "a zero of the necessary equations is no listed point, nor certified as a critical point: " +
                      certified.reason().text};
  }
  const problem::Autoencoder<Ball> w = autoencoder(context, *certified);
  const Vector<Ball> unknowns = elimination.unknowns_of(w);
  if (std::any_of(points.begin(), points.end(),
                  [&](const ListedPoint& p) { return certify::overlap(p.unknowns, unknowns); }))
    return {.reason = "a zero of the necessary equations cannot be told from a listed point"};
  return {.verdict = Verdict::refuted,
          .reason = "a certified critical point with |W1| = " + numeric::print_truncated(enclose_norm(w.W1), 6) +
                    " is on no listed manifold"};
}

// Zeros and listed points correspond one to one.
template <class Elimination>
Decision compare(const LaeContext& context, const Elimination& elimination, const std::vector<IsolatedZero>& zeros,
                 const std::vector<ListedPoint>& points) {
  for (const IsolatedZero& zero : zeros) {
    const auto count =
        std::count_if(points.begin(), points.end(), [&](const ListedPoint& point) { return explains(point, zero); });
    if (count == 0) return decide_unexplained(context, elimination, zero, points);
    if (count > 1) return {.reason = "two listed points cannot be told apart"};
  }
  for (const ListedPoint& point : points) {
    const auto count =
        std::count_if(zeros.begin(), zeros.end(), [&](const IsolatedZero& zero) { return explains(point, zero); });
    if (count != 1) return {.reason = "a listed point of " + point.name + " is not at one of the zeros"};
  }
  return {.verdict = Verdict::enclosed,
          .margin = fmt::format("{} zero{}", zeros.size(), zeros.size() == 1 ? "" : "s"),
          .reason = {}};
}

template <class Elimination>
Decision search_and_compare(const LaeContext& context, const Elimination& elimination,
                            const std::vector<theory::Manifold>& list, const certify::SubdivisionOptions& options) {
  const std::optional<std::vector<ListedPoint>> points = enclose_listed_points(context, elimination, list);
  if (!points) return {.reason = "an eigenvector above lambda is not enclosed"};
  const Vector<DoubleBall> box = elimination.search_box();
  if (!std::all_of(box.begin(), box.end(), [](const DoubleBall& x) { return x.is_finite(); })) {
    return {.reason = "the ball that holds all critical points is too large for doubles; the lemmas decide it"};
  }
  const Outcome<certify::AllZeros> all = certify::enclose_all_zeros(elimination, options);
  if (!all) return {.reason = "subdivision: " + all.reason().text};
  return compare(context, elimination, all->zeros, *points);
}

Decision decide(const LaeContext& context, const std::vector<theory::Manifold>& list,
                const certify::SubdivisionOptions& options) {
  // The unknowns are pure numbers; in these units the numbers about them are in the range of double.
  const problem::Instance instance = problem::normalized(context.instance);
  const bool one_row = instance.k() == 1 && instance.m() <= largest_m;
  const bool two_columns = instance.k() >= 2 && instance.m() == 2;
  if (!one_row && !two_columns) {
    return {.reason =
                "by enclosures it is decided for k = 1, m <= 4, and for m = 2; the lemmas, which are exact, "
                "decide it for all k and m"};
  }
  if (!context.profile.is_distinct())
    return {.reason = "an eigenvalue above lambda repeats: the zeros are not isolated; the lemmas decide it"};
  if (!context.identities.balance || !context.identities.gradients || !context.identities.converse) {
    return {.reason = "an identity behind the eliminations or the converse lemma is not proved"};
  }
  if (one_row) return search_and_compare(context, EncoderElimination(instance), list, options);
  return search_and_compare(context, EncoderGramElimination(instance), list, options);
}

}  // namespace

Finding decide_by_subdivision(const LaeContext& context, const std::vector<theory::Manifold>& list,
                              const certify::SubdivisionOptions& options) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  Finding finding;
  finding.by = {"subdivision S1 to S7", "T1", "T2", converse_lemma(Loss::sum)};
  finding.universal = true;
  finding.cases.push_back({"all", decide(context, list, options)});
  return finding;
}

}  // namespace laecert::checks
