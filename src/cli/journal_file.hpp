#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "claims/journal.hpp"

namespace laecert::cli {

/// What the results in a journal depend on, by the names of the options, in order.
using JournalPlan = std::vector<std::pair<std::string, std::string>>;

/// A journal in a file, in which each result stands as soon as there is one: whatever ends the process, those before
/// are there. Records follow each other, each with the SHA-256 of itself and of the one before it; the first is the
/// plan.
///
/// The seal tells damage, not forgery: a report that goes on from a journal rests on that file too (docs/trust.md).
class JournalFile final : public claims::Journal {
 public:
  /// Begins a journal. Errors: UsageError where the file is there and not empty; OutputError naming the file.
  static std::unique_ptr<JournalFile> begin(const std::string& file, const JournalPlan& plan);
  /// Goes on with one: a last record that is torn is cut off.
  /// Errors: MissingFileError; UsageError naming the first option that differs from the plan; DataError for a file that
  ///         is no journal, or damaged before its end; OutputError naming the file, also where a process uses it.
  static std::unique_ptr<JournalFile> resume(const std::string& file, const JournalPlan& plan);
  ~JournalFile() override;

  [[nodiscard]] std::optional<std::string> find(const std::string& key) const override;
  void keep(const std::string& key, const std::string& text) override;
  /// Errors: OutputError where a result could not be kept.
  void require_kept() const;

 private:
  JournalFile(std::string name, int descriptor);
  void lock() const;
  void read(const JournalPlan& plan);
  [[nodiscard]] std::size_t read_record(std::string_view rest);
  void append(const std::string& key, const std::string& text);

  std::string name_;
  int descriptor_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string> records_;
  std::string seal_;
  int error_ = 0;
};

}  // namespace laecert::cli
