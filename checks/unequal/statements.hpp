#pragma once

#include "families/findings.hpp"
#include "families/unequal/context.hpp"

namespace laecert::checks {

using UnequalStatement = claims::Statement<UnequalContext>;
using UnequalControl = claims::Control<UnequalContext>;

// The rows of `unequal`, each with its controls.
UnequalStatement unequal_critical();
UnequalStatement unequal_transpose();
UnequalStatement unequal_principal_directions();
UnequalStatement unequal_only_critical_points();
UnequalStatement unequal_value();
UnequalStatement unequal_index();
UnequalStatement unequal_morse();
UnequalStatement unequal_order();

/// The hypotheses of docs/theory.md section 9 in words.
inline constexpr const char* unequal_hypotheses =
    "lambda_a > 0 and distinct, none an eigenvalue of S, eigenvalues above the least distinct";

/// A statement about every critical point, decided by lemmas whose identities and hypotheses hold (by_lemmas_alone).
/// Where `--evidence` leaves out what is exact, the certified points alone are left: by_gaps.
Finding by_unit_lemmas(const UnequalContext& context, bool identities_hold, std::vector<std::string> lemmas,
                       const Contradiction& contradiction, const Gap& gap = {});

/// A wrong point that stands for a twin: column a of W2, an enclosure; W1 is the transpose.
/// Guarantee: refuted where the gradient there is proved not to vanish.
Decision wrong_units_are_critical(const UnequalContext& context, const Matrix<Ball>& W2);

/// Column j - 1 of the enclosed unit eigenvectors, times the length of unit a (from 0) on it; nothing where it is not
/// enclosed.
std::optional<Vector<Ball>> enclose_unit(const UnequalContext& context, Index unit, Index index);

/// Encloses W2 at the listed point whose signs are positive; nothing where an eigenvector is not enclosed.
std::optional<Matrix<Ball>> enclose_units(const UnequalContext& context, const theory::Manifold& manifold);

}  // namespace laecert::checks
