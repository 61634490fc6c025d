#include "report/json_parts.hpp"
#include "training/training_report.hpp"

namespace laecert::studies {
namespace {

using report::Json;
using report::list;
using report::number;
using report::or_null;
using report::text_or_null;

// What holds at every iterate, in double.
Json iterate_json(const TraceRow& row) {
  return {{"loss", number("loss", number_cell(row.loss))},
          {"gradient_norm", number("gradient_norm", number_cell(row.gradient_norm))},
          {"transpose_gap", number("transpose_gap", number_cell(row.transpose_gap))},
          {"balance_gap", number("balance_gap", number_cell(row.balance_gap))},
          {"subspace_distance", number("subspace_distance", number_cell(row.subspace_distance))},
          {"direction_error", number("direction_error", number_cell(row.direction_error))}};
}

Json algorithm_json(const TrainedAlgorithm& one) {
  return {{"algorithm", one.name},
          {"refused", or_null(one.refused)},
          {"iterations", report::integer(one.iterations)},
          {"stopped_by", text_or_null(one.stopped_by)},
          {"step", number("step", one.step)},
          {"manifold", text_or_null(one.manifold)},
          {"distance", number("distance", one.distance)},
          {"reason", text_or_null(one.reason)},
          {"by", Json(one.by)},
          {"rate",
           {{"predicted", number("predicted", one.predicted_rate)},
            {"radius", number("radius", one.predicted_radius)},
            {"measured", number("measured", one.measured_rate)}}},
          {"last", iterate_json(one.last)}};
}

Json numbers_json(const char* field, const std::vector<std::string>& numbers) {
  Json result = Json::array();
  for (const std::string& text : numbers) result.push_back(number(field, text));
  return result;
}

Json told_json(const report::Enclosed& one) {
  return {{"value", number("value", one.value)}, {"radius", number("radius", one.radius)}};
}

Json directions_json(const Directions& directions) {
  return {{"algorithm", directions.algorithm},
          {"vectors", report::matrix_json("vectors", directions.vectors)},
          {"errors", numbers_json("errors", directions.errors)},
          {"decoder_values", list(directions.decoder_values, told_json)},
          {"singular_values", list(directions.singular_values, told_json)},
          {"notes", Json(directions.notes)}};
}

}  // namespace

Json to_json(const Training& training) {
  Json result{{"format", "laecert-training/2"}, {"complete", training.complete}};
  report::add_preamble(result, training.preamble);
  result["loss"] = training.loss;
  result["seed"] = training.seed;
  result["start_scale"] = number("start_scale", training.start_scale);
  result["iterations"] = training.iterations;
  result["stop"] = {{"rule", training.stop_rule},
                    {"sound", training.stop_rule == "certified"},
                    {"tolerance", number("tolerance", training.tolerance)},
                    {"eps", number("eps", training.eps)}};
  result["algorithms"] = list(training.algorithms, algorithm_json);
  result["directions"] = training.directions ? directions_json(*training.directions) : Json(nullptr);
  result["directions_reason"] = text_or_null(training.directions_reason);
  return result;
}

}  // namespace laecert::studies
