#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// A matrix unknown: its name and the symbols of its shape ("A", "k", "m"). Symbols are equal or not, never numbers.
struct Letter {
  std::string name, rows, cols;
  bool symmetric = false;
};

/// A scalar unknown; it commutes with everything.
struct Symbol {
  std::size_t index;
};

/// Letters in a row: 2 i is letter i of the alphabet, 2 i + 1 its transpose (2 i itself where it is symmetric).
using Word = std::vector<int>;

/// symbols^exponents times a word; `unit` is the shape of the identity that an empty word stands for.
struct Monomial {
  Word word;
  std::vector<int> exponents;
  std::string unit;
};

/// Longer words first, then lexicographic: the order in which people read a polynomial.
struct MonomialOrder {
  bool operator()(const Monomial& x, const Monomial& y) const;
};

/// A linear combination; no coefficient is zero, so equal sums have equal terms.
using Terms = std::map<Monomial, Rational, MonomialOrder>;

class Polynomial;

/// The letters and scalar symbols that polynomials are made of. A value; copies share one table.
class Alphabet {
 public:
  /// Errors: PreconditionError for two equal names, or a symmetric letter that is not square.
  Alphabet(std::vector<Letter> letters, std::vector<std::string> symbols);

  /// Errors: PreconditionError for a name that was not declared (all three).
  [[nodiscard]] Polynomial letter(const std::string& name) const;
  [[nodiscard]] Symbol symbol(const std::string& name) const;
  [[nodiscard]] int code(const std::string& letter_name) const;

  [[nodiscard]] Polynomial identity(const std::string& shape) const;
  [[nodiscard]] Polynomial zero(const std::string& rows, const std::string& cols) const;

  [[nodiscard]] const std::vector<Letter>& letters() const { return table_->letters; }
  [[nodiscard]] const std::vector<std::string>& symbols() const { return table_->symbols; }
  [[nodiscard]] const Letter& letter_of(int code) const { return letters()[static_cast<std::size_t>(code) / 2]; }
  [[nodiscard]] const std::string& rows(int code) const {
    return code % 2 ? letter_of(code).cols : letter_of(code).rows;
  }
  [[nodiscard]] Word transpose(const Word& word) const;
  friend bool operator==(const Alphabet& a, const Alphabet& b) { return a.table_ == b.table_; }

 private:
  struct Table {
    std::vector<Letter> letters;
    std::vector<std::string> symbols;
  };
  std::shared_ptr<const Table> table_;
};

/// Matrices and numbers for the letters and symbols, by name.
struct Assignment {
  std::map<std::string, Matrix<Rational>> letters;
  std::map<std::string, Rational> symbols;
};

/// A polynomial in noncommuting matrix letters and their transposes, with rational coefficients and central symbols,
/// in normal form: two polynomials are equal in the free algebra exactly when their terms are. An identity between
/// normal forms therefore holds for all matrices of all sizes.
///
/// Shapes are checked symbolically. Errors (all operations): PreconditionError naming the two shapes, or for operands
/// from two alphabets.
class Polynomial {
 public:
  Polynomial(Alphabet alphabet, std::string rows, std::string cols, Terms terms);

  [[nodiscard]] const Alphabet& alphabet() const { return alphabet_; }
  [[nodiscard]] const std::string& rows() const { return rows_; }
  [[nodiscard]] const std::string& cols() const { return cols_; }
  [[nodiscard]] const Terms& terms() const { return terms_; }
  [[nodiscard]] bool is_zero() const { return terms_.empty(); }
  [[nodiscard]] Polynomial transpose() const;
  /// For people: "A^T B S - lambda A".
  [[nodiscard]] std::string to_string() const;

  friend Polynomial operator+(const Polynomial& x, const Polynomial& y);
  friend Polynomial operator-(const Polynomial& x, const Polynomial& y);
  friend Polynomial operator*(const Polynomial& x, const Polynomial& y);
  friend Polynomial operator*(const Rational& c, const Polynomial& x);
  friend Polynomial operator*(Symbol c, const Polynomial& x);
  friend Polynomial operator-(const Polynomial& x) { return Rational(-1) * x; }

 private:
  Alphabet alphabet_;
  std::string rows_, cols_;
  Terms terms_;
};

/// Equations p = 0 (and p^T = 0) read as rewrite rules: the greatest word of p, longest first and then last in the
/// alphabet, becomes minus the rest. Every rewriting lowers that order, so it ends.
///
/// Guarantee: what reduces to zero lies in the ideal of the equations, so it vanishes wherever they hold. A remainder
/// proves nothing by itself: the rules need not be confluent.
class Relations {
 public:
  Relations() = default;
  /// Errors: PreconditionError where the greatest word of an equation is empty, carries a symbol or occurs twice.
  explicit Relations(std::vector<Polynomial> equations);

  [[nodiscard]] const std::vector<Polynomial>& equations() const { return equations_; }
  /// x with every rule applied until none applies.
  [[nodiscard]] Polynomial reduce(Polynomial x) const;

 private:
  struct Rule {
    Word word;
    Polynomial replacement;
  };
  [[nodiscard]] std::optional<Polynomial> rewrite_once(const Polynomial& x) const;

  std::vector<Polynomial> equations_;
  std::vector<Rule> rules_;
};

/// The trace of a polynomial: words up to rotation and transposition, tr(A B) = tr(B A) = tr(B^T A^T).
class Trace {
 public:
  /// Errors: PreconditionError where x is not square.
  explicit Trace(const Polynomial& x);

  [[nodiscard]] const Terms& terms() const { return terms_; }
  [[nodiscard]] bool is_zero() const { return terms_.empty(); }
  [[nodiscard]] std::string to_string() const;
  /// The gradient by a letter X, of X's shape: d tr(X w) = tr(dX w) gives w^T, d tr(X^T w) gives w, at each place.
  /// Errors: PreconditionError where X is symmetric or unknown.
  [[nodiscard]] Polynomial gradient(const std::string& letter) const;

  friend Trace operator+(const Trace& x, const Trace& y);
  friend Trace operator-(const Trace& x, const Trace& y);
  friend Trace operator*(const Rational& c, const Trace& x);
  friend Trace operator*(Symbol c, const Trace& x);
  friend Rational evaluate(const Trace& x, const Assignment& at);

 private:
  Trace(Alphabet alphabet, Terms terms) : alphabet_(std::move(alphabet)), terms_(std::move(terms)) {}

  Alphabet alphabet_;
  Terms terms_;
};

/// The value at given matrices, exactly: a route beside the normal form that shares nothing with it.
/// Errors: PreconditionError for a letter or symbol without a value, a size that contradicts another, or a matrix for
///         a symmetric letter that is not symmetric.
Matrix<Rational> evaluate(const Polynomial& x, const Assignment& at);
Rational evaluate(const Trace& x, const Assignment& at);

}  // namespace laecert::numeric
