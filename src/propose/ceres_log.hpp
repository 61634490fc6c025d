#pragma once

namespace laecert::propose {

/// Turns off what Ceres tells its log, for the process: its summaries say the same, and standard error is for people.
void silence_ceres_log();

}  // namespace laecert::propose
