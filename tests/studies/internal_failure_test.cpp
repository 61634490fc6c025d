// What fails inside one family costs the rows of that family, and no other.

#include <gtest/gtest.h>

#include "checks/registry.hpp"
#include "numeric/errors.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::result_of;
using laecert::testing::spectrum;
using problem::Instance;

// The tied family, whose context cannot be made.
FamilyRegistry with_broken_tied() {
  FamilyRegistry registry = builtin_registry();
  for (Family& family : registry.families) {
    if (family.name != "tied autoencoders") continue;
    for (StatementGroup& group : family.groups) {
      group.run = [](Contexts&, const claims::RunOptions&) -> claims::RunResult {
        throw PreconditionError("midpoint: the ball is not finite");
      };
    }
    family.losses.front().on = [](Contexts&) -> std::shared_ptr<const ListedLoss> {
      throw PreconditionError("midpoint: the ball is not finite");
    };
  }
  return registry;
}

TEST(InternalFailure, OfAFamilyCostsItsOwnRows) {
  const Instance instance = spectrum("9,4", 1, "1");
  const report::Report whole = verify(instance, {.starts = 1});

  const report::Report report = verify(instance, {.registry = with_broken_tied(), .starts = 1});

  ASSERT_EQ(report.statements.size(), whole.statements.size());
  ASSERT_EQ(report.controls.size(), whole.controls.size());
  std::size_t failed = 0;
  for (std::size_t i = 0; i < whole.statements.size(); ++i) {
    const claims::StatementResult &one = report.statements[i], &base = whole.statements[i];
    EXPECT_EQ(one.info.id, base.info.id);
    // tied.critical is decided on the list of `sum`.
    if (one.info.id != "tied.index" && one.info.id != "tied.nullity") {
      EXPECT_EQ(one.standing, base.standing) << one.info.id;
      continue;
    }
    ++failed;
    EXPECT_EQ(one.standing, claims::Standing::undecided);
    EXPECT_EQ(one.reason, "internal: midpoint: the ball is not finite");
  }
  EXPECT_EQ(failed, 2U);
  EXPECT_EQ(report.summary.internal, failed);
  EXPECT_EQ(report.manifolds.size(), whole.manifolds.size());
}

// The search fails with it, and the manifolds of that loss are not told; those of the other are.
TEST(InternalFailure, OfANamedLossLeavesTheOthers) {
  const report::Report report =
      verify(spectrum("9,4", 1, "1"), {.registry = with_broken_tied(), .losses = {"sum", "tied"}, .starts = 1});

  EXPECT_EQ(result_of(report, "sum.index").standing, claims::Standing::as_expected);
  EXPECT_EQ(result_of(report, "tied.index").standing, claims::Standing::undecided);
  EXPECT_EQ(result_of(report, "search.list").reason, "internal: midpoint: the ball is not finite");
  ASSERT_FALSE(report.manifolds.empty());
  for (const report::Manifold& one : report.manifolds) EXPECT_EQ(one.loss, "sum");
}

}  // namespace
}  // namespace laecert::studies
