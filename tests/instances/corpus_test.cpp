#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "fuzz/reader_laws.hpp"
#include "instances/files.hpp"

namespace laecert::instances {
namespace {

/// Replays a folder of the fuzzers' corpus: each file is read or refused as the laws of fuzz/reader_laws.hpp say, and
/// the folder holds both kinds.
void replay(const std::string& reader, bool (*check)(std::string_view bytes)) {
  int read = 0;
  int refused = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(LAECERT_FUZZ_CORPUS) / reader)) {
    SCOPED_TRACE(entry.path().filename().string());
    bool was_read = false;
    EXPECT_NO_THROW(was_read = check(read_text_file(entry.path())));
    (was_read ? read : refused) += 1;
  }

  EXPECT_GE(read, 5);
  EXPECT_GE(refused, 5);
}

TEST(Corpus, OfCsvIsReadOrRefused) { replay("csv", fuzz::check_csv); }

TEST(Corpus, OfNpyIsReadOrRefused) { replay("npy", fuzz::check_npy); }

TEST(Corpus, OfMatrixMarketIsReadOrRefused) { replay("matrix_market", fuzz::check_matrix_market); }

TEST(Corpus, OfNumbersIsReadOrRefused) { replay("number", fuzz::check_numbers); }

}  // namespace
}  // namespace laecert::instances
