#include "theory/lae/hessian_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/errors.hpp"

namespace laecert::theory {

namespace {

using Weight = Coordinate::Weight;

Coordinate decoder(Index row, Index column) { return {Weight::decoder, row, column}; }
Coordinate encoder(Index row, Index column) { return {Weight::encoder, row, column}; }

void require_index_set(const std::vector<Index>& index_set, Index m, Index k) {
  bool fits = static_cast<Index>(index_set.size()) <= k;
  Index before = 0;
  for (const Index i : index_set) {
    fits = fits && i > before && i <= m;
    before = i;
  }
  if (!fits) {
    throw PreconditionError(
        fmt::format("an index set of {} indices does not fit m = {}, k = {}", index_set.size(), m, k));
  }
}

// 2 [[x, y], [y, z]].
template <class S>
Matrix<S> doubled(const S& x, const S& y, const S& z) {
  const S two(2);
  Matrix<S> result(2, 2);
  result << two * x, two * y, two * y, two * z;
  return result;
}

template <class S>
class BlockBuilder {
 public:
  BlockBuilder(const EigenNumbers<S>& numbers, const std::vector<Index>& index_set, Index k)
      : numbers_(numbers), k_(k), m_(numbers.s.size()) {
    for (const Index i : index_set) rows_.push_back(i - 1);
  }

  std::vector<HessianBlock<S>> build() const {
    std::vector<HessianBlock<S>> blocks;
    for (Index a = 0; a < rank(); ++a) {
      blocks.push_back(radial(a));
      for (Index b = a + 1; b < rank(); ++b) blocks.push_back(rotation(a, b));
    }
    for (Index j = 0; j < m_; ++j) {
      const bool inside = is_inside(j);
      for (Index a = 0; !inside && a < rank(); ++a) blocks.push_back(swap(a, j));
      for (Index r = rank(); r < k_; ++r) blocks.push_back(inside ? kernel(j, r) : normal(j, r));
    }
    return blocks;
  }

 private:
  [[nodiscard]] Index rank() const { return static_cast<Index>(rows_.size()); }
  [[nodiscard]] Index row(Index a) const { return rows_[static_cast<std::size_t>(a)]; }
  [[nodiscard]] const S& s(Index i) const { return numbers_.s(i); }
  [[nodiscard]] const S& d(Index i) const { return numbers_.d(i); }
  [[nodiscard]] bool is_inside(Index j) const { return std::find(rows_.begin(), rows_.end(), j) != rows_.end(); }

  // s (d V2 + d V1)^2 - 2 lambda V1 V2 + lambda (V1^2 + V2^2), with d^2 s = s - lambda.
  HessianBlock<S> radial(Index a) const {
    const S& s_i = s(row(a));
    return {BlockKind::radial,
            {decoder(row(a), a), encoder(a, row(a))},
            doubled<S>(s_i, s_i - S(2) * numbers_.lambda, s_i)};
  }

  // R is -s_j on u_j: it couples V1 and V2; dR adds s_i d_i^2 = s_i - lambda and s_j d_i^2.
  HessianBlock<S> swap(Index a, Index j) const {
    const S& d_i = d(row(a));
    return {BlockKind::swap,
            {decoder(j, a), encoder(a, j)},
            doubled<S>(s(row(a)), -s(j), s(j) * d_i * d_i + numbers_.lambda)};
  }

  HessianBlock<S> kernel(Index i, Index r) const {
    return {BlockKind::kernel,
            {decoder(i, r), encoder(r, i)},
            doubled<S>(numbers_.lambda, -numbers_.lambda, numbers_.lambda)};
  }

  HessianBlock<S> normal(Index j, Index r) const {
    return {BlockKind::normal, {decoder(j, r), encoder(r, j)}, doubled<S>(numbers_.lambda, -s(j), numbers_.lambda)};
  }

  // s_b (d_b A_ab + d_a C_ab)^2 + s_a (d_a A_ba + d_b C_ba)^2 + lambda (A_ab - C_ba)^2 + lambda (A_ba - C_ab)^2.
  HessianBlock<S> rotation(Index a, Index b) const {
    const Index i = row(a), j = row(b);
    const S &lambda = numbers_.lambda, zero = S(0), two = S(2);
    const S mixed_b = s(j) * d(i) * d(j), mixed_a = s(i) * d(i) * d(j);
    Matrix<S> form(4, 4);
    form << s(j), zero, mixed_b, -lambda,                     // A_ab: s_b d_b^2 + lambda = s_b
        zero, s(i), -lambda, mixed_a,                         // A_ba
        mixed_b, -lambda, s(j) * d(i) * d(i) + lambda, zero,  // C_ab
        -lambda, mixed_a, zero, s(i) * d(j) * d(j) + lambda;  // C_ba
    for (S& entry : form.reshaped()) entry *= two;
    return {BlockKind::rotation, {decoder(i, b), decoder(j, a), encoder(a, j), encoder(b, i)}, form};
  }

  const EigenNumbers<S>& numbers_;
  Index k_, m_;
  std::vector<Index> rows_;
};

}  // namespace

template <numeric::Scalar S>
std::vector<HessianBlock<S>> hessian_blocks(const EigenNumbers<S>& numbers, const std::vector<Index>& index_set,
                                            Index k) {
  require_index_set(index_set, numbers.s.size(), k);
  return BlockBuilder<S>(numbers, index_set, k).build();
}

template std::vector<HessianBlock<Rational>> hessian_blocks(const EigenNumbers<Rational>&, const std::vector<Index>&,
                                                            Index);
template std::vector<HessianBlock<Ball>> hessian_blocks(const EigenNumbers<Ball>&, const std::vector<Index>&, Index);

}  // namespace laecert::theory
