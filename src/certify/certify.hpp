#pragma once

#include "certify/certified_point.hpp"
#include "certify/evaluator.hpp"
#include "numeric/outcome.hpp"

namespace laecert::certify {

/// Certifies a true critical point near an approximate one, and then its inertia.
/// Shapes:    approximate N = evaluator.dimension().
/// Guarantee: a value means: there is a critical point of the problem in `point`, within `radius` of its midpoints, and
///            the Hessian there has `inertia`; its zero eigenvalues are those of the symmetries alone. A Reason means
///            nothing: the point may be critical or not.
/// Errors:    PreconditionError where the dimension is wrong.
/// Source:    docs/theory.md section 8; reports/method.md, certification of a critical point.
Outcome<CertifiedPoint> certify_point(Evaluator& evaluator, const Vector<Rational>& approximate,
                                      const CertifyOptions& options = {});

/// The same for a problem of any family.
template <CriticalProblem P>
Outcome<CertifiedPoint> certify(const P& problem, const Vector<Rational>& approximate,
                                const CertifyOptions& options = {}) {
  ProblemEvaluator<P> evaluator(problem);
  return certify_point(evaluator, approximate, options);
}

}  // namespace laecert::certify
