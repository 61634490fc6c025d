#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command_line.hpp"
#include "cli/exit_codes.hpp"
#include "studies/registry_page.hpp"

namespace laecert::cli {
namespace {

TEST(Statements, AreListedByDefault) {
  const Ran ran = laecert({"statements"});

  EXPECT_EQ(ran.code, exit_ok);
  EXPECT_THAT(ran.out, ::testing::StartsWith("none.critical "));
}

TEST(Statements, ArePrintedAsTheirPage) {
  const Ran ran = laecert({"statements", "--markdown"});

  EXPECT_EQ(ran.code, exit_ok);
  EXPECT_EQ(ran.out, studies::registry_page());
}

}  // namespace
}  // namespace laecert::cli
