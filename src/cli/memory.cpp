#include "cli/memory.hpp"

#include <flint/flint.h>
#include <gmp.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "cli/exit_codes.hpp"

namespace laecert::cli {
namespace {

// Nothing that allocates, and no exception: the libraries are C, and would be left in the midst of a change.
[[noreturn]] void end_with(std::string_view line) {
  // Where even this fails, the exit code tells it.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
  std::_Exit(exit_internal);
}

void* or_end(void* block) {
  if (block == nullptr) end_with("laecert: not enough memory\n");
  return block;
}

// An empty block may be null.
void* allocate(std::size_t size) { return or_end(std::malloc(size == 0 ? 1 : size)); }
void* allocate_zeros(std::size_t count, std::size_t size) {
  return or_end(std::calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}
void* reallocate(void* block, std::size_t size) { return or_end(std::realloc(block, size == 0 ? 1 : size)); }
void* reallocate_known(void* block, std::size_t, std::size_t size) { return reallocate(block, size); }
void release(void* block) { std::free(block); }
void release_known(void* block, std::size_t) { std::free(block); }

// The attribute is a part of the type that FLINT asks for; clang does not take [[noreturn]] for it.
__attribute__((noreturn)) void end_of_flint() { end_with("laecert: internal error: FLINT gave up\n"); }

}  // namespace

void end_on_failures_of_libraries() {
  mp_set_memory_functions(allocate, reallocate_known, release_known);
  __flint_set_memory_functions(allocate, allocate_zeros, reallocate, release);
  flint_set_abort(end_of_flint);
}

}  // namespace laecert::cli
