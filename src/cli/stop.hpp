#pragma once

#include <stop_token>
#include <thread>

namespace laecert::cli {

/// Stops a run at --time-limit seconds or at an interrupt (Ctrl-C), whichever comes first.
///
/// One object at a time: it owns the interrupt signal while it lives, and gives it back as it was.
class StopSource {
 public:
  /// Requires: time_limit >= 0; 0: none.
  explicit StopSource(long time_limit);
  ~StopSource();
  StopSource(const StopSource&) = delete;
  StopSource& operator=(const StopSource&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool interrupted() const;

 private:
  std::stop_source source_;
  void (*before_)(int);
  std::jthread watcher_;
};

/// Whether an interrupt came while the last StopSource lived, or lives.
bool was_interrupted();

}  // namespace laecert::cli
