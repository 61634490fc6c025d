#include "numeric/smith_normal_form.hpp"

#include <flint/nmod_mat.h>
#include <flint/ulong_extras.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/flint_matrix.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

/// Owns one FLINT matrix over the integers modulo p.
class FlintModularMatrix {
 public:
  FlintModularMatrix(Index rows, Index cols, unsigned long p) { nmod_mat_init(value_, rows, cols, p); }
  FlintModularMatrix(const FlintModularMatrix&) = delete;
  FlintModularMatrix& operator=(const FlintModularMatrix&) = delete;
  ~FlintModularMatrix() { nmod_mat_clear(value_); }
  [[nodiscard]] nmod_mat_struct* get() { return value_; }

 private:
  nmod_mat_t value_;
};

void assign(FlintIntegerMatrix& target, const IntegerMatrix& a) {
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) fmpz_set_si(fmpz_mat_entry(target.get(), i, j), a(i, j));
  }
}

Integer integer_of(const fmpz* x) {
  Integer result;
  fmpz_get_mpz(result.backend().data(), x);
  return result;
}

std::vector<Integer> divisors_of(const IntegerMatrix& a) {
  FlintIntegerMatrix matrix(a.rows(), a.cols()), form(a.rows(), a.cols());
  assign(matrix, a);
  fmpz_mat_snf(form.get(), matrix.get());
  std::vector<Integer> divisors;
  for (Index i = 0; i < std::min(a.rows(), a.cols()); ++i) {
    const Integer d = integer_of(fmpz_mat_entry(form.get(), i, i));
    if (d != 0) divisors.push_back(d);
  }
  return divisors;
}

Index rank_of(const IntegerMatrix& a) {
  FlintIntegerMatrix matrix(a.rows(), a.cols());
  assign(matrix, a);
  return fmpz_mat_rank(matrix.get());
}

Index rank_of_residues(const IntegerMatrix& a, unsigned long p) {
  FlintModularMatrix matrix(a.rows(), a.cols(), p);
  const auto modulus = static_cast<std::int64_t>(p);
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) {
      const std::int64_t residue = (a(i, j) % modulus + modulus) % modulus;
      nmod_mat_set_entry(matrix.get(), i, j, static_cast<unsigned long>(residue));
    }
  }
  return nmod_mat_rank(matrix.get());
}

// Elimination of some n^3 products may last from n = 100 on; below that a call is short.
template <class F>
auto one_call(const IntegerMatrix& a, F f) {
  require_running();
  if (std::max(a.rows(), a.cols()) < 100) return f(a);
  return abandonable([a, f] { return f(a); });
}

}  // namespace

std::vector<Integer> elementary_divisors(const IntegerMatrix& a) {
  if (a.size() == 0) return {};
  return one_call(a, divisors_of);
}

Index rank_over_rationals(const IntegerMatrix& a) { return a.size() == 0 ? 0 : one_call(a, rank_of); }

Index rank_modulo(const IntegerMatrix& a, unsigned long p) {
  if (p > (1UL << 31U) || n_is_prime(p) == 0) {
    throw PreconditionError(fmt::format("rank_modulo: {} is no prime below 2^31", p));
  }
  if (a.size() == 0) return 0;
  return one_call(a, [p](const IntegerMatrix& matrix) { return rank_of_residues(matrix, p); });
}

std::vector<Integer> divisors_of_diagonal(std::vector<Integer> diagonal) {
  for (const Integer& d : diagonal) {
    if (d <= 0) throw PreconditionError("divisors_of_diagonal: the entry " + d.str() + " is not positive");
  }
  // diag(a, b) and diag(gcd, lcm) have one Smith normal form; after the pass of i its entry divides all later ones.
  for (std::size_t i = 0; i < diagonal.size(); ++i) {
    for (std::size_t j = i + 1; j < diagonal.size(); ++j) {
      if (diagonal[j] % diagonal[i] == 0) continue;
      const Integer common = gcd(diagonal[i], diagonal[j]);
      diagonal[j] = diagonal[i] / common * diagonal[j];
      diagonal[i] = common;
    }
  }
  return diagonal;
}

}  // namespace laecert::numeric
