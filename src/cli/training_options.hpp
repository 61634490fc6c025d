#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "training/plan.hpp"

namespace laecert::cli {

/// The options on what is trained and how long, as they were typed.
struct TrainingOptions {
  std::vector<std::string> algorithms = {"all"}, penalties = {};
  std::string loss = "sum", step, iterations = "400000", tolerance = "1e-8", stop = "certified", eps = "1e-8";
  std::string start_scale = "1/10", batch = "100", trace_every = "0";
  bool sequential = false;
};

void add_training_options(CLI::App& command, TrainingOptions& options);

/// Errors: UsageError with one line.
studies::TrainingPlan make_plan(const TrainingOptions& options, std::uint64_t seed);

}  // namespace laecert::cli
