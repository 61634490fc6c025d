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

namespace laecert::claims {

namespace {

// One call of run_tasks: what its workers share.
class Batch {
 public:
  Batch(std::size_t count, const std::function<void(std::size_t)>& task, const MapOptions& options)
      : task_(task), options_(options), errors_(count), first_failed_(count) {}

  // Never throws: an exception is kept under the index of its task.
  void run(std::size_t i) {
    if (options_.stop.stop_requested() || i > first_failed_.load()) return;
    try {
      check_worker();
      task_(i);
      report_progress();
    } catch (...) {
      fail(i, std::current_exception());
    }
  }

  void rethrow_first() const {
    const std::size_t first = first_failed_.load();
    if (first < errors_.size()) std::rethrow_exception(errors_[first]);
  }

 private:
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
  std::vector<std::exception_ptr> errors_;
  std::atomic<std::size_t> first_failed_;
  oneapi::tbb::enumerable_thread_specific<bool> checked_{false};
  std::mutex progress_mutex_;
  std::size_t done_ = 0;
};

}  // namespace

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
  arena.execute([&batch, count] {
    oneapi::tbb::parallel_for(
        std::size_t{0}, count, [&batch](std::size_t i) { batch.run(i); }, oneapi::tbb::simple_partitioner());
  });
  batch.rethrow_first();
}

}  // namespace laecert::claims
