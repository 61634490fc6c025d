#include "instances/gram.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "instances/errors.hpp"

namespace laecert::instances {
namespace {

/// Of more planes the products would take longer than those of whole integers.
constexpr Index most_multiplied_planes = 64;

const std::string table_name = "the table";

/// sum += 2^shift x, for an integer |x| <= 2^53. Requires: term is scratch.
void add_shifted(fmpz* sum, fmpz* term, double x, Index shift) {
  fmpz_set_si(term, static_cast<slong>(x));
  fmpz_mul_2exp(term, term, static_cast<ulong>(shift));
  fmpz_add(sum, sum, term);
}

/// Some columns of a symmetric matrix, from the first one's diagonal entry down; what lies above later ones' does not
/// count. One product of a whole matrix may last as long as a stop may be late.
struct Panel {
  static constexpr Index most_columns = 128;
  Index first = 0;
  Index columns = 0;
};

/// sums += 2^shift times the lower triangle of these integers, which start at the panel's first diagonal entry.
void add_lower(fmpz_mat_struct* sums, Panel panel, const Eigen::MatrixXd& integers, Index shift) {
  ScaledMatrix scratch(1, 1, Integer(1));
  fmpz* term = fmpz_mat_entry(scratch.numerators(), 0, 0);
  for (Index j = 0; j < panel.columns; ++j) {
    for (Index i = j; i < integers.rows(); ++i) {
      add_shifted(fmpz_mat_entry(sums, panel.first + i, panel.first + j), term, integers(i, j), shift);
    }
  }
}

/// A panel of A_l A_k^T + A_k A_l^T, or of A_l A_l^T for l = k: without rounding, by the law of BinaryPlanes.
Eigen::MatrixXd symmetric_product(const BinaryPlanes& block, Index l, Index k, Panel panel) {
  const auto product = [&](const Eigen::MatrixXd& left, const Eigen::MatrixXd& right) {
    return left.bottomRows(left.rows() - panel.first) * right.middleRows(panel.first, panel.columns).transpose();
  };
  Eigen::MatrixXd sum = product(block.plane(l), block.plane(k));
  if (l != k) sum.noalias() += product(block.plane(k), block.plane(l));
  return sum;
}

/// sums += the column sums of N; those of a plane are integers of modulus below 2048 * 2^20, without rounding.
void add_column_sums(fmpz_mat_struct* sums, const BinaryPlanes& block, const std::stop_token& stop) {
  ScaledMatrix scratch(1, 1, Integer(1));
  fmpz* term = fmpz_mat_entry(scratch.numerators(), 0, 0);
  for (Index l = 0; l < block.count(); ++l) {
    if (!block.is_used(l)) continue;
    require_running(stop, table_name);
    const Eigen::VectorXd digits = block.plane(l).rowwise().sum();
    for (Index j = 0; j < block.m(); ++j) {
      add_shifted(fmpz_mat_entry(sums, 0, j), term, digits(j), BinaryPlanes::digit_bits * l);
    }
  }
}

/// 2^shift numerator / denominator.
Rational scaled(const fmpz* numerator, std::int64_t shift, const Integer& denominator) {
  Rational result = 0;
  mpq_ptr x = result.backend().data();
  fmpz_get_mpz(mpq_numref(x), numerator);
  mpz_set(mpq_denref(x), denominator.backend().data());
  mpq_canonicalize(x);
  if (shift >= 0) {
    mpq_mul_2exp(x, x, static_cast<mp_bitcnt_t>(shift));
  } else {
    mpq_div_2exp(x, x, static_cast<mp_bitcnt_t>(-shift));
  }
  return result;
}

/// The symmetric matrix with entries 2^(shift_i + shift_j) P_ij / denominator. Requires: P's lower triangle is there.
Matrix<Rational> symmetric_rational(const fmpz_mat_struct* P, const SampleLayout& layout, const Integer& denominator,
                                    const std::stop_token& stop) {
  const Index m = std::ssize(layout.scales);
  require_running(stop, table_name);
  Matrix<Rational> result(m, m);
  for (Index j = 0; j < m; ++j) {
    require_running(stop, table_name);
    for (Index i = j; i < m; ++i) {
      const std::int64_t shift =
          layout.scales[static_cast<std::size_t>(i)].shift + layout.scales[static_cast<std::size_t>(j)].shift;
      result(i, j) = scaled(fmpz_mat_entry(P, i, j), shift, denominator);
      result(j, i) = result(i, j);
    }
  }
  return result;
}

/// N_ij of a block: its digits, which have one sign, put together.
void set_integer(fmpz* number, const BinaryPlanes& block, Index i, Index j) {
  constexpr Index word_bits = 64;
  std::vector<ulong> words(static_cast<std::size_t>(block.count() * BinaryPlanes::digit_bits / word_bits + 1), 0);
  bool is_negative = false;
  for (Index l = 0; l < block.count(); ++l) {
    const double signed_digit = block.plane(l)(j, i);
    if (signed_digit == 0) continue;
    is_negative = signed_digit < 0;
    const auto digit = static_cast<ulong>(std::abs(signed_digit));
    const Index place = BinaryPlanes::digit_bits * l;
    const Index offset = place % word_bits;
    words[static_cast<std::size_t>(place / word_bits)] |= digit << offset;
    if (offset + BinaryPlanes::digit_bits > word_bits) {
      words[static_cast<std::size_t>(place / word_bits + 1)] |= digit >> (word_bits - offset);
    }
  }
  fmpz_set_ui_array(number, words.data(), std::ssize(words));
  if (is_negative) fmpz_neg(number, number);
}

/// N, of whole integers.
ScaledMatrix whole_integers(const BinaryPlanes& block, const std::stop_token& stop) {
  ScaledMatrix N(block.rows(), block.m(), Integer(1));
  for (Index i = 0; i < block.rows(); ++i) {
    for (Index j = 0; j < block.m(); ++j) {
      require_running(stop, table_name);
      set_integer(fmpz_mat_entry(N.numerators(), i, j), block, i, j);
    }
  }
  return N;
}

/// sums += the column sums of N.
void add_rows(fmpz_mat_struct* sums, const ScaledMatrix& N) {
  for (Index j = 0; j < N.cols(); ++j) {
    fmpz* sum = fmpz_mat_entry(sums, 0, j);
    for (Index i = 0; i < N.rows(); ++i) fmpz_add(sum, sum, fmpz_mat_entry(N.numerators(), i, j));
  }
}

/// sums += the lower triangle of N^T N, by products of whole integers.
void add_products_of_integers(fmpz_mat_struct* sums, const ScaledMatrix& N, const std::stop_token& stop) {
  for (Index j = 0; j < N.cols(); ++j) {
    for (Index i = j; i < N.cols(); ++i) {
      for (Index sample = 0; sample < N.rows(); ++sample) {
        require_running(stop, table_name);
        fmpz_addmul(fmpz_mat_entry(sums, i, j), fmpz_mat_entry(N.numerators(), sample, i),
                    fmpz_mat_entry(N.numerators(), sample, j));
      }
    }
  }
}

Index used_planes(const BinaryPlanes& block) {
  Index used = 0;
  for (Index l = 0; l < block.count(); ++l) used += block.is_used(l) ? 1 : 0;
  return used;
}

/// Calls visit(block) for all samples, block by block.
template <class Visit>
void for_each_block(const SampleBlocks& samples, const std::stop_token& stop, Visit visit) {
  const Index length = samples.block_length();
  for (Index first = 0; first < samples.count(); first += length) {
    require_running(stop, table_name);
    visit(samples.block(first, std::min(length, samples.count() - first)));
  }
}

GramSum sum_over(const SampleBlocks& samples, const std::stop_token& stop) {
  GramSum sum(samples.dimension());
  for_each_block(samples, stop, [&](const BinaryPlanes& block) { sum.add(block, stop); });
  return sum;
}

}  // namespace

GramSum::GramSum(Index m) : products_(m, m, Integer(1)), sums_(1, m, Integer(1)) {}

void GramSum::add(const BinaryPlanes& block, const std::stop_token& stop) {
  if (used_planes(block) > most_multiplied_planes) {
    const ScaledMatrix N = whole_integers(block, stop);
    add_rows(sums_.numerators(), N);
    add_products_of_integers(products_.numerators(), N, stop);
    return;
  }
  add_column_sums(sums_.numerators(), block, stop);
  for (Index l = 0; l < block.count(); ++l) {
    if (!block.is_used(l)) continue;
    for (Index k = 0; k <= l; ++k) {
      if (!block.is_used(k)) continue;
      for (Index first = 0; first < block.m(); first += Panel::most_columns) {
        require_running(stop, table_name);
        const Panel panel{.first = first, .columns = std::min(Panel::most_columns, block.m() - first)};
        const Eigen::MatrixXd integers = symmetric_product(block, l, k, panel);
        add_lower(products_.numerators(), panel, integers, BinaryPlanes::digit_bits * (l + k));
      }
    }
  }
}

Matrix<Rational> exact_gram(const SampleBlocks& samples, const std::stop_token& stop) {
  const Integer& D = samples.layout().denominator;
  return symmetric_rational(sum_over(samples, stop).products(), samples.layout(), Integer(D * D), stop);
}

Matrix<Rational> exact_centered_gram(const SampleBlocks& samples, const std::stop_token& stop) {
  const GramSum sum = sum_over(samples, stop);
  const Index m = samples.dimension();
  // N^T N / D^2 - n (c/nD) (c/nD)^T = (n N^T N - c c^T) / (n D^2), with the row c of sums; shifts multiply both alike.
  ScaledMatrix centered(m, m, Integer(1));
  fmpz_mat_scalar_mul_si(centered.numerators(), sum.products(), samples.count());
  for (Index j = 0; j < m; ++j) {
    require_running(stop, table_name);
    for (Index i = j; i < m; ++i) {
      fmpz_submul(fmpz_mat_entry(centered.numerators(), i, j), fmpz_mat_entry(sum.sums(), 0, i),
                  fmpz_mat_entry(sum.sums(), 0, j));
    }
  }
  const Integer& D = samples.layout().denominator;
  return symmetric_rational(centered.numerators(), samples.layout(), Integer(D * D * samples.count()), stop);
}

Vector<Rational> exact_mean(const SampleBlocks& samples) {
  ScaledMatrix sums(1, samples.dimension(), Integer(samples.layout().denominator * samples.count()));
  for_each_block(samples, {}, [&sums](const BinaryPlanes& block) { add_column_sums(sums.numerators(), block, {}); });
  Vector<Rational> mean(samples.dimension());
  for (Index j = 0; j < mean.size(); ++j) {
    mean(j) = scaled(fmpz_mat_entry(sums.numerators(), 0, j),
                     samples.layout().scales[static_cast<std::size_t>(j)].shift, sums.denominator());
  }
  return mean;
}

}  // namespace laecert::instances
