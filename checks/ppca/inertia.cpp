// Index and nullity of the negative log likelihood against those of `sum`, each from its own certified Hessian.

#include <fmt/format.h>

#include <algorithm>

#include "checks/ppca/statements.hpp"
#include "numeric/exact_linear_algebra.hpp"

namespace laecert::checks {
namespace {

const std::vector<std::string> by_inertias = {"bordered inertia R5, R6, of both"};

// Two numbers of negative or of zero eigenvalues.
Decision compare(const PpcaRecord& record, const std::string& name, Index expected, Index proved) {
  return decide_equal(expected == proved, proof_verdict(*record.sum.certified, *record.likelihood),
                      fmt::format("{} {} expected, {} proved for the likelihood", name, expected, proved));
}

Finding same_index(const PpcaContext& context) {
  return over_manifolds(context, by_inertias, [](const PpcaRecord& record) {
    return compare(record, "index", record.sum.certified->inertia.negative, record.likelihood->inertia.negative);
  });
}

Finding same_nullity(const PpcaContext& context) {
  return over_manifolds(context, by_inertias, [](const PpcaRecord& record) {
    return compare(record, "nullity", record.sum.certified->inertia.zero, record.likelihood->inertia.zero);
  });
}

bool is_flat(const PpcaContext& context, const theory::Manifold& manifold) {
  return context.sum.instance.k() * manifold.rank == manifold.nullity;
}

Finding flat_nullity(const PpcaContext& context) {
  const auto decide = [&](const PpcaRecord& record) {
    return compare(record, "nullity", context.sum.instance.k() * record.sum.manifold.rank,
                   record.likelihood->inertia.zero);
  };
  return with_telling_manifold(
      over_manifolds(context, by_inertias, decide), context,
      [&](const theory::Manifold& manifold) { return !is_flat(context, manifold); }, decide);
}

// On a wall only l = k is looked at.
bool flat_everywhere(const PpcaContext& context) {
  return on_every_manifold(context.sum, [&](const theory::Manifold& manifold) {
    return context.sets_aside(manifold) || is_flat(context, manifold);
  });
}

// #{i : s_i > v}: in rationals where the spectrum is exact, else by the enclosures, and where one contains v by the
// signs of the characteristic polynomial (R10), which costs too much for large S.
std::optional<Index> count_above_noise(const PpcaContext& context) {
  constexpr Index largest_exact_size = 200;
  const theory::Spectrum& spectrum = *context.sum.spectrum;
  const Rational& v = context.noise_variance();
  if (spectrum.exact) {
    const Vector<Rational>& s = spectrum.exact->s;
    return std::count_if(s.begin(), s.end(), [&](const Rational& value) { return value > v; });
  }
  const Ball enclosed(v, spectrum.precision);
  Index count = 0;
  for (const Ball& s : spectrum.values) {
    const numeric::Truth above = is_less(enclosed, s);
    if (numeric::certainly(above)) ++count;
    if (above != numeric::Truth::unknown) continue;
    if (spectrum.m() > largest_exact_size) return {};
    return numeric::count_roots_above(numeric::characteristic_polynomial(context.sum.instance.gram()), v);
  }
  return count;
}

// inv(I) + (k-l)(q'-l), q' counted at v, less the same with q.
Index surplus(const PpcaContext& context, Index counted, const theory::Manifold& manifold) {
  return (context.sum.instance.k() - manifold.rank) * (counted - context.sum.profile.q());
}

// inv(I) + (k-l)(q-l) with q counted at v.
Finding index_counted_at_noise(const PpcaContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const std::optional<Index> q = count_above_noise(context);
  const auto decide = [&](const PpcaRecord& record) -> Decision {
    if (!q) return {.reason = "an eigenvalue of S is not told from v"};
    const Index truth = theory::predict_index(context.sum.profile, record.sum.manifold, theory::IndexRule::predicted);
    return compare(record, "index", truth + surplus(context, *q, record.sum.manifold),
                   record.likelihood->inertia.negative);
  };
  return with_telling_manifold(
      over_manifolds(context, {"bordered inertia R5, R6"}, decide), context,
      [&](const theory::Manifold& manifold) { return q && surplus(context, *q, manifold) != 0; }, decide);
}

// The twin differs by (k - l)(q' - q); on a wall only l = k is looked at.
bool same_count(const PpcaContext& context) {
  if (blocked(context)) return false;
  const bool full_ranks_only = context.on_wall() || on_every_manifold(context.sum, [&](const theory::Manifold& i) {
                                 return i.rank == context.sum.instance.k();
                               });
  return full_ranks_only || count_above_noise(context) == context.sum.profile.q();
}

// Index 0 nowhere but at l = min(k, q).
Finding no_small_maximum(const PpcaContext& context, bool collapse_expected) {
  return over_manifolds(context, {"bordered inertia R5, R6"}, [&](const PpcaRecord& record) -> Decision {
    const theory::Manifold& manifold = record.sum.manifold;
    if (manifold.rank == context.sum.profile.largest_rank())
      return {.verdict = Verdict::inapplicable, .reason = "l = min(k, q)"};
    const bool leading = manifold.index_set.empty() || manifold.index_set.back() == manifold.rank;
    if (collapse_expected && !leading) return {.verdict = Verdict::inapplicable, .reason = "not {1..l}"};
    const Index index = record.likelihood->inertia.negative;
    const bool collapsed = index == 0;
    return decide_equal(collapsed == collapse_expected, proof_verdict(*record.sum.certified, *record.likelihood),
                        fmt::format("index {} proved", index));
  });
}

claims::StatementInfo inertia_info(const std::string& id, const std::string& proposition) {
  return {.id = id,
          .proposition = proposition,
          .hypotheses = ppca_hypotheses,
          .source = "derived, section 6, P2",
          .floors = {Verdict::exact, Verdict::enclosed},
          .lemmas = {"R5", "R6", "C1", "C2", "T19", "T20"},
          .method =
              "certify proves a stationary point of each objective near the one predicted for I, and the "
              "inertia of each from its own Hessian; the two integers are compared",
          .not_proved = "manifolds that a sample leaves out; " + ppca_not_proved};
}

}  // namespace

PpcaStatement ppca_index() {
  return {.info = inertia_info("ppca.index", "the negative log likelihood has the index of `sum` at every I"),
          .decide = same_index,
          .controls = {{.id = "ppca.index/q-at-v",
                        .text = "inv(I) + (k-l)(q-l) with q counted at v in place of n v",
                        .decide = index_counted_at_noise,
                        .indistinguishable = same_count}}};
}

PpcaStatement ppca_nullity() {
  return {.info = inertia_info("ppca.nullity", "the negative log likelihood has the nullity of `sum` at every I"),
          .decide = same_nullity,
          .controls = {{.id = "ppca.nullity/kl",
                        .text = "kl flat directions",
                        .decide = flat_nullity,
                        .indistinguishable = flat_everywhere}}};
}

PpcaStatement ppca_no_collapse() {
  claims::StatementInfo info =
      inertia_info("ppca.no-collapse", "the likelihood has no local maximum with l < min(k, q)");
  info.source = "[L19]; derived, section 6";
  info.lemmas.insert(info.lemmas.end(), {"T22", "T23"});
  info.method =
      "every stationary point is on a listed manifold; on those with l < min(k, q) the certified index of the "
      "negative log likelihood is positive";
  return {.info = std::move(info),
          .decide = [](const PpcaContext& context) { return no_small_maximum(context, false); },
          .controls = {{.id = "ppca.no-collapse/leading",
                        .text = "I = {1..l} with l < min(k, q) is a local maximum of the likelihood",
                        .decide = [](const PpcaContext& context) { return no_small_maximum(context, true); },
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
