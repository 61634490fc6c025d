#include "theory/lae/descents.hpp"

#include <algorithm>

namespace laecert::theory {
namespace {

bool contains(const std::vector<Index>& set, Index j) { return std::find(set.begin(), set.end(), j) != set.end(); }

std::vector<Index> sorted(std::vector<Index> set) {
  std::sort(set.begin(), set.end());
  return set;
}

}  // namespace

std::vector<std::vector<Index>> predict_descents(const Profile& profile, const Manifold& manifold) {
  const std::vector<Index>& set = manifold.index_set;
  std::vector<std::vector<Index>> targets;
  for (std::size_t place = 0; place < set.size(); ++place) {
    for (Index j = 1; j < set[place]; ++j) {
      if (contains(set, j)) continue;
      std::vector<Index> target = set;
      target[place] = j;
      targets.push_back(sorted(std::move(target)));
    }
  }
  for (Index j = 1; manifold.rank < profile.k && j <= profile.q(); ++j) {
    if (contains(set, j)) continue;
    std::vector<Index> target = set;
    target.push_back(j);
    targets.push_back(sorted(std::move(target)));
  }
  return targets;
}

}  // namespace laecert::theory
