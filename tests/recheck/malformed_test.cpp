// Edits that make the text of a certificate malformed, and bytes changed at random: none may be accepted for what it is
// not.

#include <gtest/gtest.h>

#include "recheck/edited.hpp"

namespace laecert::recheck {
namespace {

// The places of the strings that hold numbers: all but the keys, "format" and "problem".
std::vector<std::pair<std::size_t, std::size_t>> numbers_in(const std::string& text) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::size_t begin = text.find('"'); begin != std::string::npos; begin = text.find('"', begin + 1)) {
    const std::size_t end = text.find('"', begin + 1);
    const bool is_number = text.find_first_not_of("-0123456789/", begin + 1) == end;
    if (is_number) places.emplace_back(begin + 1, end - begin - 1);
    begin = end;
  }
  return places;
}

// Texts of the same value, or of none, that are no numbers of the format.
std::vector<std::string> uncanonical(const std::string& number) {
  const Rational q(number);
  const std::string digits = numerator(q).str(), below = denominator(q).str();
  const std::string twice = Rational(2 * numerator(q)).str() + '/' + Rational(2 * denominator(q)).str();
  return {twice,         digits + "/0", digits + "/0" + below,
          '+' + number,  ' ' + number,  number + ' ',
          number + "e0", number + ".0", digits + "/-" + below,
          "--" + number, "0x" + number, "",
          "-",           "/",           "1/",
          "/2",          "1/2/3",       "-0",
          "0/1",         "01",          "-01",
          "00",          "3/1",         "0.5",
          "1e3",         "NaN",         "inf",
          "\\u0031"};
}

TEST(Tampering, NoNumberInAnotherFormIsAccepted) {
  const Folder folder;
  std::vector<Edited> all;
  Engine engine(seed);
  for (const std::string& base : corpus_names()) {
    const std::string text = read_text(corpus_file(base));
    const auto places = numbers_in(text);
    for (std::size_t form = 0; form < uncanonical("1").size(); ++form) {
      const auto [begin, length] = places[engine() % places.size()];
      const std::string changed = uncanonical(text.substr(begin, length))[form];
      const std::string copy = std::string(text).replace(begin, length, changed);
      all.push_back({described(base, changed), folder.write(std::to_string(all.size()), copy)});
    }
  }

  const Ran ran = recheck(files_of(all));

  expect_all_rejected(all, ran);
  if (has_python()) expect_all_rejected(all, recheck_in_python(files_of(all)));
}

// Edits of the text, not of the values.
std::vector<std::string> malformed(const std::string& text) {
  const auto with = [&](const std::string& old, const std::string& changed) {
    const std::size_t place = text.find(old);
    return text.substr(0, place) + changed + text.substr(place + old.size());
  };
  const std::string inner = text.substr(1);
  std::string deep(100'000, '[');
  return {text + "x",
          text + text,
          text + std::string(1, '\0'),
          "\xEF\xBB\xBF" + text,
          "[" + text + "]",
          "{\"lambda\":\"1\"," + inner,
          "{\"comment\":\"\"," + inner,
          "{\"\":\"\"," + inner,
          "{," + inner,
          with("\"radius\":", "\"Radius\":"),
          with("\"radius\":", "\"rad\\u0069us\":"),
          with("\"radius\":", "\"radius\" \"\":"),
          with("\"radius\":\"", "\"radius\":\"\n"),
          with("\"m\":", "\"m\":\"2\",\"m\":"),
          with("\"claim\":{", "\"claim\":{\"index\":\"0\","),
          with("\"W1\":", "\"W1\":[],\"W1\":"),
          with("\"rank\":\"", "\"rank\":\"0"),
          with("[[", "[[[\"0\"],"),
          with("]]", ",]]"),
          with("]]", "],]"),
          with("]]", "]\"0\"]"),
          with("}", ",}"),
          with("}", "]"),
          with("\"gram\":", "\"gram\":" + deep + ",\"gram\":"),
          with("\"gap\":", "\"gap\":null,\"gap\":"),
          with("\"claim\":{", "\"claim\":{/**/"),
          deep,
          std::string(100'000, '{'),
          "",
          " ",
          "{}",
          "[]",
          "\"\"",
          "null",
          std::string(1, '\0')};
}

TEST(Tampering, NoMalformedTextIsAccepted) {
  const Folder folder;
  std::vector<Edited> all;
  for (const std::string base : {"none-diagonal", "sum-dense-minimum", "sum-repeated-saddle"}) {
    const std::string text = read_text(corpus_file(base));
    for (const std::string& copy : malformed(text)) {
      if (copy == text) continue;
      const std::string number = std::to_string(all.size());
      all.push_back({described(base, "text " + number), folder.write(number, copy)});
    }
  }

  const Ran ran = recheck(files_of(all));

  expect_all_rejected(all, ran);
  if (has_python()) expect_all_rejected(all, recheck_in_python(files_of(all)));
}

// A number, a list or an object in place of a string.
TEST(Tampering, NoValueOfAnotherTypeIsAccepted) {
  const Folder folder;
  std::vector<Edited> all;
  const std::string text = read_text(corpus_file("sum-repeated-saddle"));
  for (const auto& [begin, length] : numbers_in(text)) {
    const std::string number = text.substr(begin, length);
    for (const std::string& changed :
         {std::string("1"), std::string("[]"), std::string("{}"), std::string("true"), '[' + ('"' + number) + "\"]"}) {
      const std::string copy = std::string(text).replace(begin - 1, length + 2, changed);
      all.push_back({described(changed, "for " + number), folder.write(std::to_string(all.size()), copy)});
    }
  }

  const Ran ran = recheck(files_of(all));

  expect_all_rejected(all, ran);
}

TEST(Tampering, NoBeginningOfAFileIsAccepted) {
  const Folder folder;
  std::vector<Edited> all;
  for (const std::string base : {"sum-diagonal", "sum-repeated-saddle"}) {
    const std::string text = read_text(corpus_file(base));
    // The last two bytes are the closing brace and the end of the line.
    for (std::size_t length = 0; length + 1 < text.size(); ++length) {
      const std::string name = described(base, std::to_string(length) + " bytes");
      all.push_back({name, folder.write(std::to_string(all.size()), text.substr(0, length))});
    }
  }

  const Ran ran = recheck(files_of(all));

  expect_all_rejected(all, ran);
}

// What a changed byte makes of a certificate may be true; but it must be decided, and alike by both checkers.
TEST(Tampering, BothCheckersAgreeOnChangedBytes) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  const Folder folder;
  std::vector<Edited> all;
  Engine engine(seed);
  for (const std::string& base : corpus_names()) {
    for (int i = 0; i < edits_per_kind; ++i) {
      std::string text = read_text(corpus_file(base));
      text[engine() % text.size()] = "0123456789/-\",:[]{} "[engine() % 20];
      all.push_back({base, folder.write(std::to_string(all.size()), text)});
    }
  }

  const std::vector<std::string> ours = verdicts(recheck(files_of(all)), files_of(all));
  const std::vector<std::string> theirs = verdicts(recheck_in_python(files_of(all)), files_of(all));

  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(ours[i].substr(0, 8), theirs[i].substr(0, 8)) << all[i].name << ": " << ours[i] << " / " << theirs[i];
  }
}

}  // namespace
}  // namespace laecert::recheck
