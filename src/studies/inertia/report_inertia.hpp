#pragma once

#include <optional>
#include <string>
#include <vector>

#include "numeric/rational_inertia.hpp"
#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

/// A matrix of numbers, and the file that they are from.
struct NamedMatrix {
  std::string name;
  numeric::Matrix<numeric::Rational> numbers;
};

/// What `inertia` says of a matrix ("laecert-inertia/2").
struct InertiaReport {
  report::Versions versions = {};
  std::optional<long> max_digits = {};  // text only
  std::string matrix = {};
  long size = 0;
  std::string sha256 = {};                 // of the canonical p/q matrix
  std::optional<std::string> kernel = {};  // the file
  long vectors = 0;                        // in it
  std::optional<numeric::Inertia> inertia = {};
  std::string gap = {};                 // of the eigenvalues that are not 0; empty where there are none
  numeric::Rational certified_gap = 0;  // not above the proved one; of the zero matrix any
  numeric::NullSpace null_space = numeric::NullSpace::none;
  long bits = 0;
  std::vector<std::string> by = {};  // lemmas
  std::string reason = {};           // where nothing is decided
};

/// Proves how many eigenvalues of each sign H has.
/// Shapes:    H N x N; the kernel N x b, b >= 1, columns that may be dependent.
/// Guarantee: as numeric::prove_rational_inertia. That H is symmetric and that H T = 0 is decided exactly.
/// Errors:    DataError naming the file, and the entry that breaks the rule; Stopped.
InertiaReport report_inertia(const NamedMatrix& h, const std::optional<NamedMatrix>& kernel, numeric::Precision max);

/// The inertia as a file that laecert-recheck decides again ("laecert-inertia-certificate/1"), or why there is none:
/// nothing is decided, or the matrix is beyond the limits of reports/certificate.md.
Outcome<std::string> inertia_certificate(const NamedMatrix& h, const InertiaReport& report);

report::Document document_of(const InertiaReport& report);
std::string to_text(const InertiaReport& report, const report::TextOptions& options = {});

/// The report in the form of reports/schema/inertia.schema.json. Guarantee, Errors: as for a report.
report::Json to_json(const InertiaReport& report);

}  // namespace laecert::studies
