#include "numeric/running.hpp"

#include <flint/flint.h>

#include <atomic>
#include <system_error>
#include <thread>

namespace laecert::numeric {
namespace {

thread_local const StopScope* innermost = nullptr;
thread_local long words_since_look = 0;
std::atomic<int> abandoned_calls = 0;

// Where a thread leaves work for its helper.
class Post {
 public:
  // Requires: what was given before is done.
  void give(std::function<void()> work) {
    const std::scoped_lock lock(mutex_);
    work_ = std::move(work);
    changed_.notify_one();
  }

  void leave() {
    const std::scoped_lock lock(mutex_);
    is_left_ = true;
    changed_.notify_one();
  }

  // Empty: the thread has left.
  std::function<void()> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return work_ || is_left_; });
    return std::exchange(work_, nullptr);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void()> work_;
  bool is_left_ = false;
};

// What FLINT keeps for a thread is given back by the thread; no result of a call is kept there.
void serve(Post& post) {
  while (const std::function<void()> work = post.take()) work();
  flint_cleanup();
}

// Tells the helper when it is left.
class OwnPost {
 public:
  OwnPost() = default;
  ~OwnPost() { leave(); }
  OwnPost(const OwnPost&) = delete;
  OwnPost& operator=(const OwnPost&) = delete;

  void leave() {
    if (post_) post_->leave();
    post_.reset();
  }

  // False: there is no thread to be had.
  bool give(std::function<void()> work) {
    if (!post_ && !make()) return false;
    post_->give(std::move(work));
    return true;
  }

 private:
  // Nobody waits for the end of the helper: it may be in a call that lasts.
  bool make() {
    const auto post = std::make_shared<Post>();
    try {
      std::thread([post] { serve(*post); }).detach();
    } catch (const std::system_error&) {
      return false;
    }
    post_ = post;
    return true;
  }

  std::shared_ptr<Post> post_;
};

thread_local OwnPost post_of_this_thread;

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

void Handover::finish(std::exception_ptr error) {
  const std::scoped_lock lock(mutex_);
  error_ = std::move(error);
  done_ = true;
  if (left_) --abandoned_calls;
  changed_.notify_all();
}

void Handover::wait(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [this] { return done_; })) {
    left_ = true;
    ++abandoned_calls;
    stopped();
  }
  if (error_) std::rethrow_exception(error_);
}

bool hand_to_helper(std::function<void()> work) { return post_of_this_thread.give(std::move(work)); }

void leave_helper() { post_of_this_thread.leave(); }

bool has_abandoned_calls() { return abandoned_calls != 0; }

}  // namespace laecert::numeric
