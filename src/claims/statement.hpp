#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "claims/finding.hpp"
#include "claims/verdict.hpp"
#include "numeric/errors.hpp"

namespace laecert::claims {

/// The value that the theory gives a statement.
enum class Expected : std::int8_t { holds, refuted };

/// "holds" or "refuted".
std::string_view to_string(Expected expected);

/// What `holds` needs on exact instances and on real data.
struct Floors {
  Verdict exact = Verdict::exact;
  Verdict real = Verdict::exact;
};

/// All that is known of a statement before it meets an instance.
struct StatementInfo {
  std::string id;
  std::string proposition = {};
  std::string hypotheses = {};
  std::string source = {};
  Expected expected = Expected::holds;
  Floors floors = {};
  std::vector<std::string> lemmas = {};
  std::string method = {};      // how it is decided
  std::string not_proved = {};  // what is not
  bool known_false = false;     // decided on a fixed instance of its own, whatever the context
};

/// A plausible wrong twin of a statement, which must come out refuted.
template <class Context>
struct Control {
  std::string id;  // "<statement>/<what is wrong>"
  std::string text = {};
  std::function<Finding(const Context&)> decide = {};          // a finding about the twin
  std::function<bool(const Context&)> indistinguishable = {};  // proved equal predictions on every case; may be empty
};

/// One sentence of the registry, how it is decided on a context, and its controls.
template <class Context>
struct Statement {
  StatementInfo info;
  std::function<Finding(const Context&)> decide = {};
  // Not `= {}`: g++ 12 ends with an internal error (nothrow_spec_p) on a noexcept constructor here.
  std::vector<Control<Context>> controls = std::vector<Control<Context>>(0);
  // Where its machine-checked theorems apply, beside its own hypotheses; empty: wherever those hold.
  std::function<bool(const Context&)> theorems_apply = nullptr;
};

template <class Context>
using Registry = std::vector<Statement<Context>>;

/// The statement of that id, or null.
template <class Context>
const Statement<Context>* find_statement(const Registry<Context>& registry, std::string_view id) {
  for (const Statement<Context>& statement : registry) {
    if (statement.info.id == id) return &statement;
  }
  return nullptr;
}

/// Checks a registry: ids of statements and controls unique and not empty, every `decide` present, floors positive.
/// Errors: PreconditionError naming the first id that breaks the rule.
template <class Context>
void require_well_formed(const Registry<Context>& registry) {
  std::set<std::string, std::less<>> ids;
  const auto require = [&ids](const std::string& id, bool decidable) {
    if (id.empty()) throw PreconditionError("a registry id is not empty");
    if (!ids.insert(id).second) throw PreconditionError("the registry has the id " + id + " twice");
    if (!decidable) throw PreconditionError(id + " has no function that decides it");
  };
  for (const Statement<Context>& statement : registry) {
    require(statement.info.id, static_cast<bool>(statement.decide));
    if (!is_positive(statement.info.floors.exact) || !is_positive(statement.info.floors.real)) {
      throw PreconditionError(statement.info.id + ": a floor is supported, enclosed or exact");
    }
    for (const Control<Context>& control : statement.controls) require(control.id, static_cast<bool>(control.decide));
  }
}

}  // namespace laecert::claims
