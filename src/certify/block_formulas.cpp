#include "certify/block_formulas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::certify {
namespace {

using numeric::Rewriting;

// Beyond this the minors are too many; the blocks of autoencoders have four rows at most.
constexpr Index largest_block = 6;

// The coordinates of each connected component of the graph of the entries that are not zero.
std::vector<std::vector<Index>> components(const Matrix<SparsePolynomial>& h) {
  std::vector<Index> parent(static_cast<std::size_t>(h.rows()));
  std::iota(parent.begin(), parent.end(), Index{0});
  const auto root = [&parent](Index x) {
    while (parent[static_cast<std::size_t>(x)] != x) x = parent[static_cast<std::size_t>(x)];
    return x;
  };
  for (Index j = 0; j < h.cols(); ++j) {
    for (Index i = 0; i < h.rows(); ++i) {
      if (!h(i, j).is_zero()) parent[static_cast<std::size_t>(std::max(root(i), root(j)))] = std::min(root(i), root(j));
    }
  }
  std::map<Index, std::vector<Index>> by_root;
  for (Index i = 0; i < h.rows(); ++i) by_root[root(i)].push_back(i);
  std::vector<std::vector<Index>> result;
  result.reserve(by_root.size());
  for (auto& [first, coordinates] : by_root) result.push_back(std::move(coordinates));
  return result;
}

Matrix<SparsePolynomial> submatrix(const Matrix<SparsePolynomial>& h, const std::vector<Index>& rows) {
  const Index size = static_cast<Index>(rows.size());
  Matrix<SparsePolynomial> block(size, size);
  for (Index j = 0; j < size; ++j) {
    for (Index i = 0; i < size; ++i)
      block(i, j) = h(rows[static_cast<std::size_t>(i)], rows[static_cast<std::size_t>(j)]);
  }
  return block;
}

// By the first row. Requires: square.
SparsePolynomial determinant(const Matrix<SparsePolynomial>& a, const std::vector<Rewriting>& relations) {
  const Index size = a.rows();
  if (size == 0) return 1;
  SparsePolynomial sum;
  for (Index j = 0; j < size; ++j) {
    if (a(0, j).is_zero()) continue;
    Matrix<SparsePolynomial> minor(size - 1, size - 1);
    for (Index c = 0; c + 1 < size; ++c) minor.col(c) = a.col(c < j ? c : c + 1).tail(size - 1);
    const SparsePolynomial term = a(0, j) * determinant(minor, relations);
    j % 2 == 0 ? sum += term : sum -= term;
  }
  return reduced(std::move(sum), relations);
}

// e_0, ..., e_n: sums of the principal minors of each size.
std::vector<SparsePolynomial> symmetric_functions(const Matrix<SparsePolynomial>& a,
                                                  const std::vector<Rewriting>& relations) {
  const std::size_t size = static_cast<std::size_t>(a.rows());
  std::vector<SparsePolynomial> result(size + 1);
  for (std::size_t subset = 0; subset < (std::size_t{1} << size); ++subset) {
    std::vector<Index> rows;
    for (std::size_t i = 0; i < size; ++i) {
      if ((subset >> i) % 2 == 1) rows.push_back(static_cast<Index>(i));
    }
    result[rows.size()] += determinant(submatrix(a, rows), relations);
  }
  for (SparsePolynomial& e : result) e = reduced(std::move(e), relations);
  return result;
}

// The relations with the places renamed; those about other places are left out.
std::vector<Rewriting> with_places(const std::vector<Rewriting>& relations, const std::map<Index, Index>& places) {
  std::vector<Rewriting> result;
  for (const Rewriting& one : relations) {
    const SparsePolynomial lead(one.lead, 1);
    std::map<Index, Index> own;
    numeric::add_places(own, lead);
    numeric::add_places(own, one.replacement);
    if (!std::all_of(own.begin(), own.end(), [&](const auto& place) { return places.contains(place.first); })) continue;
    result.push_back(
        {numeric::with_places(lead, places).terms().begin()->first, numeric::with_places(one.replacement, places)});
  }
  return result;
}

Matrix<SparsePolynomial> with_places(const Matrix<SparsePolynomial>& a, const std::map<Index, Index>& places) {
  return a.unaryExpr([&](const SparsePolynomial& entry) { return numeric::with_places(entry, places); });
}

// Gathers formulas, each once.
class Reader {
 public:
  explicit Reader(Index places) { blocks_.places = places; }

  // Why the formulas at this rank are no sum of small blocks at a critical point; nothing where they are.
  std::optional<Reason> read(Index rank, const LossFormulas& formulas) {
    if (std::optional<Reason> reason = find_gradient(rank, formulas)) return reason;
    blocks_.dimension = formulas.hessian.rows();
    const Matrix<SparsePolynomial> h = formulas.hessian.unaryExpr(
        [&](const SparsePolynomial& entry) { return entry.is_zero() ? entry : reduced(entry, formulas.relations); });
    if (!numeric::is_symmetric(h)) throw PreconditionError("the formulas of a Hessian are not symmetric");
    std::vector<PlacedBlock>& placed = blocks_.by_rank.emplace_back();
    for (const std::vector<Index>& coordinates : components(h)) {
      numeric::require_running();
      if (static_cast<Index>(coordinates.size()) > largest_block) return too_large(rank, coordinates.size());
      const Outcome<PlacedBlock> block = place(submatrix(h, coordinates), formulas.relations);
      if (!block) return block.reason();
      placed.push_back(*block);
    }
    return {};
  }

  HessianBlocks blocks() && { return std::move(blocks_); }

 private:
  static std::optional<Reason> find_gradient(Index rank, const LossFormulas& formulas) {
    const bool vanishes = std::all_of(
        formulas.gradient.begin(), formulas.gradient.end(),
        [&](const SparsePolynomial& entry) { return entry.is_zero() || reduced(entry, formulas.relations).is_zero(); });
    if (vanishes) return {};
    return Reason{fmt::format("the gradient at the listed point of rank {} does not vanish identically", rank)};
  }

  static Reason too_large(Index rank, std::size_t size) {
    return {fmt::format("a block of {} coordinates at rank {}, at most {}", size, rank, largest_block),
            Reason::Kind::too_large};
  }

  // Its places renamed 0 and 1, in increasing order.
  Outcome<PlacedBlock> place(const Matrix<SparsePolynomial>& block, const std::vector<Rewriting>& relations) {
    std::map<Index, Index> places;
    for (const SparsePolynomial& entry : block.reshaped()) numeric::add_places(places, entry);
    if (places.size() > 2) return Reason{fmt::format("a block of {} eigenvalues, at most 2", places.size())};
    PlacedBlock placed;
    Index slot = 0;
    for (auto& [place, renamed] : places) {
      placed.places.at(static_cast<std::size_t>(slot)) = place;
      renamed = slot++;
    }
    placed.formula = known(with_places(block, places), with_places(relations, places), slot);
    return placed;
  }

  std::size_t known(const Matrix<SparsePolynomial>& matrix, const std::vector<Rewriting>& relations, Index slots) {
    std::vector<SparsePolynomial> key(matrix.reshaped().begin(), matrix.reshaped().end());
    for (const Rewriting& one : relations) {
      key.emplace_back(one.lead, 1);
      key.push_back(one.replacement);
    }
    const auto [found, is_new] = numbers_.try_emplace(std::move(key), blocks_.formulas.size());
    if (!is_new) return found->second;
    BlockFormula formula{matrix.rows(), slots, symmetric_functions(matrix, relations)};
    if (slots == 2) {
      const std::map<Index, Index> merged{{0, 0}, {1, 0}};
      formula.where_equal = symmetric_functions(with_places(matrix, merged), with_places(relations, merged));
    }
    blocks_.formulas.push_back(std::move(formula));
    return found->second;
  }

  HessianBlocks blocks_;
  std::map<std::vector<SparsePolynomial>, std::size_t> numbers_;
};

}  // namespace

Outcome<HessianBlocks> read_hessian_blocks(const FormulasAt& at, Index places, Index largest_rank) {
  Reader reader(places);
  for (Index rank = 0; rank <= largest_rank; ++rank) {
    numeric::require_running();
    if (std::optional<Reason> reason = reader.read(rank, at(rank))) return *std::move(reason);
  }
  return std::move(reader).blocks();
}

}  // namespace laecert::certify
