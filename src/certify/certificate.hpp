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

/// A writable problem without its type.
struct Writing {
  std::string problem;
  Index k = 1;
  Matrix<Rational> gram;
  Rational lambda;
  std::function<std::vector<problem::WrittenMatrix>(const Vector<Rational>&)> point;
  Index generator_count = 0;
  std::function<Matrix<Rational>(Index)> generator;
  std::vector<Matrix<Rational>> commutant;
  std::function<Matrix<double>(const Vector<double>&)> hessian, tangents;
};

/// Rounds a certified point to a certificate: the borders are chosen among the single generators, gap and radius with
/// room for a checker whose bounds are up to twice as large. The radius, where it is not zero, is at most 10^-19, and
/// 10^-digits where more than the default digits were asked for. The certified point is in the units of the writing.
/// Guarantee: the inequalities of Kantorovich and Weyl that a checker will decide hold, by exact arithmetic and balls;
///            the gap is an estimate that the checker must prove.
/// Errors:    the reason why there is none: a singular bordered matrix in double, or bounds that do not fit together.
Outcome<Certificate> make_certificate(const Writing& writing, Evaluator& evaluator, const CertifiedPoint& certified);

/// A certificate of a problem in units of its own, told in those of the data: H and the loss are 2^exponent times those
/// of the own units, and so is J = [H T; T^T 0] once its border is (method.md, C8).
Certificate in_given_units(Certificate certificate, Matrix<Rational> gram, Rational lambda, long exponent);

/// The same for a problem of any family that can be written down, in units that leave its points as they are.
template <problem::WritableProblem P>
Outcome<Certificate> make_certificate(const P& problem, const CertifiedPoint& certified) {
  const problem::Rescaled<P> own = in_own_units(problem);
  const auto approx = own.problem.template over<double>({});
  const Writing writing{.problem = problem.name(),
                        .k = problem.k(),
                        .gram = own.problem.gram(),
                        .lambda = own.problem.lambda(),
                        .point = [&](const Vector<Rational>& x) { return problem.written(x); },
                        .generator_count = problem.generator_count(),
                        .generator = [&](Index i) { return problem.generator(i); },
                        .commutant = problem.commutant(),
                        .hessian = [&](const Vector<double>& x) { return approx.hessian(x); },
                        .tangents = [&](const Vector<double>& x) { return approx.tangents(x); }};
  ProblemEvaluator<P> evaluator(own.problem);
  Outcome<Certificate> certificate = make_certificate(writing, evaluator, certified);
  if (!certificate) return certificate;
  return in_given_units(*std::move(certificate), problem.gram(), problem.lambda(), own.value_exponent);
}

/// The certificate in the format "laecert-certificate/1": canonical p/q strings, one line for each matrix row.
std::string to_json(const Certificate& certificate);

/// The text of a certificate, or why there is none.
template <problem::WritableProblem P>
Outcome<std::string> certificate_text(const P& problem, const CertifiedPoint& certified) {
  const Outcome<Certificate> certificate = make_certificate(problem, certified);
  if (!certificate) return certificate.reason();
  return to_json(*certificate);
}

}  // namespace laecert::certify
