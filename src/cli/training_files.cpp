#include "cli/training_files.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cli/certificate_output.hpp"
#include "instances/files.hpp"
#include "instances/write_npy.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

constexpr const char* checkpoint_name = "checkpoint.json";

}  // namespace

std::string checkpoint_of(const std::string& folder) {
  return (std::filesystem::path(folder) / checkpoint_name).string();
}

void write_training(const std::string& folder, const studies::TrainingOutcome& outcome, const studies::PlanText& plan) {
  require_folder(folder);
  const std::filesystem::path path(folder);
  std::vector<report::FileContent> files;
  std::vector<studies::TrainingRun> runs;
  runs.reserve(outcome.runs.size());
  for (const studies::Trained& one : outcome.runs) {
    const std::string name = propose::to_string(one.run.algorithm);
    files.push_back({path / (name + ".csv"), studies::to_csv(one.run.trace)});
    files.push_back({path / (name + "-w1.npy"), instances::npy_text(one.weights.W1)});
    files.push_back({path / (name + "-w2.npy"), instances::npy_text(one.weights.W2)});
    runs.push_back(one.run);
  }
  files.push_back({checkpoint_of(folder), studies::checkpoint_text(plan, runs)});
  report::write_files(files);
}

std::vector<studies::TrainingRun> resume_training(const std::string& folder, const studies::PlanText& text_of_plan,
                                                  const studies::TrainingPlan& plan,
                                                  const problem::Instance& instance) {
  const std::string file = checkpoint_of(folder);
  return studies::read_checkpoint(instances::read_text_file(file), file, text_of_plan, plan, instance);
}

std::string timings_csv(const studies::TrainingOutcome& outcome) {
  std::string text = "algorithm,iteration,seconds,loss,subspace_distance,distance\n";
  for (const studies::Trained& one : outcome.runs) {
    for (std::size_t i = 0; i < one.run.trace.size(); ++i) {
      const studies::TraceRow& row = one.run.trace[i];
      const std::optional<double>& seconds = one.run.seconds[i];
      text += fmt::format("{},{},{},{},{},{}\n", propose::to_string(one.run.algorithm), row.iteration,
                          seconds ? fmt::format("{:.6f}", *seconds) : std::string(), studies::number_cell(row.loss),
                          studies::number_cell(row.subspace_distance), studies::distance_cell(row));
    }
  }
  return text;
}

std::string seconds_text(const studies::TrainingOutcome& outcome) {
  std::string text;
  for (const studies::Trained& one : outcome.runs) {
    const std::optional<double> seconds = one.run.seconds.empty() ? std::nullopt : one.run.seconds.back();
    text += fmt::format("{:<20} {:>12} iterations {:>10.3f} s\n", propose::to_string(one.run.algorithm),
                        one.run.state.value().iteration, seconds.value_or(0));
  }
  return text;
}

}  // namespace laecert::cli
