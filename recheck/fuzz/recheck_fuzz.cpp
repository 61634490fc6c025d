#include <cstdint>
#include <cstdlib>

#include "recheck.hpp"

// Any bytes get a verdict with a text of one line, and the same verdict with blanks around them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace laecert::recheck;
  const Limits limits{.bytes = 1U << 20U, .digits = 100, .unknowns = 20};
  const std::string text(data, data + size);
  const Verdict verdict = recheck(text, limits);
  const bool is_one_line = !verdict.text.empty() && verdict.text.find_first_of("\r\n") == std::string::npos;
  if (!is_one_line || recheck(" " + text + "\n", limits).is_accepted != verdict.is_accepted) std::abort();
  return 0;
}
