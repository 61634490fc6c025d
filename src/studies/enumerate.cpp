#include "studies/enumerate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "checks/registry.hpp"
#include "numeric/errors.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

void require_limit(const std::optional<Index>& limit) {
  if (!limit || (*limit >= 0 && *limit <= most_enumerated_manifolds)) return;
  throw PreconditionError(fmt::format("a limit of {} manifolds, not 0..{}", *limit, most_enumerated_manifolds));
}

void require_listable(const LaeContext& context) {
  if (context.manifold_count <= most_enumerated_manifolds) return;
  throw UsageError(fmt::format("{}: {} manifolds, at most {} are listed as a whole", theory::to_string(context.loss),
                               context.manifold_count.str(), most_enumerated_manifolds));
}

report::LossEnumeration enumerate_loss(const LaeContext& context, const EnumerateOptions& options) {
  report::LossEnumeration found{
      .loss = theory::to_string(context.loss), .inapplicable = context.inapplicable, .undecided = context.undecided};
  if (!context.has_manifolds()) return found;
  found.count = context.manifold_count.str();
  if (!options.limit) require_listable(context);
  for (const theory::Manifold& manifold : theory::predict_manifolds(context.profile, options.limit)) {
    found.manifolds.push_back(describe(context, manifold));
  }
  if (options.counts) found.counts = describe_counts(context);
  return found;
}

}  // namespace

report::Enumeration enumerate(const problem::Instance& instance, const EnumerateOptions& options) {
  require_limit(options.limit);
  const std::vector<Loss> losses = losses_named(options.losses, "--loss");
  const Effort effort{
      .digits = options.digits, .max_digits = options.max_digits, .manifolds = {.kind = Selection::Kind::none}};
  const Outcome<theory::Spectrum> spectrum = decide_spectrum(instance, effort);
  report::Enumeration enumeration{
      .versions = versions(), .max_digits = std::to_string(options.max_digits), .instance = describe(instance)};
  if (spectrum) {
    enumeration.spectrum = describe(*spectrum, options.digits);
    enumeration.spectrum_note = spectrum_note(*spectrum, options.digits);
    enumeration.q = std::to_string(spectrum->q);
  }
  for (const Loss loss : losses) {
    const LaeContext context = make_lae_context(loss, instance, spectrum, effort);
    add_hypotheses(enumeration.hypotheses, context);
    enumeration.losses.push_back(enumerate_loss(context, options));
  }
  return enumeration;
}

report::LossEnumeration enumerate(const problem::Instance& instance, const std::string& problem) {
  const EnumerateOptions options{.losses = {problem}, .limit = {}};
  report::Enumeration enumeration = enumerate(instance, options);
  return std::move(enumeration.losses.front());
}

}  // namespace laecert::studies
