#include "theory/topology/chart_identities.hpp"

namespace laecert::theory {
namespace {

const numeric::Alphabet& chart_alphabet() {
  static const numeric::Alphabet alphabet(
      {{"K", "k", "k", true}, {"X", "p", "k"}, {"SI", "k", "k", true}, {"SJ", "p", "p", true}}, {});
  return alphabet;
}

}  // namespace

Identity chart_identity() {
  using numeric::Polynomial;
  const numeric::Alphabet& x = chart_alphabet();
  const Polynomial K = x.letter("K"), X = x.letter("X"), SI = x.letter("SI"), SJ = x.letter("SJ");
  const Polynomial XtX = X.transpose() * X, outside = X.transpose() * SJ * X;
  return {.id = "chart",
          .text = "(S_I + X^T S_J X) K = S_I + (X^T S_J X - S_I X^T X) K where (1 + X^T X) K = 1",
          .left = (SI + outside) * K,
          .right = SI + (outside - SI * XtX) * K,
          .wrong_right = SI + (outside + SI * XtX) * K,
          .relations = numeric::Relations({XtX * K + K - x.identity("k")})};
}

}  // namespace laecert::theory
