#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <stop_token>

#include "numeric/printable.hpp"

namespace laecert::cli {
namespace {

constexpr auto unseen = std::chrono::seconds(1);  // a command that takes no longer tells nothing
constexpr auto between_looks = std::chrono::milliseconds(200);

// Sleeps, but for the end of the thread.
void wait(const std::stop_token& ended) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait_for(lock, ended, between_looks, [] { return false; });
}

}  // namespace

std::string progress_text(const std::string& what, std::size_t done, std::size_t total, double seconds) {
  if (total == 0) return fmt::format("{}  {:.0f} s", what, seconds);
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  return fmt::format("{} {}/{}  {:.0f} s  {:.3g}/s", what, done, total, seconds, rate);
}

Progress::Progress(bool quiet) {
  if (quiet || isatty(STDERR_FILENO) == 0) return;
  painter_ = std::jthread([this](const std::stop_token& ended) {
    while (!ended.stop_requested()) {
      draw();
      wait(ended);
    }
  });
}

Progress::~Progress() {
  if (painter_.joinable()) {
    painter_.request_stop();
    painter_.join();
  }
  end();
}

void Progress::begin(const std::string& what) {
  const std::scoped_lock lock(mutex_);
  erase();
  what_ = printable(what);
  done_ = total_ = 0;
  start_ = Clock::now();
}

std::function<void(std::size_t, std::size_t)> Progress::count(const std::string& what) {
  begin(what);
  if (!painter_.joinable()) return {};
  return [this](std::size_t done, std::size_t total) { set(done, total); };
}

void Progress::end() {
  const std::scoped_lock lock(mutex_);
  erase();
  what_.clear();
}

// A count that begins anew is that of another list.
void Progress::set(std::size_t done, std::size_t total) {
  const std::scoped_lock lock(mutex_);
  if (done < done_ || total != total_) start_ = Clock::now();
  done_ = done;
  total_ = total;
}

void Progress::draw() {
  const std::scoped_lock lock(mutex_);
  const Clock::time_point now = Clock::now();
  if (what_.empty() || now - born_ < unseen) return;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::fprintf(stderr, "\r\033[K%s", progress_text(what_, done_, total_, seconds).c_str());
  drawn_ = true;
}

void Progress::erase() {
  if (drawn_) std::fprintf(stderr, "\r\033[K");
  drawn_ = false;
}

}  // namespace laecert::cli
