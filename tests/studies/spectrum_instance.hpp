#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "instances/options.hpp"
#include "problem/instance.hpp"
#include "report/report.hpp"

namespace laecert::testing {

/// The instance with these eigenvalues, as on the command line.
inline problem::Instance spectrum(const std::string& values, numeric::Index k, const numeric::Rational& lambda) {
  return problem::Instance::from_spectrum(instances::parse_spectrum(values),
                                          {.name = "spectrum " + values, .k = k, .lambda = lambda});
}
/// The same; a literal 0 is a number, not a null pointer.
template <class Text>
  requires(!std::is_arithmetic_v<Text> && std::is_constructible_v<std::string, Text>)
problem::Instance spectrum(const std::string& values, numeric::Index k, const Text& lambda) {
  return spectrum(values, k, instances::parse_option_number(std::string(lambda), "lambda"));
}

/// The row of this statement. Errors: std::runtime_error where there is none.
inline const claims::StatementResult& result_of(const report::Report& report, const std::string& id) {
  const auto found = std::find_if(report.statements.begin(), report.statements.end(),
                                  [&](const claims::StatementResult& one) { return one.info.id == id; });
  if (found == report.statements.end()) throw std::runtime_error("no statement " + id);
  return *found;
}

}  // namespace laecert::testing
