#include "claims/journal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "claims/runner.hpp"

namespace laecert::claims::journal_test {
namespace {

class JournalInMemory final : public Journal {
 public:
  [[nodiscard]] std::optional<std::string> find(const std::string& key) const override {
    const auto found = texts.find(key);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  }
  void keep(const std::string& key, const std::string& text) override { texts[key] = text; }

  std::map<std::string, std::string> texts;
};

template <class T>
T again(const T& x) {
  Writer writer;
  writer(x);
  T back{};
  Reader reader(writer.text());
  reader(back);
  EXPECT_TRUE(reader.is_done());
  return back;
}

TEST(Archive, GivesEveryValueBack) {
  EXPECT_EQ(again(std::string("a:\0 3\n", 6)), std::string("a:\0 3\n", 6));
  EXPECT_EQ(again(std::numeric_limits<long>::min()), std::numeric_limits<long>::min());
  EXPECT_EQ(again(true), true);
  EXPECT_EQ(again(Verdict::enclosed), Verdict::enclosed);
  EXPECT_EQ(again(std::optional<std::string>()), std::nullopt);
  EXPECT_EQ(again(std::vector<std::string>{"", "b"}), (std::vector<std::string>{"", "b"}));
  for (const double x : {-0.0, 0x1p-1074, HUGE_VAL, 1e300 / 3}) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(again(x)), std::bit_cast<std::uint64_t>(x));
  }
}

TEST(Archive, GivesAnOutcomeBack) {
  Writer writer;
  writer(Outcome<std::string>(Reason{"why", Reason::Kind::too_large}), Outcome<std::string>(std::string("that")));
  Outcome<std::string> first(std::string("x")), second{Reason{}};

  Reader(writer.text())(first, second);

  EXPECT_EQ(first.reason().text, "why");
  EXPECT_EQ(first.reason().kind, Reason::Kind::too_large);
  EXPECT_EQ(*second, "that");
}

TEST(Archive, RefusesWhatNoWriterWrote) {
  Writer writer;
  writer(std::vector<std::string>{"one", "two"}, 7L);
  const std::string text = writer.text();
  for (std::size_t length = 0; length < text.size(); ++length) {
    std::vector<std::string> texts;
    long number = 0;
    Reader reader(std::string_view(text).substr(0, length));
    EXPECT_THROW(reader(texts, number), Malformed) << length;
  }
  std::string x;
  for (const char* wrong : {"x", "-1:a", "4:abc", ":", "99999999999999999999:a"}) {
    EXPECT_THROW(Reader{wrong}(x), Malformed) << wrong;
  }
}

// Statements that count how often they are decided.
struct Counter {
  mutable int decisions = 0;
  bool interrupted = false, fails = false;
};

Registry<Counter> counted_registry() {
  const auto decide = [](const Counter& counter) {
    ++counter.decisions;
    if (counter.fails) throw std::runtime_error("inside");
    return Finding{.cases = {{"one", {.verdict = Verdict::exact, .margin = "1/3", .reason = ""}}},
                   .by = {"T1"},
                   .interrupted = counter.interrupted};
  };
  const auto refute = [](const Counter& counter) {
    ++counter.decisions;
    return Finding{.cases = {{"one", {.verdict = Verdict::refuted, .margin = "", .reason = "a witness"}}},
                   .interrupted = counter.interrupted};
  };
  Statement<Counter> statement;
  statement.info = {.id = "a.b", .proposition = "b"};
  statement.decide = decide;
  statement.controls = {{.id = "a.b/not", .text = "not b", .decide = refute, .indistinguishable = {}}};
  return {statement};
}

RunResult run_with(JournalInMemory& journal, const Counter& counter) {
  return run(counted_registry(), counter, {.map = {.journal = {&journal, "iris/"}}});
}

TEST(JournalOfARun, SparesWhatWasDecided) {
  JournalInMemory journal;
  const Counter counter;

  const RunResult first = run_with(journal, counter), second = run_with(journal, counter);

  EXPECT_EQ(counter.decisions, 2);
  EXPECT_EQ(journal.texts.size(), 2U);
  EXPECT_TRUE(journal.texts.contains("iris/decided/a.b/not"));
  EXPECT_EQ(second.controls, first.controls);
  const StatementResult &a = first.statements.at(0), &b = second.statements.at(0);
  EXPECT_EQ(b.info.proposition, "b");
  EXPECT_EQ(b.verdict, a.verdict);
  EXPECT_EQ(b.cases, a.cases);
  EXPECT_EQ(b.by, a.by);
  EXPECT_EQ(b.margin, "1/3");
  EXPECT_EQ(b.standing, a.standing);
}

TEST(JournalOfARun, KeepsNothingThatFellShort) {
  JournalInMemory journal;
  const Counter interrupted{.interrupted = true}, failing{.fails = true};

  (void)run_with(journal, interrupted);
  EXPECT_TRUE(journal.texts.empty());

  (void)run_with(journal, failing);
  EXPECT_EQ(journal.texts.size(), 1U);  // the control alone
  EXPECT_FALSE(journal.texts.contains("iris/decided/a.b"));
}

TEST(JournalOfARun, IsNotBelievedWhereItIsOfSomethingElse) {
  JournalInMemory journal;
  const Counter counter;
  (void)run_with(journal, counter);
  const std::map<std::string, std::string> good = journal.texts;
  for (const std::string& wrong : {std::string(), std::string("1:1"), good.at("iris/decided/a.b/not"),
                                   good.at("iris/decided/a.b") + "1:0", good.at("iris/decided/a.b").substr(3)}) {
    journal.texts["iris/decided/a.b"] = wrong;
    const int before = counter.decisions;

    const RunResult result = run_with(journal, counter);

    EXPECT_EQ(counter.decisions, before + 1) << wrong;
    EXPECT_EQ(result.statements.at(0).verdict, Verdict::exact);
  }
}

}  // namespace
}  // namespace laecert::claims::journal_test
