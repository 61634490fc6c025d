#include "cli/option_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

constexpr const char* output_group = "Output";
constexpr const char* proof_group = "Proof and effort";

struct Row {
  std::string_view option, value;
  const char* group = nullptr;    // nothing: that of its command
  std::string_view command = {};  // nothing: of any
};

// One line for each option of any command. A value with commas and dots is a list of what stands before them.
constexpr std::array rows{
    Row{"--all-weights", "", output_group},
    Row{"--certificate", "FILE", output_group},
    Row{"--certificates", "DIR", output_group},
    Row{"--components", "FILE", output_group},
    Row{"--figure", "transpose|shrinkage|alignment|ellipses", output_group},
    Row{"--json", "FILE", output_group},
    Row{"--junit", "FILE", output_group},
    Row{"--output", "DIR", output_group},
    Row{"--plot", "", output_group},
    Row{"--quiet", "", output_group},
    Row{"--report", "FILE", output_group},
    Row{"--table", "FILE", output_group},
    Row{"--timings", "FILE", output_group},
    Row{"--variances", "FILE", output_group},
    Row{"--wide", "", output_group},
    Row{"--digits", "N", proof_group},
    Row{"--evidence", "auto|exact|enclosed|supported", proof_group},
    Row{"--jobs", "N", proof_group},
    Row{"--journal", "FILE", proof_group},
    Row{"--manifolds", "SELECTION", proof_group},
    Row{"--max-digits", "N", proof_group},
    Row{"--resume", "DIR", proof_group, "train"},
    Row{"--resume", "FILE", proof_group},
    Row{"--route", "auto|dense|block", proof_group},
    Row{"--seed", "N", proof_group},
    Row{"--spectrum-digits", "N", proof_group},
    Row{"--starts", "N", proof_group},
    Row{"--time-limit", "SECONDS", proof_group},
    Row{"--algorithm", "NAME,..."},
    Row{"--batch", "N"},
    Row{"--builtin", "NAME"},
    Row{"--center", ""},
    Row{"--check", "FILE"},
    Row{"--columns", "COLUMNS"},
    Row{"--columns-are-samples", ""},
    Row{"--config", "FILE"},
    Row{"--counts", ""},
    Row{"--data", "FILE"},
    Row{"--decimal", "point|comma"},
    Row{"--delimiter", "CHARACTER"},
    Row{"--divisor", "n|n-1"},
    Row{"--drop-constant-columns", ""},
    Row{"--eps", "NUMBER"},
    Row{"--exact-instance", "M,SEED[,Q]"},
    Row{"--expect", "FILE"},
    Row{"--expect-margin", "RATIONAL"},
    Row{"--explained-variance", "FILE"},
    Row{"--fail-on", "undecided|supported"},
    Row{"--finders", "NAME,..."},
    Row{"--frame", "canonical|random:SEED"},
    Row{"--gram", "FILE"},
    Row{"--grassmannian", "K,M"},
    Row{"--grassmannians", "M"},
    Row{"--header", "yes|no|auto"},
    Row{"--help", ""},
    Row{"--index-column", "yes|no|auto"},
    Row{"--index-set", "I"},
    Row{"--iterations", "N"},
    Row{"--kernel", "FILE"},
    Row{"--lambda", "RATIONAL"},
    Row{"--layout", "paper|torch|keras"},
    Row{"--limit", "N"},
    Row{"--loss", "NAME", nullptr, "certify"},
    Row{"--loss", "NAME", nullptr, "probe"},
    Row{"--loss", "none|product|sum", nullptr, "train"},
    Row{"--loss", "NAME,..."},
    Row{"--loss-units", "sum|mean|mean-feature"},
    Row{"--markdown", ""},
    Row{"--matrix", "FILE"},
    Row{"--max-steps", "N"},
    Row{"--missing", "error|drop-rows"},
    Row{"--morse-bott", "Q,K"},
    Row{"--no-center", ""},
    Row{"--noise-variance", "RATIONAL|ml", nullptr, "ppca"},
    Row{"--noise-variance", "RATIONAL"},
    Row{"--penalties", "RATIONAL,..."},
    Row{"--prior-variance", "RATIONAL"},
    Row{"--require", "minimum|saddle|index:N"},
    Row{"--samples", "N"},
    Row{"--scales", "NUMBER,..."},
    Row{"--sequential", ""},
    Row{"--singular-values", "RATIONAL,..."},
    Row{"--spectrum", "RATIONAL,..."},
    Row{"--standardize", ""},
    Row{"--start-scale", "NUMBER"},
    Row{"--statements", "ID,..."},
    Row{"--step", "NUMBER"},
    Row{"--stop", "certified|reference"},
    Row{"--tolerance", "NUMBER"},
    Row{"--trace-every", "N"},
    Row{"--update-expect", ""},
    Row{"--version", ""},
    Row{"--w1", "FILE"},
    Row{"--w2", "FILE"},
    Row{"--weight-decay", "RATIONAL"},
    Row{"--within", "NUMBER"},
    Row{"-k", "N"},
    Row{"files", "FILE"},
    Row{"id", "ID"},
    Row{"shell", "bash|zsh|fish"},
    Row{"command", "COMMAND"},
};

const Row& row_of(const CLI::App& command, const CLI::Option& option) {
  const std::string name = called(option);
  for (const Row& row : rows) {
    if (row.option == name && (row.command.empty() || row.command == command.get_name())) return row;
  }
  throw PreconditionError(fmt::format("no row says what {} of {} takes", name, command.get_name()));
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

bool is_word(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

// The parser's own line for an option, without the list of what it excludes.
class Formatter : public CLI::Formatter {
 public:
  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_type_size() == 0) return {};
    return " " + option->get_type_name() + (option->get_required() ? " (required)" : "");
  }
};

}  // namespace

std::vector<std::string> OptionValue::choices() const {
  if (name.find('|') == std::string::npos) return {};
  std::vector<std::string> words = split(name, '|');
  std::erase_if(words, [](const std::string& word) { return !is_word(word); });
  return words;
}

OptionValue option_value(const CLI::App& command, const CLI::Option& option) {
  std::string value(row_of(command, option).value);
  constexpr std::string_view several = ",...";
  const bool list = value.ends_with(several);
  if (list) value.resize(value.size() - several.size());
  return {.name = std::move(value), .list = list};
}

std::vector<const CLI::Option*> shown_options(const CLI::App& command) {
  std::vector<const CLI::Option*> options;
  for (const std::string& group : command.get_groups()) {
    for (const CLI::Option* option : command.get_options()) {
      if (!group.empty() && option->get_group() == group && !option->get_positional()) options.push_back(option);
    }
  }
  return options;
}

std::string called(const CLI::Option& option) {
  if (!option.get_lnames().empty()) return "--" + option.get_lnames().front();
  if (!option.get_snames().empty()) return "-" + option.get_snames().front();
  return option.get_name(true);
}

void arrange_help(CLI::App& app) {
  const auto formatter = std::make_shared<Formatter>();
  formatter->column_width(36);
  app.formatter(formatter);
  for (CLI::App* command : app.get_subcommands(nullptr)) {
    command->formatter(formatter);
    for (CLI::Option* option : command->get_options()) {
      const Row& row = row_of(*command, *option);
      if (option->get_type_size() != 0) option->type_name(std::string(row.value));
      if (row.group != nullptr) option->group(row.group);
    }
  }
}

}  // namespace laecert::cli
