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

// One of the 2^64 rationals j / 2^63 in [-1, 1): the count of docs/theory.md section 4.
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

// S' = S + lambda for `product`, else S.
Polynomial weighted(Loss loss, const Polynomial& S, Symbol lambda) {
  return loss == Loss::product ? S + lambda * S.alphabet().identity(S.rows()) : S;
}

Polynomial residual(Loss loss, const Polynomial& W1, const Polynomial& W2, const Polynomial& S, Symbol lambda) {
  return W2 * W1 * weighted(loss, S, lambda) - S;
}

struct Name {
  std::string id, text;
};

Identity invariance(Loss loss, Name name, const Polynomial& inverse, const Polynomial& wrong_inverse,
                    const Relations& relations) {
  const Polynomial A = lae_alphabet().letter("A"), S = lae_alphabet().letter("S"), M = lae_alphabet().letter("M");
  const Polynomial W2 = lae_alphabet().letter("B").transpose();
  const Symbol lambda = lae_alphabet().symbol("lambda");
  const Polynomial moved = loss_polynomial(loss, M * A, W2 * inverse, S, lambda);
  const Polynomial wrong_move = loss_polynomial(loss, M * A, W2 * wrong_inverse, S, lambda);
  return {std::move(name.id), std::move(name.text), moved, loss_polynomial(loss, A, W2, S, lambda), wrong_move,
          relations};
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

const Alphabet& lae_alphabet() {
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
                                  {"T", "m", "m", true},
                                  {"N", "m", "m"},
                                  {"Y", "m", "m", true},
                                  {"W", "m", "k"},
                                  {"V", "k", "m"}},
                                 {"lambda", "sigma"});
  return alphabet;
}

Assignment random_lae_assignment(std::uint64_t seed, Index k, Index m) {
  numeric::SplitMix64 random(seed);
  const std::map<std::string, Index> sizes = {{"k", k}, {"m", m}, {"1", 1}};
  Assignment result;
  for (const numeric::Letter& letter : lae_alphabet().letters()) {
    if (letter.name == "M^-1") continue;
    Matrix<Rational> value = random_matrix(random, sizes.at(letter.rows), sizes.at(letter.cols));
    for (Index j = 0; letter.symmetric && j < m; ++j) {
      for (Index i = 0; i < j; ++i) value(j, i) = value(i, j);
    }
    result.letters.emplace(letter.name, std::move(value));
  }
  for (const std::string& symbol : lae_alphabet().symbols()) {
    result.symbols.emplace(symbol, random_coordinate(random));
  }
  return result;
}

Polynomial loss_polynomial(Loss loss, const Polynomial& W1, const Polynomial& W2, const Polynomial& S, Symbol lambda) {
  const Polynomial map = W2 * W1;
  const Polynomial reconstruction = S * map.transpose() * map - 2 * (map * S);
  if (loss == Loss::none) return reconstruction;
  if (loss == Loss::product) return reconstruction + lambda * (map.transpose() * map);
  return reconstruction + lambda * (W1.transpose() * W1 + W2 * W2.transpose());
}

Polynomial half_gradient_W1(Loss loss, const Polynomial& W1, const Polynomial& W2, const Polynomial& S, Symbol lambda) {
  const Polynomial through_map = W2.transpose() * residual(loss, W1, W2, S, lambda);
  return loss == Loss::sum ? through_map + lambda * W1 : through_map;
}

Polynomial half_gradient_W2(Loss loss, const Polynomial& W1, const Polynomial& W2, const Polynomial& S, Symbol lambda) {
  const Polynomial through_map = residual(loss, W1, W2, S, lambda) * W1.transpose();
  return loss == Loss::sum ? through_map + lambda * W2 : through_map;
}

std::vector<Identity> gradient_identities(Loss loss) {
  const Polynomial A = lae_alphabet().letter("A"), B = lae_alphabet().letter("B"), S = lae_alphabet().letter("S");
  const Symbol lambda = lae_alphabet().symbol("lambda");
  const Polynomial g1 = half_gradient_W1(loss, A, B.transpose(), S, lambda);
  // In B = W2^T the gradient is the transpose of the gradient in W2.
  const Polynomial g2 = half_gradient_W2(loss, A, B.transpose(), S, lambda).transpose();
  const Trace trace(loss_polynomial(loss, A, B.transpose(), S, lambda));
  return {
      {"grad.W1", "the derivative of the loss by W1 is 2 g1", trace.gradient("A"), 2 * g1, g1},
      {"grad.W2", "the derivative of the loss by W2 is 2 g2^T", trace.gradient("B"), 2 * g2, g2},
  };
}

Identity orthogonal_invariance(Loss loss) {
  const Polynomial M = lae_alphabet().letter("M"), one = lae_alphabet().identity("k");
  return invariance(loss, {"symmetry.O", "the loss at (M W1, W2 M^T) is the loss at (W1, W2) for M in O_k"},
                    M.transpose(), M, Relations({M.transpose() * M - one, M * M.transpose() - one}));
}

Identity linear_invariance(Loss loss) {
  const Polynomial M = lae_alphabet().letter("M"), inverse = lae_alphabet().letter("M^-1");
  const Polynomial one = lae_alphabet().identity("k");
  return invariance(loss, {"symmetry.GL", "the loss at (M W1, W2 M^-1) is the loss at (W1, W2) for M in GL_k"}, inverse,
                    M.transpose(), Relations({M * inverse - one, inverse * M - one}));
}

}  // namespace laecert::theory
