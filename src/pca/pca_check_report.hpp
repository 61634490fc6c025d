#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

enum class CheckOutcome : std::int8_t { within, beyond, undecided };
std::string to_string(CheckOutcome outcome);

/// Bounds of a number, each rounded to its safe side.
struct Bounds {
  std::string lower, upper;
};

/// Where a given number first differs from the true one by more than half a unit of a digit.
struct WrongDigit {
  long entry = 1;  // of a direction, from 1
  long place = 1;  // of a direction the decimal, of a variance the significant digit
  std::string given, truth;
};

struct CheckedDirection {
  long first = 1, last = 1;              // of its space: the eigenvalues from s_first to s_last
  Bounds angle = {}, length_error = {};  // in radians; | |v| - 1 |
  std::optional<Bounds> cosine = {};     // the largest to a row before it in the same space
  std::optional<WrongDigit> wrong = {};
  CheckOutcome outcome = CheckOutcome::undecided;
  std::string why = {};  // what the outcome comes from where it is not `within`; for the verdict
};

struct CheckedVariance {
  report::Enclosed truth = {};
  Bounds error = {};  // relative to the true one, or where that is 0 to the largest
  std::optional<WrongDigit> wrong = {};
  CheckOutcome outcome = CheckOutcome::undecided;
};

/// What `pca --check` says ("laecert-pca-check/2").
struct PcaCheck {
  report::Preamble preamble = {};
  std::string centering = {}, divisor = {}, within = {}, within_why = {};
  std::vector<CheckedDirection> directions = {};
  std::vector<CheckedVariance> variances = {};  // empty where none were given
  std::vector<std::string> notes = {};
  std::vector<std::string> undecided = {};
  std::string verdict = {};  // a sentence
  CheckOutcome outcome = CheckOutcome::undecided;
};

report::Document document_of(const PcaCheck& check, const report::TextOptions& options = {});
std::string to_text(const PcaCheck& check, const report::TextOptions& options = {});

/// The report in the form of reports/schema/pca-check.schema.json. Guarantee, Errors: as for a report.
report::Json to_json(const PcaCheck& check);

}  // namespace laecert::studies
