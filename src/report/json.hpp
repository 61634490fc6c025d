#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/report.hpp"

namespace laecert::report {

using Json = nlohmann::ordered_json;

/// How many manifolds a JSON report lists at most, with the number that it leaves out; a table file lists all.
inline constexpr std::size_t max_json_manifolds = 10000;

/// The report in the form of reports/schema/report.schema.json.
/// Guarantee: every number is text in decimal or p/q form, or null where it is unknown; index sets and rank vectors
///            are lists of integers.
/// Errors:    PreconditionError naming the field that holds no finite number.
Json to_json(const Report& report);

/// The suite in the form of reports/schema/suite.schema.json. Guarantee, Errors: as for a report.
Json to_json(const SuiteReport& suite);

/// The enumeration in the form of reports/schema/enumeration.schema.json, with the first `listed` manifolds of a loss.
/// Guarantee, Errors: as for a report.
Json to_json(const Enumeration& enumeration, std::size_t listed);

/// What `probe` and `certify` found, in the form of reports/schema/point.schema.json.
/// Guarantee, Errors: as for a report.
Json to_json(const PointReport& point);

/// The manifold as it stands in reports. Guarantee, Errors: as for a report.
Json to_json(const Manifold& manifold);

/// The JSON text, indented and ended by a newline; bytes that are no UTF-8 are replaced.
std::string to_text(const Json& json);

}  // namespace laecert::report
