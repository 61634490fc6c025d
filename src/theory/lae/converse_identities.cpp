// The listed points are critical (lemmas T6 and T13 of method.md).

#include "theory/lae/identities.hpp"

namespace laecert::theory {

using numeric::Alphabet;
using numeric::Polynomial;
using numeric::Relations;
using numeric::Symbol;

namespace {

// What the points are made of, and what reduces the gradients there.
struct ListedPoint {
  Polynomial W1, W2, map, wrong_map;
  Relations relations;
};

// Letters in the order in which the rules move them: S U becomes U L, L D becomes D L.
const Alphabet& converse_alphabet() {
  static const Alphabet alphabet({{"D", "l", "l", true},
                                  {"E", "l", "l", true},
                                  {"L", "l", "l", true},
                                  {"U", "m", "l"},
                                  {"O", "k", "l"},
                                  {"G", "k", "l"},
                                  {"F", "l", "k"},
                                  {"S", "m", "m", true}},
                                 {"lambda"});
  return alphabet;
}

std::vector<Polynomial> eigenvector_equations() {
  const Alphabet& x = converse_alphabet();
  const Polynomial L = x.letter("L"), U = x.letter("U"), S = x.letter("S");
  return {S * U - U * L, U.transpose() * U - x.identity("l")};
}

ListedPoint point_of_sum(ConverseRule rule) {
  const Alphabet& x = converse_alphabet();
  const Polynomial D = x.letter("D"), L = x.letter("L"), U = x.letter("U"), O = x.letter("O"), one = x.identity("l");
  const Polynomial power = rule == ConverseRule::true_rule ? D * D : D;
  std::vector<Polynomial> equations = eigenvector_equations();
  equations.push_back(O.transpose() * O - one);
  equations.push_back(L * D - D * L);
  equations.push_back(power * L - L + x.symbol("lambda") * one);
  const Polynomial W2 = U * D * O.transpose();
  return {W2.transpose(), W2, U * D * D * U.transpose(), U * D * U.transpose(), Relations(std::move(equations))};
}

ListedPoint point_of_none(ConverseRule rule) {
  const Alphabet& x = converse_alphabet();
  const Polynomial U = x.letter("U"), G = x.letter("G"), F = x.letter("F"), one = x.identity("l");
  std::vector<Polynomial> equations = eigenvector_equations();
  equations.push_back(rule == ConverseRule::true_rule ? F * G - one : F - G.transpose());
  return {G * U.transpose(), U * F, U * U.transpose(), U * F * F.transpose() * U.transpose(),
          Relations(std::move(equations))};
}

ListedPoint point_of_product(ConverseRule rule) {
  const Alphabet& x = converse_alphabet();
  const Polynomial E = x.letter("E"), L = x.letter("L"), U = x.letter("U"), G = x.letter("G"), F = x.letter("F");
  const Symbol lambda = x.symbol("lambda");
  const Polynomial shifted = rule == ConverseRule::true_rule ? lambda * E : 2 * (lambda * E);
  std::vector<Polynomial> equations = eigenvector_equations();
  equations.push_back(F * G - x.identity("l"));
  equations.push_back(E * L + shifted - L);
  return {G * E * U.transpose(), U * F, U * E * U.transpose(), U * U.transpose(), Relations(std::move(equations))};
}

ListedPoint listed_point(Loss loss, ConverseRule rule) {
  if (loss == Loss::sum) return point_of_sum(rule);
  return loss == Loss::none ? point_of_none(rule) : point_of_product(rule);
}

std::string where(Loss loss) {
  if (loss == Loss::sum) return "W1 = O D U^T, W2 = U D O^T";
  return loss == Loss::none ? "W1 = G U^T, W2 = U F" : "W1 = G E U^T, W2 = U F";
}

std::string map_text(Loss loss) {
  if (loss == Loss::sum) return "W2 W1 = U D^2 U^T";
  return loss == Loss::none ? "W2 W1 = U U^T" : "W2 W1 = U E U^T";
}

}  // namespace

std::vector<Identity> converse_identities(Loss loss, ConverseRule rule) {
  const Alphabet& x = converse_alphabet();
  const Polynomial S = x.letter("S");
  const Symbol lambda = x.symbol("lambda");
  const ListedPoint at = listed_point(loss, rule);
  return {
      {"converse.W1", "g1 = 0 at " + where(loss), half_gradient_W1(loss, at.W1, at.W2, S, lambda), x.zero("k", "m"),
       at.W1, at.relations},
      {"converse.W2", "g2 = 0 at " + where(loss), half_gradient_W2(loss, at.W1, at.W2, S, lambda), x.zero("m", "k"),
       at.W2, at.relations},
      {"converse.map", map_text(loss), at.W2 * at.W1, at.map, at.wrong_map, at.relations},
  };
}

}  // namespace laecert::theory
