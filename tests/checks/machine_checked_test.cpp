#include "families/machine_checked.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "checks/registry.hpp"
#include "instances/options.hpp"
#include "studies/explain.hpp"
#include "studies/verify.hpp"

namespace laecert::checks {
namespace {

using claims::StatementResult;
using problem::Instance;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Not;
using ::testing::StartsWith;

std::string content_of(const std::string& file) {
  std::ifstream stream(std::string(LAECERT_SOURCE_DIR) + "/" + file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

report::Report verify_spectrum(const std::string& values, const std::string& lambda) {
  return studies::verify(
      Instance::from_spectrum(instances::parse_spectrum(values),
                              {.name = values, .k = 1, .lambda = instances::parse_option_number(lambda, "")}),
      {});
}

std::vector<std::string> by_of(const report::Report& report, const std::string& id) {
  const auto found = std::find_if(report.statements.begin(), report.statements.end(),
                                  [&](const StatementResult& one) { return one.info.id == id; });
  return found == report.statements.end() ? std::vector<std::string>{"no such statement"} : found->by;
}

// What is in the repository was recorded.
TEST(MachineChecked, TheRecordIsOfTheProofs) {
  EXPECT_FALSE(machine_checked_theorems().empty()) << "./run proofs --record, where all is proved";
}

TEST(MachineChecked, NamesTheoremsThatTheirFilesState) {
  for (const MachineChecked& one : machine_checked_theorems()) {
    EXPECT_NE(content_of(std::string(one.file)).find("\nTheorem " + std::string(one.theorem) + " "), std::string::npos)
        << one.file << " " << one.theorem;
  }
}

TEST(MachineChecked, NamesAtMostOneTheoremForAStatement) {
  std::set<std::string_view> statements;
  for (const MachineChecked& one : machine_checked_theorems()) {
    EXPECT_TRUE(statements.insert(one.statement).second) << one.statement;
  }
}

TEST(MachineChecked, StandsUnderByWhereTheStatementHolds) {
  const report::Report report = verify_spectrum("9,4,1", "2");

  EXPECT_THAT(by_of(report, "sum.transpose"), Contains("Coq transpose_theorem"));
  EXPECT_THAT(by_of(report, "sum.only-critical-points"), Contains("Coq sum_critical_points"));
  EXPECT_THAT(by_of(report, "none.critical"), Contains("Coq none_listed_points"));
  EXPECT_THAT(by_of(report, "sum.index"), Each(Not(StartsWith("Coq"))));
}

// The list of `sum` is proved for distinct eigenvalues above lambda: what lies below may repeat.
TEST(MachineChecked, IsSilentWhereTheHypothesesOfTheTheoremFail) {
  const report::Report above = verify_spectrum("9,9,1", "2");
  const report::Report below = verify_spectrum("9,1,1,0", "2");

  EXPECT_THAT(by_of(above, "sum.only-critical-points"), Each(Not(StartsWith("Coq"))));
  EXPECT_THAT(by_of(above, "sum.transpose"), Contains("Coq transpose_theorem"));
  EXPECT_THAT(by_of(below, "sum.only-critical-points"), Contains("Coq sum_critical_points"));
}

TEST(MachineChecked, IsSilentWhereTheStatementIsInapplicable) {
  const report::Report report = verify_spectrum("9,4,1", "0");

  EXPECT_THAT(by_of(report, "sum.transpose"), Each(Not(StartsWith("Coq"))));
  EXPECT_THAT(by_of(report, "product.only-critical-points"), Each(Not(StartsWith("Coq"))));
}

TEST(MachineChecked, IsExplained) {
  for (const RegisteredStatement& statement : registered_statements()) {
    for (const MachineChecked& one : machine_checked_theorems(statement.info.id)) {
      EXPECT_NE(studies::explain(statement).find(std::string(one.file) + " " + std::string(one.theorem)),
                std::string::npos);
    }
  }
}

}  // namespace
}  // namespace laecert::checks
