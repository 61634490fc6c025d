#include "certify/block_inertia.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::certify {
namespace {

using numeric::certainly;
using numeric::Indeterminate;

// With 0 left out.
Index sign_changes(const std::vector<Sign>& signs) {
  Index changes = 0;
  Sign before = Sign::zero;
  for (const Sign sign : signs) {
    if (sign == Sign::zero) continue;
    if (before != Sign::zero && sign != before) ++changes;
    before = sign;
  }
  return changes;
}

Sign opposite(Sign sign) {
  if (sign == Sign::negative) return Sign::positive;
  return sign == Sign::positive ? Sign::negative : sign;
}

// Every completion of the signs that are unknown.
void for_each_completion(std::vector<Sign>& signs, std::size_t from,
                         const std::function<void(const std::vector<Sign>&)>& visit) {
  while (from < signs.size() && signs[from] != Sign::unknown) ++from;
  if (from == signs.size()) return visit(signs);
  for (const Sign sign : {Sign::negative, Sign::zero, Sign::positive}) {
    signs[from] = sign;
    for_each_completion(signs, from + 1, visit);
  }
  signs[from] = Sign::unknown;
}

// e_0, ..., e_r without the last ones that are zero: det(x - B) = x^(n-r) (x^r - e_1 x^(r-1) + e_2 x^(r-2) - ...) has
// as many positive roots as the alternating sequence has changes, and as many negative ones as the sequence itself.
std::optional<Inertia> inertia_of_completion(const std::vector<Sign>& signs, Index size) {
  std::vector<Sign> alternating = signs;
  for (std::size_t i = 1; i < alternating.size(); i += 2) alternating[i] = opposite(alternating[i]);
  const Index negative = sign_changes(signs), positive = sign_changes(alternating);
  const Index rank = static_cast<Index>(signs.size()) - 1;
  if (negative + positive != rank) return {};  // no real-rooted polynomial has these signs
  return Inertia{negative, size - rank, positive};
}

Sign sign_of(const SparsePolynomial& p, const std::function<Ball(const Indeterminate&)>& value) {
  if (p.is_zero()) return Sign::zero;
  Ball sum(0);
  for (const auto& [powers, coefficient] : p.terms()) {
    Ball term(numeric::Rational(coefficient), numeric::Precision{128});
    for (const auto& [unknown, exponent] : powers) {
      const Ball factor = value(unknown);
      for (int i = 0; i < exponent; ++i) term *= factor;
    }
    sum += term;
  }
  if (certainly(is_positive(sum))) return Sign::positive;
  return certainly(is_negative(sum)) ? Sign::negative : Sign::unknown;
}

// The numbers of a block, each fetched once: the places 0 and 1 of its formula are these eigenvalues.
class BlockNumbers {
 public:
  BlockNumbers(const EigenNumbers& numbers, std::array<Index, 2> places) : numbers_(numbers), places_(places) {}

  Ball operator()(const Indeterminate& x) {
    const auto found = known_.find(x);
    if (found != known_.end()) return found->second;
    const Index place = x.place < 0 ? x.place : places_.at(static_cast<std::size_t>(x.place));
    return known_.emplace(x, numbers_.value({x.letter, place})).first->second;
  }

 private:
  const EigenNumbers& numbers_;
  std::array<Index, 2> places_;
  std::map<Indeterminate, Ball> known_;
};

std::optional<Inertia> decide(const BlockFormula& formula, const EigenNumbers& numbers, std::array<Index, 2> places) {
  const bool are_equal = formula.slots == 2 && numbers.groups[static_cast<std::size_t>(places[0])] ==
                                                   numbers.groups[static_cast<std::size_t>(places[1])];
  BlockNumbers known(numbers, places);
  std::vector<Sign> signs;
  bool are_real = true;  // where a number is none the formula is that of no matrix, and nobody asks for its inertia
  for (const SparsePolynomial& e : are_equal ? formula.where_equal : formula.symmetric) {
    signs.push_back(sign_of(e, [&](const Indeterminate& x) {
      const Ball number = known(x);
      are_real = are_real && number.is_finite();
      return number;
    }));
  }
  if (!are_real) return {};
  return inertia_from_signs(signs);
}

std::vector<std::optional<Inertia>> decide_all(const BlockFormula& formula, Index places, const EigenNumbers& numbers) {
  if (formula.slots == 0) return {decide(formula, numbers, {0, 0})};
  std::vector<std::optional<Inertia>> cells;
  for (Index i = 0; i < places; ++i) {
    numeric::require_running();
    if (formula.slots == 1) {
      cells.push_back(decide(formula, numbers, {i, i}));
      continue;
    }
    // A pair is of two places; the diagonal is not read.
    for (Index j = 0; j < places; ++j) cells.push_back(i == j ? std::nullopt : decide(formula, numbers, {i, j}));
  }
  return cells;
}

void require_whole(const HessianBlocks& blocks) {
  for (std::size_t rank = 0; rank < blocks.by_rank.size(); ++rank) {
    Index coordinates = 0;
    for (const PlacedBlock& block : blocks.by_rank[rank]) coordinates += blocks.formulas.at(block.formula).size;
    if (coordinates == blocks.dimension) continue;
    throw PreconditionError(
        fmt::format("the blocks of rank {} hold {} coordinates, expected N = {}", rank, coordinates, blocks.dimension));
  }
}

// Places 0..l-1 hold the indices of the set, the others what is left, both in increasing order; from 0.
std::vector<Index> relabelling(const std::vector<Index>& index_set, Index places) {
  std::vector<Index> result;
  result.reserve(static_cast<std::size_t>(places));
  for (const Index i : index_set) {
    if (i < 1 || i > places || (!result.empty() && i - 1 <= result.back()))
      throw PreconditionError(fmt::format("an index set is increasing within 1..{}", places));
    result.push_back(i - 1);
  }
  auto next = index_set.begin();
  for (Index i = 0; i < places; ++i) {
    if (next != index_set.end() && *next == i + 1) {
      ++next;
    } else {
      result.push_back(i);
    }
  }
  return result;
}

}  // namespace

std::optional<Inertia> inertia_from_signs(const std::vector<Sign>& signs) {
  std::vector<Sign> leading = signs;
  while (!leading.empty() && leading.back() == Sign::zero) leading.pop_back();
  if (leading.empty() || leading.front() != Sign::positive) throw PreconditionError("e_0 = 1 is positive");
  if (leading.back() == Sign::unknown) return {};
  const Index size = static_cast<Index>(signs.size()) - 1;
  std::vector<Inertia> possible;
  for_each_completion(leading, 0, [&](const std::vector<Sign>& completion) {
    const std::optional<Inertia> inertia = inertia_of_completion(completion, size);
    if (inertia && std::find(possible.begin(), possible.end(), *inertia) == possible.end())
      possible.push_back(*inertia);
  });
  if (possible.empty()) throw PreconditionError("no symmetric matrix has these signs");
  if (possible.size() > 1) return {};
  return possible.front();
}

BlockInertia::BlockInertia(HessianBlocks blocks, const EigenNumbers& numbers) : blocks_(std::move(blocks)) {
  require_whole(blocks_);
  if (static_cast<Index>(numbers.groups.size()) != blocks_.places) {
    throw PreconditionError(
        fmt::format("{} eigenvalues for the formulas of {}", numbers.groups.size(), blocks_.places));
  }
  cells_.reserve(blocks_.formulas.size());
  for (const BlockFormula& formula : blocks_.formulas) cells_.push_back(decide_all(formula, blocks_.places, numbers));
}

const std::optional<Inertia>& BlockInertia::cell(const PlacedBlock& block, const std::vector<Index>& relabelled) const {
  const std::vector<std::optional<Inertia>>& cells = cells_[block.formula];
  const Index slots = blocks_.formulas[block.formula].slots;
  if (slots == 0) return cells.front();
  const Index first = relabelled[static_cast<std::size_t>(block.places[0])];
  if (slots == 1) return cells[static_cast<std::size_t>(first)];
  return cells[static_cast<std::size_t>(first * blocks_.places +
                                        relabelled[static_cast<std::size_t>(block.places[1])])];
}

Outcome<Inertia> BlockInertia::inertia(const std::vector<Index>& index_set) const {
  if (static_cast<Index>(index_set.size()) > largest_rank())
    throw PreconditionError(fmt::format("{} indices, blocks up to rank {}", index_set.size(), largest_rank()));
  const std::vector<Index> relabelled = relabelling(index_set, blocks_.places);
  Inertia sum;
  for (const PlacedBlock& block : blocks_.by_rank[index_set.size()]) {
    const std::optional<Inertia>& one = cell(block, relabelled);
    if (!one) {
      return Reason{fmt::format("the block of the eigenvalues {} and {} is not decided; more digits may",
                                relabelled[static_cast<std::size_t>(block.places[0])] + 1,
                                relabelled[static_cast<std::size_t>(block.places[1])] + 1)};
    }
    sum.negative += one->negative;
    sum.zero += one->zero;
    sum.positive += one->positive;
  }
  return sum;
}

}  // namespace laecert::certify
