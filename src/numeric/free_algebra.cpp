#include "numeric/free_algebra.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "numeric/errors.hpp"

namespace laecert::numeric {

namespace {

using Exponents = std::vector<int>;

void add_term(Terms& terms, const Monomial& monomial, const Rational& coefficient) {
  if (coefficient == 0) return;
  const auto [place, is_new] = terms.try_emplace(monomial, coefficient);
  if (is_new) return;
  place->second += coefficient;
  if (place->second == 0) terms.erase(place);
}

Terms sum(Terms x, const Terms& y) {
  for (const auto& [monomial, coefficient] : y) add_term(x, monomial, coefficient);
  return x;
}

Terms scaled(const Rational& c, const Terms& x) {
  Terms result;
  for (const auto& [monomial, coefficient] : x) add_term(result, monomial, c * coefficient);
  return result;
}

Terms times_symbol(Symbol c, const Terms& x) {
  Terms result;
  for (const auto& [monomial, coefficient] : x) {
    Monomial raised = monomial;
    ++raised.exponents.at(c.index);
    add_term(result, raised, coefficient);
  }
  return result;
}

Exponents sum(Exponents x, const Exponents& y) {
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += y[i];
  return x;
}

Word slice(const Word& word, std::size_t first, std::size_t last) {
  return {std::next(word.begin(), static_cast<Index>(first)), std::next(word.begin(), static_cast<Index>(last))};
}

Word joined(Word left, const Word& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

void require_same_alphabet(const Alphabet& a, const Alphabet& b) {
  if (!(a == b)) throw PreconditionError("the operands have letters of two alphabets");
}

void require_same_shape(const Polynomial& x, const Polynomial& y) {
  require_same_alphabet(x.alphabet(), y.alphabet());
  if (x.rows() != y.rows() || x.cols() != y.cols()) {
    throw PreconditionError(
        fmt::format("a sum of {} x {} and {} x {} is not defined", x.rows(), x.cols(), y.rows(), y.cols()));
  }
}

// The least of all rotations of the word and of its transpose.
Word cyclic_normal_form(const Alphabet& alphabet, const Word& word) {
  Word least = word;
  for (Word candidate : {word, alphabet.transpose(word)}) {
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::rotate(candidate.begin(), std::next(candidate.begin()), candidate.end());
      least = std::min(least, candidate);
    }
  }
  return least;
}

std::string print(const Alphabet& alphabet, const Monomial& monomial) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < monomial.exponents.size(); ++i) {
    const int power = monomial.exponents[i];
    if (power > 0) parts.push_back(alphabet.symbols()[i] + (power > 1 ? fmt::format("^{}", power) : ""));
  }
  for (const int code : monomial.word) parts.push_back(alphabet.letter_of(code).name + (code % 2 ? "^T" : ""));
  if (monomial.word.empty()) parts.push_back("I_" + monomial.unit);
  return fmt::format("{}", fmt::join(parts, " "));
}

std::string print(const Alphabet& alphabet, const Terms& terms) {
  std::string text;
  for (const auto& [monomial, coefficient] : terms) {
    const Rational size = abs(coefficient);
    text += text.empty() ? (coefficient < 0 ? "-" : "") : (coefficient < 0 ? " - " : " + ");
    if (size != 1) text += size.str() + " ";
    text += print(alphabet, monomial);
  }
  return text.empty() ? "0" : text;
}

}  // namespace

bool MonomialOrder::operator()(const Monomial& x, const Monomial& y) const {
  if (x.word.size() != y.word.size()) return x.word.size() > y.word.size();
  return std::tie(x.word, x.exponents, x.unit) < std::tie(y.word, y.exponents, y.unit);
}

Alphabet::Alphabet(std::vector<Letter> letters, std::vector<std::string> symbols)
    : table_(std::make_shared<const Table>(Table{std::move(letters), std::move(symbols)})) {
  std::vector<std::string> names = table_->symbols;
  for (const Letter& letter : table_->letters) {
    names.push_back(letter.name);
    if (letter.symmetric && letter.rows != letter.cols) {
      throw PreconditionError(
          fmt::format("the symmetric letter {} is {} x {}, not square", letter.name, letter.rows, letter.cols));
    }
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) throw PreconditionError(fmt::format("the name {} is declared twice", *twice));
}

int Alphabet::code(const std::string& letter_name) const {
  for (std::size_t i = 0; i < letters().size(); ++i) {
    if (letters()[i].name == letter_name) return 2 * static_cast<int>(i);
  }
  throw PreconditionError(fmt::format("there is no letter {}", letter_name));
}

Symbol Alphabet::symbol(const std::string& name) const {
  const auto place = std::find(symbols().begin(), symbols().end(), name);
  if (place == symbols().end()) throw PreconditionError(fmt::format("there is no symbol {}", name));
  return {static_cast<std::size_t>(place - symbols().begin())};
}

Polynomial Alphabet::letter(const std::string& name) const {
  const int code_of_name = code(name);
  const Letter& letter = letter_of(code_of_name);
  return {*this, letter.rows, letter.cols, {{{{code_of_name}, Exponents(symbols().size()), ""}, 1}}};
}

Polynomial Alphabet::identity(const std::string& shape) const {
  return {*this, shape, shape, {{{{}, Exponents(symbols().size()), shape}, 1}}};
}

Polynomial Alphabet::zero(const std::string& rows, const std::string& cols) const { return {*this, rows, cols, {}}; }

Word Alphabet::transpose(const Word& word) const {
  Word result(word.rbegin(), word.rend());
  for (int& code : result) code = letter_of(code).symmetric ? code : code ^ 1;
  return result;
}

Polynomial::Polynomial(Alphabet alphabet, std::string rows, std::string cols, Terms terms)
    : alphabet_(std::move(alphabet)), rows_(std::move(rows)), cols_(std::move(cols)), terms_(std::move(terms)) {}

Polynomial Polynomial::transpose() const {
  Terms result;
  for (const auto& [monomial, coefficient] : terms_) {
    add_term(result, {alphabet_.transpose(monomial.word), monomial.exponents, monomial.unit}, coefficient);
  }
  return {alphabet_, cols_, rows_, std::move(result)};
}

std::string Polynomial::to_string() const { return print(alphabet_, terms_); }

Polynomial operator+(const Polynomial& x, const Polynomial& y) {
  require_same_shape(x, y);
  return {x.alphabet_, x.rows_, x.cols_, sum(x.terms_, y.terms_)};
}

Polynomial operator-(const Polynomial& x, const Polynomial& y) { return x + Rational(-1) * y; }

Polynomial operator*(const Rational& c, const Polynomial& x) {
  return {x.alphabet_, x.rows_, x.cols_, scaled(c, x.terms_)};
}

Polynomial operator*(Symbol c, const Polynomial& x) {
  return {x.alphabet_, x.rows_, x.cols_, times_symbol(c, x.terms_)};
}

Polynomial operator*(const Polynomial& x, const Polynomial& y) {
  require_same_alphabet(x.alphabet_, y.alphabet_);
  if (x.cols_ != y.rows_) {
    throw PreconditionError(
        fmt::format("a product of {} x {} and {} x {} is not defined", x.rows_, x.cols_, y.rows_, y.cols_));
  }
  Terms result;
  for (const auto& [a, a_coefficient] : x.terms_) {
    for (const auto& [b, b_coefficient] : y.terms_) {
      const Word word = joined(a.word, b.word);
      add_term(result, {word, sum(a.exponents, b.exponents), word.empty() ? a.unit : ""},
               a_coefficient * b_coefficient);
    }
  }
  return {x.alphabet_, x.rows_, y.cols_, std::move(result)};
}

Trace::Trace(const Polynomial& x) : alphabet_(x.alphabet()) {
  if (x.rows() != x.cols()) throw PreconditionError(fmt::format("no trace of {} x {}", x.rows(), x.cols()));
  for (const auto& [monomial, coefficient] : x.terms()) {
    add_term(terms_, {cyclic_normal_form(alphabet_, monomial.word), monomial.exponents, monomial.unit}, coefficient);
  }
}

std::string Trace::to_string() const { return is_zero() ? "0" : fmt::format("tr({})", print(alphabet_, terms_)); }

Polynomial Trace::gradient(const std::string& letter) const {
  const int code = alphabet_.code(letter);
  if (alphabet_.letter_of(code).symmetric) throw PreconditionError(fmt::format("{} is symmetric", letter));
  Terms result;
  for (const auto& [monomial, coefficient] : terms_) {
    const Word& word = monomial.word;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if ((word[i] ^ code) > 1) continue;
      const Word rest = joined(slice(word, i + 1, word.size()), slice(word, 0, i));
      const std::string unit = rest.empty() ? alphabet_.rows(code) : "";
      add_term(result, {word[i] == code ? alphabet_.transpose(rest) : rest, monomial.exponents, unit}, coefficient);
    }
  }
  return {alphabet_, alphabet_.rows(code), alphabet_.rows(code + 1), std::move(result)};
}

Trace operator+(const Trace& x, const Trace& y) {
  require_same_alphabet(x.alphabet_, y.alphabet_);
  return {x.alphabet_, sum(x.terms_, y.terms_)};
}

Trace operator-(const Trace& x, const Trace& y) { return x + Rational(-1) * y; }
Trace operator*(const Rational& c, const Trace& x) { return {x.alphabet_, scaled(c, x.terms_)}; }
Trace operator*(Symbol c, const Trace& x) { return {x.alphabet_, times_symbol(c, x.terms_)}; }

}  // namespace laecert::numeric
