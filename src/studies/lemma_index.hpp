#pragma once

#include <optional>
#include <string>
#include <vector>

namespace laecert::studies {

/// A numbered result of reports/method.md in one sentence.
struct IndexedLemma {
  std::string id;        // "C2"
  std::string sentence;  // what it says
  std::string decider;   // who decides its steps, where they are not listed one by one
};

/// Every numbered result there is, in the order of its letter and number.
const std::vector<IndexedLemma>& lemma_index();

/// The result of that id, or null.
const IndexedLemma* find_indexed(const std::string& id);

}  // namespace laecert::studies
