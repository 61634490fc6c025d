#pragma once

#include <string>

#include "checks/registry.hpp"

namespace laecert::studies {

using namespace checks;

/// One statement in words: text, source, hypotheses, lemmas with the identities behind them and whether each was
/// decided, how it is decided, its controls, and what of it is not proved by machine.
std::string explain(const RegisteredStatement& statement);

}  // namespace laecert::studies
