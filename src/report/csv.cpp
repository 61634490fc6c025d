#include "report/csv.hpp"

#include <vector>

#include "report/number_text.hpp"

namespace laecert::report {
namespace {

std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

// Requires: at least one field.
std::string line(const std::vector<std::string>& fields) {
  std::string result = field(fields.front());
  for (std::size_t i = 1; i < fields.size(); ++i) result += ',' + field(fields[i]);
  return result + '\n';
}

std::vector<std::string> common_fields(const Manifold& manifold) {
  return {manifold.loss, index_set_text(manifold.index_set),
          manifold.rank_vector ? rank_vector_text(*manifold.rank_vector) : std::string(), integer_text(manifold.rank),
          integer_text(manifold.dimension)};
}

std::vector<std::string> predicted_fields(const Manifold& manifold) {
  std::vector<std::string> fields = common_fields(manifold);
  const Predicted& predicted = manifold.predicted;
  fields.insert(fields.end(),
                {integer_text(predicted.index), integer_text(predicted.nullity), predicted.value, predicted.radius});
  return fields;
}

std::vector<std::string> decided_fields(const Manifold& manifold) {
  std::vector<std::string> fields = common_fields(manifold);
  const Predicted& predicted = manifold.predicted;
  fields.insert(fields.end(),
                {integer_text(manifold.index), integer_text(manifold.nullity), manifold.value, manifold.radius,
                 std::string(claims::to_string(manifold.point)), std::string(claims::to_string(manifold.inertia)),
                 integer_text(predicted.index), integer_text(predicted.nullity), predicted.value});
  return fields;
}

// Above the names of the columns, so that nobody reads it as a whole table.
constexpr const char* incomplete_mark = "# complete: false, stopped before the end\n";

const std::string common_header = "loss,index_set,rank_vector,rank,dimension,index,nullity,value,radius";

}  // namespace

std::string to_csv(const Report& report) {
  std::string result = report.complete ? std::string() : incomplete_mark;
  result += common_header + ",point,inertia,predicted_index,predicted_nullity,predicted_value\n";
  for (const Manifold& manifold : report.manifolds) result += line(decided_fields(manifold));
  return result;
}

std::string predicted_csv(const std::vector<Manifold>& manifolds) {
  std::string result = common_header + '\n';
  for (const Manifold& manifold : manifolds) result += line(predicted_fields(manifold));
  return result;
}

}  // namespace laecert::report
