#include "theory/lae/barrier.hpp"

#include <fmt/format.h>

#include <numeric>

#include "numeric/errors.hpp"

namespace laecert::theory {
namespace {

// Whether k + 1 belongs to the eigenvalue of k.
bool repeats_after(const Profile& profile, Index k) {
  Index before = 0;
  for (const Index multiplicity : profile.multiplicities) {
    before += multiplicity;
    if (before >= k) return before > k;
  }
  return false;
}

const Ball& eigenvalue(const Spectrum& spectrum, Index one_based) {
  return spectrum.values.at(static_cast<std::size_t>(one_based - 1));
}

bool passes_a_neighbour(const Barrier& barrier) { return barrier.pass.rank == barrier.minimum.rank; }

Ball lifted(const Spectrum& spectrum, const Rational& x) { return numeric::lift<Ball>(x, spectrum.precision); }

}  // namespace

Outcome<Barrier> predict_barrier(const Profile& profile) {
  const Index k = profile.k, q = profile.q();
  if (profile.loss != Loss::sum) throw PreconditionError("predict_barrier: of `sum` alone");
  if (q < k) return Reason{fmt::format("the minimum is connected: k = {} is above q = {}", k, q)};
  if (repeats_after(profile, k)) {
    return Reason{fmt::format("the minimum is connected: the eigenvalues {} and {} are equal", k, k + 1)};
  }
  std::vector<Index> pass(static_cast<std::size_t>(k));
  std::iota(pass.begin(), pass.end(), Index{1});
  if (q > k) {
    ++pass.back();
  } else {
    pass.pop_back();
  }
  const Outcome<Manifold> manifold = manifold_of(profile, pass);
  if (!manifold) throw PreconditionError("predict_barrier: " + manifold.reason().text);
  return Barrier{predict_global_minimum(profile), *manifold};
}

bool has_one_minimum_and_one_pass(const CountTable& counts) {
  Integer minima = 0, passes = 0;
  for (const std::vector<Integer>& of_rank : counts) {
    if (!of_rank.empty()) minima += of_rank[0];
    if (of_rank.size() > 1) passes += of_rank[1];
  }
  return minima == 1 && passes == 1;
}

Ball predict_gain(const Ball& s, const Rational& lambda) {
  const Ball excess = s - numeric::lift<Ball>(lambda, s.precision());
  return excess * excess / s;
}

Ball predict_height(const Barrier& barrier, const Spectrum& spectrum) {
  const Index k = barrier.minimum.rank;
  const Ball top = predict_gain(eigenvalue(spectrum, k), spectrum.lambda);
  return passes_a_neighbour(barrier) ? top - predict_gain(eigenvalue(spectrum, k + 1), spectrum.lambda) : top;
}

PathUnit predict_path_unit(const Barrier& barrier, const Spectrum& spectrum, const Rational& t) {
  if (t < 0 || t > 1) throw PreconditionError("a path is followed from t = 0 to t = 1, not at " + t.str());
  const Index k = barrier.minimum.rank;
  const Rational square = (1 - 2 * t) * (1 - 2 * t);
  const Ball c2 = lifted(spectrum, square), lambda = lifted(spectrum, spectrum.lambda);
  if (passes_a_neighbour(barrier)) {
    const Ball rest = lifted(spectrum, 1 - square);
    const Ball r = c2 * eigenvalue(spectrum, k) + rest * eigenvalue(spectrum, k + 1);
    const Ball length = Ball(1) - lambda / r;
    return {length, length * c2, length * rest};
  }
  const Ball length = c2 * (Ball(1) - lambda / eigenvalue(spectrum, k));
  return {length, length, Ball(0)};
}

Ball predict_path_value(const Barrier& barrier, const Spectrum& spectrum, const Rational& t) {
  const Index k = barrier.minimum.rank;
  const Rational square = (1 - 2 * t) * (1 - 2 * t);
  const Ball c2 = lifted(spectrum, square);
  const Ball& first = eigenvalue(spectrum, k);
  if (passes_a_neighbour(barrier)) {
    const Ball& second = eigenvalue(spectrum, k + 1);
    const Ball r = c2 * first + lifted(spectrum, 1 - square) * second;
    return predict_gain(second, spectrum.lambda) - predict_gain(r, spectrum.lambda);
  }
  // r (x - d^2)^2 - r d^4 with x = c^2 d^2, r d^4 = g(r).
  return lifted(spectrum, (1 - square) * (1 - square) - 1) * predict_gain(first, spectrum.lambda);
}

}  // namespace laecert::theory
