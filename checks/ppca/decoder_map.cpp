#include <algorithm>

#include "checks/ppca/noise.hpp"
#include "checks/ppca/statements.hpp"
#include "families/lae/identity_twins.hpp"
#include "families/lae/predicted_point.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"
#include "theory/ppca/identities.hpp"

namespace laecert::checks {
namespace {

template <numeric::Scalar S>
Matrix<S> outer(const Matrix<S>& a) {
  const Matrix<S> transposed = a.transpose();
  return numeric::product(a, transposed);
}

// U_I diag(sqrt(s_i/n)) U_I^T, which acts on the range of W2 as (S/n)^(1/2) does; nothing where a root is not rational.
// Real data have rational points too: zero, on the empty I.
std::optional<Matrix<Rational>> exact_root(const PpcaContext& context, const theory::Manifold& manifold) {
  const Index m = context.sum.instance.m();
  if (manifold.rank == 0) return Matrix<Rational>(Matrix<Rational>::Zero(m, m));
  if (!context.sum.spectrum->exact) return {};
  const theory::ExactSpectrum& exact = *context.sum.spectrum->exact;
  Matrix<Rational> columns(m, manifold.rank), scaled = columns;
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index i = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    const std::optional<Rational> root = theory::exact_square_root(exact.s(i) / context.samples());
    if (!root) return {};
    columns.col(a) = exact.U.col(i);
    scaled.col(a) = *root * exact.U.col(i);
  }
  return numeric::product(scaled, Matrix<Rational>(columns.transpose()));
}

// The same frame O on both sides, entry by entry.
std::optional<std::string> exact_contradiction(const PpcaContext& context, const PpcaRecord& record) {
  const Index k = context.sum.instance.k();
  const std::optional<Matrix<Rational>> root = exact_root(context, record.sum.manifold);
  if (!root) return {};
  const Matrix<Rational> mapped = numeric::product(*root, exact_autoencoder(context.sum, record.sum).W2);
  if (mapped == exact_weights_of(record, k)) return {};
  return "W differs from (S/n)^(1/2) W2 at the rational points";
}

// |W W^T - H W2 W2^T H^T|, which the frames of two certified points, each known up to its radius, do not enter.
Ball enclose_gap(const PpcaContext& context, const PpcaRecord& record, const Matrix<Ball>& map) {
  const Matrix<Ball> W2 = autoencoder(context.sum, *record.sum.certified).W2;
  return enclose_norm(outer(weights_of(record, context.sum.instance.k())) - outer(numeric::product(map, W2)));
}

std::optional<std::string> map_contradiction(const PpcaContext& context, const PpcaRecord& record) {
  if (!comparable(context, record)) return {};
  if (is_exact(record)) return exact_contradiction(context, record);
  const std::optional<Matrix<Ball>> root = enclose_operator(
      *context.sum.spectrum, record.sum.manifold, [&](const Ball& s) { return sqrt(s / Ball(context.samples())); });
  if (!root) return {};
  const Ball gap = enclose_gap(context, record, *root);
  if (!numeric::certainly(is_positive(gap))) return {};
  return "W W^T differs from that of (S/n)^(1/2) W2 by at least " + numeric::print_truncated(gap, 4);
}

Finding decoders_are_mapped(const PpcaContext& context) {
  return by_lemmas(context, all_hold(theory::ppca_decoder_identities()), {"T24"},
                   [&](const PpcaRecord& record) { return map_contradiction(context, record); });
}

// tr (C - 1)(C W2 W2^T C - W W^T), C = S/n: 0 where W = C W2; by the predictions the sum of c (1 - lambda/s) (c - 1)^2,
// c = s/n, over I. Bases of eigenspaces and frames do not enter.
Ball enclose_gap_of_covariance(const PpcaContext& context, const PpcaRecord& record) {
  const Matrix<Ball> covariance =
      numeric::lift_matrix<Ball>(context.models->likelihood.covariance(), context.sum.spectrum->precision);
  const Matrix<Ball> W2 = autoencoder(context.sum, *record.sum.certified).W2;
  const Matrix<Ball> difference =
      outer(numeric::product(covariance, W2)) - outer(weights_of(record, context.sum.instance.k()));
  const Matrix<Ball> turned = numeric::product(covariance, difference);
  Ball sum(0);
  for (Index i = 0; i < turned.rows(); ++i) sum += turned(i, i) - difference(i, i);
  return sum;
}

// S/n in place of its root.
Finding decoders_are_mapped_by_the_covariance(const PpcaContext& context) {
  const auto decide = [&](const PpcaRecord& record) -> Decision {
    if (record.sum.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "W = 0"};
    const Ball gap = enclose_gap_of_covariance(context, record);
    if (!numeric::certainly(is_positive(gap))) return {.reason = "the enclosures overlap"};
    return {.verdict = Verdict::refuted,
            .reason = "tr (S/n - 1)((S/n) W2 W2^T (S/n) - W W^T) is at least " + numeric::print_truncated(gap, 4)};
  };
  const auto differs = [&](const theory::Manifold& manifold) {
    return std::any_of(manifold.index_set.begin(), manifold.index_set.end(), [&](Index i) {
      const Ball& s = context.sum.spectrum->values[static_cast<std::size_t>(i - 1)];
      return numeric::certainly(is_nonzero(s - Ball(context.samples())));
    });
  };
  return with_telling_manifold(over_manifolds(context, {"certified points C2"}, decide), context, differs, decide);
}

// Root and square agree where every s_i above lambda is n; S with n in place of lambda decides how many are.
bool only_eigenvalue_is_n(const PpcaContext& context) {
  if (blocked(context)) return false;
  const Outcome<theory::Spectrum> at_n =
      decide_spectrum(context.sum.instance.with_lambda(context.samples()), context.sum.effort);
  return at_n && at_n->q == 0 && at_n->wall_multiplicity == context.sum.profile.q();
}

}  // namespace

PpcaStatement ppca_decoder_map() {
  return {.info = {.id = "ppca.decoder-map",
                   .proposition = "the weights of the likelihood are W = (S/n)^(1/2) W2, I by I and frame by frame",
                   .hypotheses = ppca_hypotheses,
                   .source = "[TB99], [K19]; derived, section 6",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T24"},
                   .method = "identities ppca.root and ppca.decoder in the free algebra; certified points of both "
                             "objectives would refute it: exact ones frame by frame, others by W W^T",
                   .not_proved = ppca_not_proved},
          .decide = decoders_are_mapped,
          .controls = {{.id = "ppca.decoder-map/no-root",
                        .text = "W = (S/n) W2, without the root",
                        .decide = decoders_are_mapped_by_the_covariance,
                        .indistinguishable = only_eigenvalue_is_n}}};
}

}  // namespace laecert::checks
