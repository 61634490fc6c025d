#include "families/tied/formulas.hpp"

#include <utility>

#include "families/lae/formulas.hpp"
#include "problem/families/tied/loss_impl.hpp"
#include "problem/weights.hpp"

namespace laecert::checks {

using numeric::SparsePolynomial;

certify::LossFormulas tied_formulas(Index m, Index k, Index rank) {
  ListedFormulas listed = listed_formulas(theory::Loss::sum, m, k, rank);
  const problem::TiedLoss<SparsePolynomial> over(std::move(listed.gram), std::move(listed.lambda), k, {});
  const Vector<SparsePolynomial> x = problem::pack_weights(listed.W2);
  return {over.gradient(x), over.hessian(x), std::move(listed.relations)};
}

}  // namespace laecert::checks
