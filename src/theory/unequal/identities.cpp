#include "theory/unequal/identities.hpp"

#include "numeric/random.hpp"

namespace laecert::theory {
namespace {

using numeric::Alphabet;
using numeric::Assignment;
using numeric::Matrix;
using numeric::Polynomial;
using numeric::Rational;
using numeric::Relations;
using numeric::Symbol;
using numeric::Trace;

// Later letters are replaced first by relations.
const Alphabet& unit_alphabet() {
  static const Alphabet alphabet({{"A", "k", "m"},
                                  {"B", "k", "m"},
                                  {"Lambda", "k", "k", true},
                                  {"X", "k", "k", true},
                                  {"Y", "k", "k", true},
                                  {"M", "k", "k"},
                                  {"K", "k", "k", true},
                                  {"G", "k", "k", true},
                                  {"a", "1", "m"},
                                  {"b", "1", "m"},
                                  {"v", "m", "1"},
                                  {"S", "m", "m", true},
                                  {"T", "m", "m", true}},
                                 {"lambda", "d", "g"});
  return alphabet;
}

struct UnitLetters {
  const Alphabet& x = unit_alphabet();
  Polynomial A = x.letter("A"), B = x.letter("B"), S = x.letter("S"), Lambda = x.letter("Lambda");
  Polynomial At = A.transpose(), Bt = B.transpose(), N = Bt * A;
  Polynomial g1 = B * (N * S - S) + Lambda * A;
  Polynomial g2 = A * (S * N.transpose() - S) + Lambda * B;
};

Polynomial unit_loss(const UnitLetters& x) {
  return x.S * x.N.transpose() * x.N - 2 * (x.N * x.S) + x.At * x.Lambda * x.A + x.Bt * x.Lambda * x.B;
}

// Lambda^2 Z - Z Lambda^2 from Lambda Z - Z' Lambda and Lambda Z' - Z Lambda.
Polynomial between_squares(const Polynomial& L, const Polynomial& Z, const Polynomial& other) {
  return L * (L * Z - other * L) + (L * other - Z * L) * L;
}

// Its twin: the second with another sign.
Polynomial apart_squares(const Polynomial& L, const Polynomial& Z, const Polynomial& other) {
  return L * (L * Z - other * L) - (L * other - Z * L) * L;
}

// The gradients and what they say of A A^T and B B^T.
std::vector<Identity> balance_of_units() {
  const UnitLetters x;
  const Polynomial X = x.x.letter("X"), Y = x.x.letter("Y"), L = x.Lambda, v = x.x.letter("v");
  const Polynomial Av = x.A * v, Bv = x.B * v, Nv = x.N.transpose() * v, vt = v.transpose();
  const Relations null_vector({x.S * v});
  return {
      {"u1", "g1 A^T - B g2^T = Lambda A A^T - B B^T Lambda", x.g1 * x.At - x.B * x.g2.transpose(),
       L * x.A * x.At - x.B * x.Bt * L, L * (x.A * x.At - x.B * x.Bt)},
      {"u2", "Lambda^2 X - X Lambda^2 = Lambda (Lambda X - Y Lambda) + (Lambda Y - X Lambda) Lambda",
       L * L * X - X * L * L, between_squares(L, X, Y), apart_squares(L, X, Y)},
      {"u3", "v^T A^T g1 v = (A v)^T Lambda (A v) where S v = 0", vt * x.At * x.g1 * v, Av.transpose() * L * Av,
       -(Av.transpose() * L * Av), null_vector},
      {"u4", "v^T B^T g2 v = (N^T v)^T S (N^T v) + (B v)^T Lambda (B v) where S v = 0", vt * x.Bt * x.g2 * v,
       Nv.transpose() * x.S * Nv + Bv.transpose() * L * Bv, Bv.transpose() * L * Bv - Nv.transpose() * x.S * Nv,
       null_vector},
  };
}

// To M = A B^T, K = A T A^T and G = A S A^T, T = S^-1, where A A^T = B B^T = X is diagonal.
std::vector<Identity> mixing_of_units() {
  const UnitLetters x;
  const Polynomial T = x.x.letter("T"), X = x.x.letter("X"), K = x.x.letter("K"), M = x.x.letter("M");
  const Polynomial G = x.x.letter("G"), L = x.Lambda, one = x.x.identity("m"), unit = x.x.identity("k");
  const Polynomial Mt = M.transpose(), fixed = (G + L) * Mt - G;
  const Relations inverse({x.S * T - one, T * x.S - one}), commuting({L * X - X * L});
  const Polynomial of_K = X * X + K * L;
  return {
      {"u5", "g1 T = B B^T A - B + Lambda A T where S T = 1", x.g1 * T, x.B * x.Bt * x.A - x.B + L * x.A * T,
       x.B * x.Bt * x.A - x.B - L * x.A * T, inverse},
      {"u6", "g2 = (A S A^T + Lambda) B - A S", x.g2, (x.A * x.S * x.At + L) * x.B - x.A * x.S,
       (x.A * x.S * x.At - L) * x.B - x.A * x.S},
      {"u7", "M^T Lambda = Lambda M for M = X^2 + K Lambda, X Lambda = Lambda X", of_K.transpose() * L, L * of_K,
       L * (K * L - X * X), commuting},
      {"u8", "G M^T - M G = M ((G + Lambda) M^T - G) - (M (G + Lambda) - G) M^T", G * Mt - M * G,
       M * fixed - fixed.transpose() * Mt, M * fixed + fixed.transpose() * Mt},
      {"u9", "Lambda^2 M^T - M^T Lambda^2 = Lambda (Lambda M^T - M Lambda) + (Lambda M - M^T Lambda) Lambda",
       L * L * Mt - Mt * L * L, between_squares(L, Mt, M), apart_squares(L, Mt, M)},
      {"u10", "(G + Lambda) (1 - M^T) = Lambda - ((G + Lambda) M^T - G)", (G + L) * (unit - Mt), L - fixed, L + fixed},
  };
}

// Rows a and b of A and B, where K and G are diagonal: b = d a + lambda a T and (g + lambda) b = a S.
std::vector<Identity> rows_of_units() {
  const UnitLetters x;
  const Polynomial a = x.x.letter("a"), b = x.x.letter("b"), T = x.x.letter("T"), one = x.x.identity("m");
  const Symbol lambda = x.x.symbol("lambda"), d = x.x.symbol("d"), g = x.x.symbol("g");
  const Polynomial encoder = b - d * a - lambda * (a * T), decoder = g * b + lambda * b - a * x.S;
  const Polynomial image = d * (a * x.S) + lambda * a;
  const Polynomial left = g * (encoder * x.S) + lambda * (encoder * x.S) - decoder * x.S;
  const Polynomial squared = a * x.S * x.S;
  return {{"u11", "the rows leave a S^2 - (g + lambda) (d a S + lambda a) = 0", left,
           squared - g * image - lambda * image, squared + g * image - lambda * image,
           Relations({T * x.S - one, x.S * T - one})}};
}

const Alphabet& unit_converse_alphabet() {
  static const Alphabet alphabet({{"D", "l", "l", true},
                                  {"L", "l", "l", true},
                                  {"Q", "l", "l", true},
                                  {"U", "m", "l"},
                                  {"E", "k", "l"},
                                  {"S", "m", "m", true},
                                  {"Lambda", "k", "k", true}},
                                 {});
  return alphabet;
}

Relations relations_of_points() {
  const Alphabet& x = unit_converse_alphabet();
  const Polynomial D = x.letter("D"), L = x.letter("L"), Q = x.letter("Q"), U = x.letter("U"), E = x.letter("E");
  const Polynomial S = x.letter("S"), Lambda = x.letter("Lambda"), one = x.identity("l");
  return Relations({S * U - U * L, U.transpose() * U - one, E.transpose() * E - one, Lambda * E - E * Q, L * D - D * L,
                    Q * D - D * Q, D * D * L - L + Q});
}

}  // namespace

std::vector<Identity> unit_gradient_identities() {
  const UnitLetters x;
  const Trace loss(unit_loss(x));
  return {{"units.W1", "the derivative of the loss by W1 is 2 g1", loss.gradient("A"), 2 * x.g1, x.g1},
          {"units.W2", "the derivative of the loss by W2 is 2 g2^T", loss.gradient("B"), 2 * x.g2, x.g2}};
}

std::vector<Identity> unit_converse_identities() {
  const Alphabet& x = unit_converse_alphabet();
  const Polynomial D = x.letter("D"), U = x.letter("U"), E = x.letter("E"), S = x.letter("S");
  const Polynomial A = E * D * U.transpose(), W2 = A.transpose(), R = W2 * A * S - S, Lambda = x.letter("Lambda");
  const Relations relations = relations_of_points();
  return {
      {"units.converse.W1", "g1 = 0 at W1 = E D U^T, W2 = U D E^T", A * R + Lambda * A, x.zero("k", "m"), A, relations},
      {"units.converse.W2", "g2 = 0 there", R * W2 + W2 * Lambda, x.zero("m", "k"), W2, relations}};
}

std::vector<Identity> unit_completeness_identities() {
  std::vector<Identity> all = balance_of_units();
  for (const std::vector<Identity>& more : {mixing_of_units(), rows_of_units()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<TraceIdentity> unit_trace_identities() {
  const UnitLetters x;
  const Polynomial difference = x.A - x.B;
  const Trace norms(x.A * x.At + x.B * x.Bt), mixed(x.A * x.Bt);
  return {{"u12", "|A - B|^2 = tr(A A^T) + tr(B B^T) - 2 tr(A B^T)", Trace(difference * difference.transpose()),
           norms - Rational(2) * mixed, norms + Rational(2) * mixed}};
}

Assignment random_unit_assignment(std::uint64_t seed, Index k, Index m) {
  numeric::SplitMix64 random(seed);
  const std::map<std::string, Index> sizes = {{"k", k}, {"m", m}, {"1", 1}};
  const auto coordinate = [&] { return Rational(random.between(-1000, 1000), random.between(1, 1000)); };
  Assignment result;
  for (const numeric::Letter& letter : unit_alphabet().letters()) {
    Matrix<Rational> value(sizes.at(letter.rows), sizes.at(letter.cols));
    for (Rational& entry : value.reshaped()) entry = coordinate();
    if (letter.symmetric) value = Matrix<Rational>(value + value.transpose());
    result.letters.emplace(letter.name, std::move(value));
  }
  for (const std::string& symbol : unit_alphabet().symbols()) result.symbols.emplace(symbol, coordinate());
  return result;
}

}  // namespace laecert::theory
