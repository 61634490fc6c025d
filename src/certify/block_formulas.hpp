#pragma once

#include <array>
#include <functional>
#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/outcome.hpp"
#include "numeric/sparse_polynomial.hpp"

// The Hessian of a loss at the points of the index sets {1..l}, in the eigenbasis of S, as polynomials in the
// eigenvalues s_i, in lambda and in numbers that obey given relations with them. What falls apart there into small
// blocks does so at the manifold of every index set, by relabelling (reports/method.md, C9).

namespace laecert::certify {

using numeric::Index;
using numeric::Matrix;
using numeric::SparsePolynomial;
using numeric::Vector;

/// The derivatives of a loss at a point whose coordinates are polynomials, S = diag(s_1, ..., s_m).
/// Shapes: gradient N, hessian N x N.
struct LossFormulas {
  Vector<SparsePolynomial> gradient;
  Matrix<SparsePolynomial> hessian;
  std::vector<numeric::Rewriting> relations;  // each about the numbers of one place
};

/// A loss by formulas: its derivatives at the listed point of {1..rank}.
using FormulasAt = std::function<LossFormulas(Index rank)>;

/// A block by the elementary symmetric functions of its eigenvalues, in the numbers of at most two places, 0 and 1.
struct BlockFormula {
  Index size = 0;
  Index slots = 0;                              // how many places occur: 0, 1 or 2
  std::vector<SparsePolynomial> symmetric;      // e_0 = 1, e_1 (the trace), ..., e_size (the determinant)
  std::vector<SparsePolynomial> where_equal{};  // the same where both places hold one eigenvalue; for two slots
};

/// A block of the Hessian at {1..l}: which formula, of which places, from 0.
struct PlacedBlock {
  std::size_t formula = 0;
  std::array<Index, 2> places = {0, 0};
};

/// The blocks for every rank.
struct HessianBlocks {
  Index places = 0;     // m
  Index dimension = 0;  // N
  std::vector<BlockFormula> formulas;
  std::vector<std::vector<PlacedBlock>> by_rank;  // at {1..l}, l = 0, 1, ...
};

/// Reads the connected blocks off the formulas, for the ranks 0..largest_rank.
/// Guarantee: a value means: for every rank the gradient at the listed point vanishes wherever the relations hold, and
///            the Hessian there is, up to the order of its coordinates, the direct sum of the blocks.
///            A Reason where the gradient does not reduce to zero, or a block is of more than two places or too large.
/// Source:    reports/method.md, C9.
Outcome<HessianBlocks> read_hessian_blocks(const FormulasAt& at, Index places, Index largest_rank);

}  // namespace laecert::certify
