// The proof for `sum` in checkable steps (docs/theory.md section 4).

#include "theory/lae/identities.hpp"

namespace laecert::theory {

using numeric::Polynomial;
using numeric::Rational;
using numeric::Relations;
using numeric::Symbol;
using numeric::Trace;

namespace {

// The letters of section 4 in the names of docs/theory.md.
struct SumLetters {
  Polynomial A = lae_alphabet().letter("A");
  Polynomial B = lae_alphabet().letter("B");
  Polynomial S = lae_alphabet().letter("S");
  Polynomial v = lae_alphabet().letter("v");
  Polynomial one = lae_alphabet().identity("m");
  Symbol lambda = lae_alphabet().symbol("lambda");
  Polynomial N = B.transpose() * A;
  Polynomial g1 = half_gradient_W1(Loss::sum, A, B.transpose(), S, lambda);
  Polynomial g2 = half_gradient_W2(Loss::sum, A, B.transpose(), S, lambda).transpose();
};

}  // namespace

std::vector<Identity> balance_identities() {
  const SumLetters x;
  const Polynomial At = x.A.transpose(), Bt = x.B.transpose(), Nt = x.N.transpose();
  const Polynomial P = At * x.A, Q = Bt * x.B, AAt = x.A * At, BBt = x.B * Bt;
  return {
      {"1", "g1 A^T - B g2^T = lambda (A A^T - B B^T)", x.g1 * At - x.B * x.g2.transpose(), x.lambda * (AAt - BBt),
       x.lambda * (AAt + BBt)},
      {"2", "A^T g1 = N^T N S - N^T S + lambda P", At * x.g1, Nt * x.N * x.S - Nt * x.S + x.lambda * P,
       Nt * x.N * x.S - Nt * x.S - x.lambda * P},
      {"3", "B^T g2 = N S N^T - N S + lambda Q", Bt * x.g2, x.N * x.S * Nt - x.N * x.S + x.lambda * Q,
       x.N * x.S * Nt + x.N * x.S + x.lambda * Q},
      {"4", "N^T N - P^2 = A^T (B B^T - A A^T) A", Nt * x.N - P * P, At * (BBt - AAt) * x.A, At * (AAt - BBt) * x.A},
  };
}

std::vector<Identity> completeness_identities() {
  const SumLetters x;
  const Polynomial P = lae_alphabet().letter("P"), Z = lae_alphabet().letter("Z"), T = lae_alphabet().letter("T");
  const Polynomial At = x.A.transpose(), Bt = x.B.transpose(), vt = x.v.transpose(), Nv = x.N.transpose() * x.v;
  const Polynomial Av = x.A * x.v, Bv = x.B * x.v, bracket = Z * x.S - x.S * Z;
  const Relations null_vector({x.S * x.v}), inverse({x.S * T - x.one, T * x.S - x.one});
  const Relations commuting({Z * P - P * Z});
  const Polynomial sum_Z = P + x.lambda * T, PZ = P * (Z - x.one);
  return {
      {"5", "v^T A^T g1 v = lambda |A v|^2 where S v = 0", vt * At * x.g1 * x.v, x.lambda * (Av.transpose() * Av),
       -(x.lambda * (Av.transpose() * Av)), null_vector},
      {"6", "v^T B^T g2 v = (N^T v)^T S (N^T v) + lambda |B v|^2 where S v = 0", vt * Bt * x.g2 * x.v,
       Nv.transpose() * x.S * Nv + x.lambda * (Bv.transpose() * Bv),
       x.lambda * (Bv.transpose() * Bv) - Nv.transpose() * x.S * Nv, null_vector},
      {"7", "Z P S - S P Z = Z^2 S - S Z^2 for Z = P + lambda S^-1", sum_Z * P * x.S - x.S * P * sum_Z,
       sum_Z * sum_Z * x.S - x.S * sum_Z * sum_Z, sum_Z * sum_Z * x.S + x.S * sum_Z * sum_Z, inverse},
      {"8", "Z C + C Z = Z^2 S - S Z^2 for C = Z S - S Z", Z * bracket + bracket * Z, Z * Z * x.S - x.S * Z * Z,
       Z * Z * x.S + x.S * Z * Z},
      {"9", "(Z P)^T (Z P) - P^2 = P^2 (Z - 1) (Z + 1) where Z P = P Z", P * Z * Z * P - P * P, P * PZ * (Z + x.one),
       P * PZ * (Z - x.one), commuting},
      {"10", "(P (Z - 1))^2 = P^2 (Z - 1) (Z - 1) where Z P = P Z", PZ * PZ, P * PZ * (Z - x.one), P * PZ * (Z + x.one),
       commuting},
      {"11", "P (Z - 1) S = P^2 S - P S + lambda P for Z = P + lambda S^-1", P * (sum_Z - x.one) * x.S,
       P * P * x.S - P * x.S + x.lambda * P, P * P * x.S - P * x.S - x.lambda * P, inverse},
  };
}

std::vector<TraceIdentity> trace_identities() {
  const SumLetters x;
  const Polynomial C = lae_alphabet().letter("C"), Z = lae_alphabet().letter("Z"), Ct = C.transpose();
  const Polynomial difference = x.A - x.B;
  const Trace norms(x.A * x.A.transpose() + x.B * x.B.transpose()), mixed(x.N);
  return {
      {"12", "tr(C^T Z C) + tr(C Z C^T) = tr(C^T (Z C + C Z))", Trace(Ct * Z * C) + Trace(C * Z * Ct),
       Trace(Ct * (Z * C + C * Z)), Trace(Ct * (Z * C - C * Z))},
      {"13", "|A - B|^2 = tr(A A^T) + tr(B B^T) - 2 tr N", Trace(difference * difference.transpose()),
       norms - Rational(2) * mixed, norms + Rational(2) * mixed},
  };
}

}  // namespace laecert::theory
