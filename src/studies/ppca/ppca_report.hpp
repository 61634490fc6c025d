#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

/// A principal component of the covariance.
struct Component {
  report::Enclosed variance;                   // explained, over the divisor
  std::optional<report::Enclosed> ratio = {};  // of the total variance; nothing where that is 0
  std::vector<std::string> direction = {};     // a unit vector; empty where it is not one direction, or not enclosed
  std::string direction_radius = {};           // of each entry
  std::string no_direction = {};               // why there is none
};

/// What probabilistic PCA estimates.
struct PpcaEstimate {
  report::Enclosed noise_variance;
  bool is_exact = false;  // v is a rational, and its decimal is rounded only
  report::Enclosed log_likelihood;
  long rank = 0;                                       // of W
  std::vector<std::vector<std::string>> weights = {};  // m rows; empty where a direction is not enclosed
  std::string weights_radius = {};                     // of each entry
};

/// How one reading of [K19]'s "MAP estimate", P1 to P5, stands to the regularized autoencoder.
struct ModelAgreement {
  std::string model, text;
  /// "agrees", "agrees on the manifolds looked at" (a sample), "agrees for l = k" (on a wall), "agrees here" (on this
  /// instance), "does not agree", "undecided" or "inapplicable".
  std::string outcome;
  std::vector<claims::StatementResult> statements = {};
};

/// What `ppca` says of one instance ("laecert-ppca/2").
struct Ppca {
  bool complete = true;
  report::Preamble preamble = {};
  std::string centering;                // how S came to be centred, or is taken to be
  std::string divisor;                  // of the explained variances: "n" or "n-1"
  std::string noise;                    // "given" or "maximum likelihood"
  std::string decided_at;               // v of the statements, a rational
  std::string prior_variance;           // tau^2
  std::vector<std::string> notes = {};  // what is out of the ordinary
  std::optional<std::string> inapplicable = {};
  std::optional<std::string> undecided = {};
  std::vector<Component> components = {};
  std::optional<PpcaEstimate> estimate = {};
  std::vector<ModelAgreement> agreement = {};
  std::vector<claims::ControlResult> controls = {};
  std::vector<std::string> not_proved = {};  // text only
  claims::Summary summary = {};
};

report::Document document_of(const Ppca& ppca, const report::TextOptions& options = {});
std::string to_text(const Ppca& ppca, const report::TextOptions& options = {});

/// The report in the form of reports/schema/ppca.schema.json. Guarantee, Errors: as for a report.
report::Json to_json(const Ppca& ppca);

}  // namespace laecert::studies
