#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"
#include "report/report.hpp"

/// The lines that open the text of a report: what was computed with which libraries, on which instance, under which
/// hypotheses.
namespace laecert::report {

/// "laecert 0.1.0   theorem-consistency report".
Line title_line(const Versions& versions, const char* subject);

/// The libraries behind the numbers, and the largest precision of a proof, where it is known.
KeyLine numbers_line(const Versions& versions, const std::string& max_digits);

KeyLine instance_line(const InstanceInfo& instance);

/// The eigenvalues, and how well they are known.
struct SpectrumText {
  const std::vector<Enclosed>& values;
  const std::string& note;  // empty: the radii say it
  const std::string& q;
};
KeyLine spectrum_line(const SpectrumText& spectrum, std::size_t significant_digits);

KeyLine hypotheses_line(const std::vector<Hypothesis>& hypotheses);

/// What `--evidence` left of the routes.
KeyLine evidence_line(claims::Verdict evidence);

}  // namespace laecert::report
