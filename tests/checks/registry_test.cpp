#include "checks/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "studies/explain.hpp"
#include "studies/registry_page.hpp"

namespace laecert::checks {
namespace {

std::string read(const std::string& file) {
  std::ifstream stream(std::string(LAECERT_SOURCE_DIR) + "/" + file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

TEST(Registry, IsWellFormed) {
  std::size_t groups = 0;
  for (const Family& family : builtin_registry().families) {
    for (const StatementGroup& group : family.groups) {
      EXPECT_NO_THROW(group.require_well_formed()) << family.name;
      EXPECT_FALSE(group.statements.empty()) << family.name;
      ++groups;
    }
  }
  EXPECT_GE(groups, 6U);
  EXPECT_NO_THROW(claims::require_well_formed(search_registry()));
  EXPECT_NO_THROW(claims::require_well_formed(known_false_registry()));
}

// A loss whose name ends in a dot's place of another would take over its statements.
TEST(Registry, NamesEachLossOnceAndEachStatementByItsLoss) {
  const FamilyRegistry registry = builtin_registry();
  std::set<std::string> names;
  for (const FamilyLoss& loss : all_losses(registry)) {
    EXPECT_TRUE(names.insert(loss.name).second) << loss.name;
    EXPECT_EQ(loss.name.find('.'), std::string::npos) << loss.name;
  }
  EXPECT_EQ(loss_names(registry), "none, product, sum, tied, ppca, ppca-posterior, unequal");
  EXPECT_THROW((void)loss_named(registry, "sun", "--loss"), UsageError);
}

// The ids that a certificate is said to decide again are those of statements.
TEST(Registry, KnowsTheStatementsThatCertificatesDecide) {
  const FamilyRegistry registry = builtin_registry();
  std::set<std::string> ids;
  for (const RegisteredStatement& statement : registered_statements(registry)) ids.insert(statement.info.id);
  for (const FamilyLoss& loss : all_losses(registry)) {
    EXPECT_EQ(static_cast<bool>(loss.certificates), !loss.certified_statements.empty()) << loss.name;
    for (const std::string& name : loss.certified_statements) EXPECT_TRUE(ids.contains(loss.name + "." + name)) << name;
  }
}

TEST(Registry, NamesEachStatementAndControlOnce) {
  std::set<std::string> ids;
  for (const RegisteredStatement& statement : registered_statements()) {
    EXPECT_TRUE(ids.insert(statement.info.id).second) << statement.info.id;
    for (const RegisteredControl& control : statement.controls) {
      EXPECT_TRUE(ids.insert(control.id).second) << control.id;
      EXPECT_THAT(control.id, ::testing::StartsWith(statement.info.id + "/"));
    }
  }
}

TEST(Registry, GivesEveryStatementAControlUnlessItIsKnownFalse) {
  for (const RegisteredStatement& statement : registered_statements()) {
    EXPECT_NE(statement.controls.empty(), !statement.info.known_false) << statement.info.id;
  }
}

TEST(Registry, SaysHowEachStatementIsDecidedAndWhatIsNotProved) {
  for (const RegisteredStatement& statement : registered_statements()) {
    EXPECT_FALSE(statement.info.method.empty()) << statement.info.id;
    EXPECT_FALSE(statement.info.not_proved.empty()) << statement.info.id;
    EXPECT_FALSE(statement.info.source.empty()) << statement.info.id;
    EXPECT_THAT(studies::explain(statement), ::testing::HasSubstr(statement.info.proposition));
  }
}

TEST(Registry, NamesLemmasThatTheMethodPageProves) {
  const std::string method = read("reports/method.md");
  for (const RegisteredStatement& statement : registered_statements()) {
    for (const std::string& lemma : statement.info.lemmas) {
      const bool bound = method.find("**" + lemma + " (") != std::string::npos;
      const bool section = method.find("### " + lemma + ". ") != std::string::npos;
      EXPECT_TRUE(bound || section) << statement.info.id << " rests on " << lemma;
    }
  }
}

TEST(Registry, IsThePageOfStatements) {
  EXPECT_EQ(read("docs/statements.md"), studies::registry_page()) << "write it anew: laecert statements --markdown";
}

TEST(Registry, HasOneRowForEachStatementInItsPage) {
  std::set<std::string> listed;
  std::istringstream lines(studies::registry_page());
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("| `")) listed.insert(line.substr(3, line.find('`', 3) - 3));
  }

  std::set<std::string> registered;
  for (const RegisteredStatement& statement : registered_statements()) registered.insert(statement.info.id);
  EXPECT_EQ(listed, registered);
}

TEST(Registry, ShowsExpectedValueAndFloorsInItsPage) {
  EXPECT_THAT(studies::registry_page(),
              ::testing::HasSubstr("| `sum.index` | the Hessian has inv(I) + (k-l)(q-l) negative "
                                   "eigenvalues on the manifold of I | holds | exact / enclosed |"));
}

TEST(Registry, EndsNoCellOfItsPageInsideAText) {
  // `product.value` has a control that speaks of lambda |W2 W1|^2.
  EXPECT_THAT(studies::registry_page(), ::testing::HasSubstr("lambda \\|W2 W1\\|^2"));
}

TEST(Registry, HasNothingLeftThatIsStillToCome) {
  const std::string to_come = read("docs/statements-to-come.md");
  ASSERT_FALSE(to_come.empty());
  for (const RegisteredStatement& statement : registered_statements()) {
    EXPECT_EQ(to_come.find("| `" + statement.info.id + "` |"), std::string::npos) << statement.info.id << " is built";
  }
}

TEST(Explain, NamesTheIdentitiesAndThatTheyHold) {
  for (const RegisteredStatement& statement : registered_statements()) {
    if (!statement.info.id.ends_with(".only-critical-points")) continue;
    const std::string text = studies::explain(statement);

    EXPECT_THAT(text, ::testing::HasSubstr("holds"));
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("FALSE")));
    EXPECT_THAT(text, ::testing::HasSubstr("human reasoning"));
  }
}

}  // namespace
}  // namespace laecert::checks
