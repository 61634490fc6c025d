#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/result.hpp"
#include "report/document.hpp"
#include "report/preamble.hpp"

/// How reports tell statements: a row for each, what decided it in numbered notes at the end.
namespace laecert::report {

/// How statements were decided, and by which source: each pair once, numbered in the order in which it is asked for.
class DecisionNotes {
 public:
  /// "(3)", the number of this pair.
  std::string number_of(const claims::StatementResult& result);
  /// A section `by` with the notes; nothing where there are none.
  [[nodiscard]] std::vector<Block> blocks() const;

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> notes_;
};

/// Statement, expected, got, cases, margin and the number of the note; with `wide` the note's text in its place. A
/// margin that is too long, and the reason, stand below the row.
Table statements_table(const std::vector<claims::StatementResult>& statements, DecisionNotes& notes, bool wide);

/// What an overview is about.
struct Decided {
  const std::vector<claims::StatementResult>& statements;
  const std::vector<claims::StatementResult>& known_false;
  const std::vector<claims::ControlResult>& controls;
};

/// How many statements were decided and what each verdict is worth, what was not, and what is not as expected.
Overview overview_of(const Decided& results, bool complete);

}  // namespace laecert::report
