#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/report.hpp"

namespace laecert::report {

/// The report that the design page shows.
inline Report sample_report() {
  using claims::ControlOutcome;
  using claims::Expected;
  using claims::Standing;
  using claims::Verdict;
  Report report{
      .preamble = {
          .versions =
              {{"laecert", "0.1.0"}, {"Boost", "1.74"}, {"FLINT", "2.9.0"}, {"Arb", "2.23.0"}, {"Eigen", "3.4.0"}},
          .max_digits = 200,
          .instance = {.name = "iris.csv", .m = 4, .n = 150, .k = 2, .lambda = "10", .sha256 = std::string(64, 'a')},
          .spectrum = {{"9208.305065894420133", "1e-40"},
                       {"315.4543170000012345", "1e-40"},
                       {"11.97804290498765432", "1e-40"},
                       {"3.552570200000123456", "1e-40"}},
          .q = 3,
          .hypotheses = {{"lambda > 0", Verdict::exact},
                         {"lambda not an eigenvalue", Verdict::enclosed, "gap 1.978"},
                         {"eigenvalues above lambda distinct", Verdict::enclosed, "gap 303.4"}}}};
  report.statements = {{.info = {.id = "sum.transpose", .source = "[K19] transpose theorem"},
                        .verdict = Verdict::exact,
                        .cases = {.decided = 2, .total = 2, .verdict = Verdict::exact, .universal = true},
                        .by = {"L3", "L4"},
                        .margin = "enclosed gap < 1e-40",
                        .standing = Standing::as_expected},
                       {.info = {.id = "sum.index", .source = "[K19]; blocks derived"},
                        .floor = Verdict::enclosed,
                        .verdict = Verdict::enclosed,
                        .cases = {.decided = 7, .total = 7, .verdict = Verdict::enclosed},
                        .margin = "nearest eigenvalue 3.956",
                        .standing = Standing::as_expected}};
  report.manifolds = {{.loss = "sum",
                       .index_set = {1, 2},
                       .rank = 2,
                       .dimension = 1,
                       .index = 0,
                       .nullity = 1,
                       .value = "55.202750234712345678",
                       .radius = "1e-40",
                       .point = Verdict::enclosed,
                       .inertia = Verdict::enclosed,
                       .predicted = {0, 1, "55.202750234712345678"}}};
  report.known_false = {{.info = {.id = "none.pseudoinverse",
                                  .source = "[K19] v1 erratum",
                                  .expected = Expected::refuted,
                                  .known_false = true},
                         .verdict = Verdict::refuted,
                         .cases = {.decided = 1, .total = 1, .verdict = Verdict::refuted},
                         .reason = "S = diag(4,1), k = 2: (W1 - pinv W2)_21 = 1/2",
                         .standing = Standing::as_expected}};
  report.controls = {{"sum.index/without-(k-l)-term", "", ControlOutcome::refuted},
                     {"sum.value/square", "", ControlOutcome::indistinguishable}};
  report.not_proved = {"4 of 11 manifolds of product were not sampled"};
  report.summary = {.as_expected = 19, .undecided = 1, .inapplicable = 2};
  return report;
}

/// q = 2, k = 2: {}, {1}, {2}, {1,2}; the largest index is cut to 3 so that the rows are of different lengths.
inline Counts sample_counts() {
  return {.loss = "sum", .total = 4, .by_rank_and_index = {{0, 0, 0, 1}, {0, 1, 1}, {1}}};
}

}  // namespace laecert::report
