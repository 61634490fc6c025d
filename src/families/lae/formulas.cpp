#include "families/lae/formulas.hpp"

#include <fmt/format.h>

#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "problem/families/lae/loss_impl.hpp"

namespace laecert::checks {

using theory::Loss;

namespace {

using numeric::Indeterminate;
using numeric::SparsePolynomial;

SparsePolynomial lambda() { return SparsePolynomial(Indeterminate{'l', -1}); }
SparsePolynomial unknown(char letter, Index i) { return SparsePolynomial(Indeterminate{letter, i}); }

SparsePolynomial encoder_entry(Loss loss, Index i) {
  if (loss == Loss::none) return 1;
  return unknown(loss == Loss::product ? 'e' : 'd', i);
}

SparsePolynomial decoder_entry(Loss loss, Index i) { return loss == Loss::sum ? unknown('d', i) : SparsePolynomial(1); }

// What the numbers of a listed point obey.
std::vector<numeric::Rewriting> relations(Loss loss, Index rank) {
  std::vector<numeric::Rewriting> result;
  for (Index i = 0; i < rank && loss != Loss::none; ++i) {
    const SparsePolynomial s = unknown('s', i);
    if (loss == Loss::product) {
      result.push_back({{{{'e', i}, 1}, {{'s', i}, 1}}, s - unknown('e', i) * lambda()});
    } else {
      result.push_back({{{{'d', i}, 2}, {{'s', i}, 1}}, s - lambda()});
    }
  }
  return result;
}

}  // namespace

ListedFormulas listed_formulas(Loss loss, Index m, Index k, Index rank) {
  if (rank < 0 || rank > k || rank > m) throw PreconditionError(fmt::format("rank {}, m = {}, k = {}", rank, m, k));
  ListedFormulas listed{.gram = Matrix<SparsePolynomial>::Constant(m, m, 0),
                        .W1 = Matrix<SparsePolynomial>::Constant(k, m, 0),
                        .W2 = Matrix<SparsePolynomial>::Constant(m, k, 0),
                        .lambda = lambda(),
                        .relations = relations(loss, rank)};
  for (Index i = 0; i < m; ++i) listed.gram(i, i) = unknown('s', i);
  for (Index i = 0; i < rank; ++i) {
    listed.W1(i, i) = encoder_entry(loss, i);
    listed.W2(i, i) = decoder_entry(loss, i);
  }
  return listed;
}

certify::LossFormulas lae_formulas(Loss loss, Index m, Index k, Index rank) {
  ListedFormulas listed = listed_formulas(loss, m, k, rank);
  const problem::LaeLoss<SparsePolynomial> over(std::move(listed.gram), std::move(listed.lambda), k,
                                                regularization_of(loss), {});
  const Vector<SparsePolynomial> x =
      problem::pack(problem::Autoencoder<SparsePolynomial>{std::move(listed.W1), std::move(listed.W2)});
  return {over.gradient(x), over.hessian(x), std::move(listed.relations)};
}

certify::EigenNumbers lae_numbers(const theory::Spectrum& spectrum) {
  certify::EigenNumbers numbers;
  for (const theory::Group& group : spectrum.groups) {
    for (Index i = 0; i < group.size; ++i) numbers.groups.push_back(group.first);
  }
  const Ball l(spectrum.lambda, spectrum.precision);
  numbers.value = [values = spectrum.values, l](const Indeterminate& x) {
    if (x.letter == 'l') return l;
    const Ball& s = values.at(static_cast<std::size_t>(x.place));
    if (x.letter == 'e') return s / (s + l);
    return x.letter == 'd' ? sqrt((s - l) / s) : s;
  };
  return numbers;
}

Outcome<certify::BlockInertia> decide_blocks(const LaeContext& context) {
  const numeric::StopScope scope(context.stop.stop_possible() ? context.stop : numeric::current_stop(),
                                 "the blocks of " + context.name + " were decided");
  const Index m = context.instance.m(), k = context.instance.k();
  if (std::optional<Reason> reason = dense_route_too_large(context.problem)) return *std::move(reason);
  Outcome<certify::HessianBlocks> blocks = certify::read_hessian_blocks(
      [&](Index rank) { return lae_formulas(context.loss, m, k, rank); }, m, context.profile.largest_rank());
  if (!blocks) return blocks.reason();
  return certify::BlockInertia(*std::move(blocks), lae_numbers(*context.spectrum));
}

}  // namespace laecert::checks
