#pragma once

#include <ceres/iteration_callback.h>

#include "numeric/running.hpp"

namespace laecert::propose {

/// Ends a minimization of Ceres between two iterations once a stop is asked for; the caller then throws, by
/// numeric::require_running().
class EndsAtStop final : public ceres::IterationCallback {
 public:
  ceres::CallbackReturnType operator()(const ceres::IterationSummary&) override {
    return numeric::current_stop().stop_requested() ? ceres::SOLVER_ABORT : ceres::SOLVER_CONTINUE;
  }
};

}  // namespace laecert::propose
