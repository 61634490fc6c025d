#pragma once

#include "families/lae/context.hpp"
#include "studies/ppca/ppca_report.hpp"

namespace laecert::studies {

using namespace checks;

/// What the explained variances are divided by; the likelihood, v and lambda = n v keep n.
enum class Divisor : std::int8_t { samples, samples_less_one };

/// What `ppca` does.
struct PpcaCommandOptions {
  Effort effort = {};
  bool maximum_likelihood = false;  // v by maximum likelihood; else lambda/n of the instance
  Divisor divisor = Divisor::samples;
  Rational prior_variance = 1;  // tau^2 of P3 and P4
  claims::MapOptions map = {};
};

/// Estimates probabilistic PCA on an instance, and decides how P1 to P5 stand to `sum` there.
/// Guarantee: the same report for any number of jobs. By maximum likelihood the lambda of the instance plays no role;
///            what is decided is decided at the rational v that the report names.
/// Requires:  prior_variance > 0. Errors: DataError for n < 2, PreconditionError.
Ppca ppca(const problem::Instance& instance, const PpcaCommandOptions& options);

}  // namespace laecert::studies
