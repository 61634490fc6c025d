#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command_line.hpp"
#include "report/schema_validator.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const Strings small{"--builtin", "scalar-above"};

Ran run_small(const std::string& command, const Strings& options) {
  Strings arguments{command};
  arguments.insert(arguments.end(), small.begin(), small.end());
  if (command == "probe") arguments.insert(arguments.end(), {"--index-set", "1"});
  arguments.insert(arguments.end(), options.begin(), options.end());
  return laecert(arguments);
}

std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

TEST(Output, OfEveryCommandFitsItsSchema) {
  const std::vector<std::pair<std::string, Strings>> all{
      {"report.schema.json", {"verify", "--builtin", "iris", "--counts"}},
      {"report.schema.json", {"verify", "--builtin", "repeated", "--manifolds", "sample:2"}},
      {"report.schema.json", {"verify", "--spectrum", "4,1", "-k", "3", "--lambda", "0"}},
      {"report.schema.json",
       {"verify", "--gram", near_gram(), "-k", "1", "--lambda", "1", "--digits", "10", "--max-digits", "40"}},
      {"point.schema.json", {"probe", "--builtin", "iris", "--index-set", "1,3", "--digits", "100"}},
      {"point.schema.json", {"probe", "--builtin", "repeated", "--index-set", "{}", "--frame", "random:3"}},
      {"point.schema.json", {"probe", "--builtin", "iris", "--index-set", "2", "--loss", "product"}},
      {"enumeration.schema.json", {"enumerate", "--builtin", "iris", "--counts"}},
      {"search.schema.json", {"search", "--builtin", "iris", "--starts", "6"}},
      {"search.schema.json", {"search", "--builtin", "repeated", "--starts", "4", "--max-steps", "2"}},
      {"search.schema.json", {"search", "--spectrum", "4,9/4", "-k", "1", "--lambda", "0", "--starts", "4"}},
      {"ppca.schema.json", {"ppca", "--builtin", "iris", "--noise-variance", "ml"}},
      {"ppca.schema.json", {"ppca", "--spectrum", "9,4,1", "-k", "3", "--samples", "4", "--noise-variance", "ml"}},
      {"pca.schema.json", {"pca", "--builtin", "iris", "-k", "4"}},
      {"pca.schema.json", {"pca", "--spectrum", "9,4,4,1", "-k", "2"}},
      {"pca.schema.json", {"pca", "--gram", near_gram(), "-k", "2", "--digits", "10", "--max-digits", "30"}},
      {"training.schema.json", {"train", "--builtin", "iris", "--iterations", "40"}},
      {"training.schema.json", {"train", "--spectrum", "4,1", "-k", "1", "--lambda", "1", "--iterations", "9"}},
      {"training.schema.json", {"train", "--spectrum", "4,1", "-k", "1", "--lambda", "0", "--stop", "reference"}},
      {"training.schema.json",
       {"train", "--spectrum", "4,1", "-k", "1", "--lambda", "1/2", "--algorithm", "gradient-untied", "--step", "99"}},
      {"enumeration.schema.json", {"enumerate", "--builtin", "repeated"}},
      {"enumeration.schema.json",
       {"enumerate", "--gram", near_gram(), "-k", "1", "--lambda", "1", "--digits", "10", "--max-digits", "40"}},
  };

  for (const auto& [schema, command] : all) {
    Strings arguments = command;
    arguments.insert(arguments.end(), {"--json", "-"});
    EXPECT_EQ(schema_errors(schema, laecert(arguments).out), Strings{}) << ::testing::PrintToString(command);
  }
}

// A sample of one manifold: the form is asked for here, not the verdicts.
TEST(Output, OfTheSuiteFitsItsSchema) {
  const std::string junit = new_file("suite.xml");

  const Ran ran = laecert({"verify", "--statements", "sum.symmetry,sum.value", "--manifolds", "sample:1", "--counts",
                           "--junit", junit, "--json", "-"});

  std::istringstream stream(content_of(junit));
  boost::property_tree::ptree tree;
  boost::property_tree::read_xml(stream, tree);
  const std::size_t reports = nlohmann::json::parse(ran.out).at("reports").size();
  EXPECT_EQ(schema_errors("suite.schema.json", ran.out), Strings{});
  EXPECT_EQ(tree.get_child("testsuites").count("testsuite"), reports + 1);  // the controls over all of them
}

TEST(Output, GoesToEveryPlaceThatWasNamed) {
  const std::string text = new_file("r.txt");
  const std::string json = new_file("r.json");
  const std::string table = new_file("r.csv");
  const std::string junit = new_file("r.xml");

  const Ran ran = run_small("verify", {"--report", text, "--json", json, "--table", table, "--junit", junit});

  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_THAT(content_of(text), StartsWith("laecert "));
  EXPECT_EQ(schema_errors("report.schema.json", content_of(json)), Strings{});
  EXPECT_THAT(content_of(table), StartsWith("loss,index_set,"));
  EXPECT_THAT(content_of(junit), StartsWith("<?xml "));
}

TEST(Output, OfTextGoesToItsFileWhileJsonGoesToStandardOutput) {
  for (const char* command : {"verify", "probe", "enumerate"}) {
    const std::string text = new_file("beside.txt");

    const Ran ran = run_small(command, {"--json", "-", "--report", text});

    EXPECT_TRUE(nlohmann::json::accept(ran.out)) << ran.out;
    EXPECT_FALSE(content_of(text).empty());
  }
}

TEST(Output, IsQuietWhenAsked) {
  EXPECT_EQ(run_small("verify", {"--quiet"}).out, "");
  EXPECT_EQ(run_small("enumerate", {"--quiet"}).out, "");
  EXPECT_TRUE(nlohmann::json::accept(run_small("enumerate", {"--quiet", "--json", "-"}).out));
}

struct Refused {
  std::string command;
  Strings options;
  int code;
  std::string says;
};

TEST(Output, ThatCannotGoWhereItIsSentIsRefusedWithOneLine) {
  const std::string file = new_file("same.txt");
  const std::string folder = scratch().string();
  const std::string again = (scratch() / "." / "same.txt").string();
  const std::vector<Refused> all{
      {"verify", {"--report", file, "--json", file}, 64, "--report and --json name the same file"},
      {"verify", {"--json", file, "--table", again}, 64, "--json and --table name the same file"},
      {"verify", {"--table", file, "--junit", file}, 64, "--table and --junit name the same file"},
      {"enumerate", {"--json", file, "--table", file}, 64, "same file"},
      {"probe", {"--json", file, "--report", file}, 64, "same file"},
      {"verify", {"--json", "-", "--json", "-"}, 64, "--json"},
      {"verify", {"--report", "-"}, 64, "--report: only --json"},
      {"verify", {"--table", "-", "--json", "-"}, 64, "--table: only --json"},
      {"verify", {"--junit", "-"}, 64, "--junit: only --json"},
      {"enumerate", {"--table", "-"}, 64, "--table: only --json"},
      {"verify", {"--loss", "sun", "--report", "/nowhere/x"}, 64, "sun"},
      {"verify", {"--report", "/nowhere/x"}, 73, "/nowhere/x: cannot be written"},
      {"verify", {"--table", "/nowhere/x"}, 73, "/nowhere/x: cannot be written"},
      {"verify", {"--junit", "/nowhere/x"}, 73, "/nowhere/x: cannot be written"},
      {"verify", {"--json", folder}, 73, "cannot be written"},
      {"enumerate", {"--table", "/nowhere/x"}, 73, "/nowhere/x: cannot be written"},
      {"enumerate", {"--json", "/nowhere/x"}, 73, "/nowhere/x: cannot be written"},
      {"probe", {"--json", "/nowhere/x"}, 73, "/nowhere/x: cannot be written"},
      {"verify", {"--report", file, "--json", "/dev/full"}, 73, "/dev/full: cannot be written"},
      {"verify", {"--report", file, "--table", "/nowhere/x"}, 73, "/nowhere/x"},
      {"enumerate", {"--json", file, "--report", "/dev/full"}, 73, "/dev/full"},
  };

  for (const Refused& one : all) {
    const Ran ran = run_small(one.command, one.options);
    EXPECT_EQ(ran.code, one.code) << ::testing::PrintToString(one.options) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(one.says));
    EXPECT_EQ(lines(ran.err), 1) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(std::filesystem::exists(file)) << "half written: " << ::testing::PrintToString(one.options);
  }
}

// The codes of the design page are in this order: what was asked wrongly comes before what cannot be written.
TEST(Output, IsAskedForAfterTheInput) {
  for (const char* command : {"verify", "enumerate"}) {
    const Strings to_nowhere{command, "--data", "/nowhere/x.csv", "-k", "1", "--lambda", "1", "--json", "/nowhere/y"};
    EXPECT_EQ(laecert(to_nowhere).code, 66) << command;
  }
}

TEST(Output, MayGoToTheSameDeviceTwice) {
  EXPECT_EQ(run_small("verify", {"--report", "/dev/null", "--json", "/dev/null"}).code, 0);
}

TEST(Counts, StandInTextAndJson) {
  const Ran text = laecert({"verify", "--builtin", "iris", "--counts", "--loss", "sum"});
  const Ran json = laecert({"verify", "--builtin", "iris", "--counts", "--loss", "sum", "--json", "-"});
  const Ran plain = laecert({"verify", "--builtin", "iris", "--loss", "sum", "--json", "-"});

  EXPECT_THAT(text.out, HasSubstr("manifolds by index and rank (sum)\n  index  rank 0  rank 1  rank 2  all\n"));
  EXPECT_THAT(text.out, HasSubstr("\n    all       1       3       3    7\n"));
  EXPECT_EQ(nlohmann::json::parse(json.out).at("counts")[0].at("count"), "7");
  EXPECT_EQ(nlohmann::json::parse(plain.out).at("counts"), nullptr);
}

TEST(Counts, AreOfAllManifoldsOfASample) {
  const Ran ran = laecert({"verify", "--builtin", "iris", "--counts", "--manifolds", "sample:2", "--json", "-"});

  const nlohmann::json report = nlohmann::json::parse(ran.out);
  ASSERT_EQ(report.at("counts").size(), 3U);
  EXPECT_EQ(report.at("manifolds").size(), 6U);
  EXPECT_EQ(report.at("counts")[0].at("count"), "11");
}

TEST(Counts, LeaveOutALossThatHasNoList) {
  const Ran ran = laecert({"verify", "--builtin", "repeated", "--counts", "--json", "-"});

  const nlohmann::json counts = nlohmann::json::parse(ran.out).at("counts");
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].at("loss"), "sum");
}

TEST(Table, HoldsEveryManifoldThatWasLookedAt) {
  const std::string table = new_file("iris.csv");

  const Ran ran = laecert({"verify", "--builtin", "iris", "--table", table, "--quiet"});

  const std::string content = content_of(table);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(lines(content), 1 + 11 + 11 + 7);
  EXPECT_THAT(content, HasSubstr("\nsum,\"{1,3}\",,2,1,1,1,350.647417751103970005615923891,"));
}

TEST(Table, IsNotOfTheSuite) {
  const Ran ran = laecert({"verify", "--table", new_file("suite.csv")});

  EXPECT_EQ(ran.code, 64);
  EXPECT_THAT(ran.err, HasSubstr("--table goes with an instance"));
  EXPECT_FALSE(std::filesystem::exists(scratch() / "suite.csv"));
}

TEST(Outputs, AreTheSameForAnyNumberOfJobs) {
  const auto written = [](const std::string& jobs) {
    const Strings files{new_file("jobs.csv"), new_file("jobs.xml"), new_file("jobs.json")};
    laecert({"verify", "--builtin", "iris", "--jobs", jobs, "--counts", "--table", files[0], "--junit", files[1],
             "--json", files[2], "--quiet"});
    return content_of(files[0]) + content_of(files[1]) + content_of(files[2]);
  };

  EXPECT_EQ(written("1"), written("3"));
}

boost::property_tree::ptree junit_of(const Strings& options, int code) {
  const std::string file = new_file("junit.xml");
  Strings arguments{"verify", "--junit", file, "--quiet"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  EXPECT_EQ(laecert(arguments).code, code);
  std::istringstream stream(content_of(file));
  boost::property_tree::ptree tree;
  boost::property_tree::read_xml(stream, tree);
  return tree.get_child("testsuites");
}

TEST(Junit, HasATestcaseForEachStatementAndControl) {
  const boost::property_tree::ptree tree = junit_of({"--builtin", "iris"}, 0);
  const nlohmann::json report = nlohmann::json::parse(laecert({"verify", "--builtin", "iris", "--json", "-"}).out);

  const std::size_t rows =
      report.at("statements").size() + report.at("known_false").size() + report.at("controls").size();
  EXPECT_EQ(tree.get<std::size_t>("<xmlattr>.tests"), rows);
  EXPECT_EQ(tree.get<int>("<xmlattr>.failures") + tree.get<int>("<xmlattr>.errors"), 0);
  EXPECT_EQ(tree.get<std::string>("testsuite.<xmlattr>.name"), "iris");
}

TEST(Junit, IsRedExactlyWhereTheExitCodeIs) {
  const Strings sample{"--spectrum", "9,4,2", "-k", "2", "--lambda", "1", "--manifolds", "sample:3"};
  Strings strict = sample;
  strict.insert(strict.end(), {"--fail-on", "supported"});
  const Strings few{"--gram", near_gram(), "-k", "1", "--lambda", "1", "--digits", "10", "--max-digits", "40"};

  EXPECT_EQ(junit_of(sample, 0).get<int>("<xmlattr>.errors"), 0);
  EXPECT_GT(junit_of(strict, 2).get<int>("<xmlattr>.errors"), 0);
  EXPECT_GT(junit_of(few, 2).get<int>("<xmlattr>.errors"), 0);
}

}  // namespace
}  // namespace laecert::cli
