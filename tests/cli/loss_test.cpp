// `--loss` names any loss of any family, or the command says why not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Strings ids_of(const nlohmann::json& rows) {
  Strings ids;
  for (const nlohmann::json& row : rows) ids.push_back(row["id"]);
  return ids;
}

TEST(LossOption, VerifiesTheStatementsAboutTheLossAndListsItsManifolds) {
  const Ran ran = laecert({"verify", "--builtin", "iris", "--loss", "tied", "--json", "-"});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  EXPECT_THAT(ids_of(report["statements"]), ElementsAre("tied.critical", "tied.index", "tied.nullity", "search.list"));
  EXPECT_EQ(report["manifolds"].size(), 7U);
  for (const nlohmann::json& manifold : report["manifolds"]) {
    EXPECT_EQ(manifold["loss"], "tied");
    EXPECT_EQ(manifold["inertia"], manifold["index_set"].empty() ? "exact" : "enclosed");
  }
  EXPECT_EQ(schema_errors("report.schema.json", ran.out), Strings{});
}

TEST(LossOption, VerifiesProbabilisticPca) {
  const Ran ran = laecert({"verify", "--exact-instance", "4,3", "-k", "2", "--lambda", "2", "--samples", "8", "--loss",
                           "ppca,ppca-posterior", "--json", "-"});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  EXPECT_EQ(report["statements"].size(), 10U);  // ppca.* and search.list
  for (const nlohmann::json& row : report["statements"]) EXPECT_NE(row["verdict"], "undecided") << row["id"];
}

TEST(LossOption, RefusesStatementsAboutAnotherLoss) {
  const Ran ran = laecert({"verify", "--builtin", "iris", "--loss", "tied", "--statements", "ppca.index"});

  EXPECT_EQ(ran.code, 64);
  EXPECT_THAT(ran.err, HasSubstr("ppca.index is not about --loss tied"));
}

TEST(LossOption, ProbesAPointOfEveryLoss) {
  for (const std::string loss : {"none", "product", "sum", "tied", "ppca", "ppca-posterior"}) {
    const Ran ran = laecert({"probe", "--builtin", "iris", "--loss", loss, "--index-set", "1,2", "--noise-variance",
                             "1/15", "--frame", "random:3", "--json", "-"});

    ASSERT_EQ(ran.code, 0) << loss << ran.err;
    const nlohmann::json point = nlohmann::json::parse(ran.out);
    EXPECT_EQ(point["loss"], loss);
    EXPECT_EQ(point["index"], 0) << loss;
    EXPECT_EQ(point["index"], point["predicted"]["index"]);
    EXPECT_EQ(point["nullity"], point["predicted"]["nullity"]);
    // What the theory says of the value is what was certified, to the digits printed.
    EXPECT_EQ(point["value"].get<std::string>().substr(0, 20),
              point["predicted"]["value"].get<std::string>().substr(0, 20))
        << loss;
    EXPECT_EQ(point.contains("W"), !point.contains("W1")) << loss;
    EXPECT_EQ(point.contains("W2"), point.contains("transpose_gap")) << loss;
    EXPECT_EQ(schema_errors("point.schema.json", ran.out), Strings{}) << loss;
  }
}

TEST(LossOption, IsInapplicableWhereTheLossAsksForMore) {
  const Ran samples =
      laecert({"probe", "--spectrum", "9,4,2", "-k", "2", "--lambda", "1", "--loss", "ppca", "--index-set", "1"});
  const Ran wall = laecert({"probe", "--spectrum", "9,4,2", "-k", "2", "--lambda", "4", "--samples", "5", "--loss",
                            "ppca", "--index-set", "1"});

  EXPECT_EQ(samples.code, 2);
  EXPECT_THAT(samples.err, HasSubstr("inapplicable: the number n of samples is not known (--samples)"));
  EXPECT_EQ(wall.code, 2);
  EXPECT_THAT(wall.err, HasSubstr("inapplicable: lambda = n v is an eigenvalue of S"));
  for (const Ran& ran : {samples, wall}) EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
}

TEST(LossOption, EnumeratesLossesOfSeveralFamilies) {
  const Ran ran = laecert({"enumerate", "--builtin", "iris", "--loss", "ppca,tied", "--counts", "--json", "-"});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json losses = nlohmann::json::parse(ran.out)["losses"];
  ASSERT_EQ(losses.size(), 2U);
  EXPECT_EQ(losses[0]["loss"], "tied");  // in the order of the report
  EXPECT_EQ(losses[1]["loss"], "ppca");
  for (const nlohmann::json& loss : losses) EXPECT_EQ(loss["manifolds"].size(), 7U);
}

TEST(LossOption, SearchesEveryLoss) {
  for (const std::string loss : {"tied", "ppca", "ppca-posterior"}) {
    const Ran ran = laecert({"search", "--spectrum", "9,4,2", "-k", "1", "--lambda", "1", "--samples", "4", "--loss",
                             loss, "--starts", "30", "--json", "-"});

    ASSERT_EQ(ran.code, 0) << loss << ran.err << ran.out;
    const nlohmann::json found = nlohmann::json::parse(ran.out)["losses"][0];
    EXPECT_EQ(found["certified"], found["matched"]) << loss;
    EXPECT_GT(found["certified"], 0) << loss;
    EXPECT_EQ(found["unmatched"].size(), 0U) << loss;
    EXPECT_EQ(schema_errors("search.schema.json", ran.out), Strings{}) << loss;
  }
}

// S = diag(4, 1), lambda = 3: d = 1/2.
Ran certify_loss(const std::string& loss, const Strings& weights) {
  Strings arguments{"certify", "--spectrum", "4,1", "--lambda", "3", "--samples", "3", "--loss", loss};
  arguments.insert(arguments.end(), weights.begin(), weights.end());
  return laecert(arguments);
}

TEST(LossOption, CertifiesWeightsOfOneMatrix) {
  const std::string decoder = file_with("w.csv", "1/2\n0\n"), encoder = file_with("wt.csv", "1/2,0\n");
  const std::string other = file_with("other.csv", "1/2,1/1000000000\n");

  const Ran alone = certify_loss("tied", {"--w2", decoder});
  const Ran both = certify_loss("tied", {"--w1", encoder, "--w2", decoder});
  const Ran apart = certify_loss("tied", {"--w1", other, "--w2", decoder});
  const Ran encoded = certify_loss("tied", {"--w1", encoder});
  const Ran untied = certify_loss("sum", {"--w2", decoder});
  const Ran none = certify_loss("sum", {});

  EXPECT_EQ(alone.code, 0) << alone.err;
  EXPECT_EQ(alone.out, both.out);
  EXPECT_THAT(alone.out, HasSubstr("tied {1}"));
  EXPECT_THAT(alone.out, Not(HasSubstr("|W1 - W2^T|")));
  EXPECT_THAT(apart.err, HasSubstr("--w1: the encoder of tied is the transpose of --w2, exactly"));
  EXPECT_THAT(encoded.err, HasSubstr("--w2"));
  EXPECT_THAT(untied.err, HasSubstr("--w1, --w2: the weights of sum are an encoder and a decoder"));
  for (const Ran& ran : {apart, encoded, untied, none}) {
    EXPECT_EQ(ran.code, 64);
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
}

// S/n = diag(4/3, 1/3), v = 1: W = sqrt(1/3) u_1.
TEST(LossOption, CertifiesWeightsOfProbabilisticPca) {
  const std::string weights = file_with("ppca.csv", "0.57735026918962576\n0\n");

  const Ran ran = certify_loss("ppca", {"--w2", weights});
  const Ran encoded = certify_loss("ppca", {"--w1", weights, "--w2", weights});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("ppca {1}"));
  EXPECT_EQ(encoded.code, 64);
}

TEST(LossOption, WritesCertificatesOfTiedWeights) {
  const std::string folder = new_file("tied-certificates");

  const Ran ran = laecert({"verify", "--builtin", "iris", "--loss", "tied", "--quiet", "--certificates", folder});

  ASSERT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json index = nlohmann::json::parse(content_of(folder + "/index.json"));
  EXPECT_EQ(index["certificates"].size(), 7U);
  EXPECT_EQ(index["statements"]["tied.index"].size(), 7U);
  EXPECT_EQ(schema_errors("certificate.schema.json", content_of(folder + "/tied-1-2.json")), Strings{});
  for (const nlohmann::json& one : index["certificates"])
    EXPECT_EQ(laecert({"recheck", folder + "/" + one["file"].get<std::string>()}).code, 0) << one["file"];
}

TEST(LossOption, SaysWhyPointsOfProbabilisticPcaHaveNoCertificates) {
  const std::string folder = new_file("ppca-certificates");

  const Ran ran = laecert(
      {"probe", "--builtin", "iris", "--loss", "ppca", "--index-set", "1", "--quiet", "--certificates", folder});

  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(content_of(folder + "/index.json"), HasSubstr("points of probabilistic PCA have no certificates"));
}

TEST(LossOption, NamesTheLossesThereAreAndWhatCannotBeTrained) {
  const Ran unknown = laecert({"probe", "--builtin", "iris", "--loss", "sun", "--index-set", "1"});
  const Ran trained = laecert({"train", "--builtin", "iris", "--loss", "ppca"});

  EXPECT_EQ(unknown.code, 64);
  EXPECT_THAT(unknown.err, HasSubstr("--loss 'sun': unknown; known: none, product, sum, tied, ppca, ppca-posterior"));
  EXPECT_EQ(trained.code, 64);
  EXPECT_THAT(trained.err, HasSubstr("--loss ppca: no algorithm here trains it"));
}

}  // namespace
}  // namespace laecert::cli
