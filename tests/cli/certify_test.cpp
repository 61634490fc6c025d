// The weights are those that NumPy saved after gradient descent on iris, k = 2, lambda = 10, from a random start until
// |gradient| < 1e-5; the perturbed ones are those of `sum` plus normal noise of 1e-3.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"
#include "instances/digest.hpp"
#include "report/schema_validator.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

std::string weights(const std::string& name) {
  return std::string(LAECERT_SOURCE_DIR) + "/tests/cli/files/iris_" + name + ".npy";
}

Ran certify(const std::string& name, std::vector<std::string> more) {
  std::vector<std::string> arguments{"certify", "--builtin",          "iris", "--w1", weights(name + "_w1"),
                                     "--w2",    weights(name + "_w2")};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return laecert(arguments);
}

TEST(CertifyCommand, ProvesWhatGradientDescentFound) {
  for (const std::string loss : {"none", "product", "sum"}) {
    // Without a penalty the slowest direction leaves a distance of 1.5e-6.
    const Ran ran = certify(loss, {"--loss", loss, "--within", "2e-6", "--json", "-"});

    ASSERT_EQ(ran.code, 0) << loss << ran.err;
    const nlohmann::json point = nlohmann::json::parse(ran.out);
    EXPECT_EQ(point["index_set"], (std::vector<int>{1, 2}));
    EXPECT_EQ(point["index"], 0);
    EXPECT_EQ(point["loss"], loss);
    EXPECT_LT(std::stod(point["given"]["gradient_norm"].get<std::string>()), 1e-5);
    EXPECT_LT(std::stod(point["given"]["distance"].get<std::string>()), 2e-6);
    EXPECT_GT(std::stod(point["given"]["distance"].get<std::string>()), 1e-9);
  }
}

TEST(CertifyCommand, RefusesPerturbedWeightsWithTheirGradientNorm) {
  const Ran ran = certify("sum_perturbed", {});
  const Ran json = certify("sum_perturbed", {"--json", "-"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("|gradient| = 43.7"));
  EXPECT_THAT(ran.out, HasSubstr("is proved to lie within 0.0039"));
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
  EXPECT_THAT(nlohmann::json::parse(json.out)["reason"].get<std::string>(), HasSubstr("not within"));
}

TEST(CertifyCommand, RefusesTheWeightsOfAnotherLoss) {
  const Ran ran = certify("none", {"--loss", "product"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("refused"));
}

TEST(CertifyCommand, WritesJsonThatItsSchemasDescribe) {
  const std::vector<std::string> none;

  EXPECT_EQ(schema_errors("point.schema.json", certify("sum", {"--json", "-"}).out), none);
  EXPECT_EQ(schema_errors("refusal.schema.json", certify("sum_perturbed", {"--json", "-"}).out), none);
  EXPECT_NE(schema_errors("refusal.schema.json", certify("sum", {"--json", "-"}).out), none);
}

TEST(CertifyCommand, TellsAMinimumFromASaddleByItsExitCode) {
  const auto code = [](const std::string& required) { return certify("sum", {"--require", required, "--quiet"}).code; };

  EXPECT_EQ(code("minimum"), 0);
  EXPECT_EQ(code("index:0"), 0);
  EXPECT_EQ(code("saddle"), 1);
  EXPECT_EQ(code("index:2"), 1);
  EXPECT_EQ(code("maximum"), 64);
  EXPECT_EQ(certify("sum_perturbed", {"--require", "saddle", "--quiet"}).code, 2);
}

// On a wall, or for a set that is not possible, what was asked for is written all the same.
TEST(PointCommands, DeliverTheirReportsInEveryCase) {
  const std::string w1 = file_with("wall_w1.csv", "1,1\n"), w2 = file_with("wall_w2.csv", "5\n7\n"),
                    out = new_file("wall.json");
  const Ran wall = laecert({"certify", "--spectrum", "4,1", "--lambda", "1", "--w1", w1, "--w2", w2, "--json", out});
  const Ran probe = laecert({"probe", "--spectrum", "4,1", "-k", "1", "--lambda", "1", "--index-set", "1"});
  const Ran set = laecert({"probe", "--builtin", "iris", "--index-set", "1,4", "--json", "-"});

  EXPECT_EQ(wall.code, 2);
  EXPECT_EQ(schema_errors("refusal.schema.json", content_of(out)), std::vector<std::string>{});
  EXPECT_EQ(probe.code, 2);
  EXPECT_THAT(probe.out, HasSubstr("outcome     inapplicable"));
  EXPECT_EQ(set.code, 2);
  EXPECT_EQ(schema_errors("refusal.schema.json", set.out), std::vector<std::string>{});
  EXPECT_EQ(nlohmann::json::parse(set.out)["outcome"], "inapplicable");
  for (const Ran& ran : {wall, probe, set}) EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
}

TEST(Certificates, AreWrittenWithAnIndexThatItsSchemaDescribes) {
  const std::string folder = new_file("certificates");
  const std::vector<std::string> none;

  const Ran ran = laecert({"verify", "--builtin", "iris", "--loss", "sum", "--quiet", "--certificates", folder});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const std::string index = content_of(folder + "/index.json");
  EXPECT_EQ(schema_errors("certificate-index.schema.json", index), none);
  const nlohmann::json parsed = nlohmann::json::parse(index);
  EXPECT_EQ(parsed["certificates"].size(), 7U);
  EXPECT_EQ(parsed["statements"]["sum.index"].size(), 7U);
  for (const nlohmann::json& one : parsed["certificates"]) {
    const std::string text = content_of(folder + "/" + one["file"].get<std::string>());
    EXPECT_EQ(schema_errors("certificate.schema.json", text), none);
    EXPECT_EQ(instances::sha256_hex(text), one["sha256"].get<std::string>());
  }
}

TEST(Certificates, AreTheSameForAnyNumberOfJobs) {
  const auto index_with = [](const std::string& jobs) {
    const std::string folder = new_file("certificates-" + jobs);
    (void)laecert({"verify", "--builtin", "repeated", "--quiet", "--jobs", jobs, "--certificates", folder});
    return content_of(folder + "/index.json");
  };

  EXPECT_EQ(index_with("1"), index_with("3"));
}

TEST(Certificates, OfLargePointsAreCountedAsNotWritten) {
  const std::string folder = new_file("large");

  const Ran ran =
      laecert({"probe", "--builtin", "synthetic-20", "--index-set", "{}", "--quiet", "--certificates", folder});

  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(content_of(folder + "/index.json"), HasSubstr("more than 200 unknowns"));
}

TEST(Certificates, ThatCannotBeWrittenEndWithCode73) {
  const std::string file = file_with("plain", "");

  const Ran ran =
      laecert({"probe", "--builtin", "iris", "--index-set", "1", "--quiet", "--certificates", file + "/folder"});

  EXPECT_EQ(ran.code, 73);
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
}

TEST(CertifyCommand, AsksWhetherWeightsAreTransposed) {
  const std::string w1 = file_with("upright.csv", "1,0\n0,1\n0,0\n0,0\n"), w2 = w1;
  const Ran ran = laecert({"certify", "--builtin", "iris", "-k", "2", "--w1", w1, "--w2", w2});

  EXPECT_EQ(ran.code, 64);
  EXPECT_THAT(ran.err, HasSubstr("W1 is 4 x 2, expected k x m = 2 x 4: transposed?"));
}

TEST(CertifyCommand, AnswersMistakesWithOneLine) {
  const Ran shape = certify("sum", {"-k", "3"});
  const Ran within = certify("sum", {"--within", "0"});
  const Ran missing = certify("absent", {});

  EXPECT_EQ(shape.code, 64);
  EXPECT_THAT(shape.err, HasSubstr("W1 is 2 x 4, expected k x m = 3 x 4"));
  EXPECT_EQ(within.code, 64);
  EXPECT_EQ(missing.code, 66);
  for (const Ran& ran : {shape, within, missing}) {
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
}

}  // namespace
}  // namespace laecert::cli
