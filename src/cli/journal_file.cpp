#include "cli/journal_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <system_error>

#include "instances/digest.hpp"
#include "instances/errors.hpp"
#include "instances/files.hpp"
#include "numeric/errors.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

constexpr const char* plan_key = "laecert-journal/1";
constexpr std::size_t seal_length = 64;
constexpr mode_t journal_mode = 0666;  // less the umask

[[noreturn]] void fail_journal(const std::string& name, int error) {
  throw report::OutputError(name + ": cannot be written: " + std::generic_category().message(error));
}

std::string seal_of(const std::string& before, std::string_view key, std::string_view text) {
  return instances::sha256_hex(fmt::format("{} {} {}:{}{}", before, key.size(), text.size(), key, text));
}

// "SEAL KEY-LENGTH TEXT-LENGTH\nKEYTEXT\n".
std::string record_of(const std::string& seal, std::string_view key, std::string_view text) {
  return fmt::format("{} {} {}\n{}{}\n", seal, key.size(), text.size(), key, text);
}

// What stands in front of a record's key.
struct RecordHead {
  std::string seal;
  std::size_t key = 0, text = 0;  // lengths
};

// Nothing for a line of another form.
std::optional<RecordHead> parse_head(std::string_view line) {
  if (line.size() < seal_length + 4 || line[seal_length] != ' ') return {};
  RecordHead head{.seal = std::string(line.substr(0, seal_length))};
  const char* const end = line.data() + line.size();
  const auto key = std::from_chars(line.data() + seal_length + 1, end, head.key);
  if (key.ec != std::errc() || key.ptr == end || *key.ptr != ' ') return {};
  const auto text = std::from_chars(key.ptr + 1, end, head.text);
  if (text.ec != std::errc() || text.ptr != end) return {};
  return head;
}

claims::Writer written(const JournalPlan& plan) {
  claims::Writer writer;
  for (const auto& [option, value] : plan) writer(option, value);
  return writer;
}

void require_same_plan(const std::string& then, const JournalPlan& plan) {
  claims::Reader reader(then);
  for (const auto& [option, value] : plan) {
    std::string old_option, old_value;
    reader(old_option, old_value);
    if (old_option != option || old_value != value) {
      throw UsageError(fmt::format("--resume: {} was {}, not {}", old_option, old_value, value));
    }
  }
}

}  // namespace

JournalFile::JournalFile(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {
  if (descriptor_ < 0) fail_journal(name_, errno);
}

JournalFile::~JournalFile() { ::close(descriptor_); }

void JournalFile::lock() const {
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  throw report::OutputError(name_ + ": cannot be written: another process writes this journal");
}

std::unique_ptr<JournalFile> JournalFile::begin(const std::string& file, const JournalPlan& plan) {
  report::require_place_for(file);
  std::unique_ptr<JournalFile> journal(
      new JournalFile(file, ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, journal_mode)));
  if (::lseek(journal->descriptor_, 0, SEEK_END) != 0) {
    throw UsageError("--journal: " + file + " is there already; go on with --resume, or remove it");
  }
  journal->lock();
  journal->append(plan_key, written(plan).text());
  journal->require_kept();
  return journal;
}

std::unique_ptr<JournalFile> JournalFile::resume(const std::string& file, const JournalPlan& plan) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_APPEND | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) throw instances::MissingFileError(file + ": there is no such file");
  std::unique_ptr<JournalFile> journal(new JournalFile(file, descriptor));
  journal->lock();
  journal->read(plan);
  return journal;
}

// The length of the record that begins here; 0 where it is torn.
std::size_t JournalFile::read_record(std::string_view rest) {
  const std::size_t line = rest.find('\n');
  if (line == std::string_view::npos) return 0;
  const std::optional<RecordHead> head = parse_head(rest.substr(0, line));
  if (!head) throw DataError(name_ + ": not a journal of laecert, or damaged");
  const std::string_view body = rest.substr(line + 1);
  if (body.size() < head->key || body.size() - head->key < head->text + 1) return 0;
  const std::string_view key = body.substr(0, head->key), text = body.substr(head->key, head->text);
  const std::size_t length = line + 1 + head->key + head->text + 1;
  if (seal_of(seal_, key, text) != head->seal || rest[length - 1] != '\n') {
    if (length == rest.size()) return 0;
    throw DataError(name_ + ": damaged: a record's seal is not that of its text");
  }
  records_.insert_or_assign(std::string(key), std::string(text));
  seal_ = head->seal;
  return length;
}

void JournalFile::read(const JournalPlan& plan) {
  const std::string all = instances::read_text_file(name_), text = written(plan).text();
  // The first record is known: what is no part of it is somebody else's file.
  const std::string first = record_of(seal_of(seal_, plan_key, text), plan_key, text);
  if (first.starts_with(all)) {
    if (::ftruncate(descriptor_, 0) != 0) fail_journal(name_, errno);
    append(plan_key, text);
    return require_kept();
  }
  std::size_t whole = 0;
  while (whole < all.size()) {
    const std::size_t length = read_record(std::string_view(all).substr(whole));
    if (length == 0) break;
    whole += length;
  }
  if (!records_.contains(plan_key)) throw DataError(name_ + ": not a journal of laecert");
  require_same_plan(records_.at(plan_key), plan);
  if (whole < all.size() && ::ftruncate(descriptor_, static_cast<off_t>(whole)) != 0) fail_journal(name_, errno);
}

std::optional<std::string> JournalFile::find(const std::string& key) const {
  const std::scoped_lock lock(mutex_);
  const auto found = records_.find(key);
  return found == records_.end() ? std::nullopt : std::optional(found->second);
}

void JournalFile::keep(const std::string& key, const std::string& text) {
  const std::scoped_lock lock(mutex_);
  append(key, text);
}

// In one write, so that a kill leaves a record out or whole, as far as the system can. After a failure nothing more is
// written: what follows half a record could not be read.
void JournalFile::append(const std::string& key, const std::string& text) {
  if (error_ != 0) return;
  std::string seal = seal_of(seal_, key, text);
  const std::string record = record_of(seal, key, text);
  std::string_view left = record;
  while (!left.empty()) {
    const ssize_t count = ::write(descriptor_, left.data(), left.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      error_ = errno;
      return;
    }
    left.remove_prefix(static_cast<std::size_t>(count));
  }
  seal_ = std::move(seal);
}

void JournalFile::require_kept() const {
  if (error_ != 0) fail_journal(name_, error_);
}

}  // namespace laecert::cli
