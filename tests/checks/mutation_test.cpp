#include <gtest/gtest.h>

#include <algorithm>

#include "families/lae/membership.hpp"
#include "instances/options.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

// Laws of single rules of the checks, each of which a mutant in tests/mutants breaks.

namespace laecert::checks {
namespace {

using laecert::testing::spectrum;

using problem::Instance;
using theory::Loss;

// How many manifolds the point would be proved to lie on.
Index count_memberships(const LaeContext& context, const certify::CertifiedPoint& certified) {
  return std::count_if(context.records.begin(), context.records.end(), [&](const ManifoldRecord& record) {
    return !prove_membership(context, record.manifold, certified).has_value();
  });
}

// Scaling the weights takes the loads from those of {} to those of the manifold and beyond.
TEST(Membership, IsProvedForOneManifoldAtMost) {
  for (const Loss loss : {Loss::none, Loss::product, Loss::sum}) {
    const LaeContext context = make_lae_context(loss, spectrum("9,4,2", 2, 1), {});
    for (const ManifoldRecord& record : context.records) {
      ASSERT_TRUE(record.certified) << record.certified.reason().text;
      for (int tenths = 0; tenths <= 14; ++tenths) {
        certify::CertifiedPoint scaled = *record.certified;
        for (Ball& entry : scaled.point) entry *= Ball(Rational(tenths, 10), Precision{128});

        EXPECT_LE(count_memberships(context, scaled), 1) << tenths;
      }
      EXPECT_EQ(count_memberships(context, *record.certified), 1);
    }
  }
}

TEST(Hypotheses, AllowAsManyUnitsAsVariables) {
  const report::Report report = studies::verify(spectrum("9,4", 2, 1), {});

  for (const claims::StatementResult& statement : report.statements) {
    const std::string& id = statement.info.id;
    if (id == "sum.repeated" || id.starts_with("ppca.")) continue;               // n is not known
    if (id == "sum.morse-complex" || id.starts_with("grassmannian.")) continue;  // k = 1, k < m
    EXPECT_EQ(statement.standing, claims::Standing::as_expected) << statement.info.id << ": " << statement.reason;
  }
}

}  // namespace
}  // namespace laecert::checks
