// --penalties: honoured, or refused in one line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

TEST(PenaltiesOption, VerifiesTheLossWhoseUnitsHaveThem) {
  const Ran ran =
      laecert({"verify", "--spectrum", "9,4,2", "--penalties", "1/2,1", "--loss", "unequal", "--json", "-"});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  EXPECT_EQ(report["instance"]["k"], 2);
  EXPECT_EQ(report["instance"]["penalties"], (Strings{"1/2", "1"}));
  EXPECT_EQ(report["statements"].size(), 9U);  // unequal.* and search.list
  for (const nlohmann::json& row : report["statements"]) {
    const bool is_search = row["id"] == "search.list";
    EXPECT_TRUE(row["verdict"] == "exact" || row["verdict"] == "enclosed" || is_search) << row["id"];
  }
  EXPECT_EQ(report["manifolds"].size(), 13U);
  EXPECT_EQ(schema_errors("report.schema.json", ran.out), Strings{});
}

TEST(PenaltiesOption, NameTheLossWhereNoneIsNamed) {
  for (const std::string command : {"verify", "enumerate", "search"}) {
    const Ran ran = laecert({command, "--spectrum", "9,4,2", "--penalties", "1/2,1"});

    EXPECT_EQ(ran.code, 0) << command << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("penalties 1/2, 1")) << command;
    EXPECT_THAT(ran.out, HasSubstr("{2,1}")) << command;
    EXPECT_THAT(ran.out, ::testing::Not(HasSubstr("sum.index"))) << command;
  }
}

TEST(PenaltiesOption, ProbesTheIndexThatEachUnitTakes) {
  const Ran ran = laecert({"probe", "--spectrum", "9,4,2", "--penalties", "1/2,1", "--loss", "unequal", "--index-set",
                           "2,1", "--frame", "random:1", "--json", "-"});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json point = nlohmann::json::parse(ran.out);
  EXPECT_EQ(point["index_set"], (std::vector<int>{2, 1}));
  EXPECT_EQ(point["index"], 1);
  EXPECT_EQ(point["nullity"], 0);
  EXPECT_EQ(schema_errors("point.schema.json", ran.out), Strings{});
  const Ran idle = laecert({"probe", "--spectrum", "9,4,2", "--penalties", "1/2,1", "--loss", "unequal", "--index-set",
                            "{}", "--json", "-"});
  EXPECT_EQ(nlohmann::json::parse(idle.out)["index"], 6);
}

TEST(PenaltiesOption, CertifiesGivenWeights) {
  const std::string w2 = file_with("units_w2.csv", "0.97,0\n0,0.86\n0,0\n"),
                    w1 = file_with("units_w1.csv", "0.97,0,0\n0,0.86,0\n");

  const Ran ran = laecert({"certify", "--spectrum", "9,4,2", "--penalties", "1/2,1", "--loss", "unequal", "--w1", w1,
                           "--w2", w2, "--within", "1/10", "--require", "minimum"});

  EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("{1,2}"));
}

TEST(PenaltiesOption, CountsPoints) {
  const Ran ran = laecert(
      {"enumerate", "--builtin", "digits", "--penalties", "900,1000,1100", "--counts", "--limit", "5", "--json", "-"});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json losses = nlohmann::json::parse(ran.out)["losses"];
  ASSERT_EQ(losses.size(), 1U);
  EXPECT_EQ(losses[0]["loss"], "unequal");
  EXPECT_EQ(schema_errors("enumeration.schema.json", ran.out), Strings{});
}

TEST(PenaltiesOption, IsRefusedWhereItDoesNotFit) {
  struct Refused {
    Strings arguments;
    std::string message;
  };
  const auto on = [](const std::string& command, Strings more) {
    Strings all{command, "--spectrum", "9,4,2"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const std::vector<Refused> all = {
      {on("verify", {"--penalties", "1,2", "--loss", "sum"}), "--penalties: the units of sum have none of their own"},
      {on("verify", {"--penalties", "1,2", "--loss", "sum,unequal"}), "the units of sum have none of their own"},
      {on("probe", {"--penalties", "1,2", "--index-set", "1"}), "the units of sum have none of their own"},
      {on("verify", {"--penalties", "1,2", "-k", "3"}), "--penalties: 2 numbers, expected k = 3, one for each unit"},
      {on("search", {"--penalties", "1,2", "--lambda", "1"}), "--penalties stand in the place of --lambda"},
      {on("search", {"--penalties", "1,2", "--noise-variance", "1", "--samples", "9"}), "name one"},
      {on("enumerate", {"--penalties", "1,-2"}), "--penalties: entry 2: '-2' is negative"},
      {on("enumerate", {"--penalties", "1,x"}), "--penalties: "},
      {on("enumerate", {"--loss", "unequal", "-k", "2", "--lambda", "1"}),
       "--penalties is missing: the loss unequal has a penalty for each unit"},
      {on("verify", {"--penalties", "1,2", "--statements", "sum.index"}), "sum.index is not about --loss unequal"},
      {{"verify", "--penalties", "1,2"}, "go with an instance"},
      {{"verify", "--builtin", "iris", "-k", "3", "--penalties", "1,2"}, "--penalties: 2 numbers, expected k = 3"},
      {{"ppca", "--builtin", "iris", "--penalties", "1,2"}, "no option --penalties"},
      {on("probe", {"--penalties", "1,3", "--loss", "unequal", "--index-set", "1,1"}), "1 is taken by two units"},
  };
  for (const Refused& one : all) {
    const Ran ran = laecert(one.arguments);

    EXPECT_EQ(ran.code, 64) << one.message;
    EXPECT_THAT(ran.err, HasSubstr(one.message));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
}

TEST(PenaltiesOption, TellsWhyTheListDoesNotApply) {
  const Ran equal = laecert({"verify", "--spectrum", "9,4,2", "--penalties", "1,1"});
  const Ran wall = laecert({"enumerate", "--spectrum", "9,4,2", "--penalties", "1,4"});

  EXPECT_EQ(equal.code, 0);
  EXPECT_THAT(equal.out, HasSubstr("units 1 and 2 have the same penalty"));
  EXPECT_EQ(wall.code, 0);
  EXPECT_THAT(wall.err, HasSubstr("the penalty of unit 2 is an eigenvalue of S (a wall)"));
}

TEST(PenaltiesOption, HasNoCertificatesAndSaysSo) {
  const Ran ran = laecert(
      {"verify", "--spectrum", "9,4,2", "--penalties", "1/2,1", "--certificates", new_file("unequal_certificates")});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out + ran.err + content_of(scratch() / "unequal_certificates" / "index.json"),
              HasSubstr("no penalties of the units"));
}

}  // namespace
}  // namespace laecert::cli
