#pragma once

#include "checks/ppca/noise.hpp"
#include "studies/ppca/report_ppca.hpp"

namespace laecert::studies {

using namespace checks;

/// How P1 to P5 stand to `sum` on an instance, with all that was decided on the way.
struct Comparison {
  bool complete = true;
  std::vector<report::Hypothesis> hypotheses = {};
  std::vector<ModelAgreement> agreement = {};
  std::vector<claims::ControlResult> controls = {};
  std::vector<std::string> not_proved = {};
  claims::Summary summary = {};
};

/// Decides P1, P2 and P5 by the registry, P3 and P4 by decide_prior_mode, at the rational v of the noise.
/// Guarantee: the same for any number of jobs. On a wall P1 and P2 speak of the manifolds with l = k alone, and say so.
/// Requires:  instance and spectrum with lambda = n v, noise.rational present.
Comparison compare_models(const problem::Instance& instance, const theory::Spectrum& spectrum,
                          const NoiseVariance& noise, const PpcaCommandOptions& options);

}  // namespace laecert::studies
