#include "checks/lae/context.hpp"

#include <algorithm>
#include <utility>

#include "certify/certify.hpp"
#include "checks/lae/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "theory/lae/identities.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {
namespace {

using claims::Verdict;
using problem::Instance;
using theory::Identity;
using theory::TraceIdentity;

// Below this many manifolds all are looked at by default.
constexpr Index largest_automatic_list = 1000;

// A list of them all beyond this would fill the memory.
constexpr Index most_listed_manifolds = 2000000;

bool all_hold(const std::vector<Identity>& identities) {
  return !identities.empty() &&
         std::all_of(identities.begin(), identities.end(), [](const Identity& i) { return theory::holds(i); });
}

bool all_hold(const std::vector<TraceIdentity>& identities) {
  return !identities.empty() &&
         std::all_of(identities.begin(), identities.end(), [](const TraceIdentity& i) { return theory::holds(i); });
}

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

void require_listable(const SumContext& context) {
  if (context.manifold_count <= most_listed_manifolds) return;
  throw UsageError("--manifolds: " + context.manifold_count.str() + " manifolds, at most " +
                   std::to_string(most_listed_manifolds) + " are listed; take a sample");
}

std::vector<theory::Manifold> selected_manifolds(const SumContext& context) {
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
    std::vector<theory::Manifold> manifolds = theory::predict_manifolds(context.profile);
    std::erase_if(manifolds, [&](const theory::Manifold& manifold) {
      return manifold.rank < selection.first_rank || manifold.rank > selection.last_rank;
    });
    return manifolds;
  }
  if (!is_sampled(selection, context.manifold_count)) return theory::predict_manifolds(context.profile);
  return theory::sample_manifolds(context.profile, selection.count, context.effort.seed);
}

SumContext with_hypotheses(SumContext context) {
  context.hypotheses.push_back(positive_lambda(context.instance));
  if (context.instance.lambda() == 0) {
    context.inapplicable = "lambda = 0";
    return context;
  }
  const Outcome<theory::Spectrum> spectrum =
      theory::decide_spectrum(context.instance, context.effort.digits, context.effort.max_digits);
  if (!spectrum) {
    context.undecided = spectrum.reason().text;
    return context;
  }
  context.spectrum = *spectrum;
  context.hypotheses.push_back(no_wall(*spectrum));
  context.hypotheses.push_back(distinct_above(*spectrum));
  if (spectrum->wall_multiplicity > 0) {
    context.inapplicable = "lambda is an eigenvalue of S (a wall, where `sum` is not Morse-Bott)";
    return context;
  }
  context.profile = theory::profile_of(*spectrum, context.instance.k());
  context.manifold_count = theory::predict_count(context.profile);
  return context;
}

ManifoldRecord make_record(const SumContext& context, const theory::Manifold& manifold) {
  if (context.problem.dimension() > largest_dense_dimension) {
    return {manifold, {}, dense_route_too_large(context.problem.dimension())};
  }
  certify::CertifyOptions options;
  options.digits = context.effort.digits;
  options.max_digits = context.effort.max_digits;
  options.spectrum = !context.is_exact_instance();
  return certify_manifold(context.problem, *context.spectrum, manifold,
                          theory::canonical_frame(context.instance.k(), manifold.rank), options);
}

}  // namespace

Reason dense_route_too_large(Index dimension) {
  return {"dense route too large: N = " + std::to_string(dimension) + ", at most " +
          std::to_string(largest_dense_dimension)};
}

DecidedIdentities decide_identities() {
  DecidedIdentities decided;
  decided.balance = all_hold(theory::balance_identities());
  decided.completeness = all_hold(theory::completeness_identities()) && all_hold(theory::trace_identities());
  decided.gradients = all_hold(theory::gradient_identities());
  decided.converse = all_hold(theory::converse_identities());
  decided.invariance = theory::holds(theory::orthogonal_invariance());
  return decided;
}

ManifoldRecord certify_manifold(const problem::LaeProblem& problem, const theory::Spectrum& spectrum,
                                const theory::Manifold& manifold, const Matrix<Rational>& frame,
                                const certify::CertifyOptions& options) {
  const theory::PredictedPoint point = theory::predict_point(manifold, spectrum, frame);
  const Vector<Rational> x = problem::pack(problem::Autoencoder<Rational>{point.W1, point.W2});
  Outcome<certify::CertifiedPoint> certified = certify::certify(problem, x, options);
  if (!certified) return {manifold, x, std::move(certified)};
  const std::optional<Reason> elsewhere = prove_membership(spectrum, manifold, problem.k(), *certified);
  if (elsewhere) return {manifold, x, *elsewhere};
  return {manifold, x, std::move(certified)};
}

SumContext make_sum_context(const problem::Instance& instance, const Effort& effort, const claims::MapOptions& map) {
  SumContext context{.instance = instance,
                     .problem = problem::LaeProblem(instance, problem::Regularization::sum),
                     .effort = effort,
                     .identities = decide_identities(),
                     .hypotheses = {},
                     .inapplicable = {},
                     .undecided = {},
                     .spectrum = {},
                     .profile = {},
                     .records = {}};
  context = with_hypotheses(std::move(context));
  if (context.inapplicable || context.undecided) return context;

  const std::vector<theory::Manifold> manifolds = selected_manifolds(context);
  const std::vector<std::optional<ManifoldRecord>> records = claims::parallel_map(
      manifolds.size(), effort.jobs, [&](std::size_t i) { return make_record(context, manifolds[i]); }, map);
  for (const std::optional<ManifoldRecord>& record : records) {
    if (record) context.records.push_back(*record);
  }
  context.interrupted = context.records.size() < manifolds.size();
  context.sampled = Integer(static_cast<long>(context.records.size())) != context.manifold_count;
  return context;
}

}  // namespace laecert::checks
