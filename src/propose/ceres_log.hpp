#pragma once

namespace laecert::propose {

/// Turns off what Ceres tells its log, for the process: its summaries say the same, and standard error is for people.
/// Any thread may call it: the flag, which all of Ceres reads, is written once.
void silence_ceres_log();

}  // namespace laecert::propose
