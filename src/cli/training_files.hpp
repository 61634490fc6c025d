#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "cli/trace_spool.hpp"
#include "report/write_file.hpp"
#include "training/checkpoint.hpp"
#include "training/train.hpp"

namespace laecert::cli {

/// For each run ALGORITHM.csv (the trace), ALGORITHM-w1.npy and ALGORITHM-w2.npy (the last iterate, exactly), and
/// checkpoint.json for --resume, as they are to be written into the folder, which is made where it is missing; none
/// where no folder was asked for. outcome and spool outlive the writing. Errors: OutputError naming the folder.
std::vector<report::FileContent> training_files(const std::string& folder, const studies::TrainingOutcome& outcome,
                                                const studies::PlanText& plan, const TraceSpool& spool);

/// Keeps the folder's checkpoint.json up to date while runs go on; an empty folder: nothing.
class CheckpointKeeper {
 public:
  /// Writes the checkpoint of the resumed runs at once. Errors: OutputError naming the file.
  CheckpointKeeper(std::string folder, studies::PlanText plan, const std::vector<propose::Algorithm>& algorithms,
                   const std::vector<studies::TrainingRun>& resumed);

  /// From any thread. A checkpoint that cannot be written now is left out.
  void keep(const studies::TrainingRun& run);

 private:
  std::string folder_;
  studies::PlanText plan_;
  std::mutex mutex_;
  std::vector<studies::TrainingRun> runs_;
};

/// The file of the folder that is there for --resume.
std::string checkpoint_of(const std::string& folder);

/// The runs in the folder's checkpoint.json. Errors: MissingFileError, and as read_checkpoint.
std::vector<studies::TrainingRun> resume_training(const std::string& folder, const studies::PlanText& text_of_plan,
                                                  const studies::TrainingPlan& plan, const problem::Instance& instance);

/// Seconds of training at every row of the traces, without those that certifying took, as CSV under
/// algorithm,iteration,seconds,loss,subspace_distance,distance; no seconds for rows of an earlier process. Both outlive
/// the writing.
report::FileContent timings_file(const std::string& file, const studies::TrainingOutcome& outcome,
                                 const TraceSpool& spool);

}  // namespace laecert::cli
