#include "numeric/symmetric_elimination.hpp"

#include <utility>

#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

/// Owns one number of Arb's floating-point type.
class Float {
 public:
  Float() { arf_init(value_); }
  Float(const Float&) = delete;
  Float& operator=(const Float&) = delete;
  ~Float() { arf_clear(value_); }
  arf_struct* get() { return value_; }

 private:
  arf_t value_;
};

class Elimination {
 public:
  Elimination(const ArbMatrix& j, Precision precision)
      : n_(j.rows()), bits_(precision.bits), work_(n_, n_), frame_(n_, n_) {
    arb_mat_get_mid(work_.get(), j.get());
    arb_mat_one(frame_.get());
  }

  ArbMatrix congruence() && {
    for (Index k = 0; k < n_; ++k) {
      choose_pivot(k);
      if (arf_is_zero(a(k, k)) != 0) break;
      eliminate(k);
    }
    for (Index k = 0; k < n_; ++k) scale(k);
    return std::move(frame_);
  }

 private:
  arf_struct* a(Index i, Index j) { return arb_midref(arb_mat_entry(work_.get(), i, j)); }
  arf_struct* v(Index i, Index j) { return arb_midref(arb_mat_entry(frame_.get(), i, j)); }

  // Both triangles of the working matrix are kept; columns of the frame follow.
  void swap(Index p, Index q) {
    if (p == q) return;
    for (Index i = 0; i < n_; ++i) arf_swap(a(p, i), a(q, i));
    for (Index i = 0; i < n_; ++i) arf_swap(a(i, p), a(i, q));
    for (Index i = 0; i < n_; ++i) arf_swap(v(i, p), v(i, q));
  }

  void mix_pair(arf_struct* x, arf_struct* y) const {
    Float sum;
    arf_add(sum.get(), x, y, bits_, ARF_RND_NEAR);
    arf_sub(y, x, y, bits_, ARF_RND_NEAR);
    arf_swap(x, sum.get());
  }

  // Congruence by [[1, 1], [1, -1]] on the rows and columns p and q: the diagonal becomes J_pp + J_qq +- 2 J_pq.
  void mix(Index p, Index q, Index from) {
    for (Index i = from; i < n_; ++i) mix_pair(a(p, i), a(q, i));
    for (Index i = from; i < n_; ++i) mix_pair(a(i, p), a(i, q));
    for (Index i = 0; i < n_; ++i) mix_pair(v(i, p), v(i, q));
  }

  Index largest_diagonal(Index from) {
    Index best = from;
    for (Index i = from; i < n_; ++i) {
      if (arf_cmpabs(a(i, i), a(best, best)) > 0) best = i;
    }
    return best;
  }

  std::pair<Index, Index> largest_off_diagonal(Index from) {
    std::pair<Index, Index> best{from + 1, from};
    for (Index i = from + 1; i < n_; ++i) {
      for (Index j = from; j < i; ++j) {
        if (arf_cmpabs(a(i, j), a(best.first, best.second)) > 0) best = {i, j};
      }
    }
    return best;
  }

  void choose_pivot(Index k) {
    Index pivot = largest_diagonal(k);
    if (k + 1 < n_) {
      const auto [p, q] = largest_off_diagonal(k);
      // Bunch and Parlett's constant is about 0.64; 5/8 serves.
      Float threshold;
      arf_mul_ui(threshold.get(), a(p, q), 5, bits_, ARF_RND_NEAR);
      arf_mul_2exp_si(threshold.get(), threshold.get(), -3);
      if (arf_cmpabs(a(pivot, pivot), threshold.get()) < 0) {
        mix(p, q, k);
        pivot = largest_diagonal(k);
      }
    }
    swap(k, pivot);
  }

  // Row and column k leave the remaining block: A_ij -= A_ik A_kj / A_kk, V_j -= V_k A_kj / A_kk.
  void eliminate(Index k) {
    Float ratio;
    for (Index i = k + 1; i < n_; ++i) {
      if (arf_is_zero(a(i, k)) != 0) continue;
      require_running();
      arf_div(ratio.get(), a(i, k), a(k, k), bits_, ARF_RND_NEAR);
      for (Index j = k + 1; j <= i; ++j) {
        arf_submul(a(i, j), ratio.get(), a(k, j), bits_, ARF_RND_NEAR);
      }
      for (Index r = 0; r < n_; ++r) {
        if (arf_is_zero(v(r, k)) == 0) arf_submul(v(r, i), ratio.get(), v(r, k), bits_, ARF_RND_NEAR);
      }
    }
    for (Index i = k + 1; i < n_; ++i) {
      arf_zero(a(i, k));
      arf_zero(a(k, i));
      for (Index j = k + 1; j < i; ++j) arf_set(a(j, i), a(i, j));
    }
  }

  // By a power of two, so that V_k^T J V_k is near 1 in modulus.
  void scale(Index k) {
    if (arf_is_zero(a(k, k)) != 0) return;
    const slong exponent = arf_abs_bound_lt_2exp_si(a(k, k));
    const slong half = exponent >= 0 ? exponent / 2 : (exponent - 1) / 2;
    for (Index i = 0; i < n_; ++i) arf_mul_2exp_si(v(i, k), v(i, k), -half);
  }

  Index n_;
  slong bits_;
  ArbMatrix work_;
  ArbMatrix frame_;
};

}  // namespace

ArbMatrix approx_diagonalizing_congruence(const ArbMatrix& j, Precision precision) {
  return Elimination(j, precision).congruence();
}

}  // namespace laecert::numeric
