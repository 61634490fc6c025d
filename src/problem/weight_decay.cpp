#include "problem/weight_decay.hpp"

#include "numeric/errors.hpp"

namespace laecert::problem {
namespace {

// The c that the squared error was divided by.
Rational divisor_of(LossUnits units, const std::optional<long>& samples, long m) {
  if (units == LossUnits::sum) return 1;
  if (!samples) throw UsageError("weight decay: a mean over samples needs their number n");
  const Rational n = *samples;
  return units == LossUnits::mean ? n : n * m;
}

}  // namespace

Rational lambda_of_weight_decay(const WeightDecay& decay, const std::optional<long>& samples, long m) {
  if (!(decay.rate >= 0)) throw UsageError("weight decay: " + decay.rate.str() + " is negative");
  return divisor_of(decay.units, samples, m) * decay.rate / 2;
}

}  // namespace laecert::problem
