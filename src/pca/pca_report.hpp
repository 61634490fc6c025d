#pragma once

#include <optional>
#include <string>
#include <vector>

#include "numeric/matrix.hpp"
#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

/// A number as decimals, and the double that it rounds to: the shortest decimal that is this double, empty where it is
/// not decided.
struct RoundedText {
  report::Enclosed enclosed = {};
  std::string nearest = {};
};

/// A principal component as it is told.
struct PcaComponent {
  RoundedText eigenvalue = {};
  std::optional<RoundedText> variance = {}, ratio = {};
  RoundedText singular_value = {};
  std::vector<RoundedText> direction = {};  // empty where there is not one
  std::string no_direction = {};            // why
};

/// The span of several directions, where only that is determined, or proved to be.
struct PcaSpace {
  long first = 1, last = 1;                          // of which eigenvalues, from 1
  bool is_equal = false;                             // proved equal; else not proved different
  std::vector<std::vector<std::string>> basis = {};  // m rows; empty where it is not enclosed
  std::string radius = {};                           // of each entry
};

/// What `pca` says of one instance ("laecert-pca/2").
struct Pca {
  report::Preamble preamble = {};
  std::string centering = {}, divisor = {};
  std::vector<PcaComponent> components = {};
  std::vector<PcaSpace> spaces = {};
  std::vector<std::string> notes = {};
  std::vector<std::string> undecided = {};
  // The doubles that are nearest, for files: k rows of m; empty where one of them is not decided.
  Eigen::MatrixXd directions = {};
  Eigen::VectorXd variances = {};
};

report::Document document_of(const Pca& pca, const report::TextOptions& options = {});
std::string to_text(const Pca& pca, const report::TextOptions& options = {});

/// The report in the form of reports/schema/pca.schema.json. Guarantee, Errors: as for a report.
report::Json to_json(const Pca& pca);

}  // namespace laecert::studies
