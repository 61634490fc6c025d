#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace laecert::cli {

/// A line on standard error that tells what a command is at: `iris.csv  manifolds 12/200  8 s  1.5/s`.
///
/// Drawn only on a terminal, without --quiet, and from the command's second second on; elsewhere it does nothing. A
/// thread draws it, so that the seconds go on where nothing is counted.
class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Another thing is begun: its clock starts anew.
  void begin(const std::string& what);
  /// The same, and counted: call what comes back with how many of how many are done, one thread at a time.
  std::function<void(std::size_t done, std::size_t total)> count(const std::string& what);
  /// Nothing is told until the next beginning; for a message on standard error.
  void end();

 private:
  using Clock = std::chrono::steady_clock;

  void set(std::size_t done, std::size_t total);
  void draw();
  void erase();

  std::mutex mutex_;
  std::string what_;  // empty: nothing is told
  std::size_t done_ = 0, total_ = 0;
  Clock::time_point start_;
  const Clock::time_point born_ = Clock::now();
  bool drawn_ = false;
  std::jthread painter_;  // not joinable where nothing is drawn
};

/// `table.csv  manifolds 12/200  8 s  1.5/s`; without a total only the seconds.
std::string progress_text(const std::string& what, std::size_t done, std::size_t total, double seconds);

}  // namespace laecert::cli
