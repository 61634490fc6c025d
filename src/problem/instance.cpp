#include "problem/instance.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "numeric/arb_matrix.hpp"
#include "numeric/errors.hpp"
#include "numeric/inertia.hpp"
#include "numeric/running.hpp"
#include "problem/weight_decay.hpp"

namespace laecert::problem {
namespace {

// A number in a message: one line stays one that can be read.
std::string shown(const Rational& x) {
  constexpr std::size_t longest = 60;
  const std::string text = x.str();
  return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

void require_penalties(const Setting& setting) {
  const auto count = static_cast<Index>(setting.penalties.size());
  if (count != 0 && count != setting.k) {
    throw UsageError(fmt::format("penalties: {} numbers, expected k = {}, one for each unit", count, setting.k));
  }
  for (const Rational& penalty : setting.penalties) {
    if (!(penalty >= 0)) throw UsageError(fmt::format("penalties: {}, expected at least 0", shown(penalty)));
  }
}

void require_setting(const Setting& setting) {
  if (!(setting.k >= 1)) throw UsageError(fmt::format("k = {}, expected at least 1", setting.k));
  if (!(setting.lambda >= 0)) {
    throw UsageError(fmt::format("lambda = {}, expected at least 0", shown(setting.lambda)));
  }
  if (setting.samples && !(*setting.samples >= 1)) {
    throw UsageError(fmt::format("samples = {}, expected at least 1", *setting.samples));
  }
  require_penalties(setting);
}

void require_symmetric(const Matrix<Rational>& gram) {
  if (gram.rows() != gram.cols() || gram.rows() < 1) {
    throw DataError(fmt::format("Gram matrix is {} x {}, expected square", gram.rows(), gram.cols()));
  }
  for (Index j = 0; j < gram.cols(); ++j) {
    for (Index i = j + 1; i < gram.rows(); ++i) {
      if (gram(i, j) == gram(j, i)) continue;
      throw DataError(fmt::format("Gram matrix is not symmetric: entry ({},{}) = {}, entry ({},{}) = {}", i + 1, j + 1,
                                  shown(gram(i, j)), j + 1, i + 1, shown(gram(j, i))));
    }
  }
}

bool is_zero_row(const Matrix<Rational>& gram, Index i) {
  for (Index j = 0; j < gram.cols(); ++j) {
    if (gram(i, j) != 0) return false;
  }
  return true;
}

/// S without its zero rows and columns: as semidefinite as S, and often definite where S is not.
Matrix<Rational> without_zero_rows(const Matrix<Rational>& gram) {
  std::vector<Index> kept;
  for (Index i = 0; i < gram.rows(); ++i) {
    if (!is_zero_row(gram, i)) kept.push_back(i);
  }
  return gram(kept, kept);
}

/// Whether balls of this precision prove S positive definite, by a Cholesky decomposition in Arb; false decides
/// nothing.
bool prove_positive_definite(const Matrix<Rational>& gram, numeric::Precision precision) {
  return numeric::abandonable([balls = numeric::lift_matrix<numeric::Ball>(gram, precision), precision] {
    numeric::ArbMatrix entries(balls);
    numeric::ArbMatrix factor(balls.rows(), balls.cols());
    return arb_mat_cho(factor.get(), entries.get(), static_cast<slong>(precision.bits)) != 0;
  });
}

/// Decides semidefiniteness: cheaply where S is definite on its nonzero rows, else by its exact inertia.
void require_semidefinite(const Matrix<Rational>& gram) {
  const Matrix<Rational> core = without_zero_rows(gram);
  if (core.rows() == 0) return;
  if (prove_positive_definite(core, numeric::Precision{128})) return;
  const numeric::Inertia inertia = numeric::exact_inertia(core);
  if (inertia.negative == 0) return;
  throw DataError(fmt::format("Gram matrix has {} negative eigenvalue{}, expected none", inertia.negative,
                              inertia.negative == 1 ? "" : "s"));
}

void require_nonnegative(const Vector<Rational>& s) {
  if (s.size() < 1) throw DataError("spectrum is empty, expected at least one eigenvalue");
  for (Index i = 0; i < s.size(); ++i) {
    if (!(s(i) >= 0)) throw DataError(fmt::format("eigenvalue {} = {} is negative", i + 1, shown(s(i))));
  }
}

void require_shapes(const RationalSpectrum& spectrum) {
  const Index m = spectrum.s.size();
  if (spectrum.U.rows() == m && spectrum.U.cols() == m && spectrum.d.size() == m) return;
  throw PreconditionError(fmt::format("rational spectrum: U is {} x {}, s has {} entries, d has {}", spectrum.U.rows(),
                                      spectrum.U.cols(), m, spectrum.d.size()));
}

void require_orthogonal(const Matrix<Rational>& U) {
  const Matrix<Rational> product = U.transpose() * U;
  for (Index j = 0; j < U.cols(); ++j) {
    for (Index i = 0; i < U.rows(); ++i) {
      if (product(i, j) == (i == j ? 1 : 0)) continue;
      throw PreconditionError(
          fmt::format("rational spectrum: (U^T U)({},{}) = {}", i + 1, j + 1, shown(product(i, j))));
    }
  }
}

/// s decreasing; d_i >= 0 with s_i (1 - d_i^2) = lambda above lambda, d_i = 0 elsewhere.
void require_consistent(const RationalSpectrum& spectrum, const Rational& lambda) {
  const Vector<Rational>& s = spectrum.s;
  const Vector<Rational>& d = spectrum.d;
  for (Index i = 0; i < s.size(); ++i) {
    if (i > 0 && !(s(i) <= s(i - 1))) {
      throw PreconditionError(fmt::format("rational spectrum: s_{} > s_{}, expected decreasing", i + 1, i));
    }
    const bool right = s(i) > lambda ? d(i) >= 0 && s(i) * (1 - d(i) * d(i)) == lambda : d(i) == 0;
    if (!right) {
      throw PreconditionError(fmt::format("rational spectrum: d_{} = {} with s_{} = {}, lambda = {}", i + 1,
                                          shown(d(i)), i + 1, shown(s(i)), shown(lambda)));
    }
  }
}

Matrix<Rational> gram_of(const RationalSpectrum& spectrum) {
  const Matrix<Rational> scaled = spectrum.U * spectrum.s.asDiagonal();
  return scaled * spectrum.U.transpose();
}

Matrix<Rational> diagonal(const Vector<Rational>& s) {
  Matrix<Rational> result = Matrix<Rational>::Zero(s.size(), s.size());
  for (Index i = 0; i < s.size(); ++i) result(i, i) = s(i);
  return result;
}

}  // namespace

Instance::Instance(Matrix<Rational> gram, Setting setting, std::optional<RationalSpectrum> spectrum)
    : gram_(std::move(gram)), setting_(std::move(setting)), rational_spectrum_(std::move(spectrum)) {
  require_setting(setting_);
  require_symmetric(gram_);
}

Instance Instance::from_gram(Matrix<Rational> gram, Setting setting) {
  Instance result(std::move(gram), std::move(setting), std::nullopt);
  require_semidefinite(result.gram());
  return result;
}

Instance Instance::from_sample_gram(Matrix<Rational> gram, Setting setting) {
  return {std::move(gram), std::move(setting), std::nullopt};
}

Instance Instance::from_spectrum(Vector<Rational> s, Setting setting) {
  require_nonnegative(s);
  std::sort(s.begin(), s.end(), std::greater<>());
  return {diagonal(s), std::move(setting), std::nullopt};
}

Instance Instance::from_rational_spectrum(RationalSpectrum spectrum, Setting setting) {
  require_setting(setting);
  require_shapes(spectrum);
  require_nonnegative(spectrum.s);
  require_orthogonal(spectrum.U);
  require_consistent(spectrum, setting.lambda);
  // Semidefinite by construction: U is orthogonal and s >= 0.
  Matrix<Rational> gram = gram_of(spectrum);
  return {std::move(gram), std::move(setting), std::move(spectrum)};
}

Instance Instance::with_lambda(const Rational& lambda) const {
  Setting setting = setting_;
  setting.lambda = lambda;
  setting.weight_decay.reset();
  return {gram_, std::move(setting), std::nullopt};
}

Instance Instance::with_weight_decay(const WeightDecay& decay) const {
  const Rational lambda = lambda_of_weight_decay(decay, setting_.samples, m());
  Instance result = lambda == setting_.lambda ? *this : with_lambda(lambda);
  result.setting_.weight_decay = decay;
  return result;
}

}  // namespace laecert::problem
