#pragma once

#include <optional>
#include <string>

#include "families/lae/context.hpp"

namespace laecert::checks {

/// Why a search in double cannot tell the manifolds of the list apart; nothing where it can.
/// Requires: context.has_manifolds().
std::optional<std::string> beyond_double(const LaeContext& context);

}  // namespace laecert::checks
