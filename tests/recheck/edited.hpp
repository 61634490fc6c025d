// Certificates that were edited, each in a file of its own, and what both checkers must say of them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "recheck/program.hpp"

namespace laecert::recheck {

using Engine = std::mt19937_64;

inline constexpr std::uint64_t seed = 1;
inline constexpr int edits_per_kind = 20;

struct Edited {
  std::string name, file;
};

inline std::string described(const std::string& base, const std::string& edit) { return base + ", " + edit; }

inline std::vector<std::string> files_of(const std::vector<Edited>& all) {
  std::vector<std::string> files;
  files.reserve(all.size());
  for (const Edited& edited : all) files.push_back(edited.file);
  return files;
}

inline void expect_all_rejected(const std::vector<Edited>& all, const Ran& ran) {
  const std::vector<std::string> found = verdicts(ran, files_of(all));
  ASSERT_EQ(found.size(), all.size());
  EXPECT_EQ(ran.code, 1);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_THAT(found[i], ::testing::StartsWith("rejected: ")) << all[i].name << ", seed " << seed;
  }
}

}  // namespace laecert::recheck
