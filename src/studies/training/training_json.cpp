#include "report/json_parts.hpp"
#include "report/training.hpp"

namespace laecert::report {
namespace {

// What holds at every iterate, in double.
Json iterate_json(const TraceRow& row) {
  return {{"loss", number("loss", row.loss)},
          {"gradient_norm", number("gradient_norm", row.gradient_norm)},
          {"transpose_gap", number("transpose_gap", row.transpose_gap)},
          {"balance_gap", number("balance_gap", row.balance_gap)},
          {"subspace_distance", number("subspace_distance", row.subspace_distance)},
          {"direction_error", number("direction_error", row.direction_error)}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json algorithm_json(const TrainedAlgorithm& one) {
  return {
      {"algorithm", one.name},
      {"refused", or_null(one.refused)},
      {"iterations", number("iterations", one.iterations)},
      {"stopped_by", text_or_null(one.stopped_by)},
      {"step", number("step", one.step)},
      {"manifold", text_or_null(one.manifold)},
      {"distance", number("distance", one.distance)},
      {"reason", text_or_null(one.reason)},
      {"by", Json(one.by)},
      {"rate",
       {{"predicted", number("predicted", one.predicted_rate)}, {"measured", number("measured", one.measured_rate)}}},
      {"last", iterate_json(one.last)}};
}

Json numbers_json(const char* field, const std::vector<std::string>& numbers) {
  Json result = Json::array();
  for (const std::string& text : numbers) result.push_back(number(field, text));
  return result;
}

Json directions_json(const Directions& directions) {
  return {{"algorithm", directions.algorithm},
          {"vectors", matrix_json("vectors", directions.vectors)},
          {"decoder_values", numbers_json("decoder_values", directions.decoder_values)},
          {"singular_values", numbers_json("singular_values", directions.singular_values)}};
}

}  // namespace

Json to_json(const Training& training) {
  return {{"format", "laecert-training/1"},
          {"complete", training.complete},
          {"versions", versions_json(training.versions)},
          {"instance", instance_json(training.instance)},
          {"spectrum", list(training.spectrum, enclosed_json)},
          {"q", number("q", training.q)},
          {"hypotheses", list(training.hypotheses, hypothesis_json)},
          {"loss", training.loss},
          {"seed", training.seed},
          {"start_scale", number("start_scale", training.start_scale)},
          {"iterations", training.iterations},
          {"stop",
           {{"rule", training.stop_rule},
            {"sound", training.stop_rule == "certified"},
            {"tolerance", number("tolerance", training.tolerance)},
            {"eps", number("eps", training.eps)}}},
          {"algorithms", list(training.algorithms, algorithm_json)},
          {"directions", training.directions ? directions_json(*training.directions) : Json(nullptr)},
          {"directions_reason", text_or_null(training.directions_reason)}};
}

}  // namespace laecert::report
