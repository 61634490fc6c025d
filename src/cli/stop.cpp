#include "cli/stop.hpp"

#include <chrono>
#include <csignal>

namespace laecert::cli {
namespace {

// A signal handler may touch nothing else.
volatile std::sig_atomic_t interrupt_seen = 0;

extern "C" void note_interrupt(int) { interrupt_seen = 1; }

// What handled the signal before.
auto install() {
  interrupt_seen = 0;
  return std::signal(SIGINT, note_interrupt);
}

}  // namespace

StopSource::StopSource(long time_limit) : before_(install()) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(time_limit);
  watcher_ = std::jthread([this, time_limit, deadline](const std::stop_token& ended) {
    while (!ended.stop_requested()) {
      const bool late = time_limit > 0 && std::chrono::steady_clock::now() >= deadline;
      if (late || interrupt_seen != 0) source_.request_stop();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
}

StopSource::~StopSource() {
  watcher_.request_stop();
  watcher_.join();
  std::signal(SIGINT, before_ == SIG_ERR ? SIG_DFL : before_);
}

bool StopSource::interrupted() const { return was_interrupted(); }

bool was_interrupted() { return interrupt_seen != 0; }

}  // namespace laecert::cli
