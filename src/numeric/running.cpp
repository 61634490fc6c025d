#include "numeric/running.hpp"

#include <flint/flint.h>

#include <system_error>
#include <thread>

namespace laecert::numeric {
namespace {

thread_local const StopScope* innermost = nullptr;
thread_local long words_since_look = 0;

[[noreturn]] void stopped() { throw Stopped("stopped while " + innermost->what()); }

}  // namespace

StopScope::StopScope(std::stop_token stop, std::string what)
    : stop_(std::move(stop)), what_(std::move(what)), previous_(std::exchange(innermost, this)) {}

StopScope::~StopScope() { innermost = previous_; }

std::stop_token current_stop() { return innermost == nullptr ? std::stop_token() : innermost->stop(); }

void require_running() {
  if (innermost != nullptr && innermost->stop().stop_requested()) stopped();
}

void require_running_after(long words) {
  constexpr long words_between_looks = 1 << 14;
  words_since_look += words;
  if (words_since_look < words_between_looks) return;
  words_since_look = 0;
  require_running();
}

bool start_thread(std::function<void()> work) {
  try {
    std::thread(std::move(work)).detach();
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

void release_caches() { flint_cleanup(); }

void Handover::finish(std::exception_ptr error) {
  const std::scoped_lock lock(mutex_);
  error_ = std::move(error);
  done_ = true;
  changed_.notify_all();
}

void Handover::wait(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [this] { return done_; })) stopped();
  if (error_) std::rethrow_exception(error_);
}

}  // namespace laecert::numeric
