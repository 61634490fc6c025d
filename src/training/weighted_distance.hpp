#pragma once

#include <string>
#include <vector>

#include "families/lae/context.hpp"

/// The loss |X - W2 W1 X|^2 + sum_a lambda_a (|w_a|^2 + |v_a|^2), w_a the rows of W1 and v_a the columns of W2: `sum`
/// with a penalty for each unit [B20].
namespace laecert::studies {

using namespace checks;

/// A critical point of it near given weights: each unit is zero, or d u on an eigenvector of its own.
struct NearUnits {
  std::vector<Index> eigenvectors;  // of each unit, counted from 1; 0: the unit is zero
  Ball distance;                    // an upper bound, Frobenius; of radius zero
};

/// Bounds the distance from the weights to a critical point of that kind.
/// Guarantee: a critical point lies within `distance` of the weights, taken as the doubles that they are.
/// Requires:  a penalty > 0 for each of the k units, weights k x m and m x k. Errors: PreconditionError.
/// Errors:    the reason where the weights are not finite, two units follow one eigenvector, or it is not enclosed.
/// Source:    reports/method.md, D3.
Outcome<NearUnits> enclose_units_distance(const theory::Spectrum& spectrum, const std::vector<Rational>& penalties,
                                          const problem::Autoencoder<double>& weights);

/// "units on 1,2,-": the eigenvector of each unit, "-" for a unit that is zero.
std::string units_text(const std::vector<Index>& eigenvectors);

}  // namespace laecert::studies
