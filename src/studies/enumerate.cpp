#include "studies/enumerate.hpp"

#include <fmt/format.h>

#include <utility>

#include "numeric/errors.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

void require_limit(const std::optional<Index>& limit) {
  if (!limit || (*limit >= 0 && *limit <= most_enumerated_manifolds)) return;
  throw PreconditionError(fmt::format("a limit of {} manifolds, not 0..{}", *limit, most_enumerated_manifolds));
}

void require_listable(const CertifiedList& list) {
  if (list.manifold_count <= most_enumerated_manifolds) return;
  throw UsageError(fmt::format("{}: {} manifolds, at most {} are listed as a whole", list.name,
                               list.manifold_count.str(), most_enumerated_manifolds));
}

LossEnumeration enumerate_loss(const ListedLoss& loss, const EnumerateOptions& options) {
  const CertifiedList& list = loss.list();
  LossEnumeration found{.loss = list.name, .inapplicable = list.inapplicable, .undecided = list.undecided};
  if (!list.has_manifolds()) return found;
  found.count = list.manifold_count;
  if (!options.limit) require_listable(list);
  for (const theory::Manifold& manifold : list.predicted.manifolds(options.limit)) {
    found.manifolds.push_back(describe(loss, manifold));
  }
  if (options.counts) found.counts = describe_counts(loss);
  return found;
}

}  // namespace

Enumeration enumerate(const problem::Instance& instance, const EnumerateOptions& options) {
  require_limit(options.limit);
  const std::vector<FamilyLoss> losses = losses_named(options.registry, options.losses, "--loss", instance);
  const Effort effort{
      .digits = options.digits, .max_digits = options.max_digits, .manifolds = {.kind = Selection::Kind::none}};
  Contexts contexts(instance, effort);
  Enumeration enumeration{.preamble = preamble_of(instance, contexts.spectrum(), effort)};
  for (const FamilyLoss& loss : losses) {
    const std::shared_ptr<const ListedLoss> listed = loss.on(contexts);
    add_hypotheses(enumeration.preamble.hypotheses, listed->list());
    enumeration.losses.push_back(enumerate_loss(*listed, options));
  }
  return enumeration;
}

LossEnumeration enumerate(const problem::Instance& instance, const std::string& loss) {
  const EnumerateOptions options{.losses = {loss}, .limit = {}};
  Enumeration enumeration = enumerate(instance, options);
  return std::move(enumeration.losses.front());
}

}  // namespace laecert::studies
