#include "studies/lemma_index.hpp"

#include <algorithm>
#include <iterator>

namespace laecert::studies {
namespace {

constexpr const char* bound = "human proof; each use is a comparison of proved numbers, on the instance";
constexpr const char* by_steps = "";  // lemmas.cpp lists them
constexpr const char* by_hand = "human proof; its hypotheses are decided on the instance";

std::vector<IndexedLemma> bounds() {
  return {
      {"R0", "a computed sum of products of non-negative doubles, raised by its rounding, is an upper bound", bound},
      {"R1", "an integer in double is exact below 2^53, else within the radius that is taken", bound},
      {"R2", "the radius of a sum of two enclosures in double holds the sum", bound},
      {"R3", "the radius of a product of two enclosures in double holds the product", bound},
      {"R4", "a matrix product in double is within gamma_n |A| |B| of the true one, in any order of summation", bound},
      {"R5", "the inertia of the bordered matrix [H T; T^T 0] by congruence in double", bound},
      {"R6", "the same inertia by a congruence in balls, where every row is dominated by one entry", bound},
      {"R7", "sorted eigenvalues lie near the diagonal of U^T S U, for a nearly orthogonal U", bound},
      {"R8", "Kantorovich: where |F| is small against the least singular value, there is one zero nearby", bound},
      {"R9", "Krawczyk: a box that is mapped into its interior holds exactly one zero", bound},
      {"R10", "Descartes: with real roots, the sign changes count the positive ones", bound},
      {"R11", "the inverse of a matrix in an enclosure, from an approximate one in double", bound},
      {"R12", "the inertia of a block from the signs of its characteristic coefficients", bound},
      {"R13", "a regular principal submatrix of full rank has the signs of the matrix, and bounds its eigenvalues",
       bound},
      {"C1", "a critical point's zero eigenvalues are those of the symmetries, where J is regular", bound},
      {"C2", "there is a true critical point within a proved radius of an approximate one", bound},
      {"C3", "the value there differs by at most |H| r^2 / 2 from the value at the approximate point", bound},
      {"C4", "a number is enclosed where its proved enclosure lies inside the predicted, printed one", bound},
      {"C5", "a critical point lies on the manifold with ranks l_e where tr(W2 W1 P_e) = l_e f(e)", bound},
      {"C6", "on an exact instance P^T H P, P rational and orthogonal, has the spectrum of H", bound},
      {"C7", "the loss is invariant: both sides have one normal form, for all sizes at once", "machine: normal forms"},
      {"C8", "what is proved in a unit of the data's own, a power of two, holds in the units of the data", bound},
      {"C9", "by relabelling, the Hessian at every index set is a sum of blocks read off at {1..l}", bound},
  };
}

std::vector<IndexedLemma> theorems() {
  return {
      {"T1", "identities (1) to (4) between the gradients", by_steps},
      {"T2", "balancedness: W1 W1^T = W2^T W2 at every critical point of `sum`", by_steps},
      {"T3", "a singular S reduces to its range", by_steps},
      {"T4", "the transpose theorem: W1 = W2^T at every critical point of `sum`", by_steps},
      {"T5", "the list of critical manifolds of `sum` is complete", by_steps},
      {"T6", "the listed points of `sum` are critical", by_steps},
      {"T7", "W2's left singular vectors are eigenvectors of S, sqrt(lambda/(1 - d^2)) singular values of X", by_hand},
      {"T8", "the Hessian of `sum` in blocks: index, nullity and spectrum on every manifold", by_hand},
      {"T9", "the Morse-Bott identity of the indices and Poincare polynomials", "machine: integer polynomials"},
      {"T10", "which eigenvalues of S are equal, and how far computed eigenvectors are from true ones", by_hand},
      {"T11", "samples of manifolds are uniform in each rank, without a list", by_hand},
      {"T12", "the list of critical manifolds of `none` and `product` is complete", by_steps},
      {"T13", "the listed points of `none` and `product` are critical", by_steps},
      {"T14", "each manifold of `none` and `product` is one orbit of GL_k: its index and nullity", by_hand},
      {"T15", "the zeros of regularized Oja are the tied critical points of `sum`", by_steps},
      {"T16", "the critical points of the tied loss are the zeros of regularized Oja", by_steps},
      {"T17", "balance decays along the gradient flow as exp(-4 lambda t)", by_steps},
      {"T18", "exact half steps descend", by_steps},
      {"T19", "gradient and Hessian of the likelihood and of the marginal posterior", by_hand},
      {"T20", "a Lipschitz constant of their Hessian where |W| <= r", by_hand},
      {"T21", "the joint posterior's critical points are those of a function of W alone", by_hand},
      {"T22", "the predicted weights of the likelihood and the marginal posterior are stationary", by_steps},
      {"T23", "the list is complete, and only the largest I have no direction of descent", by_steps},
      {"T24", "W = (S/n)^(1/2) W2, and W M^-1 W^T = W2 W1", by_steps},
      {"T25", "the marginal posterior tends to the likelihood as its prior widens", by_steps},
      {"T26", "the regression of X on X is `sum`", by_steps},
      {"T27", "the noise variance of maximum likelihood is the mean of the m - k smallest s_i/n", by_steps},
      {"T28", "neither posterior mode under a Gaussian prior on W is `sum` for any lambda", by_hand},
      {"T29", "the tied loss: derivatives, symmetries, a Lipschitz constant", by_hand},
      {"T30", "where n v of maximum likelihood lies among the eigenvalues of S", by_hand},
  };
}

std::vector<IndexedLemma> lemmas_of_topology() {
  return {
      {"M1", "the critical planes of tr((1 - P) S) are those of k eigenvectors, with the index inv(I)",
       "machine: identity chart; human: the step from it to the Hessian"},
      {"M2", "two rotations lead from I to I - {i} + {i-1}; their signed count, and d d = 0",
       "human proof; machine: signs from frames, the square of the boundary"},
      {"M3", "the homology of the Grassmannian over Z, Q and Z/2 in closed form",
       "human proof; machine: Smith normal forms of the boundary"},
      {"M4", "the two components of the minimum of `sum` are joined at the value of the only manifold of index 1",
       by_hand},
      {"M5", "k = 1: each point of index i bounds both points of index i - 1, modulo 2",
       "human proof; machine: all even boundaries, square and ranks modulo 2"},
  };
}

std::vector<IndexedLemma> theorems_of_unequal() {
  return {
      {"U1", "the gradients of `unequal`, and what they say of A A^T and B B^T", by_steps},
      {"U2", "A A^T = B B^T is diagonal at every critical point of `unequal`", by_steps},
      {"U3", "the list of `unequal` is complete: every unit is zero or on an eigenvector of its own", by_steps},
      {"U4", "the listed points of `unequal` are critical", by_steps},
      {"U5", "symmetries of `unequal`, and a Lipschitz constant of its Hessian", by_hand},
      {"U6", "a critical point is one of an injection where the loads of its units are nearest to those listed", bound},
      {"U7", "the index of every listed point of `unequal`, and that index 0 is the minimum's alone", by_hand},
  };
}

std::vector<IndexedLemma> bounds_of_training() {
  return {
      {"D1", "a critical point of `none` or `product` within a proved distance of given weights", bound},
      {"D2", "a critical point of `sum` within a proved distance of given weights", bound},
      {"D3", "units that are zero or on eigenvectors of their own are critical with a penalty for each", bound},
      {"D4", "local rates of the algorithms, block by block", by_hand},
      {"S1", "|W1| = |W2| and 4 lambda |W1|^2 <= tr S at every critical point of `sum`: they lie in a ball", by_hand},
      {"S2", "k = 1: W1 = a^T is critical exactly where one polynomial map of a alone vanishes", by_hand},
      {"S3", "m = 2, k >= 2: W1 = A is critical exactly where V P V = P S^2, P = A^T A, V = P S + lambda", by_hand},
      {"S4", "when a box holds no wanted zero: an entry, the map or Krawczyk's image excludes it", bound},
      {"S5", "where Krawczyk's test succeeds a box holds at most one zero", bound},
      {"S6", "when no box is left, every wanted zero lies in exactly one of the enclosures found", bound},
      {"S7", "every critical point is on the list, where listed points and enclosures match one by one", bound},
      {"G1", "the curvature of the loss on a sublevel set is bounded", by_hand},
      {"G2", "the curvature of the loss near a point is bounded", by_hand},
      {"G3", "a gradient step of at most the bound's inverse does not raise the loss", by_hand},
      {"G4", "the same for sequential and synchronized steps and for unequal penalties", by_hand},
      {"G5", "steps in the eigenbasis of S are those in the original coordinates", by_hand},
      {"G6", "what is not claimed of the other algorithms", by_hand},
  };
}

std::vector<IndexedLemma> all_indexed() {
  std::vector<IndexedLemma> all = bounds();
  for (const std::vector<IndexedLemma>& more :
       {theorems(), lemmas_of_topology(), theorems_of_unequal(), bounds_of_training()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace

const std::vector<IndexedLemma>& lemma_index() {
  static const std::vector<IndexedLemma> index = all_indexed();
  return index;
}

const IndexedLemma* find_indexed(const std::string& id) {
  const auto found =
      std::find_if(lemma_index().begin(), lemma_index().end(), [&](const IndexedLemma& one) { return one.id == id; });
  return found == lemma_index().end() ? nullptr : &*found;
}

}  // namespace laecert::studies
