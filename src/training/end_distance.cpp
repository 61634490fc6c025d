#include "training/end_distance.hpp"

#include "families/lae/findings.hpp"
#include "studies/describe.hpp"
#include "training/manifold_distance.hpp"
#include "training/weighted_distance.hpp"

namespace laecert::studies {
namespace {

EndDistance near_units(const LaeContext& context, const std::vector<Rational>& penalties,
                       const problem::Autoencoder<double>& weights) {
  if (!context.spectrum) return {.reason = context.undecided.value_or("the spectrum is not decided")};
  const Outcome<NearUnits> near = enclose_units_distance(*context.spectrum, penalties, weights);
  if (!near) return {.reason = near.reason().text};
  return {.manifold = units_text(near->eigenvectors), .distance = near->distance};
}

}  // namespace

bool is_within(const EndDistance& end, double tolerance) { return end.distance && end.distance->upper() < tolerance; }

EndDistance certify_end(const LaeContext& context, propose::Algorithm algorithm, const std::vector<Rational>& penalties,
                        const problem::Autoencoder<double>& weights) {
  if (algorithm == propose::Algorithm::nonuniform) return near_units(context, penalties, weights);
  if (context.inapplicable) return {.reason = "no list: " + *context.inapplicable};
  if (context.undecided) return {.reason = *context.undecided};
  if (!context.identities.converse) return {.reason = "the listed points are not proved to be critical"};
  const Outcome<NearPoint> near = enclose_list_distance(context, weights);
  if (!near) return {.reason = near.reason().text};
  return {.manifold = case_name(near->manifold), .listed = near->manifold, .distance = near->distance};
}

std::vector<std::string> distance_lemmas(theory::Loss loss, propose::Algorithm algorithm) {
  if (algorithm == propose::Algorithm::nonuniform) return {"D3"};
  return {converse_lemma(loss), loss == theory::Loss::sum ? "D2" : "D1"};
}

}  // namespace laecert::studies
