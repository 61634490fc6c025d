#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"

/// The parts that the JSON of several commands is made of.
namespace laecert::report {

/// The number as text; null where it is unknown: it is then no number that could be taken for a result.
/// Errors: PreconditionError naming the field where the text is no finite number.
Json number(const char* field, const std::string& text);
/// Rows of numbers. Errors: as number.
Json matrix_json(const char* field, const std::vector<std::vector<std::string>>& rows);
/// The count; null where it is unknown.
Json integer(const std::optional<long>& count);

/// A count that may be above 2^53, as a text.
Json integer(const numeric::Integer& count);

/// Such counts, row by row.
Json counts_json(const std::vector<std::vector<numeric::Integer>>& counts);
Json text_or_null(const std::string& text);
Json or_null(const std::optional<std::string>& text);

Json name(claims::Verdict verdict);
Json versions_json(const Versions& versions);
Json enclosed_json(const Enclosed& entry);
/// Adds what every report begins with: versions, instance, spectrum, q and hypotheses.
void add_preamble(Json& json, const Preamble& preamble);
Json statement_json(const claims::StatementResult& result);
Json control_json(const claims::ControlResult& control);
Json summary_json(const claims::Summary& summary);

template <class T>
Json list(const std::vector<T>& items, Json (*convert)(const T&)) {
  Json result = Json::array();
  for (const T& item : items) result.push_back(convert(item));
  return result;
}

}  // namespace laecert::report
