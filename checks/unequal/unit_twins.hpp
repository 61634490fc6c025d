#pragma once

#include <string>
#include <vector>

#include "families/findings.hpp"

namespace laecert::checks {

/// The finding about the false twins of the identities of `unequal` (of these ids; all without relations where none is
/// named), by normal form and at random rational matrices; where the two routes disagree a case is undecided.
Finding decide_unit_twins(const std::vector<std::string>& ids = {});

}  // namespace laecert::checks
