#pragma once

#include <string>

#include "claims/statement.hpp"

namespace laecert::checks {

/// What a statement that is known false is decided on: nothing but the fixed instance it brings along.
struct OwnInstance {};

using KnownFalse = claims::Statement<OwnInstance>;

/// The words of a known-false statement.
struct KnownFalseText {
  std::string id, proposition, source, method;
};

/// A statement that is expected to be refuted, by a witness that `decide` verifies exactly.
KnownFalse known_false(KnownFalseText text, std::function<claims::Finding()> decide);

/// The finding about a false statement, or a wrong twin, that one exact counterexample refutes.
/// is_counterexample: whether the witness was verified, exactly; if not, the case is undecided.
claims::Finding refuted_by(bool is_counterexample, std::string witness);

}  // namespace laecert::checks
