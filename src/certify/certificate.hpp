#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "certify/certified_point.hpp"
#include "certify/evaluator.hpp"
#include "problem/writable_problem.hpp"

namespace laecert::certify {

/// What an independent program needs to decide a critical point of a loss on a Gram matrix again: claims, data and a
/// point of short rationals. reports/certificate.md has the mathematics of that check.
struct Certificate {
  std::string problem = {};  // none, product, sum, tied, ...
  Index m = 1, k = 1, rank = 0;
  numeric::Inertia inertia = {};
  Rational value_low = {}, value_high = {};    // of the loss at the critical point
  std::optional<Rational> transpose_gap = {};  // an upper bound of |W1 - W2^T| there, where a point has these two
  Rational lambda = {};
  Matrix<Rational> gram = {};                      // m x m
  std::vector<problem::WrittenMatrix> point = {};  // W1 k x m and W2 m x k, or W m x k
  Rational radius = {};                            // the critical point is within it; 0: the point itself
  Rational gap = {};                               // the bordered matrix has no eigenvalue in [-gap, gap]
  std::vector<Matrix<Rational>> generators = {};   // Omega, k x k
  std::vector<Matrix<Rational>> commutant = {};    // K, m x m
};

/// A certificate tells the point to this many digits unless more are asked for: that keeps it short.
constexpr long ordinary_certificate_digits = 19;

/// A writable problem without its type, in its own units: the given one is 2^value_exponent times it.
struct Writing {
  std::string problem;
  Index k = 1;
  Matrix<Rational> gram;
  Rational lambda;
  long value_exponent = 0;
  std::function<std::vector<problem::WrittenMatrix>(const Vector<Rational>&)> point;
  Index generator_count = 0;
  std::function<Matrix<Rational>(Index)> generator;
  std::vector<Matrix<Rational>> commutant;
  std::function<Matrix<double>(const Vector<double>&)> hessian, tangents;
};

/// Rounds a certified point to a certificate, whose radius is at most 10^-digits where it is not zero: the borders are
/// chosen among the single generators, gap and radius with room for a checker whose bounds are up to twice as large.
/// Guarantee: the inequalities of Kantorovich and Weyl that a checker will decide hold, by exact arithmetic and balls;
///            the gap is an estimate that the checker must prove.
/// Errors:    the reason why there is none: a singular bordered matrix in double, or bounds that do not fit together.
/// Requires:  writing and evaluator of the problem in its own units; digits no more than the point was certified to.
Outcome<Certificate> make_certificate(const Writing& writing, Evaluator& evaluator, const CertifiedPoint& certified,
                                      long digits);

/// The same for a problem of any family that can be written down.
template <problem::WritableProblem P>
Outcome<Certificate> make_certificate(const P& problem, const CertifiedPoint& certified,
                                      long digits = ordinary_certificate_digits) {
  const problem::Rescaled<P> units = in_own_units(problem);
  if (units.point_exponent != 0) return Reason{"its points are no pure numbers", Reason::Kind::inapplicable};
  const P& own = units.problem;
  const auto approx = own.template over<double>({});
  const Writing writing{.problem = own.name(),
                        .k = own.k(),
                        .gram = own.gram(),
                        .lambda = own.lambda(),
                        .value_exponent = units.value_exponent,
                        .point = [&](const Vector<Rational>& x) { return own.written(x); },
                        .generator_count = own.generator_count(),
                        .generator = [&](Index i) { return own.generator(i); },
                        .commutant = own.commutant(),
                        .hessian = [&](const Vector<double>& x) { return approx.hessian(x); },
                        .tangents = [&](const Vector<double>& x) { return approx.tangents(x); }};
  ProblemEvaluator<P> evaluator(own);
  return make_certificate(writing, evaluator, certified, digits);
}

/// The certificate in the format "laecert-certificate/1": canonical p/q strings, one line for each matrix row.
std::string to_json(const Certificate& certificate);

/// The text of a certificate, or why there is none.
template <problem::WritableProblem P>
Outcome<std::string> certificate_text(const P& problem, const CertifiedPoint& certified, long digits) {
  const Outcome<Certificate> certificate = make_certificate(problem, certified, digits);
  if (!certificate) return certificate.reason();
  return to_json(*certificate);
}

}  // namespace laecert::certify
