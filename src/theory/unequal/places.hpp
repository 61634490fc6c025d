#pragma once

#include "theory/spectrum.hpp"
#include "theory/unequal/injections.hpp"

namespace laecert::theory {

/// How the penalties lie among the eigenvalues of S.
struct UnitPlaces {
  UnitProfile profile;                // reach[a] = #{i : s_i > lambda_a}
  std::optional<Index> on_wall = {};  // the first unit, from 1, whose penalty is an eigenvalue
  std::optional<Ball> gap = {};       // min |s_i - lambda_a| where they differ and their enclosures tell it
};

/// Decides for each penalty how many eigenvalues lie above it, and whether it is one.
/// Guarantee: exact. By rationals, or by the enclosures of the spectrum; what these leave open is decided as
///            decide_spectrum does with the penalty in place of lambda.
/// Requires:  spectrum of the instance; penalties >= 0. Errors: undecided as decide_spectrum.
Outcome<UnitPlaces> decide_places(const problem::Instance& instance, const Spectrum& spectrum, long digits,
                                  long max_digits);

/// The two smallest units, from 1, with the same penalty; nothing where all differ.
std::optional<std::pair<Index, Index>> equal_penalties(const std::vector<Rational>& penalties);

}  // namespace laecert::theory
