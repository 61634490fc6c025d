#pragma once

#include <optional>
#include <string>
#include <vector>

#include "families/lae/context.hpp"
#include "families/lae/membership.hpp"
#include "problem/families/ppca/objective.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::checks {

using WeightsProblem = problem::PpcaProblem<problem::Latents::integrated>;

/// A manifold of `sum`, and what `certify` proved next to the predicted weights of the same I and frame, each from its
/// own objective: for the likelihood, and (on at most 20 manifolds, spread over the list) for a marginal posterior.
struct PpcaRecord {
  ManifoldRecord sum;
  Outcome<certify::CertifiedPoint> likelihood, marginal;
};

/// The manifold that a record is about.
inline const theory::Manifold& manifold_in(const PpcaRecord& record) { return record.sum.manifold; }

/// The two objectives of the weights of an instance, v = lambda/n.
struct PpcaModels {
  WeightsProblem likelihood;
  WeightsProblem marginal;  // alpha so small that every I of the list has weights, and alpha s_i/n <= 1/16
};

/// Probabilistic PCA on one instance, beside the context of `sum` there.
///
/// Where lambda = n v is an eigenvalue (the wall) the manifolds with l = k are looked at, and those below set aside.
struct PpcaContext {
  LaeContext sum;            // its records are below; on a wall with the hypotheses that l = k needs
  bool beside_wall = false;  // n v is an eigenvalue, lambda a rational just above it, with the same s_i above it
  std::optional<PpcaModels> models = {};
  std::vector<PpcaRecord> records = {};
  std::vector<theory::Manifold> below_wall = {};  // on a wall: listed, l < k
  std::optional<std::string> inapplicable = {};   // n unknown, or v = 0
  std::optional<std::string> undecided = {};
  bool interrupted = false;

  [[nodiscard]] bool on_wall() const { return beside_wall || (sum.spectrum && sum.spectrum->wall_multiplicity > 0); }
  /// Whether it lies below a wall, l < k, where nothing is decided.
  [[nodiscard]] bool sets_aside(const theory::Manifold& manifold) const;
  /// Whether the floor of exact instances applies: v is the square of a rational.
  [[nodiscard]] bool is_exact_instance() const;
  /// Requires: not inapplicable.
  [[nodiscard]] const Rational& noise_variance() const { return models->likelihood.noise_variance(); }
  [[nodiscard]] long samples() const { return *sum.instance.setting().samples; }
};

/// What lambda is: n v itself, or a rational just above an eigenvalue that n v is (as PpcaContext::beside_wall; the
/// records of `sum` are then not used).
enum class LambdaPlace : std::int8_t { noise, beside_wall };

/// Certifies the weights of the likelihood and of a marginal posterior on each manifold of the context of `sum`.
/// Requires:  a context of `sum`.
/// Guarantee: the same context for any number of jobs.
PpcaContext make_ppca_context(const LaeContext& sum, const claims::MapOptions& map = {},
                              LambdaPlace place = LambdaPlace::noise);

/// What the theory asks of one of the two objectives.
theory::PpcaModel model_of(const PpcaContext& context, const WeightsProblem& problem);

/// Encloses the eigenvalue 1 - v/c of the map W M^-1 W^T that belongs to an eigenvalue s of S.
Ball enclose_weight_factor(const PpcaContext& context, const WeightsProblem& problem, const Ball& s);

/// The posterior mean of packed weights as a packed autoencoder.
Vector<Ball> enclose_posterior_mean(const PpcaContext& context, const WeightsProblem& problem,
                                    const Vector<Ball>& weights);

/// The loads tr(W M^-1 W^T P_e), each l_e (1 - v/c_e) on the manifold with these ranks. Nothing where an eigenspace is
/// not enclosed.
std::optional<std::vector<GroupLoad>> enclose_weight_loads(const PpcaContext& context, const WeightsProblem& problem,
                                                           const Vector<Ball>& weights);

/// What `certify` proves of `sum` and of the likelihood on one manifold more; nothing of a marginal posterior.
/// Requires: not inapplicable, not undecided.
PpcaRecord certify_record(const PpcaContext& context, const theory::Manifold& manifold);

/// The posterior mean as an autoencoder: encoder M^-1 W^T, decoder W, M = W^T W + v.
problem::Autoencoder<Ball> posterior_mean(const Matrix<Ball>& weights, const Ball& noise_variance);
problem::Autoencoder<Rational> posterior_mean(const Matrix<Rational>& weights, const Rational& noise_variance);

}  // namespace laecert::checks
