#pragma once

#include <optional>
#include <string>
#include <utility>

#include "claims/archive.hpp"

namespace laecert::claims {

/// What the tasks of a long run came to, so that another process can go on from there: a text under each key. Any
/// thread may ask.
class Journal {
 public:
  virtual ~Journal() = default;
  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  [[nodiscard]] virtual std::optional<std::string> find(const std::string& key) const = 0;
  /// Never fails: what cannot be kept is decided again by whoever goes on.
  virtual void keep(const std::string& key, const std::string& text) = 0;
};

/// The keys of a journal that begin alike; by default of none.
struct JournalPart {
  Journal* journal = nullptr;
  std::string prefix = {};

  [[nodiscard]] JournalPart part(const std::string& name) const { return {journal, prefix + name + '/'}; }
};

/// What the journal has under this name, as `blank` filled in from it; nothing where it has nothing that can be read.
template <class R>
std::optional<R> find_in(const JournalPart& part, const std::string& name, R blank) {
  if (part.journal == nullptr) return {};
  const std::optional<std::string> text = part.journal->find(part.prefix + name);
  if (!text) return {};
  try {
    Reader reader(*text);
    reader(blank);
    if (reader.is_done()) return blank;
  } catch (const Malformed&) {
    // Decided again.
  }
  return {};
}

template <class R>
void keep_in(const JournalPart& part, const std::string& name, const R& result) {
  if (part.journal == nullptr) return;
  Writer writer;
  writer(result);
  part.journal->keep(part.prefix + name, writer.text());
}

}  // namespace laecert::claims
