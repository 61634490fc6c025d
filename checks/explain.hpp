#pragma once

#include <string>

#include "checks/lae/findings.hpp"

namespace laecert::checks {

/// One statement in words: text, source, hypotheses, lemmas with the identities behind them and whether each was
/// decided, how it is decided, its controls, and what of it is not proved by machine.
std::string explain(const SumStatement& statement);

}  // namespace laecert::checks
