#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "numeric/smith_normal_form.hpp"

namespace laecert::theory {

using numeric::Index;
using numeric::Integer;

/// An entry of a boundary operator: the boundary of `cell` holds `count` times `face`. Both 0-based in their degrees.
struct Incidence {
  Index face = 0, cell = 0;
  std::int64_t count = 0;
};

/// A finite complex of free abelian groups with bases: `cells[n]` of them in degree n, and the boundary operators
/// boundary[n] from degree n to n - 1; boundary[0] is empty.
struct ChainComplex {
  std::vector<Index> cells;
  std::vector<std::vector<Incidence>> boundary;
};

/// Where the square of the boundary operator does not vanish, in words; nothing where it does, exactly.
/// Errors: PreconditionError for boundaries that do not fit the cells.
std::optional<std::string> broken_square(const ChainComplex& complex);

/// (Z/order)^count.
struct Torsion {
  Integer order = 2, count = 0;

  friend bool operator==(const Torsion&, const Torsion&) = default;
};

/// Homology by degree: Betti numbers over Q and over Z/2, and the torsion over Z (the elementary divisors above 1, each
/// dividing the next).
struct Homology {
  std::vector<Integer> over_rationals, over_two;
  std::vector<std::vector<Torsion>> torsion;

  friend bool operator==(const Homology&, const Homology&) = default;
};

/// The homology, from the Smith normal form of each boundary operator, one connected block of it at a time; Betti
/// numbers over Q and Z/2 by ranks of their own.
/// Guarantee: exact.
/// Requires:  a complex (broken_square has nothing). Errors: PreconditionError; Stopped.
Homology homology_of(const ChainComplex& complex);

/// What the universal coefficient theorem makes of the integral homology over Z/2: the Betti numbers over Q, and twice
/// (in degrees n and n + 1) each even torsion divisor of degree n.
std::vector<Integer> betti_over_two_by_coefficients(const Homology& homology);

/// "Z, Z/2, (Z/2)^3 + Z, 0", by degree.
std::string to_text(const Homology& homology);
/// One degree: "Z^2 + (Z/2)^3"; "0" where it vanishes.
std::string group_text(const Homology& homology, std::size_t degree);

}  // namespace laecert::theory
