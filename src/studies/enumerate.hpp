#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checks/registry.hpp"
#include "studies/enumeration_report.hpp"

namespace laecert::studies {

using namespace checks;

/// A longer list would fill the memory.
inline constexpr Index most_enumerated_manifolds = 1000000;

/// Which manifolds `enumerate` lists, and how precisely.
struct EnumerateOptions {
  FamilyRegistry registry = builtin_registry();
  std::vector<std::string> losses = {};  // empty: all with a list of their own
  std::optional<Index> limit = 100;      // manifolds listed of each loss; nothing: all
  bool counts = false;                   // count all of them by rank and index
  long digits = 30;
  long max_digits = 200;
};

/// The critical manifolds that the theory predicts, in the order of theory::predict_manifolds, without certifying any.
/// Guarantee: hypotheses are decided on the instance; a loss whose hypotheses fail or are undecided has no list, and
///            says why; `count` is of all manifolds, however many are listed; without a limit all are.
/// Errors:    UsageError for an unknown loss, and without a limit for more than most_enumerated_manifolds;
///            PreconditionError for a limit outside 0..most_enumerated_manifolds.
Enumeration enumerate(const problem::Instance& instance, const EnumerateOptions& options = {});

/// All manifolds of one loss. Errors: as above.
LossEnumeration enumerate(const problem::Instance& instance, const std::string& loss);

}  // namespace laecert::studies
