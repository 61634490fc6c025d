#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::problem {

using numeric::Index;
using numeric::Matrix;
using numeric::Rational;
using numeric::Vector;

/// S = U diag(s) U^T in rationals, with s_i = lambda / (1 - d_i^2) above lambda: every critical point of `sum` with a
/// rational frame is then rational (docs/theory.md section 8).
struct RationalSpectrum {
  Matrix<Rational> U;  // m x m, orthogonal, exactly
  Vector<Rational> s;  // m, decreasing
  Vector<Rational> d;  // d_i = sqrt(1 - lambda / s_i) for i < q; zero beyond
};

/// What an optimizer's loss is: the squared error summed over samples and features, or its mean over samples, or over
/// samples and features.
enum class LossUnits : std::int8_t { sum, mean, mean_feature };

/// An optimizer's settings: it minimizes the loss in these units and adds rate * W to the gradient of each weight.
struct WeightDecay {
  Rational rate = 0;
  LossUnits units = LossUnits::sum;
};

/// Centred samples whose variables were multiplied by these rationals, so that their variance is 1, or nearly.
struct Standardized {
  bool over_n_less_one = false;        // the variance that is meant: over n - 1, else over n
  bool exact = false;                  // every deviation is rational, and every variance exactly 1
  std::vector<Rational> factors = {};  // 1 / deviation, or within 2^-256 of it, relative
};

/// The rank k, the penalty lambda and what else is known of an instance beside its Gram matrix.
struct Setting {
  std::string name = {};
  Index k = 1;
  Rational lambda = 0;
  std::optional<long> samples = {};  // n, where known
  bool centered = false;
  std::vector<std::string> notes = {};   // what was guessed or left out when the data were read; for reports
  std::vector<Rational> penalties = {};  // lambda_a of each unit, for losses that have one a unit; k of them, or none
  std::optional<WeightDecay> weight_decay = {};   // that lambda was computed from
  std::optional<Standardized> standardized = {};  // with `centered`
};

/// One instance: the exact Gram matrix S = X X^T, k and lambda. An immutable value.
///
/// Laws: S is symmetric positive semidefinite (decided exactly), 1 <= k, lambda >= 0, penalties none or k, all >= 0.
class Instance {
 public:
  /// Shapes:    gram m x m.
  /// Units:     gram and lambda in squared data units.
  /// Errors:    UsageError for k < 1, lambda < 0, a negative penalty or another number of them than k; DataError where
  ///            gram is not symmetric, or has a negative eigenvalue (decided exactly).
  static Instance from_gram(Matrix<Rational> gram, Setting setting);

  /// The same from samples, whose products x x^T the caller summed exactly: semidefinite by construction, and not
  /// decided again. Errors: UsageError as from_gram, DataError where gram is not symmetric.
  static Instance from_sample_gram(Matrix<Rational> gram, Setting setting);

  /// S = diag(s), s sorted into decreasing order. Errors: as from_gram.
  static Instance from_spectrum(Vector<Rational> s, Setting setting);

  /// S = U diag(s) U^T from a rational spectral decomposition, kept beside S.
  /// Errors: as from_gram; PreconditionError where U is not orthogonal or d_i^2 is not 1 - lambda / s_i.
  static Instance from_rational_spectrum(RationalSpectrum spectrum, Setting setting);

  /// The same S with another lambda; without its rational decomposition, whose roots belong to lambda, and
  /// without a weight decay. Errors: UsageError for lambda < 0.
  [[nodiscard]] Instance with_lambda(const Rational& lambda) const;

  /// The same S with the lambda that this weight decay amounts to (lambda_of_weight_decay), which the setting then
  /// tells; with its rational decomposition where lambda is what it was. Errors: those of lambda_of_weight_decay.
  [[nodiscard]] Instance with_weight_decay(const WeightDecay& decay) const;

  [[nodiscard]] const Matrix<Rational>& gram() const { return gram_; }
  [[nodiscard]] Index m() const { return gram_.rows(); }
  [[nodiscard]] Index k() const { return setting_.k; }
  [[nodiscard]] const Rational& lambda() const { return setting_.lambda; }
  [[nodiscard]] const Setting& setting() const { return setting_; }
  /// Present for exact instances only.
  [[nodiscard]] const std::optional<RationalSpectrum>& rational_spectrum() const { return rational_spectrum_; }

 private:
  Instance(Matrix<Rational> gram, Setting setting, std::optional<RationalSpectrum> spectrum);

  Matrix<Rational> gram_;
  Setting setting_;
  std::optional<RationalSpectrum> rational_spectrum_;
};

}  // namespace laecert::problem
