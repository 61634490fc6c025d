#include "report/json_parts.hpp"
#include "report/search.hpp"

namespace laecert::report {
namespace {

Json found_json(const FoundManifold& found) {
  const Manifold& manifold = found.manifold;
  return {{"index_set", Json(manifold.index_set)},
          {"rank_vector", manifold.rank_vector ? Json(*manifold.rank_vector) : Json(nullptr)},
          {"rank", number("rank", manifold.rank)},
          {"dimension", number("dimension", manifold.dimension)},
          {"index", number("index", manifold.predicted.index)},
          {"nullity", number("nullity", manifold.predicted.nullity)},
          {"value", number("value", manifold.predicted.value)},
          {"radius", number("radius", manifold.predicted.radius)},
          {"times", number("times", found.times)},
          {"points", or_null(found.points)}};
}

Json unmatched_json(const UnmatchedPoint& point) {
  Json result{{"start", point.start},
              {"contradiction", point.contradiction},
              {"index", number("index", point.index)},
              {"nullity", number("nullity", point.nullity)},
              {"value", number("value", point.value)},
              {"radius", number("radius", point.radius)},
              {"point_radius", number("point_radius", point.point_radius)}};
  for (const Weights& one : point.weights) result[one.name] = matrix_json(one.name.c_str(), one.rows);
  return result;
}

Json uncertified_json(const UncertifiedStart& start) {
  return {{"start", start.start},
          {"scale", number("scale", start.scale)},
          {"finder", start.finder},
          {"steps", start.steps},
          {"gradient_norm", number("gradient_norm", start.gradient_norm)},
          {"reason", start.reason}};
}

Json never_found_json(const Manifold& manifold) {
  return {{"index_set", Json(manifold.index_set)},
          {"rank_vector", manifold.rank_vector ? Json(*manifold.rank_vector) : Json(nullptr)}};
}

Json loss_json(const LossSearch& loss) {
  return {{"loss", loss.loss},
          {"inapplicable", or_null(loss.inapplicable)},
          {"undecided", or_null(loss.undecided)},
          {"starts", loss.starts},
          {"converged", loss.converged},
          {"certified", loss.certified},
          {"matched", loss.matched},
          {"saddles", loss.saddles},
          {"manifolds", number("manifolds", loss.manifold_count)},
          {"found", list(loss.found, found_json)},
          {"never_found", list(loss.never_found, never_found_json)},
          {"never_found_count", loss.never_found_count},
          {"unmatched", list(loss.unmatched, unmatched_json)},
          {"uncertified", list(loss.uncertified, uncertified_json)}};
}

}  // namespace

Json to_json(const Search& search) {
  return {{"format", "laecert-search/1"},
          {"complete", search.complete},
          {"versions", versions_json(search.versions)},
          {"instance", instance_json(search.instance)},
          {"spectrum", list(search.spectrum, enclosed_json)},
          {"q", number("q", search.q)},
          {"hypotheses", list(search.hypotheses, hypothesis_json)},
          {"seed", search.seed},
          {"max_steps", search.max_steps},
          {"scales", Json(search.scales)},
          {"finders", Json(search.finders)},
          {"losses", list(search.losses, loss_json)}};
}

}  // namespace laecert::report
