#include "cli/config_option.hpp"

#include <fmt/format.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "instances/files.hpp"
#include "instances/number.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

// A line of a configuration file, for its messages.
struct Place {
  const std::string& file;
  std::size_t line = 0;
};

[[noreturn]] void reject(const Place& place, const std::string& rule) {
  throw DataError(fmt::format("{}:{}: {}", place.file, place.line, rule));
}

// CLI11's reader. Its marks of an array are set to what no text holds, so that it splits no value.
CLI::ConfigBase reader() {
  CLI::ConfigBase config;
  config.arrayBounds('\x01', '\x02')->arrayDelimiter('\x03');
  return config;
}

bool is_blank_or_comment(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string::npos || line[first] == '#' || line[first] == ';';
}

// One option by line. The reader itself would pass over lines that it takes for too short.
CLI::ConfigItem item_in(const std::string& line, const Place& place) {
  std::istringstream stream(line);
  const std::vector<CLI::ConfigItem> items = reader().from_config(stream);
  if (items.size() != 1 || !items.front().parents.empty() || items.front().inputs.size() != 1) {
    reject(place, instances::in_quotes(line) + " is not `option = value`");
  }
  return items.front();
}

CLI::Option& option_named(CLI::App& command, const std::string& name, const Place& place) {
  CLI::Option* option = command.get_option_no_throw((name.size() == 1 ? "-" : "--") + name);
  if (option == nullptr || !option->get_configurable()) {
    reject(place, fmt::format("{} has no option {}", command.get_name(), instances::in_quotes(name)));
  }
  return *option;
}

// What the option is to be set to: the text behind `=`; true or false for a flag, true where it stands alone.
std::string value_of(const CLI::Option& option, const CLI::ConfigItem& item, const std::string& line,
                     const Place& place) {
  const std::string& value = item.inputs.front();
  const bool is_flag = option.get_expected_min() == 0;
  if (is_flag && value != "true" && value != "false") {
    reject(place, fmt::format("{} is a flag: true or false, not {}", item.name, instances::in_quotes(value)));
  }
  const bool stands_alone = line.find('=') == std::string::npos;
  if (value.empty() || (stands_alone && !is_flag)) reject(place, item.name + " has no value");
  return value;
}

void apply_file(CLI::App& command, const std::string& file) {
  // --help answers, whatever else was asked.
  if (command.get_help_ptr()->count() > 0) return;
  std::istringstream lines(instances::read_text_file(file));
  std::set<std::string> seen;
  Place place{file};
  for (std::string line; std::getline(lines, line);) {
    ++place.line;
    if (is_blank_or_comment(line)) continue;
    const CLI::ConfigItem item = item_in(line, place);
    CLI::Option& option = option_named(command, item.name, place);
    if (!seen.insert(option.get_name()).second) reject(place, item.name + " is named twice");
    const std::string value = value_of(option, item, line, place);
    if (!option.empty()) continue;
    option.add_result(value);
    option.run_callback();
  }
}

}  // namespace

void add_config_option(CLI::App& command) {
  command
      .add_option_function<std::string>(
          "--config", [&command](const std::string& file) { apply_file(command, file); },
          "file of options, one a line: lambda = 10; the command line goes first")
      ->configurable(false);
}

}  // namespace laecert::cli
