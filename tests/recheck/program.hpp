#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace laecert::recheck {

using Json = nlohmann::json;
using Rational = boost::multiprecision::cpp_rational;

struct Ran {
  int code = -1;
  /// Of stdout; of stderr.
  std::vector<std::string> lines = {};
  std::string errors = {};
};

/// Starts laecert-recheck.
Ran recheck(const std::vector<std::string>& arguments);

/// Starts the second checker. Requires: has_python().
Ran recheck_in_python(const std::vector<std::string>& files);
bool has_python();

/// What stands after "FILE: " in the lines, one for each file. Lets the test fail where they are not in that form.
std::vector<std::string> verdicts(const Ran& ran, const std::vector<std::string>& files);

/// The names of the corpus, without ".json", in alphabetical order; a file of it.
std::vector<std::string> corpus_names();
std::string corpus_file(const std::string& name);
std::string read_text(const std::string& file);
Json corpus(const std::string& name);

/// A folder of this test's own that is removed in the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Writes a file and returns its path.
  [[nodiscard]] std::string write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

Rational number(const Json& text);
/// In the certificate's form.
std::string text_of(const Rational& q);
/// 10^-exponent.
Rational tenth_power(unsigned exponent);

}  // namespace laecert::recheck
