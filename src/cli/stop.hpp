#pragma once

#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>
#include <vector>

namespace laecert::cli {

/// Hears Ctrl-C (SIGINT), SIGTERM and SIGHUP while it lives, and gives the signals back as they were; SIGHUP is left
/// alone where it was ignored. One object at a time.
class HeardSignals {
 public:
  HeardSignals();
  ~HeardSignals();
  HeardSignals(const HeardSignals&) = delete;
  HeardSignals& operator=(const HeardSignals&) = delete;

 private:
  std::vector<struct sigaction> before_;
};

/// Stops a run at --time-limit seconds or at an interrupt, whichever comes first. One object at a time.
class StopSource {
 public:
  /// Requires: time_limit >= 0; 0: none.
  explicit StopSource(long time_limit);

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool interrupted() const;

 private:
  HeardSignals signals_;
  std::stop_source source_;
  std::jthread watcher_;  // ends before what it looks at
};

/// Whether an interrupt came while the last StopSource lived, or lives.
bool was_interrupted();

/// Whether an interrupt came since this was called: for what is waited for when a run is over.
std::function<bool()> impatience();

/// A write to a pipe that nobody reads, or beyond the limit of a file's size, fails from now on as any other does; by
/// default the process would be killed.
void answer_failed_writes();

}  // namespace laecert::cli
