#pragma once

#include <optional>
#include <string>

#include "checks/registry.hpp"

namespace laecert::studies {

using namespace checks;

/// One statement in words: text, source, hypotheses, lemmas with the identities behind them and whether each was
/// decided, how it is decided, its controls, and what of it is not proved by machine.
std::string explain(const RegisteredStatement& statement);

/// A numbered result of reports/method.md ("T13", "C2"): its sentence, who decides each step, where its proof is, and
/// the statements that rest on it; nothing for another id.
std::optional<std::string> explain_lemma(const std::string& id);

/// The work that a citation key ("K19") names; nothing for another key.
std::optional<std::string> explain_source(const std::string& key);

}  // namespace laecert::studies
