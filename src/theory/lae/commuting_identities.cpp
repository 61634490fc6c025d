// The proof for `none` and `product` in checkable steps (docs/theory.md section 4; lemma T12 of method.md).

#include "numeric/errors.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::theory {

using numeric::Polynomial;
using numeric::Relations;
using numeric::Symbol;

// g1 = W2^T R and g2 = R W1^T with R = N S' - S, N = W2 W1; Y is S'^-1, so that S Y is the factor E.
std::vector<Identity> commuting_identities(Loss loss) {
  if (loss == Loss::sum) throw PreconditionError("`sum` has identities of its own");
  const Polynomial A = lae_alphabet().letter("A"), W2 = lae_alphabet().letter("B").transpose();
  const Polynomial S = lae_alphabet().letter("S"), Y = lae_alphabet().letter("Y"), N = lae_alphabet().letter("N");
  const Polynomial v = lae_alphabet().letter("v"), one = lae_alphabet().identity("m");
  const Symbol lambda = lae_alphabet().symbol("lambda"), sigma = lae_alphabet().symbol("sigma");
  const Polynomial weighted = loss == Loss::product ? S + lambda * one : S;
  const Polynomial map = W2 * A, Nt = N.transpose();
  const Polynomial g1 = half_gradient_W1(loss, A, W2, S, lambda), g2 = half_gradient_W2(loss, A, W2, S, lambda);
  // What the first two steps show to be zero, and M = S^2 S'^-1.
  const Polynomial X = N * S - S * Nt, Q = Nt * N - Nt * S * Y, M = S * S * Y;
  return {
      {"m1", "g2 W2^T = N S' N^T - S N^T", g2 * W2.transpose(), map * weighted * map.transpose() - S * map.transpose(),
       map * weighted * map.transpose() + S * map.transpose()},
      {"m2", "W1^T g1 = N^T N S' - N^T S", A.transpose() * g1, map.transpose() * map * weighted - map.transpose() * S,
       map.transpose() * map * weighted + map.transpose() * S},
      {"m3", "N M - M N = (N S - S N^T) S Y + S (Q^T - Q), Q = N^T N - N^T S Y, where S Y = Y S", N * M - M * N,
       X * S * Y + S * (Q.transpose() - Q), X * S * Y + S * (Q.transpose() + Q), Relations({S * Y - Y * S})},
      {"m4", "R v = -sigma v where S v = sigma v, N v = 0", (N * weighted - S) * v, -(sigma * v), sigma * v,
       Relations({S * v - sigma * v, N * v})},
  };
}

}  // namespace laecert::theory
