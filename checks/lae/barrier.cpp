#include "theory/lae/barrier.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "checks/lae/known_false.hpp"
#include "checks/lae/statements.hpp"
#include "checks/lae/witness.hpp"
#include "numeric/decimal.hpp"

namespace laecert::checks {
namespace {

std::string set_text(const theory::Manifold& manifold) {
  return fmt::format("{{{}}}", fmt::join(manifold.index_set, ","));
}

bool is_same(const theory::Manifold& a, const theory::Manifold& b) {
  return a.index_set == b.index_set && a.rank_vector == b.rank_vector;
}

// A certified point whose index contradicts that only the minimum has index 0 and only the pass index 1.
std::optional<std::string> contradicting_index(const theory::Barrier& barrier, const ManifoldRecord& record,
                                               const certify::CertifiedPoint& certified) {
  const Index index = certified.inertia.negative;
  const bool is_right = (index == 0) == is_same(record.manifold, barrier.minimum) &&
                        (index == 1) == is_same(record.manifold, barrier.pass);
  if (is_right) return {};
  return fmt::format("index {} proved on {}", index, set_text(record.manifold));
}

// Column i of the eigenvectors; nothing where it is not enclosed.
std::optional<Vector<Ball>> eigenvector(const theory::Spectrum& spectrum, Index one_based) {
  const std::optional<Ball>& radius = spectrum.vector_radii[static_cast<std::size_t>(one_based - 1)];
  if (!radius) return {};
  Vector<Ball> column = spectrum.vectors.col(one_based - 1);
  for (Ball& x : column) x = x.widened(*radius);
  return column;
}

// The decoder on the path at t, W1 its transpose.
std::optional<Matrix<Ball>> path_decoder(const LaeContext& context, const theory::Barrier& barrier, const Rational& t) {
  const theory::Spectrum& spectrum = *context.spectrum;
  const Index k = context.instance.k();
  Matrix<Ball> decoder = Matrix<Ball>::Constant(spectrum.m(), k, Ball(0));
  const Vector<Ball> lengths = theory::predict_singular_values(barrier.minimum, spectrum);
  const auto add = [&](Index column, Index one_based, const Ball& length) {
    const std::optional<Vector<Ball>> u = eigenvector(spectrum, one_based);
    if (!u) return false;
    for (Index i = 0; i < spectrum.m(); ++i) decoder(i, column) += length * (*u)(i);
    return true;
  };
  bool is_known = true;
  for (Index a = 1; a < k; ++a) is_known = is_known && add(a - 1, a, lengths(a - 1));
  const theory::PathUnit unit = theory::predict_path_unit(barrier, spectrum, t);
  const Ball first = numeric::sqrt_nonnegative(unit.first_squared);
  is_known = is_known && add(k - 1, k, 2 * t > 1 ? -first : first);
  if (barrier.pass.rank == k) is_known = is_known && add(k - 1, k + 1, numeric::sqrt_nonnegative(unit.second_squared));
  if (!is_known) return {};
  return decoder;
}

// The loss itself, enclosed along the path, against what the theory says of it: nothing where they agree.
std::optional<std::string> wrong_on_the_path(const LaeContext& context, const theory::Barrier& barrier) {
  if (dense_route_too_large(context.problem)) return {};
  const Ball pass = theory::predict_value(Loss::sum, barrier.pass, *context.spectrum);
  for (Index step = 0; step <= 8; ++step) {
    const Rational t(step, 8);
    const std::optional<Matrix<Ball>> decoder = path_decoder(context, barrier, t);
    if (!decoder) return {};
    const Ball value = context.problem.over<Ball>(context.spectrum->precision)
                           .value(problem::pack(problem::Autoencoder<Ball>{decoder->transpose(), *decoder}));
    const Ball predicted = pass + theory::predict_path_value(barrier, *context.spectrum, t);
    if (numeric::certainly(is_nonzero(value - predicted)))
      return fmt::format("the loss at t = {} of the path is not the predicted one", t.str());
  }
  return {};
}

// The height of a pass is positive; that of the path, at its ends, too.
Finding joined_through_the_pass(const LaeContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const Outcome<theory::Barrier> barrier = theory::predict_barrier(context.profile);
  if (!barrier) return claims::inapplicable_finding(barrier.reason().text);
  const bool counted = !theory::is_countable(context.profile) ||
                       theory::has_one_minimum_and_one_pass(theory::predict_counts(context.profile));
  if (!counted || barrier->pass.index != 1) return refuted_by(true, "not one manifold of index 0 and one of index 1");
  Finding finding =
      by_lemmas(context, Needs::section_one, context.identities.list_is_complete() && context.identities.converse,
                {"T5", "T6", "T8", "M4"}, [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                  return contradicting_index(*barrier, record, certified);
                });
  if (std::optional<std::string> witness = wrong_on_the_path(context, *barrier))
    finding.cases.push_back({"path", {.verdict = Verdict::refuted, .reason = *std::move(witness)}});
  finding.margin = "height " + numeric::print_truncated(theory::predict_height(*barrier, *context.spectrum), 4);
  return finding;
}

// A twin that is refuted where this number is positive.
Finding refuted_where_positive(const Ball& number, std::string witness) {
  Finding finding;
  Decision decision{.reason = "the difference of two heights is not separated from zero"};
  if (numeric::certainly(is_positive(number))) {
    decision = {.verdict = Verdict::refuted,
                .margin = "difference " + numeric::print_truncated(number, 4),
                .reason = std::move(witness)};
  }
  finding.cases.push_back({"all", std::move(decision)});
  return finding;
}

// The barrier where there is one, for the twins.
Outcome<theory::Barrier> barrier_of(const LaeContext& context) {
  if (context.inapplicable) return Reason{*context.inapplicable, Reason::Kind::inapplicable};
  if (context.undecided) return Reason{*context.undecided};
  return theory::predict_barrier(context.profile);
}

// "A path stays below half the height": no manifold of index 1 lies there, by M4.
Finding crosses_at_half_the_height(const LaeContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const Outcome<theory::Barrier> barrier = barrier_of(context);
  if (!barrier) return claims::inapplicable_finding(barrier.reason().text);
  return refuted_where_positive(theory::predict_height(*barrier, *context.spectrum) / Ball(2),
                                "the only manifold of index 1, " + set_text(barrier->pass) + ", lies higher");
}

// "Only through {1..k-1}": where q > k the path through {1..k-1,k+1} stays g(s_(k+1)) below.
Finding crosses_at_rank_below(const LaeContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const Outcome<theory::Barrier> barrier = barrier_of(context);
  if (!barrier) return claims::inapplicable_finding(barrier.reason().text);
  if (barrier->pass.rank < context.profile.k) return claims::inapplicable_finding("q = k: this is the pass");
  const Ball& next = context.spectrum->values.at(static_cast<std::size_t>(context.profile.k));
  return refuted_where_positive(theory::predict_gain(next, context.spectrum->lambda),
                                "the path through " + set_text(barrier->pass) + " stays below");
}

bool rank_below_is_the_pass(const LaeContext& context) {
  const Outcome<theory::Barrier> barrier = barrier_of(context);
  return barrier.decided() && barrier->pass.rank < context.profile.k;
}

// "Unit k-1 turns over in place of unit k".
Finding crosses_by_another_unit(const LaeContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const Outcome<theory::Barrier> barrier = barrier_of(context);
  if (!barrier) return claims::inapplicable_finding(barrier.reason().text);
  const Index k = context.profile.k;
  if (k < 2) return claims::inapplicable_finding("k = 1: there is no other unit");
  if (const std::vector<theory::Group>& groups = context.spectrum->groups;
      std::ranges::any_of(groups, [k](const theory::Group& g) { return g.first <= k - 2 && k - 1 < g.first + g.size; }))
    return claims::inapplicable_finding("the units k-1 and k share their eigenvalue");
  const auto gain = [&](Index one_based) {
    return theory::predict_gain(context.spectrum->values.at(static_cast<std::size_t>(one_based - 1)),
                                context.spectrum->lambda);
  };
  return refuted_where_positive(gain(k - 1) - gain(k), "the path through " + set_text(barrier->pass) + " stays below");
}

LaeControl barrier_twin(std::string id, std::string text, Finding (*decide)(const LaeContext&),
                        bool (*indistinguishable)(const LaeContext&) = nullptr) {
  LaeControl control{.id = "sum.barrier/" + std::move(id), .text = std::move(text), .decide = decide};
  if (indistinguishable != nullptr) control.indistinguishable = indistinguishable;
  return control;
}

using problem::Autoencoder;
using problem::Instance;

// S = diag(25/9, 25/16), lambda = 1: d = (4/5, 3/5). Minima W2 = diag(d) O^T at O = 1 and at O with columns (3/5, 4/5),
// (-4/5, 3/5).
Finding mean_of_two_minima() {
  const Instance instance = Instance::from_spectrum(Vector<Rational>{{Rational(25, 9), Rational(25, 16)}},
                                                    {.name = "S = diag(25/9,25/16)", .k = 2, .lambda = 1});
  const Matrix<Rational> D{{Rational(4, 5), Rational(0)}, {Rational(0), Rational(3, 5)}};
  const Matrix<Rational> turn{{Rational(3, 5), Rational(-4, 5)}, {Rational(4, 5), Rational(3, 5)}};
  const auto witness = [&](const Matrix<Rational>& decoder) {
    return Witness{instance, problem::Regularization::sum, {decoder.transpose(), decoder}};
  };
  const auto value = [&](const Matrix<Rational>& decoder) {
    const problem::LaeProblem loss(instance, problem::Regularization::sum);
    return loss.over<Rational>({}).value(problem::pack(witness(decoder).point));
  };
  const Matrix<Rational> turned = D * turn.transpose(), mean = (D + turned) / Rational(2);
  const Rational least = value(D);
  const bool are_minima = is_critical(witness(D)) && is_critical(witness(turned)) && value(turned) == least &&
                          D * D == turned * turned.transpose();
  const bool mean_is_none = !is_critical(witness(mean)) && value(mean) > least;
  const Matrix<Rational> zero = Matrix<Rational>::Zero(2, 2);  // the mean of D and of D (-1)
  const bool zero_is_none = is_critical(witness(Matrix<Rational>(-D))) && value(-D) == least && value(zero) > least;
  return refuted_by(are_minima && mean_is_none && zero_is_none,
                    fmt::format("S = diag(25/9,25/16), lambda = 1, k = 2: value {} at the minima O = 1 and a rational "
                                "rotation, {} at their mean, {} at that of O = 1 and -1",
                                least.str(), value(mean).str(), value(zero).str()));
}

}  // namespace

LaeStatement sum_barrier() {
  return {.info = {.id = "sum.barrier",
                   .proposition = "the two components of the minimum (q >= k) are joined through the only manifold of "
                                  "index 1, {1..k-1,k+1} or, where q = k, {1..k-1}, and by no path below its value",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S, q >= k, s_k > s_(k+1)",
                   .source = "derived, section 5",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T5", "T6", "T8", "M4"},
                   .method = "indices 0 and 1 counted over all manifolds; the list, its indices and an explicit path "
                             "prove the barrier (M4); certified indices, and where single eigenvectors are enclosed "
                             "the loss at 9 points of the path, would refute it",
                   .not_proved = "nothing; M4 is human reasoning"},
          .decide = joined_through_the_pass,
          .controls = {
              barrier_twin("half", "a path stays below half the height", crosses_at_half_the_height),
              barrier_twin("rank-below", "only through {1..k-1}, also where q > k", crosses_at_rank_below,
                           rank_below_is_the_pass),
              barrier_twin("other-unit", "unit k-1 has to turn over in place of unit k", crosses_by_another_unit)}};
}

KnownFalse sum_weight_average() {
  return known_false({"sum.weight-average", "the mean of two minima of `sum` is a minimum", "derived, section 5",
                      "two minima at rational weights, the exact gradient and value at their mean, and at the mean of "
                      "opposite ones, which is zero"},
                     mean_of_two_minima);
}

}  // namespace laecert::checks
