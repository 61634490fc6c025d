#include "theory/lae/identities.hpp"

#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::theory {

using numeric::Alphabet;
using numeric::Assignment;
using numeric::Index;
using numeric::Integer;
using numeric::Matrix;
using numeric::Polynomial;
using numeric::Rational;
using numeric::Relations;
using numeric::Symbol;
using numeric::Trace;

namespace {

// The letters of section 4 in the names of THEORY.md.
struct SumLetters {
  Polynomial A = sum_alphabet().letter("A");
  Polynomial B = sum_alphabet().letter("B");
  Polynomial S = sum_alphabet().letter("S");
  Polynomial v = sum_alphabet().letter("v");
  Polynomial one = sum_alphabet().identity("m");
  Symbol lambda = sum_alphabet().symbol("lambda");
  Polynomial N = B.transpose() * A;
  Polynomial g1 = half_gradient_W1(A, B.transpose(), S, lambda);
  Polynomial g2 = half_gradient_W2(A, B.transpose(), S, lambda).transpose();
};

bool vanishes_at(const Polynomial& x, const Assignment& at) {
  const Matrix<Rational> value = evaluate(x, at);
  return value == Matrix<Rational>::Zero(value.rows(), value.cols());
}

void require_relations(const Relations& relations, const Assignment& at) {
  for (const Polynomial& equation : relations.equations()) {
    if (!vanishes_at(equation, at)) {
      throw PreconditionError("the matrices do not satisfy " + equation.to_string() + " = 0");
    }
  }
}

// One of the 2^64 rationals j / 2^63 in [-1, 1): the count of THEORY.md section 4.
Rational random_coordinate(numeric::SplitMix64& random) {
  const Integer half_range = Integer(1) << 63;
  return Rational(Integer(random.next()) - half_range, half_range);
}

Matrix<Rational> random_matrix(numeric::SplitMix64& random, Index rows, Index cols) {
  Matrix<Rational> result(rows, cols);
  for (Index j = 0; j < cols; ++j) {
    for (Index i = 0; i < rows; ++i) result(i, j) = random_coordinate(random);
  }
  return result;
}

Identity invariance(std::string id, std::string text, const Polynomial& inverse, const Relations& relations) {
  const SumLetters x;
  const Polynomial M = sum_alphabet().letter("M");
  const Polynomial W2 = x.B.transpose();
  const Polynomial moved = sum_loss(M * x.A, W2 * inverse, x.S, x.lambda);
  const Polynomial wrong_move = sum_loss(M * x.A, W2 * M, x.S, x.lambda);
  return {std::move(id), std::move(text), moved, sum_loss(x.A, W2, x.S, x.lambda), wrong_move, relations};
}

}  // namespace

bool holds(const Identity& x) { return x.relations.reduce(x.left - x.right).is_zero(); }
bool holds(const TraceIdentity& x) { return (x.left - x.right).is_zero(); }
bool wrong_twin_holds(const Identity& x) { return x.relations.reduce(x.left - x.wrong_right).is_zero(); }
bool wrong_twin_holds(const TraceIdentity& x) { return (x.left - x.wrong_right).is_zero(); }

bool holds_at(const Identity& x, const Assignment& at) {
  require_relations(x.relations, at);
  return vanishes_at(x.left - x.right, at);
}

bool wrong_twin_holds_at(const Identity& x, const Assignment& at) {
  require_relations(x.relations, at);
  return vanishes_at(x.left - x.wrong_right, at);
}

const Alphabet& sum_alphabet() {
  // Later letters are replaced first by relations: T before Z before P, C before Z.
  static const Alphabet alphabet({{"A", "k", "m"},
                                  {"B", "k", "m"},
                                  {"M", "k", "k"},
                                  {"M^-1", "k", "k"},
                                  {"S", "m", "m", true},
                                  {"v", "m", "1"},
                                  {"P", "m", "m", true},
                                  {"C", "m", "m"},
                                  {"Z", "m", "m", true},
                                  {"T", "m", "m", true}},
                                 {"lambda"});
  return alphabet;
}

Assignment random_sum_assignment(std::uint64_t seed, Index k, Index m) {
  numeric::SplitMix64 random(seed);
  const std::map<std::string, Index> sizes = {{"k", k}, {"m", m}, {"1", 1}};
  Assignment result;
  for (const numeric::Letter& letter : sum_alphabet().letters()) {
    if (letter.name == "M^-1") continue;
    Matrix<Rational> value = random_matrix(random, sizes.at(letter.rows), sizes.at(letter.cols));
    for (Index j = 0; letter.symmetric && j < m; ++j) {
      for (Index i = 0; i < j; ++i) value(j, i) = value(i, j);
    }
    result.letters.emplace(letter.name, std::move(value));
  }
  result.symbols.emplace("lambda", random_coordinate(random));
  return result;
}

Polynomial sum_loss(const Polynomial& W1, const Polynomial& W2, const Polynomial& S, Symbol lambda) {
  const Polynomial map = W2 * W1;
  return S * map.transpose() * map - 2 * (map * S) + lambda * (W1.transpose() * W1 + W2 * W2.transpose());
}

Polynomial half_gradient_W1(const Polynomial& W1, const Polynomial& W2, const Polynomial& S, Symbol lambda) {
  return W2.transpose() * (W2 * W1 * S - S) + lambda * W1;
}

Polynomial half_gradient_W2(const Polynomial& W1, const Polynomial& W2, const Polynomial& S, Symbol lambda) {
  return (W2 * W1 * S - S) * W1.transpose() + lambda * W2;
}

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
  const Polynomial P = sum_alphabet().letter("P"), Z = sum_alphabet().letter("Z"), T = sum_alphabet().letter("T");
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
  const Polynomial C = sum_alphabet().letter("C"), Z = sum_alphabet().letter("Z"), Ct = C.transpose();
  const Polynomial difference = x.A - x.B;
  const Trace norms(x.A * x.A.transpose() + x.B * x.B.transpose()), mixed(x.N);
  return {
      {"12", "tr(C^T Z C) + tr(C Z C^T) = tr(C^T (Z C + C Z))", Trace(Ct * Z * C) + Trace(C * Z * Ct),
       Trace(Ct * (Z * C + C * Z)), Trace(Ct * (Z * C - C * Z))},
      {"13", "|A - B|^2 = tr(A A^T) + tr(B B^T) - 2 tr N", Trace(difference * difference.transpose()),
       norms - Rational(2) * mixed, norms + Rational(2) * mixed},
  };
}

std::vector<Identity> gradient_identities() {
  const SumLetters x;
  // In B = W2^T the gradient is the transpose of the gradient in W2.
  const Trace loss(sum_loss(x.A, x.B.transpose(), x.S, x.lambda));
  return {
      {"grad.W1", "the derivative of the loss by W1 is 2 g1", loss.gradient("A"), 2 * x.g1, x.g1},
      {"grad.W2", "the derivative of the loss by W2 is 2 g2^T", loss.gradient("B"), 2 * x.g2, x.g2},
  };
}

Identity orthogonal_invariance() {
  const Polynomial M = sum_alphabet().letter("M"), one = sum_alphabet().identity("k");
  const Relations orthogonal({M.transpose() * M - one, M * M.transpose() - one});
  return invariance("symmetry.O", "the loss at (M W1, W2 M^T) is the loss at (W1, W2) for M in O_k", M.transpose(),
                    orthogonal);
}

Identity linear_invariance() {
  const Polynomial M = sum_alphabet().letter("M"), inverse = sum_alphabet().letter("M^-1");
  const Polynomial one = sum_alphabet().identity("k");
  return invariance("symmetry.GL", "the loss at (M W1, W2 M^-1) is the loss at (W1, W2) for M in GL_k", inverse,
                    Relations({M * inverse - one, inverse * M - one}));
}

std::vector<Identity> converse_identities(DiagonalRule rule) {
  // Letters in the order in which the rules move them: S U becomes U L, L D becomes D L.
  const Alphabet alphabet(
      {{"D", "l", "l", true}, {"L", "l", "l", true}, {"U", "m", "l"}, {"O", "k", "l"}, {"S", "m", "m", true}},
      {"lambda"});
  const Polynomial D = alphabet.letter("D"), L = alphabet.letter("L"), U = alphabet.letter("U");
  const Polynomial O = alphabet.letter("O"), S = alphabet.letter("S"), one = alphabet.identity("l");
  const Symbol lambda = alphabet.symbol("lambda");
  const Polynomial power = rule == DiagonalRule::square_root ? D * D : D;
  const Relations relations(
      {S * U - U * L, U.transpose() * U - one, O.transpose() * O - one, L * D - D * L, power * L - L + lambda * one});
  const Polynomial W2 = U * D * O.transpose(), W1 = W2.transpose();
  const Polynomial zero_W1 = alphabet.zero("k", "m"), zero_W2 = alphabet.zero("m", "k");
  return {
      {"converse.W1", "g1 = 0 at W1 = O D U^T, W2 = U D O^T", half_gradient_W1(W1, W2, S, lambda), zero_W1, lambda * W1,
       relations},
      {"converse.W2", "g2 = 0 at W1 = O D U^T, W2 = U D O^T", half_gradient_W2(W1, W2, S, lambda), zero_W2, lambda * W2,
       relations},
      {"converse.map", "W2 W1 = U D^2 U^T", W2 * W1, U * D * D * U.transpose(), U * D * U.transpose(), relations},
  };
}

}  // namespace laecert::theory
