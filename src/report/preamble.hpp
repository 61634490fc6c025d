#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"
#include "report/report.hpp"

/// What opens the text of every report: what was computed with which libraries, what came of it in three lines, on
/// which instance, and under which hypotheses.
namespace laecert::report {

/// What came of a run, in one line each; an empty text is told as "nothing".
struct Overview {
  std::string decided = {};
  std::string not_decided = {};
  std::string unexpected = {};
};

/// "laecert 0.1.0   theorem-consistency report", and the libraries behind the numbers with the largest precision of a
/// proof, where it is known.
std::vector<Block> title_blocks(const Preamble& preamble, const char* subject);

/// The lines `decided`, `not decided` and `unexpected`.
std::vector<Block> overview_blocks(const Overview& overview);

/// Instance, spectrum (to so many digits) and hypotheses; no spectrum or hypotheses where none were looked at.
std::vector<Block> instance_blocks(const Preamble& preamble, std::size_t significant_digits);

/// All three.
Document opening(const Preamble& preamble, const char* subject, const Overview& overview,
                 std::size_t significant_digits);

/// What `--evidence` left of the routes.
KeyLine evidence_line(claims::Verdict evidence);

/// Adds blocks at the end of others.
void append(std::vector<Block>& blocks, std::vector<Block> more);

}  // namespace laecert::report
