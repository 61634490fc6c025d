#include "families/certified_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "families/archived_points.hpp"
#include "families/block_route.hpp"
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

// What is looked at, one after the other, and how many.
struct Selected {
  VisitManifolds visit;
  Integer count = 0;
};

Selected selected_from(std::vector<theory::Manifold> manifolds) {
  const auto kept = std::make_shared<const std::vector<theory::Manifold>>(std::move(manifolds));
  return {.visit = [kept](const ManifoldVisitor& visit) { (void)std::all_of(kept->begin(), kept->end(), visit); },
          .count = static_cast<long>(kept->size())};
}

// Without a list where all are selected.
Selected select(const CertifiedList& list) {
  const Selection::Kind kind = list.effort.manifolds.kind;
  const bool is_all = kind == Selection::Kind::all ||
                      (kind == Selection::Kind::automatic && !is_sampled(list.effort.manifolds, list.manifold_count));
  if (!is_all || !list.predicted.visit) return selected_from(selected_manifolds(list));
  require_listable(list);
  return {list.predicted.visit, list.predicted.count};
}

std::vector<theory::Manifold> listed(const Selected& selected) {
  std::vector<theory::Manifold> manifolds;
  selected.visit([&manifolds](const theory::Manifold& manifold) {
    manifolds.push_back(manifold);
    return true;
  });
  return manifolds;
}

bool asks_for_blocks(const CertifiedList& list, const BlockOffer& offer, const Integer& selected) {
  constexpr Index most_by_dense_route = 200, largest_dense_dimension = 400;
  if (!offer.decide || selected == 0 || list.effort.route == InertiaRoute::dense) return false;
  if (list.effort.route == InertiaRoute::block) return true;
  return selected > most_by_dense_route || offer.dimension > largest_dense_dimension;
}

void make_records(CertifiedList& list, const std::vector<theory::Manifold>& manifolds,
                  const std::function<ManifoldRecord(const theory::Manifold&)>& make, const claims::MapOptions& map) {
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
  list.interrupted = list.records.size() < manifolds.size();
}

// All by blocks and a sample by the dense route; by_blocks stays empty where the blocks are undecided, or the dense
// route decides none of the sample.
void decide_by_blocks(CertifiedList& list, const Selected& selected, const BlockOffer& offer,
                      const std::function<ManifoldRecord(const theory::Manifold&)>& make,
                      const claims::MapOptions& map) {
  Outcome<certify::BlockInertia> decided = offer.decide();
  if (!decided) return;
  const auto blocks = std::make_shared<const certify::BlockInertia>(*std::move(decided));
  make_records(list, spread_sample(selected.visit, dense_sample_size, list.effort.seed), make, map);
  const Index checked = count_agreements(*blocks, list.records, list.name);
  if (checked == 0) {
    if (!list.interrupted) list.records.clear();
    return;
  }
  list.by_blocks = {.blocks = blocks, .manifolds = selected.visit, .count = selected.count, .checked = checked};
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
                     const claims::MapOptions& map, const BlockOffer& offer) {
  const Selected selected = select(list);
  if (list.effort.manifolds.kind != Selection::Kind::none && !is_sampled(list.effort.manifolds, list.manifold_count)) {
    list.manifold_count = selected.count;  // of the list that is put to the test
  }
  if (asks_for_blocks(list, offer, selected.count)) decide_by_blocks(list, selected, offer, make, map);
  if (!list.by_blocks && !list.interrupted) make_records(list, listed(selected), make, map);
  list.sampled = Integer(static_cast<long>(list.records.size())) != list.manifold_count;
}

}  // namespace laecert::checks
