#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <type_traits>
#include <utility>

namespace laecert {

/// A long computation was stopped before its end: a time limit, or an interrupt (exit code 75 or 130).
struct Stopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace laecert

namespace laecert::numeric {

/// While one lives, what this thread computes ends with Stopped soon after a stop is asked for. As with the precision
/// of Real, a task opens one: that of another thread does not reach this one. Scopes nest; the innermost counts.
class StopScope {
 public:
  /// what: for the message `stopped while the spectrum was enclosed`. A token without a source: nothing stops.
  StopScope(std::stop_token stop, std::string what);
  ~StopScope();
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

  [[nodiscard]] const std::stop_token& stop() const { return stop_; }
  [[nodiscard]] const std::string& what() const { return what_; }

 private:
  std::stop_token stop_;
  std::string what_;
  const StopScope* previous_;
};

/// The token of the innermost scope of this thread; one without a source where there is none.
std::stop_token current_stop();

/// Errors: Stopped where a stop was asked for. For a step of at least a microsecond.
void require_running();

/// The same for a step of so many words of arithmetic, a few nanoseconds each: a thread looks once in a while.
void require_running_after(long words);

/// From so many products of numbers on, one call of a library may last as long as a stop may be late.
inline constexpr std::int64_t long_product = std::int64_t{200} * 200 * 200;

/// Waits for work that another thread does.
class Handover {
 public:
  void finish(std::exception_ptr error);
  /// Errors: Stopped where a stop is asked for before the end; what the work threw.
  void wait(const std::stop_token& stop);

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool done_ = false;
  bool left_ = false;
  std::exception_ptr error_;
};

/// Hands the work to the thread that stands by for this one; false, and nothing is done, where there is none to be had.
/// It does one piece of work after another, and keeps what the libraries cache for a thread.
bool hand_to_helper(std::function<void()> work);
/// The helper of this thread is left alone with its work; the next work gets another.
void leave_helper();

/// Whether a call that was abandoned goes on. A process must not destroy then what such a call may use: it ends by
/// std::_Exit.
bool has_abandoned_calls();

/// f(): a call of a library that cannot be interrupted, and may last.
/// Guarantee: the value of f. After a stop was asked for the call is abandoned: the thread that does it goes on
///            until it returns, or the process ends, and nobody hears of it. Without a scope, or where no thread is
///            to be had, it is a plain call.
/// Requires:  f holds copies of all that it reads, nothing by reference; it depends on no scope of this thread. It may
///            last: to hand it over costs some ten microseconds.
/// Errors:    Stopped; those of f.
template <class F>
auto abandonable(F f) {
  using Result = std::invoke_result_t<F&>;
  const std::stop_token stop = current_stop();
  if (!stop.stop_possible()) return f();
  require_running();
  struct Call {
    explicit Call(F given) : f(std::move(given)) {}
    F f;
    std::optional<Result> result = {};
    Handover handover = {};
  };
  const auto call = std::make_shared<Call>(std::move(f));
  const bool is_handed = hand_to_helper([call] {
    std::exception_ptr error;
    try {
      call->result.emplace(call->f());
    } catch (...) {
      error = std::current_exception();
    }
    call->handover.finish(std::move(error));
  });
  if (!is_handed) return call->f();
  try {
    call->handover.wait(stop);
  } catch (const Stopped&) {
    leave_helper();
    throw;
  }
  return *std::move(call->result);
}

}  // namespace laecert::numeric
