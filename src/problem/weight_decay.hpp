#pragma once

#include <optional>

#include "problem/instance.hpp"

namespace laecert::problem {

/// The lambda of `sum` with the same critical points: the gradient of |X - W2 W1 X|^2 / c + (rate/2) (|W1|^2 + |W2|^2)
/// is that of |X - W2 W1 X|^2 + lambda (|W1|^2 + |W2|^2) over c, where lambda = c rate / 2 and c is 1, n or n m.
/// Units:     of the rate: squared data units over c.
/// Guarantee: exact.
/// Errors:    UsageError for a negative rate, and where c needs an n that is unknown.
Rational lambda_of_weight_decay(const WeightDecay& decay, const std::optional<long>& samples, long m);

}  // namespace laecert::problem
