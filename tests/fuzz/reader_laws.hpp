#pragma once

#include <stdexcept>
#include <string_view>

namespace laecert::fuzz {

/// A reader broke a law: it crashes a fuzz target, and fails the test that replays the corpus.
struct BrokenLaw : std::logic_error {
  using std::logic_error::logic_error;
};

/// Errors: BrokenLaw with this text where the law does not hold.
inline void require(bool law, const char* text) {
  if (!law) throw BrokenLaw(text);
}

/// Each takes any bytes. They are read, or refused with the reader's own error in one line that names the file or the
/// option; what is read has the declared shape, and reads the same again after it was printed.
/// Returns: whether the bytes were read; for numbers, as a number, a spectrum or an exact instance.
/// Errors:  BrokenLaw; whatever else a reader should not throw.
bool check_csv(std::string_view bytes);
bool check_npy(std::string_view bytes);
bool check_matrix_market(std::string_view bytes);
bool check_numbers(std::string_view bytes);

}  // namespace laecert::fuzz
