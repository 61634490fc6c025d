#pragma once

#include <string>

#include "training/checkpoint.hpp"
#include "training/train.hpp"

namespace laecert::cli {

/// Writes, for each run, ALGORITHM.csv (the trace), ALGORITHM-w1.npy and ALGORITHM-w2.npy (the last iterate, exactly),
/// and checkpoint.json for --resume, into the folder: all of them or none.
/// Errors: OutputError naming the file.
void write_training(const std::string& folder, const studies::TrainingOutcome& outcome, const studies::PlanText& plan);

/// The file that `write_training` writes for --resume.
std::string checkpoint_of(const std::string& folder);

/// The runs in the folder's checkpoint.json. Errors: MissingFileError, and as read_checkpoint.
std::vector<studies::TrainingRun> resume_training(const std::string& folder, const studies::PlanText& text_of_plan,
                                                  const studies::TrainingPlan& plan, const problem::Instance& instance);

/// Seconds of training at every row of the traces, without those that certifying took, as CSV under
/// algorithm,iteration,seconds,loss,subspace_distance,distance; no seconds for rows of an earlier process.
std::string timings_csv(const studies::TrainingOutcome& outcome);

/// A line for each run: its iterations, and the seconds of this process.
std::string seconds_text(const studies::TrainingOutcome& outcome);

}  // namespace laecert::cli
