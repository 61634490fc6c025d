#include "families/listed_loss.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/errors.hpp"

namespace laecert::checks {

std::optional<Rational> ListedLoss::exact_value(const theory::Manifold&) const { return {}; }

std::vector<std::vector<Index>> ListedLoss::descents(const theory::Manifold&) const { return {}; }

bool ListedLoss::has_problem() const { return true; }

std::optional<std::string> ListedLoss::beyond_double() const { return {}; }

std::optional<Ball> ListedLoss::transpose_gap(const Vector<Ball>&) const { return {}; }

theory::CountTable ListedLoss::counts() const {
  theory::CountTable table;
  for (const theory::Manifold& manifold : list().predicted.manifolds({})) {
    const auto rank = static_cast<std::size_t>(manifold.rank), index = static_cast<std::size_t>(manifold.index);
    if (table.size() <= rank) table.resize(rank + 1);
    if (table[rank].size() <= index) table[rank].resize(index + 1, Integer(0));
    ++table[rank][index];
  }
  return table;
}

ManifoldRecord certify_manifold(const ListedLoss& loss, const theory::Manifold& manifold,
                                std::optional<std::uint64_t> frame_seed, const certify::CertifyOptions& options) {
  const std::unique_ptr<propose::Landscape> landscape = loss.landscape();
  return certify_on(
      manifold, loss.proposed_point(manifold, frame_seed), landscape->evaluator(),
      [&](const theory::Manifold& on, const Vector<Ball>& point) { return loss.prove_membership(on, point); }, options);
}

void require_shape(const std::string& name, const Matrix<Rational>& given, const std::string& letters, Index rows,
                   Index cols) {
  if (given.rows() == rows && given.cols() == cols) return;
  const bool transposed = given.rows() == cols && given.cols() == rows;
  throw UsageError(fmt::format("{} is {} x {}, expected {} = {} x {}{}", name, given.rows(), given.cols(), letters,
                               rows, cols, transposed ? ": transposed?" : ""));
}

Matrix<Rational> given_decoder(const GivenWeights& weights, const std::string& loss, Index m, Index k, bool tied) {
  if (!weights.W2) throw UsageError("--w2: the weights of " + loss + " are one matrix, m x k, given by --w2");
  require_shape("W2", *weights.W2, "m x k", m, k);
  if (!weights.W1) return *weights.W2;
  if (!tied) throw UsageError("--w1: the weights of " + loss + " are one matrix, given by --w2 alone");
  require_shape("W1", *weights.W1, "k x m", k, m);
  if (*weights.W1 != Matrix<Rational>(weights.W2->transpose())) {
    throw UsageError("--w1: the encoder of " + loss + " is the transpose of --w2, exactly; --w2 alone will do");
  }
  return *weights.W2;
}

}  // namespace laecert::checks
