#include <array>
#include <charconv>
#include <csignal>
#include <fstream>
#include <iostream>
#include <optional>
#include <vector>

#include "printable.hpp"
#include "recheck.hpp"

namespace laecert::recheck {
namespace {

constexpr int exit_rejected = 1, exit_usage = 64, exit_missing_file = 66, exit_output = 73;

constexpr const char* usage =
    R"(usage: laecert-recheck [--max-bytes N] [--max-digits N] [--max-unknowns N] FILE...

Decides certificates ("laecert-certificate/1", "laecert-inertia-certificate/1") again from their definitions, in
integers. One line for each file:
  FILE: accepted: what was shown
  FILE: rejected: the first reason

  --max-bytes N     reject larger files (8388608)
  --max-digits N    reject longer numerators, denominators and common denominators (4000)
  --max-unknowns N  reject more unknowns, or rows of a matrix, than N (250)

Exit codes: 0 all accepted, 1 any rejected, 64 wrong usage, 66 a file that cannot be read,
73 standard output cannot be written.
)";

struct Command {
  Limits limits = {};
  std::vector<std::string> files = {};
};

// Sets the limit that the option names; false for another option or for a number out of range.
bool set_limit(Limits& limits, const std::string& option, const std::string& text) {
  constexpr Index largest = Index{1} << 30U;
  Index number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end || number == 0 || number > largest) return false;
  if (option == "--max-bytes") return limits.bytes = number, true;
  if (option == "--max-digits") return limits.digits = number, true;
  if (option == "--max-unknowns") return limits.unknowns = number, true;
  return false;
}

// Nothing for wrong usage.
std::optional<Command> parse(const std::vector<std::string>& arguments) {
  Command command;
  Index i = 0;
  for (; i < arguments.size() && arguments[i].starts_with('-'); i += 2) {
    if (i + 1 == arguments.size() || !set_limit(command.limits, arguments[i], arguments[i + 1])) return std::nullopt;
  }
  command.files.assign(arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
  return command.files.empty() ? std::nullopt : std::optional(command);
}

// Of a file above the limit so much that it is rejected. Nothing if it cannot be read.
std::optional<std::string> read(const std::string& file, Index limit) {
  std::ifstream in(file, std::ios::binary);
  std::string text;
  std::array<char, 1U << 16U> piece{};
  while (text.size() <= limit && in.read(piece.data(), piece.size()).gcount() > 0) {
    text.append(piece.data(), static_cast<Index>(in.gcount()));
  }
  if (!in.is_open() || in.bad()) return std::nullopt;
  return text;
}

int recheck_all(const Command& command) {
  int code = 0;
  for (const std::string& file : command.files) {
    const std::optional<std::string> text = read(file, command.limits.bytes);
    if (!text) {
      std::cerr << "laecert-recheck: " << printable(file) << " cannot be read\n";
      code = exit_missing_file;
      continue;
    }
    const Verdict verdict = recheck(*text, command.limits);
    std::cout << printable(file) << (verdict.is_accepted ? ": accepted: " : ": rejected: ") << printable(verdict.text)
              << std::endl;
    if (!verdict.is_accepted && code == 0) code = exit_rejected;
  }
  return code;
}

// What could not be told counts for nothing.
int told(int code) {
  if (std::cout.flush()) return code;
  std::cerr << "laecert-recheck: standard output cannot be written\n";
  return exit_output;
}

}  // namespace
}  // namespace laecert::recheck

int main(int argc, char** argv) {
  using namespace laecert::recheck;
  // A write that fails is answered by its code.
  (void)std::signal(SIGPIPE, SIG_IGN);
  (void)std::signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments == std::vector<std::string>{"--help"}) {
    std::cout << usage;
    return told(0);
  }
  const std::optional<Command> command = parse(arguments);
  if (command) return told(recheck_all(*command));
  std::cerr << usage;
  return exit_usage;
}
