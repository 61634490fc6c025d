#include "checks/lae/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "certify/certify.hpp"
#include "checks/lae/identity_twins.hpp"
#include "checks/lae/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {

using problem::Instance;
using theory::Loss;

namespace {

using claims::Verdict;

// Below this many manifolds all are looked at by default.
constexpr Index largest_automatic_list = 1000;

// A list of them all beyond this would fill the memory.
constexpr Index most_listed_manifolds = 2000000;

std::string gap_text(const std::optional<Ball>& gap) {
  return gap ? "gap " + numeric::print_truncated(*gap, 4) : std::string();
}

// Exact where the numbers compared are rational, else by their enclosures.
Verdict worth(const theory::Spectrum& spectrum) { return spectrum.exact ? Verdict::exact : Verdict::enclosed; }

Hypothesis positive_lambda(const Instance& instance) {
  return {"lambda > 0", instance.lambda() > 0 ? Verdict::exact : Verdict::refuted, {}};
}

Hypothesis no_wall(const theory::Spectrum& spectrum) {
  if (spectrum.wall_multiplicity > 0) return {"lambda not an eigenvalue", Verdict::refuted, "equal, exactly"};
  return {"lambda not an eigenvalue", worth(spectrum), gap_text(spectrum.lambda_gap)};
}

Hypothesis distinct_above(const theory::Spectrum& spectrum) {
  if (!spectrum.distinct_above) return {"eigenvalues above lambda distinct", Verdict::refuted, "equal, exactly"};
  return {"eigenvalues above lambda distinct", worth(spectrum), gap_text(spectrum.separation)};
}

bool is_sampled(const Selection& selection, const Integer& count) {
  switch (selection.kind) {
    case Selection::Kind::all:
      return false;
    case Selection::Kind::ranks:
    case Selection::Kind::none:
      return true;
    case Selection::Kind::sample:
      return count > selection.count;
    case Selection::Kind::automatic:
      break;
  }
  return count > largest_automatic_list;
}

void require_listable(const LaeContext& context) {
  if (context.manifold_count <= most_listed_manifolds) return;
  throw UsageError("--manifolds: " + context.manifold_count.str() + " manifolds, at most " +
                   std::to_string(most_listed_manifolds) + " are listed; take a sample");
}

std::vector<theory::Manifold> selected_manifolds(const LaeContext& context) {
  const Selection& selection = context.effort.manifolds;
  if (selection.kind == Selection::Kind::none) return {};
  if (selection.kind == Selection::Kind::ranks || selection.kind == Selection::Kind::all) require_listable(context);
  if (selection.kind == Selection::Kind::ranks) {
    if (selection.first_rank < 0 || selection.last_rank > context.instance.k() ||
        selection.first_rank > selection.last_rank) {
      throw UsageError("--manifolds rank:" + std::to_string(selection.first_rank) + "-" +
                       std::to_string(selection.last_rank) + ": ranks lie in 0.." +
                       std::to_string(context.instance.k()));
    }
    std::vector<theory::Manifold> manifolds = context.theory.manifolds(context.profile);
    std::erase_if(manifolds, [&](const theory::Manifold& manifold) {
      return manifold.rank < selection.first_rank || manifold.rank > selection.last_rank;
    });
    return manifolds;
  }
  if (!is_sampled(selection, context.manifold_count)) return context.theory.manifolds(context.profile);
  return theory::sample_manifolds(context.profile, selection.count, context.effort.seed);
}

Hypothesis enough_variables(const Instance& instance) {
  return {"k <= m", instance.k() <= instance.m() ? Verdict::exact : Verdict::refuted, {}};
}

Hypothesis all_positive(const theory::Spectrum& spectrum) {
  if (spectrum.zero_multiplicity > 0) {
    return {"eigenvalues positive", Verdict::refuted,
            std::to_string(spectrum.zero_multiplicity) + " are zero, exactly"};
  }
  return {"eigenvalues positive", worth(spectrum), "least " + numeric::print_truncated(spectrum.values.back(), 4)};
}

bool all_distinct(const theory::Spectrum& spectrum) {
  return static_cast<Index>(spectrum.groups.size()) == spectrum.m();
}

Hypothesis distinct_all(const theory::Spectrum& spectrum) {
  if (!all_distinct(spectrum)) return {"eigenvalues distinct", Verdict::refuted, "equal, exactly"};
  return {"eigenvalues distinct", worth(spectrum), gap_text(spectrum.least_gap)};
}

// The hypotheses of docs/theory.md section 1 that need no spectrum, and what fails.
LaeContext with_plain_hypotheses(LaeContext context) {
  const Instance& instance = context.instance;
  if (context.loss != Loss::none) {
    context.hypotheses.push_back(positive_lambda(instance));
    if (instance.lambda() == 0) context.inapplicable = "lambda = 0";
  }
  if (context.loss != Loss::sum) {
    context.hypotheses.push_back(enough_variables(instance));
    if (instance.k() > instance.m()) {
      context.inapplicable = fmt::format("k = {} is above m = {}", instance.k(), instance.m());
    }
  }
  return context;
}

LaeContext with_spectrum_of_sum(LaeContext context) {
  context.hypotheses.push_back(no_wall(*context.spectrum));
  context.hypotheses.push_back(distinct_above(*context.spectrum));
  if (context.spectrum->wall_multiplicity > 0) {
    context.inapplicable = "lambda is an eigenvalue of S (a wall, where `sum` is not Morse-Bott)";
  }
  return context;
}

LaeContext with_full_spectrum(LaeContext context) {
  context.hypotheses.push_back(all_positive(*context.spectrum));
  context.hypotheses.push_back(distinct_all(*context.spectrum));
  if (!all_distinct(*context.spectrum)) context.inapplicable = "an eigenvalue of S repeats";
  if (const Index zeros = context.spectrum->zero_multiplicity; zeros > 0) {
    context.inapplicable =
        fmt::format("{} of the {} eigenvalues of S {} zero", zeros, context.spectrum->m(), zeros == 1 ? "is" : "are");
  }
  return context;
}

LaeContext with_hypotheses(LaeContext context, const Outcome<theory::Spectrum>& spectrum) {
  context = with_plain_hypotheses(std::move(context));
  if (context.inapplicable) return context;
  if (!spectrum) {
    context.undecided = spectrum.reason().text;
    return context;
  }
  context.spectrum = *spectrum;
  context =
      context.loss == Loss::sum ? with_spectrum_of_sum(std::move(context)) : with_full_spectrum(std::move(context));
  if (context.inapplicable) return context;
  context.profile = theory::profile_of(*spectrum, context.instance.k(), context.loss);
  context.manifold_count = theory::predict_count(context.profile);
  return context;
}

ManifoldRecord make_record(const LaeContext& context, const theory::Manifold& manifold) {
  if (const std::optional<Reason> reason = dense_route_too_large(context.problem)) return {manifold, {}, *reason};
  certify::CertifyOptions options;
  options.digits = context.effort.digits;
  options.max_digits = context.effort.max_digits;
  options.spectrum = context.loss == Loss::sum && !context.is_exact_instance();
  options.exact_points = context.allows(Verdict::exact);
  return certify_manifold(context, manifold, theory::canonical_frame(context.instance.k(), manifold.rank), options);
}

}  // namespace

std::optional<Reason> dense_route_too_large(const problem::LaeProblem& problem) {
  constexpr Index largest_dimension = 1500, most_tangent_entries = 1000000;
  const Index dimension = problem.dimension(), k = problem.k();
  if (dimension > largest_dimension) {
    return Reason{fmt::format("dense route too large: N = {}, at most {}", dimension, largest_dimension)};
  }
  const Index generators = problem.regularization() == problem::Regularization::sum ? k * (k - 1) / 2 : k * k;
  if (dimension * generators <= most_tangent_entries) return {};
  return Reason{fmt::format("dense route too large: {} symmetries of {} unknowns, at most {} entries", generators,
                            dimension, most_tangent_entries)};
}

DecidedIdentities decide_identities(Loss loss) {
  DecidedIdentities decided;
  if (loss == Loss::sum) {
    decided.balance = all_hold(theory::balance_identities());
    decided.completeness =
        decided.balance && all_hold(theory::completeness_identities()) && all_hold(theory::trace_identities());
  } else {
    decided.completeness = all_hold(theory::commuting_identities(loss));
  }
  decided.gradients = all_hold(theory::gradient_identities(loss));
  decided.converse = all_hold(theory::converse_identities(loss));
  return decided;
}

problem::Regularization regularization_of(Loss loss) {
  switch (loss) {
    case Loss::none:
      return problem::Regularization::none;
    case Loss::product:
      return problem::Regularization::product;
    case Loss::sum:
      return problem::Regularization::sum;
  }
  throw PreconditionError("not a loss");
}

ManifoldRecord certify_manifold(const LaeContext& context, const theory::Manifold& manifold, const theory::Frame& frame,
                                const certify::CertifyOptions& options) {
  const theory::PredictedPoint point = theory::predict_point(context.loss, manifold, *context.spectrum, frame);
  const Vector<Rational> x = problem::pack(problem::Autoencoder<Rational>{point.W1, point.W2});
  Outcome<certify::CertifiedPoint> certified = certify::certify(context.problem, x, options);
  if (!certified) return {manifold, x, std::move(certified)};
  const std::optional<Reason> elsewhere = prove_membership(context, manifold, *certified);
  if (elsewhere) return {manifold, x, *elsewhere};
  return {manifold, x, std::move(certified)};
}

Outcome<theory::Spectrum> decide_spectrum(const Instance& instance, const Effort& effort) {
  return theory::decide_spectrum(instance, effort.digits, effort.max_digits);
}

LaeContext make_lae_context(Loss loss, const Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                            const Effort& effort, const ContextOptions& options) {
  LaeContext context{.loss = loss,
                     .instance = instance,
                     .problem = problem::LaeProblem(instance, regularization_of(loss)),
                     .effort = effort,
                     .theory = options.theory,
                     .identities = decide_identities(loss),
                     .hypotheses = {},
                     .inapplicable = {},
                     .undecided = {},
                     .spectrum = {},
                     .profile = {},
                     .records = {}};
  context = with_hypotheses(std::move(context), spectrum);
  if (context.inapplicable || context.undecided) return context;

  const std::vector<theory::Manifold> manifolds = selected_manifolds(context);
  const std::vector<std::optional<ManifoldRecord>> records = claims::parallel_map(
      manifolds.size(), effort.jobs, [&](std::size_t i) { return make_record(context, manifolds[i]); }, options.map);
  for (const std::optional<ManifoldRecord>& record : records) {
    if (record) context.records.push_back(*record);
  }
  if (effort.manifolds.kind != Selection::Kind::none && !is_sampled(effort.manifolds, context.manifold_count)) {
    context.manifold_count = static_cast<long>(manifolds.size());  // of the list that is put to the test
  }
  context.interrupted = context.records.size() < manifolds.size();
  context.sampled = Integer(static_cast<long>(context.records.size())) != context.manifold_count;
  return context;
}

LaeContext make_lae_context(Loss loss, const Instance& instance, const Effort& effort) {
  return make_lae_context(loss, instance, decide_spectrum(instance, effort), effort);
}

}  // namespace laecert::checks
