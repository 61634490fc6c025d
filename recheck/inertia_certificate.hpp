#pragma once

#include "certificate.hpp"
#include "recheck.hpp"

namespace laecert::recheck {

/// Decides the inertia of a matrix and its gap by exact eliminations.
/// Guarantee: where accepted, the matrix is symmetric, has this inertia, and no eigenvalue but 0 within the gap.
Verdict decide_inertia(const InertiaCertificate& given);

}  // namespace laecert::recheck
