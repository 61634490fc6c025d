#pragma once

#include <optional>
#include <string>

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ != 0)
#error "laecert proves with rounding bounds and with NaN: do not build it with -ffast-math or -ffinite-math-only"
#endif

namespace laecert::numeric {

/// What is wrong with this thread's floating-point arithmetic, or nothing: the canary of every proof in double.
///
/// Rounding mode and flushing of subnormals belong to a thread and can be changed by any library that is loaded, so
/// this is asked at the start and in every worker. It checks rounding to nearest, ties to even (in the mode and by
/// sums, products, quotients and roots), that subnormals are neither flushed nor read as zero, that NaN and infinity
/// behave, and that DoubleBall and Ball enclose a few numbers whose rounding is known to be hard. Guarantee: never a
/// text on hardware that follows IEEE 754 in round to nearest; a text names the first broken rule.
std::optional<std::string> floating_point_defect();

}  // namespace laecert::numeric
