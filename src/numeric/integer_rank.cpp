#include "numeric/integer_rank.hpp"

// After GMP, which FLINT 3 asks for.
#include <flint/nmod_mat.h>
#include <flint/perm.h>
#include <flint/ulong_extras.h>

#include <algorithm>
#include <cmath>

#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

// Most bits of the solutions that are held at a time, of which FLINT keeps some more.
constexpr double most_bits = 0x1p31;

/// Owns one FLINT matrix modulo a word.
class ModularMatrix {
 public:
  ModularMatrix(const fmpz_mat_struct* a, ulong modulus) {
    nmod_mat_init(value_, fmpz_mat_nrows(a), fmpz_mat_ncols(a), modulus);
    fmpz_mat_get_nmod_mat(value_, a);
  }
  ModularMatrix(const ModularMatrix&) = delete;
  ModularMatrix& operator=(const ModularMatrix&) = delete;
  ~ModularMatrix() { nmod_mat_clear(value_); }
  [[nodiscard]] nmod_mat_struct* get() { return value_; }

 private:
  nmod_mat_t value_;
};

/// Integers of FLINT, the denominators of columns.
class IntegerVector {
 public:
  explicit IntegerVector(Index size) : size_(size), values_(_fmpz_vec_init(size)) {}
  IntegerVector(const IntegerVector&) = delete;
  IntegerVector& operator=(const IntegerVector&) = delete;
  ~IntegerVector() { _fmpz_vec_clear(values_, size_); }
  [[nodiscard]] fmpz* get() { return values_; }

 private:
  Index size_;
  fmpz* values_;
};

bool may_last(Index n) { return n * n * n > 1'000'000; }

SharedIntegers part(const SharedIntegers& a, const std::vector<Index>& rows, const std::vector<Index>& cols) {
  const auto result = std::make_shared<FlintIntegerMatrix>(std::ssize(rows), std::ssize(cols));
  Index i = 0;
  for (const Index row : rows) {
    Index j = 0;
    for (const Index col : cols) fmpz_set(fmpz_mat_entry(result->get(), i, j++), fmpz_mat_entry(a->get(), row, col));
    ++i;
  }
  return result;
}

std::vector<Index> all_of(Index n) {
  std::vector<Index> all(static_cast<std::size_t>(n));
  for (Index i = 0; i < n; ++i) all[static_cast<std::size_t>(i)] = i;
  return all;
}

std::vector<Index> others(Index n, const std::vector<Index>& chosen) {
  std::vector<Index> rest;
  for (const Index i : all_of(n)) {
    if (!std::binary_search(chosen.begin(), chosen.end(), i)) rest.push_back(i);
  }
  return rest;
}

// The first entry of each row of the echelon form U, which FLINT keeps right of L in A = P L U.
std::vector<Index> pivots_of(nmod_mat_struct* a) {
  std::vector<slong> permutation(static_cast<std::size_t>(a->r));
  const slong rank = nmod_mat_lu(permutation.data(), a, 0);
  std::vector<Index> pivots;
  for (slong row = 0, col = 0; row < rank; ++row, ++col) {
    while (nmod_mat_entry(a, row, col) == 0) ++col;
    pivots.push_back(col);
  }
  return pivots;
}

// Cramer: entries of a solution are quotients of minors, which Hadamard bounds by the lengths of rows.
double bits_of_column(const SharedIntegers& square) {
  const Index n = fmpz_mat_nrows(square->get());
  const auto entry_bits = static_cast<double>(std::labs(fmpz_mat_max_bits(square->get())));
  const double minor = static_cast<double>(n) * (entry_bits + std::log2(static_cast<double>(n) + 1) / 2 + 1);
  return 2 * minor * static_cast<double>(n);
}

/// Whether X with A_P X = A_PF, solved in FLINT, has A_(all)P X = A_(all)F, which is looked at in integers.
bool solves(const SharedIntegers& regular, const SharedIntegers& top, const SharedIntegers& chosen,
            const SharedIntegers& given) {
  const Index n = fmpz_mat_nrows(chosen->get()), r = fmpz_mat_ncols(chosen->get()), d = fmpz_mat_ncols(given->get());
  FlintRationalMatrix solution(r, d);
  if (fmpq_mat_solve_fmpz_mat_dixon(solution.get(), regular->get(), top->get()) == 0) return false;
  FlintIntegerMatrix numerators(r, d), product(n, d);
  IntegerVector denominators(d);
  fmpq_mat_get_fmpz_mat_colwise(numerators.get(), denominators.get(), solution.get());
  fmpz_mat_mul(product.get(), chosen->get(), numerators.get());
  FlintInteger expected;
  for (Index j = 0; j < d; ++j) {
    for (Index i = 0; i < n; ++i) {
      fmpz_mul(expected.get(), fmpz_mat_entry(given->get(), i, j), denominators.get() + j);
      if (fmpz_equal(expected.get(), fmpz_mat_entry(product.get(), i, j)) == 0) return false;
    }
  }
  return true;
}

/// Columns of A times the least common denominator of their entries.
void set_multiple(FlintIntegerMatrix& result, const Matrix<Rational>& a, Index begin, Index end) {
  Integer scale = 1, multiple = 0;
  for (Index j = begin; j < end; ++j) {
    for (Index i = 0; i < a.rows(); ++i) {
      mpz_srcptr denominator = mpq_denref(a(i, j).backend().data());
      if (mpz_cmp_ui(denominator, 1) != 0) mpz_lcm(scale.backend().data(), scale.backend().data(), denominator);
    }
  }
  for (Index j = begin; j < end; ++j) {
    for (Index i = 0; i < a.rows(); ++i) {
      mpq_srcptr x = a(i, j).backend().data();
      mpz_divexact(multiple.backend().data(), scale.backend().data(), mpq_denref(x));
      mpz_mul(multiple.backend().data(), multiple.backend().data(), mpq_numref(x));
      fmpz_set_mpz(fmpz_mat_entry(result.get(), i, j), multiple.backend().data());
    }
  }
}

bool is_zero(const SharedIntegers& a) { return fmpz_mat_is_zero(a->get()) != 0; }

}  // namespace

SharedIntegers integer_multiple(const Matrix<Rational>& a) {
  require_running();
  auto result = std::make_shared<FlintIntegerMatrix>(a.rows(), a.cols());
  set_multiple(*result, a, 0, a.cols());
  return result;
}

SharedIntegers integer_columns(const Matrix<Rational>& a) {
  auto result = std::make_shared<FlintIntegerMatrix>(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) set_multiple(*result, a, j, j + 1);
  return result;
}

std::optional<std::pair<Index, Index>> nonzero_of_product(const SharedIntegers& h, const SharedIntegers& t) {
  const Index n = fmpz_mat_nrows(h->get()), b = fmpz_mat_ncols(t->get());
  const auto multiply = [h, t, n, b] {
    auto product = std::make_shared<FlintIntegerMatrix>(n, b);
    fmpz_mat_mul(product->get(), h->get(), t->get());
    return SharedIntegers(std::move(product));
  };
  const SharedIntegers product = may_last(n) ? abandonable(multiply) : multiply();
  for (Index j = 0; j < b; ++j) {
    for (Index i = 0; i < n; ++i) {
      if (fmpz_is_zero(fmpz_mat_entry(product->get(), i, j)) == 0) return std::pair{i, j};
    }
  }
  return std::nullopt;
}

ulong next_prime(ulong prime) { return n_nextprime(std::max(prime, ulong{1} << 62), 1); }

std::vector<Index> pivots_modulo(const SharedIntegers& a, ulong prime) {
  const auto pivots = [a, prime] {
    ModularMatrix reduced(a->get(), prime);
    return pivots_of(reduced.get());
  };
  return may_last(fmpz_mat_nrows(a->get())) ? abandonable(pivots) : pivots();
}

bool are_spanned_by(const SharedIntegers& a, const std::vector<Index>& chosen) {
  const Index n = fmpz_mat_nrows(a->get());
  const std::vector<Index> rest = others(n, chosen);
  if (chosen.empty()) return is_zero(a);
  const SharedIntegers regular = part(a, chosen, chosen), columns = part(a, all_of(n), chosen);
  const auto most = static_cast<std::size_t>(std::max(1.0, most_bits / bits_of_column(regular)));
  for (std::size_t first = 0; first < rest.size(); first += most) {
    require_running();
    const auto begin = rest.begin() + static_cast<std::ptrdiff_t>(first);
    const std::vector<Index> some(begin, begin + static_cast<std::ptrdiff_t>(std::min(most, rest.size() - first)));
    const auto solve = [regular, columns, top = part(a, chosen, some), given = part(a, all_of(n), some)] {
      return solves(regular, top, columns, given);
    };
    if (!(may_last(n) ? abandonable(solve) : solve())) return false;
  }
  return true;
}

}  // namespace laecert::numeric
