#include "families/certified_list.hpp"

#include <fmt/format.h>

#include <utility>

#include "families/archived_points.hpp"
#include "numeric/errors.hpp"

namespace laecert::checks {
namespace {

// Below this many manifolds all are looked at by default.
constexpr Index largest_automatic_list = 1000;

// A list of them all beyond this would fill the memory.
constexpr Index most_listed_manifolds = 2000000;

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

void require_listable(const CertifiedList& list) {
  if (list.manifold_count <= most_listed_manifolds) return;
  throw UsageError("--manifolds: " + list.manifold_count.str() + " manifolds, at most " +
                   std::to_string(most_listed_manifolds) + " are listed; take a sample");
}

void require_ranks(const Selection& selection, Index k) {
  if (selection.first_rank >= 0 && selection.last_rank <= k && selection.first_rank <= selection.last_rank) return;
  throw UsageError(
      fmt::format("--manifolds rank:{}-{}: ranks lie in 0..{}", selection.first_rank, selection.last_rank, k));
}

std::vector<theory::Manifold> selected_manifolds(const CertifiedList& list) {
  const Selection& selection = list.effort.manifolds;
  if (selection.kind == Selection::Kind::none) return {};
  if (selection.kind == Selection::Kind::ranks || selection.kind == Selection::Kind::all) require_listable(list);
  if (selection.kind == Selection::Kind::ranks) {
    require_ranks(selection, list.instance.k());
    std::vector<theory::Manifold> manifolds = list.predicted.manifolds({});
    std::erase_if(manifolds, [&](const theory::Manifold& manifold) {
      return manifold.rank < selection.first_rank || manifold.rank > selection.last_rank;
    });
    return manifolds;
  }
  if (!is_sampled(selection, list.manifold_count)) return list.predicted.manifolds({});
  return list.predicted.sample(selection.count, list.effort.seed);
}

}  // namespace

Outcome<theory::Spectrum> decide_spectrum(const problem::Instance& instance, const Effort& effort) {
  return theory::decide_spectrum(instance, effort.digits, effort.max_digits);
}

certify::CertifyOptions certify_options(const CertifiedList& list) {
  certify::CertifyOptions options;
  options.digits = list.effort.digits;
  options.max_digits = list.effort.max_digits;
  options.exact_points = list.allows(claims::Verdict::exact);
  return options;
}

std::optional<Reason> dense_route_too_large(Index dimension, Index generators) {
  constexpr Index largest_dimension = 1500, most_tangent_entries = 1000000;
  if (dimension > largest_dimension) {
    return Reason{fmt::format("dense route too large: N = {}, at most {}", dimension, largest_dimension),
                  Reason::Kind::too_large};
  }
  if (dimension * generators <= most_tangent_entries) return {};
  return Reason{fmt::format("dense route too large: {} symmetries of {} unknowns, at most {} entries", generators,
                            dimension, most_tangent_entries),
                Reason::Kind::too_large};
}

ManifoldRecord certify_on(const theory::Manifold& manifold, const Vector<Rational>& proposed,
                          certify::Evaluator& evaluator, const MembershipProof& prove_membership,
                          const certify::CertifyOptions& options) {
  Outcome<certify::CertifiedPoint> certified = certify::certify_point(evaluator, proposed, options);
  if (!certified) return {manifold, proposed, std::move(certified)};
  if (std::optional<Reason> elsewhere = prove_membership(manifold, certified->point))
    return {manifold, proposed, *std::move(elsewhere)};
  return {manifold, proposed, std::move(certified)};
}

void certify_records(CertifiedList& list, const std::function<ManifoldRecord(const theory::Manifold&)>& make,
                     const claims::MapOptions& map) {
  const std::vector<theory::Manifold> manifolds = selected_manifolds(list);
  claims::MapOptions kept = map;
  kept.journal = journal_of(map.journal, "records", list);
  std::vector<std::optional<ManifoldRecord>> records = claims::parallel_map(
      manifolds.size(), list.effort.jobs,
      [&](std::size_t i) {
        return journaled(kept, i, manifolds[i], blank_record(), [&] { return make(manifolds[i]); });
      },
      map);
  for (std::optional<ManifoldRecord>& record : records) {
    if (record) list.records.push_back(*std::move(record));
  }
  if (list.effort.manifolds.kind != Selection::Kind::none && !is_sampled(list.effort.manifolds, list.manifold_count)) {
    list.manifold_count = static_cast<long>(manifolds.size());  // of the list that is put to the test
  }
  list.interrupted = list.records.size() < manifolds.size();
  list.sampled = Integer(static_cast<long>(list.records.size())) != list.manifold_count;
}

}  // namespace laecert::checks
