// Eigenvalues of the Hessian blocks, each form in closed form but for the rotation blocks.

#include <fmt/format.h>

#include <algorithm>

#include "numeric/eigenvalues.hpp"
#include "numeric/errors.hpp"
#include "theory/lae/hessian_blocks.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::theory {

namespace {

bool share_a_group(const Spectrum& spectrum, Index i, Index j) {
  return std::any_of(spectrum.groups.begin(), spectrum.groups.end(), [&](const Group& group) {
    const Index last = group.first + group.size;
    return group.first <= i && i < last && group.first <= j && j < last;
  });
}

// Twice the eigenvalues of [[s_i, -s_j], [-s_j, c]], c = s_j (1 - lambda / s_i) + lambda: the larger from the root of
// (s_i - c)^2 + 4 s_j^2, the smaller from the determinant (s_i - s_j)(s_j + lambda), without cancellation.
std::pair<Ball, Ball> swap_eigenvalues(const Ball& s_i, const Ball& s_j, const Ball& lambda, bool are_equal) {
  const Ball c = s_j * (s_i - lambda) / s_i + lambda;
  if (are_equal) return {Ball(2) * (s_i + c), Ball(0)};
  const Ball larger = s_i + c + sqrt(sqr(s_i - c) + Ball(4) * sqr(s_j));
  return {larger, Ball(4) * (s_i - s_j) * (s_j + lambda) / larger};
}

// One eigenvalue is zero (the orbit of O_k) and none is negative: the smallest of the four.
Outcome<std::vector<Ball>> rotation_eigenvalues(const EigenNumbers<Ball>& numbers, Index i, Index j,
                                                Precision precision) {
  const std::vector<HessianBlock<Ball>> blocks = hessian_blocks<Ball>(numbers, {i, j}, 2);
  const auto rotation =
      std::find_if(blocks.begin(), blocks.end(), [](const auto& block) { return block.kind == BlockKind::rotation; });
  Outcome<std::vector<Ball>> values = numeric::enclose_eigenvalues(rotation->matrix, precision);
  if (!values) return values;
  std::vector<Ball> result = *values;
  result.back() = Ball(0);
  return result;
}

class SpectrumBuilder {
 public:
  SpectrumBuilder(const Manifold& manifold, Index k, const Spectrum& spectrum)
      : manifold_(manifold),
        free_columns_(k - manifold.rank),
        spectrum_(spectrum),
        lambda_(spectrum.lambda, spectrum.precision) {}

  void add_rotations(const RotationSpectra& rotations) {
    const std::vector<Index>& I = manifold_.index_set;
    for (std::size_t a = 0; a < I.size(); ++a) {
      for (std::size_t b = a + 1; b < I.size(); ++b) {
        const auto place = rotations.find({I[a], I[b]});
        if (place == rotations.end()) {
          throw PreconditionError(fmt::format("the rotation block of {} and {} is missing", I[a], I[b]));
        }
        values_.insert(values_.end(), place->second.begin(), place->second.end());
      }
    }
  }

  // What belongs to one chosen direction: the radial block, the swaps, the kernel of the free columns.
  void add_inside(Index i) {
    const Ball& s_i = value(i);
    add(Ball(4) * (s_i - lambda_), Ball(4) * lambda_);
    for (Index j = 1; j <= spectrum_.m(); ++j) {
      if (is_inside(j)) continue;
      const auto [larger, smaller] = swap_eigenvalues(s_i, value(j), lambda_, share_a_group(spectrum_, i - 1, j - 1));
      add(larger, smaller);
    }
    for (Index r = 0; r < free_columns_; ++r) add(Ball(4) * lambda_, Ball(0));
  }

  void add_outside(Index j) {
    for (Index r = 0; r < free_columns_; ++r) {
      add(Ball(2) * (lambda_ - value(j)), Ball(2) * (lambda_ + value(j)));
    }
  }

  [[nodiscard]] bool is_inside(Index j) const {
    return std::binary_search(manifold_.index_set.begin(), manifold_.index_set.end(), j);
  }

  [[nodiscard]] std::vector<Ball> sorted() const {
    std::vector<std::pair<Ball, const Ball*>> keyed;
    keyed.reserve(values_.size());
    for (const Ball& x : values_) keyed.emplace_back(x.is_finite() ? x.midpoint() : Ball(0), &x);
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& x, const auto& y) { return certainly(is_less(y.first, x.first)); });
    std::vector<Ball> result;
    result.reserve(keyed.size());
    for (const auto& [midpoint, x] : keyed) result.push_back(*x);
    return result;
  }

 private:
  [[nodiscard]] const Ball& value(Index i) const { return spectrum_.values[static_cast<std::size_t>(i - 1)]; }
  void add(const Ball& x, const Ball& y) {
    values_.push_back(x);
    values_.push_back(y);
  }

  const Manifold& manifold_;
  Index free_columns_;
  const Spectrum& spectrum_;
  Ball lambda_;
  std::vector<Ball> values_;
};

}  // namespace

EigenNumbers<Ball> enclosed_numbers(const Spectrum& spectrum) {
  const Index m = spectrum.m();
  EigenNumbers<Ball> numbers{Vector<Ball>(m), Vector<Ball>::Constant(m, Ball(0)),
                             Ball(spectrum.lambda, spectrum.precision)};
  for (Index i = 0; i < m; ++i) {
    const Ball& s = spectrum.values[static_cast<std::size_t>(i)];
    numbers.s(i) = s;
    if (i < spectrum.q) numbers.d(i) = sqrt((s - numbers.lambda) / s);
  }
  return numbers;
}

Outcome<RotationSpectra> predict_rotation_spectra(const std::vector<Manifold>& manifolds, const Spectrum& spectrum) {
  const EigenNumbers<Ball> numbers = enclosed_numbers(spectrum);
  RotationSpectra result;
  for (const Manifold& manifold : manifolds) {
    const std::vector<Index>& I = manifold.index_set;
    for (std::size_t a = 0; a < I.size(); ++a) {
      for (std::size_t b = a + 1; b < I.size(); ++b) {
        if (result.contains({I[a], I[b]})) continue;
        const Outcome<std::vector<Ball>> values = rotation_eigenvalues(numbers, I[a], I[b], spectrum.precision);
        if (!values) return values.reason();
        result.emplace(std::pair(I[a], I[b]), *values);
      }
    }
  }
  return result;
}

std::vector<Ball> predict_hessian_spectrum(const Manifold& manifold, Index k, const Spectrum& spectrum,
                                           const RotationSpectra& rotations) {
  SpectrumBuilder builder(manifold, k, spectrum);
  builder.add_rotations(rotations);
  for (Index i = 1; i <= spectrum.m(); ++i) {
    if (builder.is_inside(i)) {
      builder.add_inside(i);
    } else {
      builder.add_outside(i);
    }
  }
  return builder.sorted();
}

}  // namespace laecert::theory
