#pragma once

#include "training/train.hpp"

namespace laecert::studies {

/// What is told of the first algorithm, where one was trained.
inline const TrainedAlgorithm& only(const TrainingOutcome& outcome) { return outcome.report.algorithms.at(0); }

}  // namespace laecert::studies
