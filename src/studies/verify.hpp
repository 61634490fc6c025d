#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checks/registry.hpp"
#include "claims/verdict.hpp"
#include "report/report.hpp"
#include "studies/certificates.hpp"

namespace laecert::studies {

using namespace checks;

/// What `verify` decides, and how hard it tries.
struct VerifyOptions {
  FamilyRegistry registry = builtin_registry();
  Effort effort = {};
  std::vector<std::string> losses = {};      // empty: the statements of all
  std::vector<std::string> statements = {};  // ids; empty: all
  claims::MapOptions map = {};
  RecordObserver observe = {};
  std::optional<long> starts = {};  // of the search in each loss; nothing: by the number of unknowns
  bool counts = false;              // count all manifolds by rank and index, listed or not
};

/// Refuses options that name what there is not, before anything is computed.
/// Errors: UsageError for an unknown loss or statement, or a statement about another loss than those named.
void require_known_names(const VerifyOptions& options);

/// Decides the registry on one instance.
/// Guarantee: the same report for any number of jobs.
/// Errors:    UsageError for an unknown loss or statement, or a selection of ranks out of range.
report::Report verify(const problem::Instance& instance, const VerifyOptions& options);

}  // namespace laecert::studies
