#include "studies/lemmas.hpp"

#include <algorithm>

namespace laecert::studies {
namespace {

Step machine(std::string identity, std::string text) {
  return {Decider::machine, std::move(text), std::move(identity)};
}
Step instance(std::string text) { return {Decider::instance, std::move(text)}; }
Step human(std::string text) { return {Decider::human, std::move(text)}; }

std::vector<Lemma> lemmas_of_sum() {
  return {
      {"T1",
       "identities (1) to (4) between the gradients",
       {machine("grad.W1", "2 g1 is the derivative of the loss by W1"),
        machine("grad.W2", "2 g2^T is the derivative of the loss by W2"),
        machine("1", "g1 A^T - B g2^T in terms of A A^T - B B^T"), machine("2", "A^T g1 in terms of N, S, P"),
        machine("3", "B^T g2 in terms of N, S, Q"), machine("4", "N^T N - P^2 in terms of B B^T - A A^T"),
        human("an equality of normal forms is one of matrices of all sizes")}},
      {"T2",
       "balancedness",
       {instance("lambda > 0"), machine("1", "g1 = g2 = 0 leaves lambda (A A^T - B B^T) = 0"),
        human("dividing by lambda")}},
      {"T3",
       "a singular S reduces to its range",
       {instance("lambda > 0"), machine("5", "S v = 0: v^T A^T g1 v = lambda |A v|^2"),
        machine("6", "S v = 0: v^T B^T g2 v is a sum of squares with lambda |B v|^2"),
        human("so A v = B v = 0, and the critical equations are those on the range of S, where S > 0")}},
      {"T4",
       "the transpose theorem: W1 = W2^T",
       {machine("1", "A A^T = B B^T"), machine("4", "so N^T N = P^2"),
        machine("2", "with g1 = 0: P^2 S - N^T S + lambda P = 0"), human("S is regular: N = Z P, Z = P + lambda S^-1"),
        machine("3", "with g2 = 0: N S is symmetric, so Z P S = S P Z"), machine("7", "so Z^2 S = S Z^2"),
        machine("8", "so Z C + C Z = 0 for the antisymmetric C = Z S - S Z"),
        machine("12", "so tr C^T Z C + tr C Z C^T = 0"),
        human("both traces are >= 0 as Z > 0, so C = 0: Z commutes with S and P"),
        machine("9", "so P^2 (Z - 1) (Z + 1) = 0"), human("Z + 1 is regular: P^2 (Z - 1) = 0"),
        machine("10", "so (P (Z - 1))^2 = 0"), human("a symmetric matrix with square zero is zero: N = Z P = P"),
        machine("13", "|A - B|^2 = 2 tr P - 2 tr N = 0")}},
      {"T5",
       "the list is complete",
       {human("P commutes with S (T4)"), machine("11", "P^2 S - P S + lambda P = 0"),
        human("in a common eigenbasis p is 0 or 1 - lambda/s, the latter only for s > lambda; rank P <= k"),
        instance("which s_i exceed lambda, and which of them are equal"),
        human("A^T A = U_I diag(d_i^2) U_I^T gives A = O diag(d_i) U_I^T with orthonormal columns of O")}},
      {"T6",
       "the listed points of `sum` are critical",
       {machine("converse.W1", "g1 = 0 at W1 = O D U^T, W2 = U D O^T"), machine("converse.W2", "g2 = 0 there"),
        machine("converse.map", "W2 W1 = U D^2 U^T"),
        human("diagonal D = diag(d_i), L = diag(s_i) obey the relations")}},
  };
}

std::vector<Lemma> lemmas_of_none_and_product() {
  return {
      {"T12",
       "the list of `none` and `product` is complete",
       {instance("k <= m, all s_i > 0 and distinct, lambda > 0 for `product`"),
        machine("m1", "g2 W2^T = 0 makes N S symmetric"), machine("m2", "W1^T g1 = 0: N^T N = N^T S S'^-1"),
        machine("m3", "so N commutes with S^2 S'^-1"),
        human("whose eigenvalues are distinct: N is diagonal with S, entries 0 or s_i/s'_i"),
        machine("m4", "R v = -s_j v for the eigenvectors outside of I"),
        human("so W2^T u_j = 0 and W1 u_j = 0 there: the table")}},
      {"T13",
       "the listed points of `none` and `product` are critical",
       {machine("converse.W1", "g1 = 0 at W1 = G E U^T, W2 = U F"), machine("converse.W2", "g2 = 0 there"),
        machine("converse.map", "W2 W1 = U E U^T"), human("diagonal L = diag(s_i), E = diag(e_i) obey the relations")}},
  };
}

std::vector<Lemma> lemmas_of_algorithms() {
  return {
      {"T15",
       "the zeros of regularized Oja are the tied critical points of `sum`",
       {machine("oja.decoder", "o(W) is g2 at W1 = W^T, W2 = W"),
        machine("oja.encoder", "g1 there is a combination of o(W)"),
        human("so o(W) = 0 exactly where g1 = g2 = 0; all critical points of `sum` are tied (T4)")}},
      {"T16",
       "the critical points of the tied loss are the zeros of regularized Oja",
       {instance("lambda > 0"), machine("tied.gradient", "the gradient is 2 t, t = g1^T + g2 at W1 = W^T, W2 = W"),
        machine("tied.lyapunov", "t = 0 gives H (1 - G) + (1 - G) H = 2 lambda G"),
        human("in an eigenbasis of G: 1 - G > 0 and H (1 - G) = lambda G"),
        machine("tied.oja", "o (2 - G) = t + W (H (1 - G) - lambda G)"), human("2 - G is regular: o = 0")}},
      {"T17",
       "balance along the gradient flow",
       {machine("grad.W1", "2 g1 is the derivative of the loss by W1"),
        machine("grad.W2", "2 g2^T is the derivative by W2"), machine("flow", "d/dt E = -4 lambda E")}},
      {"T18",
       "exact half steps descend",
       {instance("lambda > 0"), machine("step.decoder", "the loss falls by tr D K D^T where W K = S W1^T"),
        machine("step.encoder", "the loss falls by tr D^T (W2^T W2 D S + lambda D) at the encoder step"),
        human("S >= 0 and lambda > 0: both squares are >= 0, and the steps exist")}},
  };
}

std::vector<Lemma> lemmas_of_ppca() {
  return {
      {"T22",
       "the predicted weights of the likelihood and the marginal posterior are stationary",
       {instance("n known, v > 0"), machine("ppca.covariance", "C U = U N at W = U R O^T, R^2 = N - v"),
        human("C > 0: K U = U N^-1 for K = C^-1; the gradient is that of T19"),
        machine("ppca.stationary", "the gradient vanishes where L = N + alpha N^2"),
        human("diagonal N = diag(c_i), L = diag(s_i/n) obey the relations; alpha = 0 is the likelihood")}},
      {"T23",
       "the list is complete, and only the largest I have no direction of descent",
       {human("K W = K S K W with the singular vectors of W: S w_a = (d_a^2 + v) w_a where d_a > 0"),
        instance("which s_i exceed n v"), human("where s_j > s_i or l < min(k, q): a second derivative below zero"),
        human("the value falls with every exchange: the largest I are the minima, and the likelihood has one")}},
      {"T24",
       "W = (S/n)^(1/2) W2, and W M^-1 W^T = W2 W1",
       {machine("ppca.root", "(Q D)^2 = L - v for Q = sqrt(L)"), human("both are diagonal, >= 0: Q D = R"),
        machine("ppca.decoder", "(S/n)^(1/2) U D O^T = U Q D O^T"), machine("ppca.latent", "M O = O N"),
        human("M > 0: M^-1 O = O N^-1; N = L, and D^2 = 1 - v L^-1 as lambda = n v"),
        machine("ppca.operator", "W M^-1 W^T = U D^2 U^T")}},
      {"T25",
       "the marginal posterior tends to the likelihood as its prior widens",
       {human("alpha c^2 + c = t has one root c >= 0, and c <= t"), human("so 0 <= t - c = alpha c^2 <= alpha t^2"),
        human("so c > v for small alpha, where t > v")}},
      {"T26",
       "the regression of X on X is `sum`",
       {machine("ppca.regression", "the quadratic forms of -2 log posterior are sum/v"),
        human("the other terms do not depend on W1 and W2")}},
      {"T27",
       "the noise variance of maximum likelihood",
       {instance("k < m, rank S > k"), human("the best weights at v are those of the largest I (T23)"),
        human("the profile's derivative by v is the sum of (v - t_i)/v^2 over the other i"),
        human("below the mean of the m - k smallest t_i it is negative, above positive")}},
  };
}

std::vector<Lemma> lemmas_of_unequal() {
  return {
      {"U1",
       "the gradients of `unequal`, and what they say of A A^T and B B^T",
       {machine("units.W1", "2 g1 is the derivative of the loss by W1"),
        machine("units.W2", "2 g2^T is the derivative of the loss by W2"),
        machine("u1", "g1 A^T - B g2^T = Lambda A A^T - B B^T Lambda")}},
      {"U2",
       "units are orthogonal, and as long in the encoder as in the decoder",
       {instance("lambda_a > 0 and distinct"), machine("u1", "so Lambda X = Y Lambda, X = A A^T, Y = B B^T"),
        human("transposed: X Lambda = Lambda Y"), machine("u2", "so Lambda^2 X = X Lambda^2"),
        human("the lambda_a^2 are distinct: X is diagonal, Lambda X = Y Lambda leaves Y = X"),
        machine("u3", "S v = 0: v^T A^T g1 v is a sum of squares"),
        machine("u4", "S v = 0: v^T B^T g2 v is a sum of squares"),
        human("so A v = B v = 0, and the critical equations are those on the range of S, where S > 0")}},
      {"U3",
       "the list of `unequal` is complete",
       {machine("u5", "g1 = 0: B = X A + Lambda A T, T = S^-1"), human("M = A B^T = X^2 + K Lambda, K = A T A^T"),
        machine("u7", "so M^T Lambda = Lambda M"), machine("u6", "g2 = 0: (G + Lambda) B = A S, G = A S A^T"),
        human("so (G + Lambda) M^T = G"), machine("u8", "so G M^T = M G, and with it Lambda M^T = M Lambda"),
        machine("u9", "so Lambda^2 M^T = M^T Lambda^2"), human("M is diagonal, so K Lambda = M - X^2 and K are"),
        machine("u10", "(G + Lambda) (1 - M^T) = Lambda: 1 - M is regular"),
        human("G (1 - M^T) = Lambda M^T: G is diagonal"),
        machine("u11", "a row a of A has a S^2 = (g + lambda) (d a S + lambda a)"),
        human("on S v = s v: s^2 = (g + lambda) (d s + lambda) has one positive root, so a lies in one eigenspace"),
        human("there g = d s and b = (d + lambda/s) a with |b| = |a|: d = 1 - lambda/s > 0, or the row is zero"),
        instance("the eigenvalues above the least lambda_a are distinct"),
        human("rows on the same u_j are not orthogonal: an injection, and A = B by rows"),
        machine("u12", "beside it: |A - B|^2 from the three traces")}},
      {"U4",
       "the listed points of `unequal` are critical",
       {machine("units.converse.W1", "g1 = 0 at W1 = E D U^T, W2 = U D E^T"),
        machine("units.converse.W2", "g2 = 0 there"),
        human("E, the columns e_a of active units, and diagonal D, L, Q obey the relations")}},
  };
}

std::vector<Lemma> all_lemmas() {
  std::vector<Lemma> all = lemmas_of_sum();
  for (const std::vector<Lemma>& more :
       {lemmas_of_none_and_product(), lemmas_of_algorithms(), lemmas_of_ppca(), lemmas_of_unequal()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace

std::string to_string(Decider decider) {
  switch (decider) {
    case Decider::machine:
      return "machine";
    case Decider::instance:
      return "instance";
    case Decider::human:
      break;
  }
  return "human";
}

const std::vector<Lemma>& lemmas() {
  static const std::vector<Lemma> list = all_lemmas();
  return list;
}

const Lemma* find_lemma(const std::string& id) {
  const auto found = std::find_if(lemmas().begin(), lemmas().end(), [&](const Lemma& one) { return one.id == id; });
  return found == lemmas().end() ? nullptr : &*found;
}

}  // namespace laecert::studies
