#include "instances/number.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <string>
#include <vector>

#include "numeric/power_of_ten.hpp"
#include "numeric/random.hpp"

namespace laecert::instances {
namespace {

using numeric::SplitMix64;

Rational fraction(long p, long q) { return Rational(p) / q; }

struct Accepted {
  std::string text;
  Rational value;
};

struct Rejected {
  std::string text;
  std::string rule;
};

TEST(NumberGrammar, ReadsEveryAcceptedFormExactly) {
  const std::vector<Accepted> table = {{"5.1", fraction(51, 10)},
                                       {"3/2", fraction(3, 2)},
                                       {"+5", 5},
                                       {".5", fraction(1, 2)},
                                       {"5.", 5},
                                       {"1.000e+00", 1},
                                       {"010", 10},
                                       {"010/020", fraction(1, 2)},
                                       {"-3/6", fraction(-1, 2)},
                                       {"-.5", fraction(-1, 2)},
                                       {"-0", 0},
                                       {"0/7", 0},
                                       {"1e-3", fraction(1, 1000)},
                                       {"1.25E2", 125},
                                       {"5.e1", 50},
                                       {"1e0000000003", 1000},
                                       {"00.10", fraction(1, 10)},
                                       {"-0.0e-5", 0},
                                       {"999999999999999999", 999999999999999999L},
                                       {"123456789012345678901234567890", Rational("123456789012345678901234567890")}};

  for (const Accepted& row : table) {
    const Outcome<Rational> number = parse_rational(row.text);

    ASSERT_TRUE(number.decided()) << row.text << ": " << number.reason().text;
    EXPECT_EQ(*number, row.value) << row.text;
  }
}

TEST(NumberGrammar, RejectsEveryMalformedFormNamingTheRule) {
  const std::vector<Rejected> table = {{"", "empty"},
                                       {"1/0", "denominator zero"},
                                       {"0/0", "denominator zero"},
                                       {"1/000", "denominator zero"},
                                       {"nan", "finite"},
                                       {"-NaN", "finite"},
                                       {"nan(1)", "finite"},
                                       {"inf", "infinity"},
                                       {"-Infinity", "infinity"},
                                       {"0x10", "hexadecimal"},
                                       {"-0X1p3", "hexadecimal"},
                                       {"abc", "not a number"},
                                       {"5.1x", "character 4"},
                                       {"5,1", "character 2"},
                                       {" 5", "character 1"},
                                       {"5 ", "character 2"},
                                       {".", "not a number"},
                                       {"+", "not a number"},
                                       {"--5", "not a number"},
                                       {"+-5", "not a number"},
                                       {"e5", "not a number"},
                                       {".e5", "not a number"},
                                       {"1e", "not a number"},
                                       {"1e+", "not a number"},
                                       {"1.2.3", "not a number"},
                                       {"3/", "not a number"},
                                       {"/2", "not a number"},
                                       {"3/-2", "not a number"},
                                       {"3/2/1", "not a number"},
                                       {"3/2.0", "not a number"},
                                       {"1.5/2", "not a number"},
                                       {"3/2e1", "not a number"},
                                       {"1e10001", "exponent"},
                                       {"1e-10001", "exponent"},
                                       {"1e99999999999999999999", "exponent"},
                                       {std::string("1\0", 2), "not a number"},
                                       {"\xD9\xA3", "not a number"},
                                       {"1_000", "not a number"}};

  for (const Rejected& row : table) {
    const Outcome<Rational> number = parse_rational(row.text);

    ASSERT_FALSE(number.decided()) << row.text;
    EXPECT_NE(number.reason().text.find(row.rule), std::string::npos) << row.text << ": " << number.reason().text;
  }
}

TEST(NumberGrammar, BoundsLengthAndExponent) {
  EXPECT_TRUE(parse_rational(std::string(max_literal_length, '1')).decided());
  EXPECT_FALSE(parse_rational(std::string(max_literal_length + 1, '1')).decided());
  EXPECT_TRUE(parse_rational("1e10000").decided());
  EXPECT_TRUE(parse_rational("1e-10000").decided());
}

TEST(NumberGrammar, ReturnsLowestTerms) {
  const Outcome<Rational> number = parse_rational("-50.00");

  EXPECT_EQ(number->str(), "-50");
  EXPECT_EQ(parse_rational("12/18")->str(), "2/3");
}

TEST(NumberGrammar, BothRoadsAgreeOnRandomDecimals) {
  constexpr std::uint64_t seed = 20240501;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);
  constexpr std::string_view alphabet = "0123456789.-+";

  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::uint64_t length = engine.below(9); length > 0; --length) text += alphabet[engine.below(alphabet.size())];
    const std::optional<ShortDecimal> quick = parse_short_decimal(text);
    const Outcome<Rational> full = parse_rational(text);

    ASSERT_EQ(quick.has_value(), full.decided()) << text;
    if (!quick) continue;
    ASSERT_EQ(Rational(quick->digits) / Rational(numeric::power_of_ten(quick->places)), *full) << text;
  }
}

TEST(NumberGrammar, FastRoadLeavesWhatDoesNotFitAWord) {
  EXPECT_EQ(parse_short_decimal("-999999999999999999")->digits, -999999999999999999L);
  EXPECT_FALSE(parse_short_decimal("1000000000000000000").has_value());
  EXPECT_FALSE(parse_short_decimal("1e3").has_value());
  EXPECT_FALSE(parse_short_decimal("nan").has_value());
}

TEST(NumberGrammar, IgnoresTheLocale) {
  // A decimal comma, where the machine has such a locale; the reading may not depend on it either way.
  const bool comma = std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr;
  const Outcome<Rational> number = parse_rational("5.1");
  std::setlocale(LC_NUMERIC, "C");

  EXPECT_EQ(*number, fraction(51, 10)) << (comma ? "with a decimal comma" : "in the C locale");
}

TEST(LooksNumeric, SeparatesHeadersFromBrokenNumbers) {
  for (const char* text : {"5", "1/0", "1e99999", "1.2.3", "NaN", "-inf", "0x1F", "+"}) {
    EXPECT_EQ(looks_numeric(text), std::string_view(text) != "+") << text;
  }
  for (const char* text : {"sepal_length", "1st", "nancy", "", "x1", "info"}) EXPECT_FALSE(looks_numeric(text)) << text;
}

TEST(InQuotes, KeepsMessagesOnOneShortLine) {
  EXPECT_EQ(in_quotes("a\nb"), "'a?b'");
  EXPECT_EQ(in_quotes(std::string(50, 'x')), "'" + std::string(40, 'x') + "...'");
}

}  // namespace
}  // namespace laecert::instances
