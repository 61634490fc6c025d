#include "theory/lae/training_rates.hpp"

#include <algorithm>

#include "numeric/errors.hpp"
#include "theory/lae/hessian_blocks.hpp"

namespace laecert::theory {
namespace {

Ball largest_modulus(const std::vector<Ball>& eigenvalues) {
  Ball result(0);
  for (const Ball& x : eigenvalues) result = larger(result, abs(x));
  return result;
}

// 1 - a e for the eigenvalues e of the linearized halved gradient.
std::vector<Ball> step_along(std::vector<Ball> eigenvalues, const Ball& step) {
  for (Ball& e : eigenvalues) e = Ball(1) - step * e;
  return eigenvalues;
}

// The numbers that the blocks of a linearization are made of, for i in I, j not in I (D4).
class Blocks {
 public:
  Blocks(const Manifold& manifold, Index k, const Spectrum& spectrum)
      : manifold_(manifold),
        spectrum_(spectrum),
        lambda_(spectrum.lambda, spectrum.precision),
        free_(k - manifold.rank) {}

  // radial(s_i), swap(s_i, s_j), rotation(s_a, s_b) for a < b in I and, where a unit is left, normal(s_j).
  template <class Radial, class Swap, class Rotation, class Normal>
  [[nodiscard]] std::vector<Ball> collect(const Radial& radial, const Swap& swap, const Rotation& rotation,
                                          const Normal& normal) const {
    std::vector<Ball> values;
    for (Index i = 1; i <= spectrum_.m(); ++i) {
      if (!is_inside(i)) {
        if (free_ > 0) values.push_back(normal(s(i)));
        continue;
      }
      values.push_back(radial(s(i)));
      for (Index j = 1; j <= spectrum_.m(); ++j) {
        if (!is_inside(j)) values.push_back(swap(s(i), s(j)));
        if (j > i && is_inside(j)) values.push_back(rotation(s(i), s(j)));
      }
    }
    return values;
  }

  [[nodiscard]] const Ball& lambda() const { return lambda_; }

 private:
  [[nodiscard]] const Ball& s(Index i) const { return spectrum_.values[static_cast<std::size_t>(i - 1)]; }
  [[nodiscard]] bool is_inside(Index i) const { return std::ranges::binary_search(manifold_.index_set, i); }

  const Manifold& manifold_;
  const Spectrum& spectrum_;
  Ball lambda_;
  Index free_;
};

Outcome<std::vector<Ball>> untied_gradient(const Manifold& manifold, Index k, const Spectrum& spectrum) {
  const Outcome<RotationSpectra> rotations = predict_rotation_spectra({manifold}, spectrum);
  if (!rotations) return rotations.reason();
  std::vector<Ball> values = predict_hessian_spectrum(manifold, k, spectrum, *rotations);
  // The exact zeros are the manifold's own directions.
  std::erase_if(values, [](const Ball& h) { return h.is_exact() && h.contains(Rational(0)); });
  for (Ball& h : values) h /= Ball(2);
  return values;
}

std::vector<Ball> sync_gradient(const Blocks& blocks) {
  const Ball& lambda = blocks.lambda();
  return blocks.collect(
      [&](const Ball& s) { return Ball(2) * (s - lambda); },
      [&](const Ball& s, const Ball& t) { return (s - t) * (Ball(1) + lambda / s) / Ball(2); },
      [&](const Ball& s, const Ball& t) { return (s + t) * (Ball(2) - lambda / s - lambda / t) / Ball(2); },
      [&](const Ball& t) { return lambda - t; });
}

std::vector<Ball> tied_gradient(const Blocks& blocks) {
  const Ball& lambda = blocks.lambda();
  return blocks.collect([&](const Ball& s) { return Ball(2) * (s - lambda); },
                        [](const Ball& s, const Ball& t) { return s - t; },
                        [&](const Ball& s, const Ball& t) { return s + t - Ball(2) * lambda; },
                        [&](const Ball& t) { return lambda - t; });
}

// Block Gauss-Seidel on [[a, b], [b, c]] has the eigenvalue b^2 / (a c); on the rotation block one is 1, the other the
// trace less 1.
std::vector<Ball> exact_untied(const Blocks& blocks) {
  const Ball& lambda = blocks.lambda();
  const auto rotation = [&](const Ball& s, const Ball& t) {
    const Ball d = Ball(1) - lambda / s, e = Ball(1) - lambda / t;  // squares of the singular values
    const Ball first = t * d + lambda, second = s * e + lambda;
    return t * d * e / first + sqr(lambda) / (t * second) + s * d * e / second + sqr(lambda) / (s * first) - Ball(1);
  };
  return blocks.collect([&](const Ball& s) { return sqr(Ball(1) - Ball(2) * lambda / s); },
                        [&](const Ball& s, const Ball& t) { return sqr(t) / (s * t + lambda * (s - t)); }, rotation,
                        [&](const Ball& t) { return sqr(t / lambda); });
}

std::vector<Ball> exact_tied(const Blocks& blocks) {
  const Ball& lambda = blocks.lambda();
  return blocks.collect([&](const Ball& s) { return Ball(2) * lambda / s - Ball(1); },
                        [](const Ball& s, const Ball& t) { return t / s; },
                        [&](const Ball& s, const Ball& t) { return lambda / s + lambda / t - Ball(1); },
                        [&](const Ball& t) { return t / lambda; });
}

}  // namespace

bool has_step(Iteration iteration) {
  return iteration != Iteration::exact_untied && iteration != Iteration::exact_tied;
}

Outcome<Ball> predict_local_rate(Iteration iteration, const Manifold& manifold, Index k, const Spectrum& spectrum,
                                 const std::optional<Ball>& step) {
  if (has_step(iteration) && !step) throw PreconditionError("predict_local_rate: the iteration has a step");
  const Blocks blocks(manifold, k, spectrum);
  switch (iteration) {
    case Iteration::gradient_sync:
      return largest_modulus(step_along(sync_gradient(blocks), *step));
    case Iteration::gradient_tied:
      return largest_modulus(step_along(tied_gradient(blocks), *step));
    case Iteration::exact_untied:
      return largest_modulus(exact_untied(blocks));
    case Iteration::exact_tied:
      return largest_modulus(exact_tied(blocks));
    case Iteration::gradient_untied:
      break;
  }
  const Outcome<std::vector<Ball>> eigenvalues = untied_gradient(manifold, k, spectrum);
  if (!eigenvalues) return eigenvalues.reason();
  return largest_modulus(step_along(*eigenvalues, *step));
}

}  // namespace laecert::theory
