#include "instances/sample_blocks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "numeric/errors.hpp"

namespace laecert::instances {

SampleBlocks::SampleBlocks(SampleLayout layout) : layout_(std::move(layout)) {
  if (count() >= 1 && dimension() >= 1 && layout_.denominator > 0) return;
  throw PreconditionError(fmt::format("samples are {} x {}, expected at least 1 x 1", count(), dimension()));
}

std::uint64_t SampleBlocks::widest() const {
  std::uint64_t widest = 0;
  for (const VariableScale& scale : layout_.scales) widest = std::max(widest, scale.bits);
  return widest;
}

Index SampleBlocks::block_length() const {
  constexpr Index most_doubles = Index{1} << 23;
  const Index a_sample = dimension() * BinaryPlanes::count_for(widest());
  return std::clamp<Index>(most_doubles / a_sample, 1, BinaryPlanes::most_rows);
}

}  // namespace laecert::instances
