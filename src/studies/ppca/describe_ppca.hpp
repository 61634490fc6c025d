#pragma once

#include "checks/ppca/noise.hpp"
#include "studies/ppca/report_ppca.hpp"

/// What a report says of the estimates of probabilistic PCA.
namespace laecert::studies {

using namespace checks;

/// The min(k, m) first components, variances over n or n - 1.
std::vector<Component> describe_components(const problem::Instance& instance, const theory::Spectrum& spectrum,
                                           Divisor divisor, long digits);

/// v, the log likelihood, and weights of largest likelihood.
PpcaEstimate describe_estimate(const problem::Instance& instance, const theory::Spectrum& spectrum,
                               const NoiseVariance& noise, long digits);

/// What is out of the ordinary: a wall, a rational v beside the true one, columns of W that are 0, zeros in the mean.
std::vector<std::string> describe_notes(const problem::Instance& instance, const theory::Spectrum& spectrum,
                                        const NoiseVariance& noise, bool maximum_likelihood);

}  // namespace laecert::studies
