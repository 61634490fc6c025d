#include "propose/training/samples.hpp"

#include <set>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::propose {

void SamplesInMemory::read(std::span<const Index> rows, Eigen::MatrixXd& batch) const {
  for (std::size_t j = 0; j < rows.size(); ++j) batch.col(static_cast<Index>(j)) = data_.col(rows[j]);
}

// Bentley and Floyd, "A sample of brilliance", CACM 1987.
std::vector<Index> draw_batch(std::uint64_t seed, long t, Index size, Index count) {
  if (size < 1 || size > count) {
    throw PreconditionError("draw_batch: a batch of " + std::to_string(size) + " of " + std::to_string(count) +
                            " samples");
  }
  // The generator's state is a counter: streams that start at hashes do not run into each other.
  const std::uint64_t hashed_seed = numeric::SplitMix64(seed).next();
  numeric::SplitMix64 random(numeric::SplitMix64(hashed_seed ^ static_cast<std::uint64_t>(t)).next());
  std::set<Index> chosen;
  for (Index last = count - size; last < count; ++last) {
    const auto draw = static_cast<Index>(random.below(static_cast<std::uint64_t>(last) + 1));
    if (!chosen.insert(draw).second) chosen.insert(last);
  }
  return {chosen.begin(), chosen.end()};
}

}  // namespace laecert::propose
