#include "cli/training_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/certificate_output.hpp"
#include "instances/files.hpp"
#include "instances/write_npy.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

constexpr const char* checkpoint_name = "checkpoint.json";

constexpr std::size_t subspace_column = 5;  // of a trace

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t comma = std::min(line.find(',', start), line.size());
    cells.push_back(line.substr(start, comma - start));
    start = comma + 1;
  }
  return cells;
}

// Merged from memory and disk while it is written.
report::FileContent trace_file(const std::filesystem::path& file, const studies::TrainingRun& run,
                               const TraceSpool& spool) {
  return {.file = file, .content = studies::csv_header(), .more = [&run, &spool](const report::Sink& put) {
            spool.visit(run, {.kept = [&](const studies::TraceRow& row,
                                          const std::optional<double>&) { put(studies::csv_line(row)); },
                              .spooled = [&](std::string_view line, std::string_view) { put(line); }});
          }};
}

}  // namespace

std::string checkpoint_of(const std::string& folder) {
  return (std::filesystem::path(folder) / checkpoint_name).string();
}

std::vector<report::FileContent> training_files(const std::string& folder, const studies::TrainingOutcome& outcome,
                                                const studies::PlanText& plan, const TraceSpool& spool) {
  if (folder.empty()) return {};
  require_folder(folder);
  const std::filesystem::path path(folder);
  std::vector<report::FileContent> files;
  std::vector<studies::TrainingRun> runs;
  runs.reserve(outcome.runs.size());
  for (const studies::Trained& one : outcome.runs) {
    const std::string name = propose::to_string(one.run.algorithm);
    files.push_back(trace_file(path / (name + ".csv"), one.run, spool));
    files.push_back({path / (name + "-w1.npy"), instances::npy_text(one.weights.W1)});
    files.push_back({path / (name + "-w2.npy"), instances::npy_text(one.weights.W2)});
    runs.push_back(one.run);
  }
  files.push_back({checkpoint_of(folder), studies::checkpoint_text(plan, runs)});
  return files;
}

CheckpointKeeper::CheckpointKeeper(std::string folder, studies::PlanText plan,
                                   const std::vector<propose::Algorithm>& algorithms,
                                   const std::vector<studies::TrainingRun>& resumed)
    : folder_(std::move(folder)), plan_(std::move(plan)) {
  for (const propose::Algorithm algorithm : algorithms) {
    const auto found = std::ranges::find(resumed, algorithm, &studies::TrainingRun::algorithm);
    runs_.push_back(found == resumed.end() ? studies::TrainingRun{.algorithm = algorithm} : *found);
  }
  if (!folder_.empty()) report::write_file(checkpoint_of(folder_), studies::checkpoint_text(plan_, runs_));
}

void CheckpointKeeper::keep(const studies::TrainingRun& run) {
  if (folder_.empty()) return;
  const std::scoped_lock lock(mutex_);
  *std::ranges::find(runs_, run.algorithm, &studies::TrainingRun::algorithm) = run;
  try {
    report::write_file(checkpoint_of(folder_), studies::checkpoint_text(plan_, runs_));
  } catch (const report::OutputError&) {
    // What the run comes to is not lost for that: where nothing can be written at the end either, that is told then.
  }
}

std::vector<studies::TrainingRun> resume_training(const std::string& folder, const studies::PlanText& text_of_plan,
                                                  const studies::TrainingPlan& plan,
                                                  const problem::Instance& instance) {
  const std::string file = checkpoint_of(folder);
  return studies::read_checkpoint(instances::read_text_file(file), file, text_of_plan, plan, instance);
}

report::FileContent timings_file(const std::string& file, const studies::TrainingOutcome& outcome,
                                 const TraceSpool& spool) {
  const auto rows_of_run = [&spool](const studies::TrainingRun& run, const report::Sink& put) {
    const std::string name = propose::to_string(run.algorithm);
    spool.visit(run, {.kept =
                          [&](const studies::TraceRow& row, const std::optional<double>& seconds) {
                            put(fmt::format("{},{},{},{},{},{}\n", name, row.iteration,
                                            seconds ? fmt::format("{:.6f}", *seconds) : std::string(),
                                            studies::number_cell(row.loss), studies::number_cell(row.subspace_distance),
                                            studies::distance_cell(row)));
                          },
                      .spooled =
                          [&](std::string_view line, std::string_view seconds) {
                            const std::vector<std::string_view> cells = cells_of(line);
                            put(fmt::format("{},{},{},{},{},\n", name, cells.at(0), seconds, cells.at(1),
                                            cells.at(subspace_column)));
                          }});
  };
  return {.file = file,
          .content = "algorithm,iteration,seconds,loss,subspace_distance,distance\n",
          .more = [&outcome, rows_of_run](const report::Sink& put) {
            for (const studies::Trained& one : outcome.runs) rows_of_run(one.run, put);
          }};
}

}  // namespace laecert::cli
