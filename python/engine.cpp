// laecert inside a Python process: a command of the command line, with its texts. All that Python sees beyond that is
// written in Python.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "numeric/running.hpp"
#include "numeric/version.hpp"

namespace {

struct Ran {
  int code;
  std::string out, err;
};

// Without the interpreter's lock: other threads of Python go on meanwhile, and Ctrl-C is heard by the command itself.
Ran run(const std::vector<std::string>& arguments) {
  const pybind11::gil_scoped_release released;
  std::ostringstream out;
  std::ostringstream err;
  const int code = laecert::cli::run(arguments, out, err);
  return {code, out.str(), err.str()};
}

}  // namespace

PYBIND11_MODULE(_engine, module) {
  module.attr("version") = laecert::version;
  module.def("has_abandoned_calls", &laecert::numeric::has_abandoned_calls);
  module.def("run", [](const std::vector<std::string>& arguments) {
    Ran ran = run(arguments);
    // Texts of the user's files may be in any encoding.
    const auto text = [](const std::string& bytes) {
      return pybind11::reinterpret_steal<pybind11::object>(
          PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "replace"));
    };
    return pybind11::make_tuple(ran.code, text(ran.out), text(ran.err));
  });
}
