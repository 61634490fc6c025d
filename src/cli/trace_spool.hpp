#pragma once

#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "training/run.hpp"

namespace laecert::cli {

/// The rows of traces between the checks, on disk: with --trace-every there may be more of them than memory holds.
/// While the runs go on they lie in ALGORITHM.rows of a folder, or in files without a name, and are merged with the
/// others into the trace at the end.
///
/// Runs may add rows at the same time, each its own.
class TraceSpool {
 public:
  /// Begins anew. folder: empty for files without a name.
  /// Errors: OutputError naming the file.
  TraceSpool(std::string folder, const studies::TrainingPlan& plan);
  TraceSpool(const TraceSpool&) = delete;
  TraceSpool& operator=(const TraceSpool&) = delete;

  /// Begins with the rows that another process left in a folder, in ALGORITHM.rows or, where it came to its end, in
  /// ALGORITHM.csv, as far as the resumed runs went.
  /// Errors: DataError naming the file where a row is missing or not as train writes it; OutputError.
  void take_up(const std::string& folder, const std::vector<studies::TrainingRun>& resumed);

  void add(propose::Algorithm algorithm, const studies::TraceRow& row, double seconds);
  /// Whatever ends the process, the rows so far are in their file. From the thread that adds them.
  void flush(propose::Algorithm algorithm);

  /// What is done with a row of either kind; `line` is that of the trace, with its newline.
  struct Visitor {
    std::function<void(const studies::TraceRow& row, const std::optional<double>& seconds)> kept;
    std::function<void(std::string_view line, std::string_view seconds)> spooled;
  };
  /// All rows of a run that has ended or stopped, in order. Errors: OutputError where rows were lost.
  void visit(const studies::TrainingRun& run, const Visitor& visitor) const;

  /// Removes the files of the folder: their rows are in the traces.
  void remove();

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  [[nodiscard]] std::string name_of(propose::Algorithm algorithm) const;
  [[nodiscard]] File open(propose::Algorithm algorithm, const std::string& ending) const;
  void take_up(const std::string& folder, const studies::TrainingRun& run);

  std::string folder_;
  long every_;
  std::map<propose::Algorithm, File> files_;
};

}  // namespace laecert::cli
