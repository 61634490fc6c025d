#pragma once

#include <vector>

#include "training/run.hpp"

/// What a run read from a file obeys if `train` wrote it: a checkpoint is text that anybody may have edited.
namespace laecert::studies {

/// Whether the row names a manifold, as `train` does, exactly where it may have been certified.
bool is_trace_row(const TraceRow& row);

/// Guarantee: the runs are of different algorithms of the plan; their iterations, steps and weights are such as
///            a run of the plan can have, and their endings agree with them. Whether an ending is "certified" is not
///            decided here: that asks for its weights (train).
/// Errors:    DataError naming the run and the broken rule.
void require_runs_of(const TrainingPlan& plan, const std::vector<TrainingRun>& runs);

}  // namespace laecert::studies
