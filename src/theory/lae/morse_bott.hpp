#pragma once

#include <string>
#include <vector>

#include "theory/lae/manifolds.hpp"

namespace laecert::theory {

/// What the Morse-Bott identity over Z/2 says of a count table:
/// sum_I t^index(I) prod_{i=k-l}^{k-1} (1 + t^i) = 1 + (1 + t) Q(t), Q >= 0 coefficientwise.
struct MorseBottFinding {
  bool holds = false;
  std::vector<Integer> left;      // coefficients of the left side, from t^0
  std::vector<Integer> quotient;  // Q, where 1 + t divides left - 1; empty otherwise
  std::string witness;            // what fails, empty where it holds
};

/// Decides the identity, exactly. counts[l][i] manifolds of rank l have index i (predict_counts); wrong tables may be
/// passed and come out refuted.
/// Requires: k >= 1, at most k + 1 ranks. Errors: PreconditionError.
/// Source:   docs/theory.md section 5 (distinct eigenvalues, no wall); necessary for correct indices, not sufficient.
MorseBottFinding decide_morse_bott(const CountTable& counts, Index k);

/// sum_I (-1)^index(I) chi(V_l(R^k)): 1 for a correct table. chi is 1 for l = 0, 1 + (-1)^(k-1) for l = 1 and 0
/// beyond.
/// Requires: as decide_morse_bott. Errors: PreconditionError.
Integer euler_characteristic_sum(const CountTable& counts, Index k);

/// The coefficients of x / (1 + t), from t^0. Requires: x(-1) = 0.
std::vector<Integer> divided_by_one_plus_t(const std::vector<Integer>& x);

}  // namespace laecert::theory
