#include "theory/ppca/identities.hpp"

namespace laecert::theory {

using numeric::Alphabet;
using numeric::Polynomial;
using numeric::Relations;
using numeric::Symbol;
using numeric::Trace;

namespace {

struct PpcaLetters {
  const Alphabet& x = ppca_alphabet();
  Polynomial D = x.letter("D"), R = x.letter("R"), E = x.letter("E"), Q = x.letter("Q"), N = x.letter("N");
  Polynomial L = x.letter("L"), U = x.letter("U"), O = x.letter("O");
  Polynomial J = x.letter("J"), H = x.letter("H"), K = x.letter("K"), S = x.letter("S");
  Symbol v = x.symbol("v"), alpha = x.symbol("alpha");
  Polynomial one = x.identity("l");
  Polynomial W = U * R * O.transpose();
  Polynomial orthonormal_U = U.transpose() * U - one;
  Polynomial orthonormal_O = O.transpose() * O - one;
  Polynomial roots = R * R - N + v * one;
};

}  // namespace

const Alphabet& ppca_alphabet() {
  // The rules move the matrices to the left of U and O into letters of size l, and these into this order.
  static const Alphabet alphabet({{"D", "l", "l", true},
                                  {"R", "l", "l", true},
                                  {"E", "l", "l", true},
                                  {"Q", "l", "l", true},
                                  {"N", "l", "l", true},
                                  {"L", "l", "l", true},
                                  {"U", "m", "l"},
                                  {"O", "k", "l"},
                                  {"J", "k", "k", true},
                                  {"H", "m", "m", true},
                                  {"K", "m", "m", true},
                                  {"S", "m", "m", true}},
                                 {"v", "alpha"});
  return alphabet;
}

std::vector<Identity> ppca_stationary_identities(PpcaRule rule) {
  const PpcaLetters x;
  const Polynomial C = x.W * x.W.transpose() + x.v * x.x.identity("m");
  const Polynomial roots = rule == PpcaRule::true_rule ? x.roots : x.R * x.R - x.N;
  // L = N + alpha N^2 for N = E^-1, multiplied by E^2.
  const Polynomial levels = x.E * x.E * x.L - x.E - x.alpha * x.one;
  return {
      {"ppca.covariance", "C U = U N for C = W W^T + v, W = U R O^T, R^2 = N - v", C * x.U, x.U * x.N,
       x.U * x.N + x.v * x.U, Relations({x.orthonormal_U, x.orthonormal_O, roots})},
      {"ppca.stationary", "K W - K S K W + alpha W = 0 where K U = U N^-1, S U = U L, L = N + alpha N^2",
       x.K * x.W - x.K * x.S * x.K * x.W + x.alpha * x.W, x.x.zero("m", "k"), x.alpha * x.W,
       Relations({x.S * x.U - x.U * x.L, x.K * x.U - x.U * x.E, x.L * x.E - x.E * x.L, levels})},
  };
}

std::vector<Identity> ppca_decoder_identities() {
  const PpcaLetters x;
  const Polynomial root = x.Q * x.D;
  const Polynomial W2 = x.U * x.D * x.O.transpose();
  return {
      {"ppca.root", "(Q D)^2 = L - v for Q^2 = L, D^2 L = L - v", root * root, x.L - x.v * x.one, x.L,
       Relations({x.Q * x.Q - x.L, x.Q * x.D - x.D * x.Q, x.L * x.D - x.D * x.L, x.D * x.D * x.L - x.L + x.v * x.one})},
      {"ppca.decoder", "H W2 = U Q D O^T for H U = U Q", x.H * W2, x.U * root * x.O.transpose(),
       x.U * x.Q * root * x.O.transpose(), Relations({x.H * x.U - x.U * x.Q})},
  };
}

std::vector<Identity> ppca_operator_identities() {
  const PpcaLetters x;
  const Polynomial M = x.W.transpose() * x.W + x.v * x.x.identity("k");
  const Polynomial map = x.U * x.D * x.D * x.U.transpose();
  return {
      {"ppca.latent", "M O = O N for M = W^T W + v", M * x.O, x.O * x.N, x.O * x.N + x.v * x.O,
       Relations({x.orthonormal_U, x.orthonormal_O, x.roots})},
      {"ppca.operator", "W M^-1 W^T = U D^2 U^T where J O = O N^-1, D^2 = 1 - v N^-1", x.W * x.J * x.W.transpose(), map,
       x.U * x.D * x.U.transpose(),
       Relations({x.orthonormal_O, x.J * x.O - x.O * x.E, x.E * x.R - x.R * x.E, x.roots, x.N * x.E - x.one,
                  x.D * x.D - x.one + x.v * x.E})},
  };
}

TraceIdentity ppca_regression_identity() {
  static const Alphabet x({{"A", "k", "m"}, {"B", "k", "m"}, {"X", "m", "n"}}, {"lambda", "p"});
  const Polynomial W1 = x.letter("A"), W2 = x.letter("B").transpose(), X = x.letter("X");
  const Symbol lambda = x.symbol("lambda"), p = x.symbol("p");
  const Polynomial rest = X - W2 * W1 * X, S = X * X.transpose();
  const Trace likelihood(p * (rest * rest.transpose()));
  const Trace encoder_prior(lambda * (p * (W1 * W1.transpose()))), decoder_prior(lambda * (p * (W2 * W2.transpose())));
  const Polynomial sum = S + loss_polynomial(Loss::sum, W1, W2, S, lambda);
  return {"ppca.regression", "|X - W2 W1 X|^2/v + (lambda/v) (|W1|^2 + |W2|^2) = sum/v",
          likelihood + encoder_prior + decoder_prior, Trace(p * sum), likelihood + decoder_prior};
}

}  // namespace laecert::theory
