#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "training/run.hpp"

namespace laecert::studies {

/// What a run depends on, by the names of the options, in order.
using PlanText = std::vector<std::pair<std::string, std::string>>;

/// The plan on this instance with these samples: two runs with the same text are the same run.
PlanText plan_text(const problem::Instance& instance, const TrainingPlan& plan, const propose::SampleSource* samples);

/// The runs as JSON ("laecert-training-checkpoint/1"), every double by its shortest decimal.
std::string checkpoint_text(const PlanText& plan, const std::vector<TrainingRun>& runs);

/// The runs of such a text.
/// Guarantee: the runs that were written, but for their seconds; whatever the text is, what require_runs_of asks for.
/// Errors:    UsageError naming the first option that differs from the plan; DataError, with the name of the file,
///            where the text is malformed, of other shapes, or breaks a rule of require_runs_of.
std::vector<TrainingRun> read_checkpoint(std::string_view text, const std::string& name, const PlanText& text_of_plan,
                                         const TrainingPlan& plan, const problem::Instance& instance);

}  // namespace laecert::studies
