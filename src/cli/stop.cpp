#include "cli/stop.hpp"

#include <array>
#include <chrono>
#include <csignal>

namespace laecert::cli {
namespace {

// A signal handler may touch nothing else.
volatile std::sig_atomic_t interrupts_seen = 0;

extern "C" void note_interrupt(int) { interrupts_seen = interrupts_seen + 1; }

// Ctrl-C, a polite kill, and the end of the terminal.
constexpr std::array heard_signals{SIGINT, SIGTERM, SIGHUP};

}  // namespace

HeardSignals::HeardSignals() {
  interrupts_seen = 0;
  for (const int number : heard_signals) {
    struct sigaction heard {};
    heard.sa_handler = note_interrupt;
    heard.sa_flags = SA_RESTART;
    struct sigaction& before = before_.emplace_back();
    ::sigaction(number, &heard, &before);
    // Whoever said nohup wants the run to outlive the terminal.
    if (number == SIGHUP && before.sa_handler == SIG_IGN) ::sigaction(number, &before, nullptr);
  }
}

HeardSignals::~HeardSignals() {
  for (std::size_t i = 0; i < before_.size(); ++i) ::sigaction(heard_signals.at(i), &before_[i], nullptr);
}

StopSource::StopSource(long time_limit) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(time_limit);
  watcher_ = std::jthread([this, time_limit, deadline](const std::stop_token& ended) {
    while (!ended.stop_requested()) {
      const bool late = time_limit > 0 && std::chrono::steady_clock::now() >= deadline;
      if (late || interrupts_seen != 0) source_.request_stop();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
}

bool StopSource::interrupted() const { return was_interrupted(); }

bool was_interrupted() { return interrupts_seen != 0; }

std::function<bool()> impatience() {
  return [before = interrupts_seen] { return interrupts_seen != before; };
}

void answer_failed_writes() {
  for (const int number : {SIGPIPE, SIGXFSZ}) (void)std::signal(number, SIG_IGN);
}

}  // namespace laecert::cli
