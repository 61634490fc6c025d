#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/statement.hpp"

namespace laecert::checks {

/// A theorem of proofs/ that Coq has checked, for all instances at once.
struct MachineChecked {
  std::string_view statement;  // the id of the statement that it proves
  std::string_view file;       // "proofs/Sum.v"
  std::string_view theorem;
};

/// The theorems of proofs/theorems.txt that prove a statement, in the order of that file.
/// Guarantee: empty unless proofs/checked.sha256, the record of what Coq has checked, was of the very files of proofs/
///            when this was built.
std::vector<MachineChecked> machine_checked_theorems();

/// Those that prove this statement.
std::vector<MachineChecked> machine_checked_theorems(std::string_view statement);

/// The statement, whose positive findings name the theorems that prove it ("Coq transpose_theorem") wherever the
/// theorems' hypotheses hold.
/// applies: whether they do, where the hypotheses of the statement do.
template <class Context>
claims::Statement<Context> naming_theorems(claims::Statement<Context> statement,
                                           std::function<bool(const Context&)> applies) {
  const std::vector<MachineChecked> theorems = machine_checked_theorems(statement.info.id);
  if (theorems.empty()) return statement;
  statement.decide = [decide = std::move(statement.decide), applies = std::move(applies),
                      theorems](const Context& context) {
    claims::Finding finding = decide(context);
    if (!is_positive(claims::overall_verdict(finding)) || !applies(context)) return finding;
    for (const MachineChecked& one : theorems) finding.by.push_back("Coq " + std::string(one.theorem));
    return finding;
  };
  return statement;
}

}  // namespace laecert::checks
