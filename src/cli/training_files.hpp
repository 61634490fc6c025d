#pragma once

#include <string>

#include "checks/training/checkpoint.hpp"
#include "checks/training/train.hpp"

namespace laecert::cli {

/// Writes, for each run, ALGORITHM.csv (the trace), ALGORITHM-w1.npy and ALGORITHM-w2.npy (the last iterate, exactly),
/// and checkpoint.json for --resume, into the folder: all of them or none.
/// Errors: OutputError naming the file.
void write_training(const std::string& folder, const checks::TrainingOutcome& outcome, const checks::PlanText& plan);

/// The file that `write_training` writes for --resume.
std::string checkpoint_of(const std::string& folder);

/// The runs in the folder's checkpoint.json. Errors: MissingFileError, and as read_checkpoint.
std::vector<checks::TrainingRun> resume_training(const std::string& folder, const checks::PlanText& text_of_plan,
                                                 const checks::TrainingPlan& plan, const problem::Instance& instance);

/// Seconds of training at every row of the traces, without those that certifying took, as CSV under
/// algorithm,iteration,seconds,loss,subspace_distance,distance; no seconds for rows of an earlier process.
std::string timings_csv(const checks::TrainingOutcome& outcome);

/// A line for each run: its iterations, and the seconds of this process.
std::string seconds_text(const checks::TrainingOutcome& outcome);

}  // namespace laecert::cli
