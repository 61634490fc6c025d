#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recheck/program.hpp"

namespace laecert::recheck {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::vector<std::string> corpus_files() {
  std::vector<std::string> files;
  for (const std::string& name : corpus_names()) files.push_back(corpus_file(name));
  return files;
}

TEST(Recheck, AcceptsEveryFileOfTheCorpus) {
  const std::vector<std::string> files = corpus_files();

  const Ran ran = recheck(files);

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(files, SizeIs(::testing::Ge(25U)));
  EXPECT_THAT(verdicts(ran, files), Each(StartsWith("accepted: ")));
}

TEST(Recheck, SaysWhatWasShown) {
  const std::string exact = corpus_file("product-diagonal");
  const std::string near = corpus_file("sum-iris");

  const std::vector<std::string> found = verdicts(recheck({exact, near}), {exact, near});

  // tr S - s^2/(s + lambda) = 5 - 16/5; |4/5 - 1|. On iris the index of {1, 3} is 1.
  EXPECT_THAT(found, ElementsAre("accepted: product, m = 2, k = 1: the point is critical, index 0, nullity 1, rank 1, "
                                 "value in [1.8, 1.8], |W1 - W2^T| <= 0.2",
                                 "accepted: sum, m = 4, k = 2: a critical point within 1.7e-46, index 1, nullity 1, "
                                 "rank 2, value in [350.647417751, 350.647417752], |W1 - W2^T| <= 2.4e-46"));
}

TEST(Recheck, TheSecondCheckerAcceptsTheCorpusToo) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  const std::vector<std::string> files = corpus_files();

  const Ran ran = recheck_in_python(files);

  EXPECT_EQ(ran.code, 0) << ran.errors;
  EXPECT_THAT(verdicts(ran, files), Each(StartsWith("accepted")));
}

TEST(Recheck, ExitsWithOneIfAnyFileIsRejected) {
  const Folder folder;
  const std::string broken = folder.write("broken.json", "{}");
  const std::string sound = corpus_file("sum-diagonal");

  const Ran ran = recheck({broken, sound});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(verdicts(ran, {broken, sound}), ElementsAre(StartsWith("rejected: "), StartsWith("accepted: ")));
}

TEST(Recheck, AFileThatCannotBeReadIsNamedAndTheOthersAreDecided) {
  const std::string sound = corpus_file("sum-diagonal");
  for (const std::string missing : {"/nonexistent/certificate.json", "/"}) {
    const Ran ran = recheck({missing, sound});

    EXPECT_EQ(ran.code, 66);
    EXPECT_THAT(ran.errors, HasSubstr(missing + " cannot be read"));
    EXPECT_THAT(verdicts(ran, {sound}), ElementsAre(StartsWith("accepted: ")));
  }
}

TEST(Recheck, WrongUsageShowsTheUsage) {
  const std::string sound = corpus_file("sum-diagonal");
  const std::vector<std::vector<std::string>> mistakes{
      {},
      {"-v", sound},
      {"--max-bytes", "10"},
      {"--max-bytes"},
      {"--max-bytes", "", sound},
      {"--max-bytes", "0", sound},
      {"--max-bytes", "-1", sound},
      {"--max-bytes", "1e3", sound},
      {"--max-bytes", "99999999999999999999", sound},
      {"--max-rank", "3", sound},
  };
  for (const std::vector<std::string>& arguments : mistakes) {
    const Ran ran = recheck(arguments);

    EXPECT_EQ(ran.code, 64) << ::testing::PrintToString(arguments);
    EXPECT_THAT(ran.errors, StartsWith("usage: laecert-recheck"));
    EXPECT_THAT(ran.lines, IsEmpty());
  }
  EXPECT_EQ(recheck({"--help"}).code, 0);
  EXPECT_THAT(recheck({"--help"}).lines.at(0), StartsWith("usage: laecert-recheck"));
}

TEST(Recheck, EachLimitRejectsWhatIsJustAboveIt) {
  const std::string file = corpus_file("sum-dense-minimum");
  const std::size_t bytes = read_text(file).size();
  // m = 4, k = 2. The value 74.8.. has 30 decimal places.
  struct Case {
    std::string option;
    std::size_t enough;
    std::string reason;
  };
  for (const Case& c :
       {Case{"--max-bytes", bytes, "more than " + std::to_string(bytes - 1) + " bytes"},
        Case{"--max-unknowns", 16, "more than 15 unknowns"}, Case{"--max-digits", 32, "more than 31 digits"}}) {
    const Ran within = recheck({c.option, std::to_string(c.enough), file});
    const Ran above = recheck({c.option, std::to_string(c.enough - 1), file});

    EXPECT_EQ(within.code, 0) << c.option << within.lines.at(0);
    EXPECT_EQ(above.code, 1) << c.option;
    EXPECT_THAT(above.lines.at(0), HasSubstr(c.reason));
  }
}

TEST(Recheck, TheCommonDenominatorIsLimitedToo) {
  Json certificate = corpus("none-diagonal");
  // Coprime: the least common denominator 3 * 5^4 has four digits, each number fewer.
  certificate["point"]["W1"][0] = {"1/625", "1/3"};
  const Folder folder;
  const std::string file = folder.write("a.json", certificate.dump());

  EXPECT_THAT(recheck({"--max-digits", "3", file}).lines.at(0),
              HasSubstr("a common denominator has more than 3 digits"));
  EXPECT_THAT(recheck({"--max-digits", "4", file}).lines.at(0), HasSubstr("the gradient is not zero"));
}

TEST(Recheck, BlanksAndTheOrderOfKeysAreFree) {
  const Folder folder;
  const Json certificate = corpus("sum-repeated-saddle");
  const std::string spread = folder.write("spread.json", "\r\n\t " + certificate.dump(3) + " \n");
  const std::string sorted = folder.write("sorted.json", certificate.dump());

  EXPECT_EQ(recheck({spread, sorted}).code, 0);
}

}  // namespace
}  // namespace laecert::recheck
