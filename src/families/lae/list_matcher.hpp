#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "families/lae/context.hpp"
#include "families/listed_loss.hpp"

namespace laecert::checks {

/// What a loss whose list is that of an autoencoder says of its points: the autoencoder that a point stands for,
/// packed; the eigenvalue f(s) of W2 W1 that belongs to an eigenvalue s of S; the value on a manifold.
struct ListedMap {
  std::function<Vector<Ball>(const Vector<Ball>& point)> autoencoder;
  std::function<Ball(const Ball& s)> factor;
  std::function<Ball(const theory::Manifold&)> value;
};

/// That of a loss of autoencoders itself. Requires: the context outlives it.
ListedMap listed_map(const LaeContext& context);

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
  /// The points of another loss that takes over the list of the context; nothing: the whole of it.
  ListMatcher(const LaeContext& context, ListedMap map, const std::optional<std::vector<theory::Manifold>>& list);

  /// Guarantee: a contradiction is proved by enclosures; an agreement is none beyond the radii of the point.
  [[nodiscard]] Match match(const certify::CertifiedPoint& certified) const;

 private:
  using Ranks = std::vector<Index>;

  [[nodiscard]] std::optional<theory::Manifold> find(const Ranks& ranks) const;
  [[nodiscard]] std::string disagreement(const theory::Manifold& manifold,
                                         const certify::CertifiedPoint& certified) const;

  const LaeContext& context_;
  ListedMap map_;
  std::optional<std::map<Ranks, theory::Manifold>> list_;  // nothing: the rule
};

}  // namespace laecert::checks
