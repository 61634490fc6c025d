#include <gtest/gtest.h>

#include <limits>
#include <map>

#include "checks/registry.hpp"
#include "checks/search/search.hpp"
#include "families/archived_points.hpp"
#include "families/lae/context.hpp"
#include "instances/builtin.hpp"

namespace laecert::checks {
namespace {

class PointsInMemory final : public claims::Journal {
 public:
  [[nodiscard]] std::optional<std::string> find(const std::string& key) const override {
    const auto found = texts.find(key);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  }
  void keep(const std::string& key, const std::string& text) override {
    ++kept;
    texts[key] = text;
  }

  std::map<std::string, std::string> texts;
  int kept = 0;
};

template <class T>
std::string archived(const T& x) {
  claims::Writer writer;
  writer(x);
  return writer.text();
}

TEST(ArchivedBall, IsTheSameSetAtTheSamePrecision) {
  const Precision p{200};
  const Ball third(Rational(1, 3), p), wide = third.widened(Ball(0.1, p)), nan = Ball(1) / Ball(0);
  for (const Ball& x : {Ball(), Ball(-7), third, wide, nan, sqrt(third)}) {
    Ball back(1);
    claims::Reader(archived(x))(back);

    EXPECT_NE(arb_equal(back.arb(), x.arb()) + (arb_is_finite(x.arb()) == 0 ? 1 : 0), 0);
    EXPECT_EQ(back.is_finite(), x.is_finite());
    EXPECT_EQ(back.precision().bits, x.precision().bits);
    EXPECT_EQ(archived(back), archived(x));
  }
}

TEST(ArchivedRational, IsTheSameNumberOrNone) {
  for (const Rational& x : {Rational(0), Rational(-22, 7), Rational(1, 3)}) {
    Rational back(9);
    claims::Reader(archived(x))(back);
    EXPECT_EQ(back, x);
  }
  Rational x;
  for (const char* wrong : {"3:1/0", "4:1/00", "2:1/", "0:", "1:x", "3:0x1"})
    EXPECT_THROW(claims::Reader{wrong}(x), claims::Malformed);
}

// Every loss on iris: what is taken from the journal is, to the last bit, what was certified.
TEST(JournalOfAList, GivesTheSameRecords) {
  const problem::Instance iris = instances::builtin("iris");
  const Effort effort;
  PointsInMemory journal;
  std::map<std::string, std::string> first;
  for (const bool again : {false, true}) {
    journal.kept = 0;
    Contexts contexts(iris, effort, {.journal = {&journal, "iris/"}});
    for (const FamilyLoss& loss : all_losses(builtin_registry())) {
      const std::string records = archived(loss.on(contexts)->list().records);
      if (again) {
        EXPECT_EQ(records, first[loss.name]) << loss.name;
      } else {
        first[loss.name] = records;
      }
    }
    EXPECT_EQ(journal.kept == 0, again);
  }
  EXPECT_GT(journal.texts.size(), 29U);
}

TEST(JournalOfASearch, GivesTheSameStarts) {
  const problem::Instance iris = instances::builtin("iris");
  Effort effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  Contexts contexts(iris, effort);
  const std::shared_ptr<const ListedLoss> loss = loss_named(builtin_registry(), "sum", "--loss").on(contexts);
  const SearchPlan plan{.starts = 5, .options = search_options(effort)};
  PointsInMemory journal;
  const claims::MapOptions map{.journal = {&journal, ""}};

  const SearchOutcome first = search_list(*loss, plan, map);
  journal.kept = 0;
  const SearchOutcome second = search_list(*loss, plan, map);

  EXPECT_EQ(journal.texts.size(), 5U);
  EXPECT_EQ(journal.kept, 0);
  ASSERT_EQ(second.starts.size(), first.starts.size());
  for (std::size_t i = 0; i < first.starts.size(); ++i) {
    const SearchedStart &a = first.starts[i], &b = second.starts[i];
    EXPECT_EQ(b.found.approximate, a.found.approximate);
    EXPECT_EQ(b.found.gradient_norm, a.found.gradient_norm);
    EXPECT_EQ(b.match.contradiction, a.match.contradiction);
    ASSERT_EQ(b.found.certified.decided(), a.found.certified.decided());
    if (a.found.certified) {
      EXPECT_EQ(archived(*b.found.certified), archived(*a.found.certified));
    }
  }
}

}  // namespace
}  // namespace laecert::checks
