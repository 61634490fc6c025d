#include "report/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "report/sample_report.hpp"

namespace laecert::report {
namespace {

TEST(ReportTable, HoldsWhatWasDecidedBesideWhatWasPredicted) {
  EXPECT_EQ(to_csv(sample_report()),
            "loss,index_set,rank_vector,rank,dimension,index,nullity,value,radius,point,inertia,predicted_index,"
            "predicted_nullity,predicted_value\n"
            "sum,\"{1,2}\",,2,1,0,1,55.202750234712345678,1e-40,enclosed,enclosed,0,1,55.202750234712345678\n");
}

TEST(ReportTable, HoldsEveryManifold) {
  Report report = sample_report();
  report.manifolds.resize(12345, report.manifolds.front());

  const std::string table = to_csv(report);

  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 12346);
}

TEST(ReportTable, LeavesEmptyWhatIsUnknown) {
  Report report = sample_report();
  report.manifolds = {{.loss = "sum", .rank_vector = std::vector<long>{0, 2}, .predicted = {3, 1, "5/2"}}};

  const std::string table = to_csv(report);

  EXPECT_EQ(table.substr(table.find('\n') + 1), "sum,{},\"(0,2)\",,,,,,,undecided,undecided,3,1,5/2\n");
}

TEST(ReportTable, QuotesWhatWouldBreakARow) {
  Report report = sample_report();
  report.manifolds = {{.loss = "a\"b,c\nd"}};

  const std::string table = to_csv(report);

  EXPECT_EQ(table.substr(table.find('\n') + 1), "\"a\"\"b,c\nd\",{},,,,,,,,undecided,undecided,,,\n");
}

}  // namespace
}  // namespace laecert::report
