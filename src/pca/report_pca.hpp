#pragma once

#include "pca/components.hpp"
#include "pca/pca_report.hpp"
#include "studies/ppca/report_ppca.hpp"

namespace laecert::studies {

/// What `pca` does.
struct PcaOptions {
  Effort effort = {};
  Divisor divisor = Divisor::samples;  // of the explained variances
  claims::MapOptions map = {};
};

/// n or n - 1; nothing where n is not known. Errors: DataError for n - 1 = 0.
std::optional<long> divisor_of(const problem::Instance& instance, Divisor divisor);

/// Encloses the principal components of an instance, and rounds them; the lambda of the instance plays no role.
/// Guarantee: as decide_components; the same report for any number of jobs.
/// Errors:    DataError for n = 1 and the divisor n - 1; Stopped; PreconditionError.
Pca pca(const problem::Instance& instance, const PcaOptions& options);

/// What stands above the components of an instance: versions, the instance without its lambda, its first eigenvalues,
/// and whether s_k > s_(k+1).
report::Preamble pca_preamble(const problem::Instance& instance, const PrincipalComponents* components,
                              const Effort& effort);

}  // namespace laecert::studies
