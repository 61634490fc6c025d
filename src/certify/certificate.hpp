#pragma once

#include <string>

#include "certify/certified_point.hpp"
#include "problem/families/lae/loss.hpp"

namespace laecert::certify {

/// What an independent program needs to decide a critical point of a linear autoencoder's loss again: claims, data and
/// a point of short rationals. reports/certificate.md has the mathematics of that check.
struct Certificate {
  std::string problem = {};  // none, product or sum
  Index m = 1, k = 1, rank = 0;
  numeric::Inertia inertia = {};
  Rational value_low = {}, value_high = {};  // of the loss at the critical point
  Rational transpose_gap = {};               // an upper bound of |W1 - W2^T| there
  Rational lambda = {};
  Matrix<Rational> gram = {};                     // m x m
  problem::Autoencoder<Rational> point = {};      // W1 k x m, W2 m x k
  Rational radius = {};                           // the critical point is within it; 0: the point itself
  Rational gap = {};                              // the bordered matrix has no eigenvalue in [-gap, gap]
  std::vector<Matrix<Rational>> generators = {};  // Omega, k x k
  std::vector<Matrix<Rational>> commutant = {};   // K, m x m
};

/// Rounds a certified point to a certificate, whose radius is at most 10^-digits where it is not zero: the borders are
/// chosen among the single generators, gap and radius with room for a checker whose bounds are up to twice as large.
/// Guarantee: the inequalities of Kantorovich and Weyl that a checker will decide hold, by exact arithmetic and balls;
///            the gap is an estimate that the checker must prove.
/// Errors:    the reason why there is none: a singular bordered matrix in double, or bounds that do not fit together.
/// Requires:  digits no more than the point was certified to.
Outcome<Certificate> make_certificate(const problem::LaeProblem& problem, const CertifiedPoint& certified,
                                      long digits = 19);

/// The certificate in the format "laecert-certificate/1": canonical p/q strings, one line for each matrix row.
std::string to_json(const Certificate& certificate);

}  // namespace laecert::certify
