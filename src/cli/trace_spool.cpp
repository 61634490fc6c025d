#include "cli/trace_spool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include "numeric/errors.hpp"
#include "report/write_file.hpp"
#include "training/training_report.hpp"

namespace laecert::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view rows_ending = ".rows";
constexpr std::ptrdiff_t commas_of_a_row = 8;

[[noreturn]] void fail_rows(const std::string& file) {
  throw report::OutputError(file + ": cannot be written: " + std::generic_category().message(errno));
}

std::string in_folder(const std::string& folder, propose::Algorithm algorithm, std::string_view ending) {
  return (fs::path(folder) / (propose::to_string(algorithm) + std::string(ending))).string();
}

// What fails is kept in the file's state, and told when its rows are asked for.
void put(std::FILE* file, const std::string& text) { (void)std::fwrite(text.data(), 1, text.size(), file); }

// The iterations whose rows are spooled: the multiples of `every` that have no row in the run's own trace.
class SpooledIterations {
 public:
  SpooledIterations(long every, const std::vector<studies::TraceRow>& kept) : every_(every), kept_(kept) { advance(); }

  [[nodiscard]] long next() const { return next_; }

  void advance() {
    bool is_kept = true;
    while (is_kept) {
      next_ += every_;
      while (at_ < kept_.size() && kept_[at_].iteration < next_) ++at_;
      is_kept = at_ < kept_.size() && kept_[at_].iteration == next_;
    }
  }

 private:
  long every_;
  const std::vector<studies::TraceRow>& kept_;
  long next_ = 0;
  std::size_t at_ = 0;
};

// A row without a certified part, as train writes it.
bool is_spooled_line(std::string_view line) {
  return line.ends_with(",,") && std::ranges::count(line, ',') == commas_of_a_row &&
         line.find_first_not_of("0123456789.e+-,") == std::string_view::npos;
}

bool is_of_iteration(std::string_view line, long iteration) {
  const std::string start = std::to_string(iteration) + ',';
  return line.starts_with(start);
}

// Where the rows of an earlier process are.
std::string rows_left_in(const std::string& folder, propose::Algorithm algorithm) {
  std::string rows = in_folder(folder, algorithm, rows_ending);
  return fs::exists(rows) ? rows : in_folder(folder, algorithm, ".csv");
}

// Lines of any length.
class LinesOf {
 public:
  explicit LinesOf(std::FILE* file) : file_(file) { std::rewind(file); }
  ~LinesOf() { std::free(line_); }  // NOLINT(cppcoreguidelines-no-malloc): getline's
  LinesOf(const LinesOf&) = delete;
  LinesOf& operator=(const LinesOf&) = delete;

  // With its newline; nothing at the end.
  [[nodiscard]] std::optional<std::string_view> next() {
    const ssize_t length = ::getline(&line_, &room_, file_);
    if (length <= 0) return {};
    return std::string_view(line_, static_cast<std::size_t>(length));
  }

 private:
  std::FILE* file_;
  char* line_ = nullptr;
  std::size_t room_ = 0;
};

}  // namespace

TraceSpool::TraceSpool(std::string folder, const studies::TrainingPlan& plan)
    : folder_(std::move(folder)), every_(plan.trace_every) {
  if (every_ == 0) return;
  for (const propose::Algorithm algorithm : plan.algorithms) files_.emplace(algorithm, open(algorithm, ".part"));
}

std::string TraceSpool::name_of(propose::Algorithm algorithm) const {
  return in_folder(folder_, algorithm, rows_ending);
}

TraceSpool::File TraceSpool::open(propose::Algorithm algorithm, const std::string& ending) const {
  const std::string name = name_of(algorithm) + ending;
  File file(folder_.empty() ? std::tmpfile() : std::fopen(name.c_str(), "w+e"), &std::fclose);
  if (!file) fail_rows(folder_.empty() ? "a temporary file" : name);
  return file;
}

void TraceSpool::take_up(const std::string& folder, const std::vector<studies::TrainingRun>& resumed) {
  for (const studies::TrainingRun& run : resumed) {
    if (every_ > 0 && run.state) take_up(folder, run);
  }
  if (folder_.empty()) return;
  std::error_code error;
  for (auto& [algorithm, file] : files_) {
    if (std::fflush(file.get()) != 0) fail_rows(name_of(algorithm));
    fs::rename(name_of(algorithm) + ".part", name_of(algorithm), error);
    if (error) throw report::OutputError(name_of(algorithm) + ": cannot be written: " + error.message());
  }
}

void TraceSpool::take_up(const std::string& folder, const studies::TrainingRun& run) {
  const std::string name = rows_left_in(folder, run.algorithm);
  const bool has_seconds = name.ends_with(rows_ending);
  std::ifstream left(name, std::ios::binary);
  std::FILE* const file = files_.at(run.algorithm).get();
  SpooledIterations expected(every_, run.trace);
  for (std::string line; expected.next() <= run.state->iteration && std::getline(left, line);) {
    std::string_view row = line;
    if (has_seconds) row.remove_prefix(std::min(row.size(), row.find(',') + 1));
    if (!is_of_iteration(row, expected.next())) continue;
    if (!is_spooled_line(row) || left.eof()) break;
    put(file, fmt::format(",{}\n", row));  // the seconds are those of another process
    expected.advance();
  }
  if (expected.next() <= run.state->iteration) {
    throw DataError(fmt::format("{}: not a trace of train: no row of iteration {}", name, expected.next()));
  }
}

void TraceSpool::add(propose::Algorithm algorithm, const studies::TraceRow& row, double seconds) {
  put(files_.at(algorithm).get(), fmt::format("{:.6f},{}", seconds, studies::csv_line(row)));
}

void TraceSpool::flush(propose::Algorithm algorithm) {
  const auto found = files_.find(algorithm);
  if (found != files_.end()) (void)std::fflush(found->second.get());
}

void TraceSpool::visit(const studies::TrainingRun& run, const Visitor& visitor) const {
  std::size_t at = 0;
  const auto visit_kept_below = [&](long iteration) {
    for (; at < run.trace.size() && run.trace[at].iteration < iteration; ++at) {
      visitor.kept(run.trace[at], at < run.seconds.size() ? run.seconds[at] : std::nullopt);
    }
  };
  if (const auto found = files_.find(run.algorithm); found != files_.end()) {
    std::FILE* const file = found->second.get();
    if (std::fflush(file) != 0 || std::ferror(file) != 0) fail_rows(name_of(run.algorithm));
    LinesOf lines(file);
    while (const std::optional<std::string_view> line = lines.next()) {
      const std::size_t comma = line->find(',');
      const std::string_view row = line->substr(comma + 1);
      visit_kept_below(std::atol(row.data()));
      visitor.spooled(row, line->substr(0, comma));
    }
  }
  visit_kept_below(std::numeric_limits<long>::max());
}

void TraceSpool::remove() {
  if (folder_.empty()) return;
  for (const auto& [algorithm, file] : files_) {
    std::error_code error;
    fs::remove(name_of(algorithm), error);
  }
}

}  // namespace laecert::cli
