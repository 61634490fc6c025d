#include "families/block_route.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "numeric/running.hpp"

namespace laecert::checks {
namespace {

// Of each verdict that is no proof so many cases are named, the others counted.
constexpr std::size_t most_named_cases = 20;

std::map<Index, Index> counts_by_rank(const VisitManifolds& visit) {
  std::map<Index, Index> counts;
  visit([&counts](const theory::Manifold& manifold) {
    ++counts[manifold.rank];
    return true;
  });
  return counts;
}

// Places 0..n-1 of a rank, one of each of `quota` stretches of the same length.
std::set<Index> places_of(Index n, Index quota, numeric::SplitMix64& random) {
  std::set<Index> places;
  for (Index i = 0; i < quota; ++i) {
    const Index first = i * n / quota, last = (i + 1) * n / quota;
    places.insert(first + static_cast<Index>(random.below(static_cast<std::uint64_t>(last - first))));
  }
  return places;
}

// Equal shares; what a rank cannot give goes to the others, the largest rank first.
std::map<Index, Index> quotas(const std::map<Index, Index>& available, Index count) {
  std::map<Index, Index> result;
  for (Index left = count; left > 0;) {
    Index given = 0;
    for (auto rank = available.rbegin(); rank != available.rend() && given < left; ++rank) {
      if (result[rank->first] == rank->second) continue;
      ++result[rank->first];
      ++given;
    }
    if (given == 0) break;
    left -= given;
  }
  return result;
}

std::string text_of(const numeric::Inertia& inertia) {
  return fmt::format("({}, {}, {})", inertia.negative, inertia.zero, inertia.positive);
}

// Cases by name as long as there are few, by number beyond that.
class Gathering {
 public:
  void add(const theory::Manifold& manifold, Decision decision) {
    const bool is_proof = claims::is_proof(decision.verdict);
    if (!is_proof && named_[decision.verdict]++ < most_named_cases) {
      cases_.push_back({case_name(manifold), std::move(decision)});
    } else {
      ++counted_[decision.verdict];
    }
  }

  Finding finding() && {
    Finding finding{.cases = std::move(cases_)};
    for (const auto& [verdict, count] : counted_) finding.tallies.push_back({verdict, count});
    return finding;
  }

 private:
  std::vector<Case> cases_;
  std::map<Verdict, std::size_t> named_, counted_;
};

}  // namespace

std::vector<theory::Manifold> spread_sample(const VisitManifolds& visit, Index count, std::uint64_t seed) {
  if (count < 1) throw PreconditionError(fmt::format("a sample of {} manifolds, expected at least 1", count));
  const std::map<Index, Index> available = counts_by_rank(visit);
  if (available.empty()) return {};
  numeric::SplitMix64 random(seed);
  std::map<Index, std::set<Index>> places;
  for (const auto& [rank, quota] : quotas(available, count))
    places[rank] = places_of(available.at(rank), quota, random);
  if (std::set<Index>& largest = places[available.rbegin()->first]; !largest.contains(0)) {
    largest.erase(largest.begin());
    largest.insert(0);
  }
  std::vector<theory::Manifold> sample;
  std::map<Index, Index> passed;
  visit([&](const theory::Manifold& manifold) {
    if (places[manifold.rank].contains(passed[manifold.rank]++)) sample.push_back(manifold);
    return true;
  });
  return sample;
}

Index count_agreements(const certify::BlockInertia& blocks, const std::vector<ManifoldRecord>& records,
                       const std::string& loss) {
  Index agreements = 0;
  for (const ManifoldRecord& record : records) {
    if (!record.certified) continue;
    const Outcome<numeric::Inertia> inertia = blocks.inertia(record.manifold.index_set);
    if (!inertia) continue;
    if (*inertia != record.certified->inertia) {
      throw BlocksDisagree(fmt::format("{}, {}: inertia {} by blocks, {} by the dense route", loss,
                                       case_name(record.manifold), text_of(*inertia),
                                       text_of(record.certified->inertia)));
    }
    ++agreements;
  }
  return agreements;
}

Verdict block_verdict(const CertifiedList& list) {
  return list.is_exact_instance() ? Verdict::exact : Verdict::enclosed;
}

std::vector<std::string> routes_by_blocks(const DecidedByBlocks& decided) {
  return {"blocks C9, R12", fmt::format("{} of them also dense R5, R6", decided.checked)};
}

Finding over_blocks(
    const CertifiedList& list, Walk walk,
    const std::function<Decision(const theory::Manifold&, const numeric::Inertia&, Verdict proof)>& decide) {
  if (std::optional<Finding> finding = blocked(list)) return *std::move(finding);
  const Verdict proof = block_verdict(list);
  const DecidedByBlocks& decided = *list.by_blocks;
  Gathering gathering;
  decided.manifolds([&](const theory::Manifold& manifold) {
    numeric::require_running_after(list.instance.m() * list.instance.k());
    const Outcome<numeric::Inertia> inertia = decided.blocks->inertia(manifold.index_set);
    Decision decision = inertia ? decide(manifold, *inertia, proof) : Decision{.reason = inertia.reason().text};
    const bool goes_on = walk == Walk::all || decision.verdict != Verdict::refuted;
    gathering.add(manifold, std::move(decision));
    return goes_on;
  });
  Finding finding = std::move(gathering).finding();
  finding.by = routes_by_blocks(decided);
  finding.total = list.manifold_count;
  if (decided.count != list.manifold_count) finding.seed = list.effort.seed;
  return finding;
}

}  // namespace laecert::checks
