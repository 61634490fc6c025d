#pragma once

namespace laecert::cli {

/// The exit codes of the design page beside those of a report (claims/summary.hpp).
inline constexpr int exit_ok = 0;
inline constexpr int exit_contradicted = 1;
inline constexpr int exit_undecided = 2;
inline constexpr int exit_usage = 64;
inline constexpr int exit_data = 65;
inline constexpr int exit_missing_file = 66;
inline constexpr int exit_internal = 70;
inline constexpr int exit_output = 73;
inline constexpr int exit_budget = 75;
inline constexpr int exit_interrupted = 130;

}  // namespace laecert::cli
