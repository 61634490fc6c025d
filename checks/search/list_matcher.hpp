#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checks/lae/context.hpp"

namespace laecert::checks {

/// How a certified critical point stands to the list of manifolds: it agrees with one of them, or it contradicts the
/// list; neither where its enclosure is too wide to tell.
struct Match {
  std::optional<theory::Manifold> manifold = {};  // agrees in everything that was compared
  std::string contradiction = {};                 // proved: the point is on no listed manifold
};

/// Holds certified points against a list of manifolds, without assuming that the list is complete.
///
/// On the manifold with ranks l_e, W2 W1 is symmetric and has tr(W2 W1 P_e) = l_e f(e) for every eigenprojection P_e
/// that index sets can take, |W2 W1|^2 = sum l_e f(e)^2, the listed value, index and nullity. Each is compared with its
/// enclosure at the point; conversely, these numbers of an exact point determine W2 W1 for distinct eigenvalues.
class ListMatcher {
 public:
  /// The list of the context's theory; of more manifolds than fit into memory, the rule that makes it.
  /// Requires: context.has_manifolds(); the context outlives the matcher.
  explicit ListMatcher(const LaeContext& context);
  /// Any list. Requires: the same.
  ListMatcher(const LaeContext& context, const std::vector<theory::Manifold>& list);

  /// Guarantee: a contradiction is proved by enclosures; an agreement is none beyond the radii of the point.
  [[nodiscard]] Match match(const certify::CertifiedPoint& certified) const;

 private:
  using Ranks = std::vector<Index>;

  [[nodiscard]] std::optional<theory::Manifold> find(const Ranks& ranks) const;
  [[nodiscard]] std::string disagreement(const theory::Manifold& manifold,
                                         const certify::CertifiedPoint& certified) const;

  const LaeContext& context_;
  std::optional<std::map<Ranks, theory::Manifold>> list_;  // nothing: the rule
};

}  // namespace laecert::checks
