#include "report/json_parts.hpp"
#include "studies/search/search_report.hpp"

namespace laecert::studies {
namespace {

using report::integer;
using report::Json;
using report::list;
using report::Manifold;
using report::number;
using report::or_null;

Json found_json(const FoundManifold& found) {
  const Manifold& manifold = found.manifold;
  return {{"index_set", Json(manifold.index_set)},
          {"rank_vector", manifold.rank_vector ? Json(*manifold.rank_vector) : Json(nullptr)},
          {"rank", integer(manifold.rank)},
          {"dimension", integer(manifold.dimension)},
          {"index", integer(manifold.predicted.index)},
          {"nullity", integer(manifold.predicted.nullity)},
          {"value", number("value", manifold.predicted.value)},
          {"radius", number("radius", manifold.predicted.radius)},
          {"times", found.times},
          {"points", integer(found.points)}};
}

Json unmatched_json(const UnmatchedPoint& point) {
  Json result{{"start", point.start},
              {"contradiction", point.contradiction},
              {"index", point.index},
              {"nullity", point.nullity},
              {"value", number("value", point.value)},
              {"radius", number("radius", point.radius)},
              {"point_radius", number("point_radius", point.point_radius)}};
  for (const report::Weights& one : point.weights) result[one.name] = report::matrix_json(one.name.c_str(), one.rows);
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

Json searched_json(const LossSearch& loss) {
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
  Json result{{"format", "laecert-search/2"}, {"complete", search.complete}};
  report::add_preamble(result, search.preamble);
  result["seed"] = search.seed;
  result["max_steps"] = search.max_steps;
  result["scales"] = Json(search.scales);
  result["finders"] = Json(search.finders);
  result["losses"] = list(search.losses, searched_json);
  return result;
}

}  // namespace laecert::studies
