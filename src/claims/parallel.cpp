#include "claims/parallel.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <exception>
#include <mutex>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/floating_point.hpp"
#include "numeric/running.hpp"

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace laecert::claims {

namespace {

// What TBB guarantees and the thread sanitizer cannot see, as it is compiled without: a task begins after the call that
// runs it, and ends before that call returns. Nothing of the order of tasks among each other.
class TaskOrder {
 public:
#if defined(__SANITIZE_THREAD__)
  void call_begins() { __tsan_release(&begun_); }
  void task_begins() { __tsan_acquire(&begun_); }
  void task_ends() { __tsan_release(&ended_); }
  void call_ends() { __tsan_acquire(&ended_); }

 private:
  char begun_ = 0, ended_ = 0;
#else
  void call_begins() {}
  void task_begins() {}
  void task_ends() {}
  void call_ends() {}
#endif
};

// One call of run_tasks: what its workers share.
class Batch {
 public:
  Batch(std::size_t count, const std::function<void(std::size_t)>& task, const MapOptions& options)
      : task_(task), options_(options), stop_(stop_of(options)), errors_(count), first_failed_(count) {}

  // Never throws: an exception is kept under the index of its task.
  void run(std::size_t i) {
    order_.task_begins();
    run_unordered(i);
    order_.task_ends();
  }

  // Around all tasks.
  TaskOrder& order() { return order_; }

  void rethrow_first() const {
    const std::size_t first = first_failed_.load();
    if (first < errors_.size()) std::rethrow_exception(errors_[first]);
  }

 private:
  void run_unordered(std::size_t i) {
    if (stop_.stop_requested() || i > first_failed_.load()) return;
    try {
      check_worker();
      const numeric::StopScope scope(stop_, "a part of the work was done");
      task_(i);
      report_progress();
    } catch (const Stopped&) {
      // Left out.
    } catch (...) {
      fail(i, std::current_exception());
    }
  }

  void check_worker() {
    bool& checked = checked_.local();
    if (checked) return;
    require_sound_floating_point();
    checked = true;
  }

  void report_progress() {
    if (!options_.progress) return;
    const std::scoped_lock lock(progress_mutex_);
    options_.progress(++done_, errors_.size());
  }

  void fail(std::size_t i, std::exception_ptr error) {
    errors_[i] = std::move(error);
    std::size_t first = first_failed_.load();
    while (i < first && !first_failed_.compare_exchange_weak(first, i)) {
    }
  }

  const std::function<void(std::size_t)>& task_;
  const MapOptions& options_;
  std::stop_token stop_;
  std::vector<std::exception_ptr> errors_;
  std::atomic<std::size_t> first_failed_;
  oneapi::tbb::enumerable_thread_specific<bool> checked_{false};
  std::mutex progress_mutex_;
  std::size_t done_ = 0;
  TaskOrder order_;
};

}  // namespace

std::stop_token stop_of(const MapOptions& options) {
  return options.stop.stop_possible() ? options.stop : numeric::current_stop();
}

void require_sound_floating_point() {
  const std::optional<std::string> defect = numeric::floating_point_defect();
  if (defect) throw FloatingPointError(*defect);
}

void run_tasks(std::size_t count, int jobs, const std::function<void(std::size_t)>& task, const MapOptions& options) {
  if (!(jobs >= 1)) throw PreconditionError("jobs >= 1 is required, not " + std::to_string(jobs));
  Batch batch(count, task, options);
  // More threads than processors are a wish, not a mistake that the library should comment on.
  const oneapi::tbb::global_control width(oneapi::tbb::global_control::max_allowed_parallelism,
                                          static_cast<std::size_t>(jobs));
  oneapi::tbb::task_arena arena(jobs);
  // One task a step: they are long and of uneven length.
  batch.order().call_begins();
  arena.execute([&batch, count] {
    oneapi::tbb::parallel_for(
        std::size_t{0}, count, [&batch](std::size_t i) { batch.run(i); }, oneapi::tbb::simple_partitioner());
  });
  batch.order().call_ends();
  batch.rethrow_first();
}

}  // namespace laecert::claims
