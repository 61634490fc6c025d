#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

/// The manifolds that the theory predicts for one loss; nothing of them is certified.
struct LossEnumeration {
  std::string loss;
  std::optional<std::string> inapplicable = {};  // the hypothesis that fails
  std::optional<std::string> undecided = {};     // why the hypotheses could not be decided
  std::optional<numeric::Integer> count = {};    // of all there are, where they are known
  std::vector<report::Manifold> manifolds = {};  // the first of them; only what is predicted is filled in
  std::optional<report::Counts> counts = {};
};

/// What `enumerate` says of one instance ("laecert-enumeration/2").
struct Enumeration {
  report::Preamble preamble = {};
  std::vector<LossEnumeration> losses = {};
};

/// The predicted manifolds of each loss, the first `manifold_rows` of them with all digits of their values, and how
/// many more there are.
report::Document document_of(const Enumeration& enumeration, const report::TextOptions& options = {});
std::string to_text(const Enumeration& enumeration, const report::TextOptions& options = {});

/// The enumeration in the form of reports/schema/enumeration.schema.json, with the first `listed` manifolds of a loss.
/// Guarantee, Errors: as for a report.
report::Json to_json(const Enumeration& enumeration, std::size_t listed);

/// All manifolds of the enumeration, as predicted_csv writes them.
std::string to_csv(const Enumeration& enumeration);

}  // namespace laecert::studies
