#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "families/certified_list.hpp"
#include "propose/search/landscape.hpp"

namespace laecert::checks {

/// How a certified critical point stands to a list of manifolds: it agrees with one of them, or it contradicts the
/// list; neither where its enclosure is too wide to tell.
struct Match {
  std::optional<theory::Manifold> manifold = {};  // agrees in everything that was compared
  std::string contradiction = {};                 // proved: the point is on no listed manifold
};

/// Guarantee: a contradiction is proved by enclosures; an agreement is none beyond the radii of the point.
using Matcher = std::function<Match(const certify::CertifiedPoint&)>;

/// A matrix of a point under the name that reports give it: "W1", "W2", or "W".
template <numeric::Scalar S>
struct NamedMatrix {
  std::string name;
  Matrix<S> value;
};

/// The weights that somebody brings, as --w1 and --w2 name them.
struct GivenWeights {
  std::optional<Matrix<Rational>> W1 = {}, W2 = {};
};

/// A loss of a family on one instance, as every command sees it. The list says what was decided and certified, the rest
/// is asked only where it has manifolds, or where a line says otherwise. Any thread may ask.
class ListedLoss {
 public:
  virtual ~ListedLoss() = default;
  ListedLoss() = default;
  ListedLoss(const ListedLoss&) = delete;
  ListedLoss& operator=(const ListedLoss&) = delete;

  [[nodiscard]] virtual const CertifiedList& list() const = 0;

  // What the theory says of a manifold.

  /// The manifold that holds the points of an index set (1-based, any order).
  /// Errors: UsageError for a set of another shape; the reason where the set is that of no manifold.
  [[nodiscard]] virtual Outcome<theory::Manifold> manifold_of(const std::vector<Index>& index_set) const = 0;
  /// Encloses the value on it; exactly where that is rational and known.
  [[nodiscard]] virtual Ball value(const theory::Manifold& manifold) const = 0;
  [[nodiscard]] virtual std::optional<Rational> exact_value(const theory::Manifold& manifold) const;
  /// The index sets of the manifolds to which unstable directions lead; none where that is not known.
  [[nodiscard]] virtual std::vector<std::vector<Index>> descents(const theory::Manifold& manifold) const;
  /// counts[l][i] manifolds of rank l have index i, in all. The default lists them.
  [[nodiscard]] virtual theory::CountTable counts() const;

  // Points: vectors of unknowns of the loss.

  [[nodiscard]] virtual Index dimension() const = 0;
  /// Why no route takes a Hessian of this size.
  [[nodiscard]] virtual std::optional<Reason> too_large() const = 0;
  /// Whether the loss makes sense on the instance: then it has a landscape, even where it has no manifolds.
  [[nodiscard]] virtual bool has_problem() const;
  /// Derivatives in double, and the evaluator that decides. It must not outlive this. Requires: has_problem().
  [[nodiscard]] virtual std::unique_ptr<propose::Landscape> landscape() const = 0;
  /// A point on the manifold, or near one: of the canonical frame, or of a random one with this seed.
  [[nodiscard]] virtual Vector<Rational> proposed_point(const theory::Manifold& manifold,
                                                        std::optional<std::uint64_t> frame_seed) const = 0;
  /// Why an enclosed critical point is not proved to lie on the manifold, and on no other; nothing where it is.
  [[nodiscard]] virtual std::optional<Reason> prove_membership(const theory::Manifold& manifold,
                                                               const Vector<Ball>& point) const = 0;
  /// The manifold that a point seems to lie near: a guess, which proves nothing.
  [[nodiscard]] virtual std::optional<theory::Manifold> guess_manifold(const Vector<Ball>& point) const = 0;
  /// Holds certified points against a list of manifolds; nothing: the list of the theory. It must not outlive this.
  [[nodiscard]] virtual Matcher matcher(std::optional<std::vector<theory::Manifold>> manifolds) const = 0;
  /// Why a search in double cannot tell the manifolds apart, in one line; nothing where it can, or that is not known.
  [[nodiscard]] virtual std::optional<std::string> beyond_double() const;
  /// How a point is written.
  [[nodiscard]] virtual std::vector<NamedMatrix<Ball>> matrices(const Vector<Ball>& point) const = 0;
  /// Encloses |W1 - W2^T|; nothing where a point has not these two.
  [[nodiscard]] virtual std::optional<Ball> transpose_gap(const Vector<Ball>& point) const;
  /// The point that given weights are. Also without manifolds.
  /// Errors: UsageError where they are not the weights of the loss, naming shapes.
  [[nodiscard]] virtual Vector<Rational> unknowns(const GivenWeights& weights) const = 0;
  /// The certificate of a certified point ("laecert-certificate/1"), its radius at most 10^-digits, or why there is
  /// none. Requires: digits no more than the point was certified to.
  [[nodiscard]] virtual Outcome<std::string> certificate(const certify::CertifiedPoint& certified,
                                                         long digits) const = 0;
};

/// A point of the manifold, certified: of the canonical frame, or of a random one with this seed.
ManifoldRecord certify_manifold(const ListedLoss& loss, const theory::Manifold& manifold,
                                std::optional<std::uint64_t> frame_seed, const certify::CertifyOptions& options);

/// Refuses a given matrix of another shape. Errors: UsageError "W1 is 2 x 3, expected k x m = 3 x 2".
void require_shape(const std::string& name, const Matrix<Rational>& given, const std::string& letters, Index rows,
                   Index cols);

/// The weights of a loss of one matrix, m x k, given as the decoder: an encoder beside it is refused unless it is
/// `tied` and its transpose. Errors: UsageError.
Matrix<Rational> given_decoder(const GivenWeights& weights, const std::string& loss, Index m, Index k, bool tied);

}  // namespace laecert::checks
