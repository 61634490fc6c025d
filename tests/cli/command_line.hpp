#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "report/schema_validator.hpp"

namespace laecert::cli {

using Strings = std::vector<std::string>;

/// What a command came to.
struct Ran {
  int code;
  std::string out, err;
};

inline Ran laecert(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = run(arguments, out, err);
  return {code, out.str(), err.str()};
}

/// One list of arguments after the other.
inline Strings appended(Strings arguments, const Strings& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

/// A directory of this process.
inline std::filesystem::path scratch() {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("laecert_cli_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  return folder;
}

/// The name of a file there with this text.
inline std::string file_with(const std::string& name, const std::string& text) {
  const std::filesystem::path file = scratch() / name;
  std::ofstream(file) << text;
  return file.string();
}

/// The name of a file there that does not exist.
inline std::string new_file(const std::string& name) {
  const std::filesystem::path file = scratch() / name;
  std::filesystem::remove(file);
  return file.string();
}

inline std::string content_of(const std::string& file) {
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

/// A Gram matrix with two eigenvalues near 2 that 40 digits do not separate.
inline std::string near_gram() { return file_with("near.csv", fmt::format("3,1,1\n1,3,1\n1,1,3.{:0>80}\n", 1)); }

/// Where a JSON text breaks a schema of reports/schema.
inline Strings schema_errors(const std::string& schema, const std::string& json) {
  const std::string folder = std::string(LAECERT_SOURCE_DIR) + "/reports/schema/";
  return report::SchemaValidator(folder + schema).errors(report::SchemaValidator::Json::parse(json));
}

}  // namespace laecert::cli
