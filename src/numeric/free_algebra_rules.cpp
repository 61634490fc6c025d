// Rewriting by relations, and evaluation at matrices.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "numeric/errors.hpp"
#include "numeric/free_algebra.hpp"

namespace laecert::numeric {

namespace {

// Longer is greater, then lexicographic by code.
bool is_greater(const Word& x, const Word& y) { return x.size() != y.size() ? x.size() > y.size() : x > y; }

const Monomial& greatest_monomial(const Terms& terms) {
  const Monomial* greatest = &terms.begin()->first;
  for (const auto& [monomial, coefficient] : terms) {
    if (is_greater(monomial.word, greatest->word)) greatest = &monomial;
  }
  return *greatest;
}

void require_usable_leader(const Polynomial& equation, const Monomial& leader) {
  const bool carries_symbol = std::any_of(leader.exponents.begin(), leader.exponents.end(), [](int e) { return e; });
  const auto occurs = std::count_if(equation.terms().begin(), equation.terms().end(),
                                    [&](const auto& term) { return term.first.word == leader.word; });
  if (leader.word.empty() || carries_symbol || occurs != 1) {
    throw PreconditionError(fmt::format("the equation {} = 0 has no greatest word to replace", equation.to_string()));
  }
}

Polynomial word_polynomial(const Alphabet& alphabet, const Word& word, const std::string& empty_shape) {
  const std::vector<int> exponents(alphabet.symbols().size());
  if (word.empty()) return alphabet.identity(empty_shape);
  return {alphabet, alphabet.rows(word.front()), alphabet.rows(word.back() ^ 1), {{{word, exponents, ""}, 1}}};
}

const Matrix<Rational>& matrix_of(const Letter& letter, const Assignment& at) {
  const auto place = at.letters.find(letter.name);
  if (place == at.letters.end()) throw PreconditionError(fmt::format("the letter {} has no value", letter.name));
  return place->second;
}

// The size of every shape symbol of the alphabet that an assigned letter fixes.
std::map<std::string, Index> sizes(const Alphabet& alphabet, const Assignment& at) {
  std::map<std::string, Index> result;
  const auto note = [&](const std::string& shape, Index size, const std::string& letter) {
    const Index known = result.try_emplace(shape, size).first->second;
    if (known != size) {
      throw PreconditionError(fmt::format("{} says {} = {}, another letter {}", letter, shape, size, known));
    }
  };
  for (const Letter& letter : alphabet.letters()) {
    if (!at.letters.contains(letter.name)) continue;
    const Matrix<Rational>& value = matrix_of(letter, at);
    note(letter.rows, value.rows(), letter.name);
    note(letter.cols, value.cols(), letter.name);
    if (letter.symmetric && value != value.transpose()) {
      throw PreconditionError(fmt::format("the value of {} is not symmetric", letter.name));
    }
  }
  return result;
}

Index size_of(const std::map<std::string, Index>& known, const std::string& shape) {
  const auto place = known.find(shape);
  if (place == known.end()) throw PreconditionError(fmt::format("no letter fixes the size {}", shape));
  return place->second;
}

Rational scalar_part(const Alphabet& alphabet, const std::vector<int>& exponents, const Assignment& at) {
  Rational product = 1;
  for (std::size_t i = 0; i < exponents.size(); ++i) {
    if (exponents[i] == 0) continue;
    const auto place = at.symbols.find(alphabet.symbols()[i]);
    if (place == at.symbols.end()) {
      throw PreconditionError(fmt::format("the symbol {} has no value", alphabet.symbols()[i]));
    }
    for (int power = 0; power < exponents[i]; ++power) product *= place->second;
  }
  return product;
}

Matrix<Rational> word_value(const Alphabet& alphabet, const Monomial& monomial, const Assignment& at,
                            const std::map<std::string, Index>& known) {
  const Word& word = monomial.word;
  const Index n = size_of(known, word.empty() ? monomial.unit : alphabet.rows(word.front()));
  Matrix<Rational> product = Matrix<Rational>::Identity(n, n);
  for (const int code : word) {
    const Matrix<Rational>& factor = matrix_of(alphabet.letter_of(code), at);
    const Matrix<Rational> next = code % 2 ? Matrix<Rational>(factor.transpose()) : factor;
    product = Matrix<Rational>(product * next);
  }
  return product;
}

}  // namespace

Relations::Relations(std::vector<Polynomial> equations) : equations_(std::move(equations)) {
  for (const Polynomial& equation : equations_) {
    for (const Polynomial& p : {equation, equation.transpose()}) {
      if (p.is_zero()) continue;
      const Monomial leader = greatest_monomial(p.terms());
      require_usable_leader(p, leader);
      const Polynomial lead_word = word_polynomial(p.alphabet(), leader.word, leader.unit);
      const Rational scale = -1 / p.terms().at(leader);
      rules_.push_back({leader.word, scale * p + lead_word});
    }
  }
}

std::optional<Polynomial> Relations::rewrite_once(const Polynomial& x) const {
  for (const auto& [monomial, coefficient] : x.terms()) {
    const Word& word = monomial.word;
    for (const Rule& rule : rules_) {
      const auto place = std::search(word.begin(), word.end(), rule.word.begin(), rule.word.end());
      if (place == word.end()) continue;
      const Alphabet& alphabet = x.alphabet();
      const Word after(std::next(place, static_cast<Index>(rule.word.size())), word.end());
      const Polynomial left = word_polynomial(alphabet, Word(word.begin(), place), rule.replacement.rows());
      const Polynomial right = word_polynomial(alphabet, after, rule.replacement.cols());
      const Polynomial old_part(alphabet, x.rows(), x.cols(), {{monomial, coefficient}});
      Polynomial new_part = coefficient * (left * rule.replacement * right);
      for (std::size_t i = 0; i < monomial.exponents.size(); ++i) {
        for (int power = 0; power < monomial.exponents[i]; ++power) new_part = Symbol{i} * new_part;
      }
      return x - old_part + new_part;
    }
  }
  return std::nullopt;
}

Polynomial Relations::reduce(Polynomial x) const {
  while (const std::optional<Polynomial> next = rewrite_once(x)) x = *next;
  return x;
}

Matrix<Rational> evaluate(const Polynomial& x, const Assignment& at) {
  const std::map<std::string, Index> known = sizes(x.alphabet(), at);
  Matrix<Rational> total = Matrix<Rational>::Zero(size_of(known, x.rows()), size_of(known, x.cols()));
  for (const auto& [monomial, coefficient] : x.terms()) {
    const Rational scale = coefficient * scalar_part(x.alphabet(), monomial.exponents, at);
    total += scale * word_value(x.alphabet(), monomial, at, known);
  }
  return total;
}

Rational evaluate(const Trace& x, const Assignment& at) {
  const std::map<std::string, Index> known = sizes(x.alphabet_, at);
  Rational total = 0;
  for (const auto& [monomial, coefficient] : x.terms_) {
    const Rational scale = coefficient * scalar_part(x.alphabet_, monomial.exponents, at);
    total += scale * word_value(x.alphabet_, monomial, at, known).trace();
  }
  return total;
}

}  // namespace laecert::numeric
