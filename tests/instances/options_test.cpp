#include "instances/options.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

std::string error_of(const std::function<void()>& parse) {
  try {
    parse();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no UsageError";
}

TEST(SpectrumOption, ReadsEigenvaluesExactly) {
  const Vector<Rational> s = parse_spectrum("81,36,9/4");

  ASSERT_EQ(s.size(), 3);
  EXPECT_EQ(s(2), Rational(9) / 4);
}

TEST(SpectrumOption, IsTheSquareOfTheSingularValues) {
  EXPECT_EQ(parse_singular_values("9,6,3/2"), parse_spectrum("81,36,9/4"));
}

TEST(SpectrumOption, NamesTheBrokenEntry) {
  EXPECT_EQ(error_of([] { parse_spectrum("81,abc"); }), "--spectrum: entry 2: 'abc' is not a number (character 1)");
  EXPECT_EQ(error_of([] { parse_spectrum("81,,4"); }), "--spectrum: entry 2: empty, expected a number");
  EXPECT_EQ(error_of([] { parse_spectrum(""); }), "--spectrum: entry 1: empty, expected a number");
  EXPECT_EQ(error_of([] { parse_spectrum("4,"); }), "--spectrum: entry 2: empty, expected a number");
  EXPECT_EQ(error_of([] { parse_spectrum("4,nan"); }), "--spectrum: entry 2: 'nan' is no finite number");
  EXPECT_EQ(error_of([] { parse_spectrum("4,-1"); }), "--spectrum: entry 2: '-1' is negative");
  EXPECT_EQ(error_of([] { parse_singular_values("-1/2"); }), "--singular-values: entry 1: '-1/2' is negative");
}

// Seven characters that stand for ten thousand digits.
TEST(SpectrumOption, KeepsMessagesAboutLongNumbersShort) {
  EXPECT_EQ(error_of([] { parse_spectrum("-1e9999"); }),
            "--spectrum: entry 1: '-1" + std::string(38, '0') + "...' is negative");
}

TEST(NumberOption, NamesTheOption) {
  EXPECT_EQ(parse_option_number("0.1", "--lambda"), Rational(1) / 10);
  EXPECT_EQ(error_of([] { parse_option_number("1/0", "--lambda"); }), "--lambda: '1/0' has denominator zero");
}

TEST(ExactInstanceOption, TakesTwoOrThreeNumbers) {
  const ExactSpec two = parse_exact_instance("5,18446744073709551615");
  const ExactSpec three = parse_exact_instance("5,7,0");

  EXPECT_EQ(two.m, 5);
  EXPECT_EQ(two.seed, 18446744073709551615U);
  EXPECT_EQ(two.q, 5);
  EXPECT_EQ(three.q, 0);
}

TEST(ExactInstanceOption, NamesTheBrokenRule) {
  EXPECT_EQ(error_of([] { parse_exact_instance("5"); }), "--exact-instance: '5', expected m,SEED or m,SEED,q");
  EXPECT_EQ(error_of([] { parse_exact_instance("5,x"); }), "--exact-instance: SEED is 'x', expected a whole number");
  EXPECT_EQ(error_of([] { parse_exact_instance("5,1,6"); }), "--exact-instance: q = 6, expected at most m = 5");
  EXPECT_EQ(error_of([] { parse_exact_instance("0,1"); }), "--exact-instance: m = 0, expected 1 to 100");
  for (const char* text : {"", ",", "5,", "-5,1", "5,-1", "5,1,-1", "5,1,2,3", "5.0,1", " 5,1", "5,1 ", "+5,1",
                           "5,18446744073709551616", "99999999999999999999,1", "nan,1"}) {
    EXPECT_NE(error_of([text] { parse_exact_instance(text); }), "no UsageError") << text;
  }
}

}  // namespace
}  // namespace laecert::instances
