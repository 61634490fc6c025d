#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <vector>

#include "claims/journal.hpp"

namespace laecert::claims {

/// The floating-point environment of a thread is not what the rounding bounds need (exit code 70).
struct FloatingPointError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What may accompany a long computation.
struct MapOptions {
  std::function<void(std::size_t done, std::size_t total)> progress = {};  // called from one thread at a time
  // No task starts once it is requested, and those that compute end with it; without a source, that of the scope of the
  // calling thread.
  std::stop_token stop = {};
  JournalPart journal = {};  // where what tasks come to is kept
};

/// The token that counts: that of the options, or that of the scope of the calling thread.
std::stop_token stop_of(const MapOptions& options);

/// Checks the floating-point environment of the calling thread.
/// Errors: FloatingPointError naming what is wrong.
void require_sound_floating_point();

/// Runs task(0), ..., task(count - 1) on at most `jobs` threads.
/// Guarantee: each worker's floating-point environment is checked before its first task; `progress` sees 1, 2, ... in
///            this order. A task that ends with Stopped is left out, as one that was not started.
/// Requires:  jobs >= 1; tasks may run in any order and at the same time.
/// Errors:    PreconditionError for jobs < 1; of the exceptions thrown by tasks that of the least index, whatever the
///            number of jobs; tasks above that index may then be left out.
void run_tasks(std::size_t count, int jobs, const std::function<void(std::size_t)>& task,
               const MapOptions& options = {});

/// f(0), ..., f(count - 1), in this order, computed on at most `jobs` threads.
/// Guarantee: the same result for any number of jobs; entries that a stop left out are empty.
/// Requires:  as run_tasks; f is safe to call from several threads.
/// Errors:    as run_tasks.
template <class F>
auto parallel_map(std::size_t count, int jobs, const F& f, const MapOptions& options = {}) {
  using Result = std::decay_t<std::invoke_result_t<const F&, std::size_t>>;
  std::vector<std::optional<Result>> results(count);
  run_tasks(
      count, jobs, [&results, &f](std::size_t i) { results[i].emplace(f(i)); }, options);
  return results;
}

}  // namespace laecert::claims
