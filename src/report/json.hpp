#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/report.hpp"

namespace laecert::report {

using Json = nlohmann::ordered_json;

/// How many manifolds a JSON report lists at most, with the number that it leaves out; a table file lists all.
inline constexpr std::size_t max_json_manifolds = 10000;

/// The report in the form of reports/schema/report.schema.json.
/// Guarantee: m, n, k, q, ranks, dimensions, indices, nullities and the counts of the summary are integers, index sets
///            and rank vectors lists of integers; every other number is text in decimal or p/q form. What is unknown is
///            null.
/// Errors:    PreconditionError naming the field that holds no finite number.
Json to_json(const Report& report);

/// The suite in the form of reports/schema/suite.schema.json. Guarantee, Errors: as for a report.
Json to_json(const SuiteReport& suite);

/// The manifold as it stands in reports. Guarantee, Errors: as for a report.
Json to_json(const Manifold& manifold);

/// What is predicted of the manifold, with the radius of the value. Guarantee, Errors: as for a report.
Json predicted_json(const Manifold& manifold);

/// The JSON text, indented and ended by a newline; bytes that are no UTF-8 are replaced.
std::string to_text(const Json& json);

}  // namespace laecert::report
