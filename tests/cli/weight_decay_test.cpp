// --weight-decay with --loss-units, and --layout: what an optimizer's settings are in lambda, and how its program keeps
// weights.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "cli/command_line.hpp"
#include "cli/single_npy.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

// n samples of m features, in single precision, with standard deviations near 3, 2 and 1.
Eigen::MatrixXf random_samples(Eigen::Index n) {
  std::mt19937 engine(7);
  std::normal_distribution<float> normal;
  Eigen::MatrixXf samples(n, 3);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < 3; ++j) samples(i, j) = static_cast<float>(3 - j) * normal(engine);
  }
  return samples;
}

struct Trained {
  Eigen::MatrixXf encoder, decoder;  // k x m and m x k, as torch.nn.Linear keeps its weight
};

// What torch.optim.SGD(lr, weight_decay) does with MSELoss()(decoder(encoder(x)), x): the mean over samples and
// features, whose gradient has r W added. Whole batches, so that it converges.
Trained descend(const Eigen::MatrixXf& samples, float weight_decay) {
  constexpr float rate = 0.05F;
  constexpr int steps = 20000;
  Trained w{Eigen::MatrixXf(2, 3), Eigen::MatrixXf(3, 2)};
  w.encoder << 0.3F, -0.1F, 0.2F, 0.1F, 0.25F, -0.3F;
  w.decoder << 0.1F, 0.2F, -0.2F, 0.3F, 0.3F, 0.1F;
  for (int step = 0; step < steps; ++step) {
    const Eigen::MatrixXf code = samples * w.encoder.transpose();
    const Eigen::MatrixXf error = code * w.decoder.transpose() - samples;
    const Eigen::MatrixXf slope = 2 * error / static_cast<float>(samples.size());
    const Eigen::MatrixXf of_decoder = slope.transpose() * code + weight_decay * w.decoder;
    const Eigen::MatrixXf of_encoder = w.decoder.transpose() * slope.transpose() * samples + weight_decay * w.encoder;
    w.decoder -= rate * of_decoder;
    w.encoder -= rate * of_encoder;
  }
  return w;
}

class WeightDecay : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const Eigen::MatrixXf samples = random_samples(rows);
    const Trained trained = descend(samples, 0.25F);
    (void)file_with("decay_x.npy", single_npy(samples.cast<double>()));
    (void)file_with("decay_w1.npy", single_npy(trained.encoder.cast<double>()));
    (void)file_with("decay_w2.npy", single_npy(trained.decoder.cast<double>()));
  }

  // The trained weights at this penalty.
  static Ran certify(const Strings& penalty) {
    const Strings all{"certify",           "--data", file("decay_x.npy"), "--w1", file("decay_w1.npy"), "--w2",
                      file("decay_w2.npy")};
    return laecert(appended(all, penalty));
  }
  static std::string file(const std::string& name) { return (scratch() / name).string(); }

  static constexpr long rows = 40, features = 3;
};

TEST_F(WeightDecay, OfATrainedRunIsCertifiedAtItsLambdaAndAtNoOther) {
  const Ran ran = certify({"--weight-decay", "0.25", "--loss-units", "mean-feature", "--require", "minimum"});

  EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("a global minimum of `sum` lies within 0.0000"));
  EXPECT_THAT(ran.out, HasSubstr("lambda = 15,"));
  EXPECT_THAT(ran.out,
              HasSubstr("lambda = n m r/2, weight decay r = 1/4 on a loss averaged over samples and features"));
  // Without the half; without m; without n; without both.
  for (const Strings& wrong : {Strings{"--lambda", "30"}, Strings{"--weight-decay", "0.25", "--loss-units", "mean"},
                               Strings{"--lambda", "3/8"}, Strings{"--weight-decay", "0.25", "--loss-units", "sum"}}) {
    const Ran refused = certify(appended(wrong, {"--json", "-"}));

    EXPECT_EQ(refused.code, 2) << wrong.back() << refused.out;
    const nlohmann::json hint = nlohmann::json::parse(refused.out)["given"]["lambda_hint"];
    ASSERT_TRUE(hint.is_object()) << wrong.back();
    EXPECT_NEAR(std::stod(hint["lambda"].get<std::string>()), 15, 0.01);
    EXPECT_EQ(schema_errors("refusal.schema.json", refused.out), Strings{});
    EXPECT_THAT(certify(wrong).out, HasSubstr("the weights look like a critical point at lambda = "));
  }
}

TEST_F(WeightDecay, IsTheLambdaThatItAmountsTo) {
  const Strings rates{"--weight-decay", "0.25", "--loss-units", "mean-feature"};
  nlohmann::json of_rates = nlohmann::json::parse(certify(appended(rates, {"--json", "-"})).out);
  const nlohmann::json of_lambda = nlohmann::json::parse(certify({"--lambda", "15", "--json", "-"}).out);

  EXPECT_EQ(of_rates["instance"]["weight_decay"], (nlohmann::json{{"rate", "1/4"}, {"loss_units", "mean-feature"}}));
  of_rates["instance"].erase("weight_decay");
  EXPECT_EQ(of_rates, of_lambda);
  EXPECT_TRUE(of_lambda["given"]["lambda_hint"].is_null());
}

TEST_F(WeightDecay, GivesNoHintWhereTheLambdaIsRight) {
  const Ran ran = certify({"--lambda", "15"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, ::testing::Not(HasSubstr("hint ")));
}

// lambda is c r/2 for c = 1, n and n m, as the same rational in every command.
TEST(LossUnits, AreTheSameLambdaInEveryCommand) {
  struct Units {
    std::string name, rate;
  };
  const std::vector<Strings> commands{
      {"verify", "--manifolds", "sample:1", "--statements", "sum.transpose"},
      {"probe", "--index-set", "1,2"},
      {"enumerate"},
      {"search", "--starts", "1", "--loss", "sum"},
      {"ppca"},
      {"train", "--algorithm", "exact-untied", "--iterations", "1"},
  };
  for (const Units& one : {Units{"sum", "1/3"}, Units{"mean", "1/450"}, Units{"mean-feature", "1/1800"}}) {
    for (const Strings& command : commands) {
      const Ran ran = laecert(appended(
          command, {"--builtin", "iris", "--weight-decay", one.rate, "--loss-units", one.name, "--json", "-"}));
      const nlohmann::json instance = nlohmann::json::parse(ran.out)["instance"];

      EXPECT_EQ(instance["lambda"], "1/6") << command[0] << one.name << ran.err;
      EXPECT_EQ(instance["weight_decay"], (nlohmann::json{{"rate", one.rate}, {"loss_units", one.name}})) << command[0];
    }
  }
}

TEST(LossUnits, AreTheSameOfEveryInstance) {
  const std::string gram = file_with("units_gram.csv", "9,0\n0,4\n");
  const std::vector<Strings> all = {{"--gram", gram, "-k", "1", "--samples", "6"},
                                    {"--spectrum", "9,4", "-k", "1", "--samples", "6"},
                                    {"--singular-values", "3,2", "-k", "1", "--samples", "6"},
                                    {"--exact-instance", "2,1,1", "-k", "1", "--samples", "6"},
                                    {"--data", file_with("units.csv", "1,0\n0,1\n2,0\n0,5\n1,1\n3,4\n"), "-k", "1"}};
  for (const Strings& instance : all) {
    const Strings settings{"--weight-decay", "1/3", "--loss-units", "mean-feature", "--json", "-"};
    nlohmann::json report = nlohmann::json::parse(laecert(appended(appended({"verify"}, instance), settings)).out);
    const Ran plain = laecert(appended(appended({"verify"}, instance), {"--lambda", "2", "--json", "-"}));

    EXPECT_EQ(report["instance"].erase("weight_decay"), 1U) << instance[0];
    EXPECT_EQ(report, nlohmann::json::parse(plain.out)) << instance[0];
  }
}

TEST(LossUnits, KeepWhatABuiltinInstanceIsMadeFor) {
  const Ran decay =
      laecert({"verify", "--builtin", "repeated", "--weight-decay", "8", "--loss-units", "sum", "--json", "-"});
  nlohmann::json report = nlohmann::json::parse(decay.out);

  report["instance"].erase("weight_decay");
  EXPECT_EQ(report, nlohmann::json::parse(laecert({"verify", "--builtin", "repeated", "--json", "-"}).out));
}

TEST(LossUnits, AreRefusedWhereTheyDoNotFit) {
  struct Refused {
    Strings arguments;
    std::string message;
  };
  const Strings rate{"--weight-decay", "1/10", "--loss-units", "mean"};
  const std::vector<Refused> all = {
      {{"--weight-decay", "1"}, "--loss-units is missing"},
      {{"--loss-units", "mean"}, "--loss-units are those of --weight-decay, which is missing"},
      {{"--weight-decay", "1", "--loss-units", "median"}, "--loss-units: 'median' is not sum, mean or mean-feature"},
      {{"--weight-decay", "-1", "--loss-units", "mean"}, "--weight-decay: -1 is negative"},
      {{"--weight-decay", "x", "--loss-units", "mean"}, "--weight-decay: "},
      {appended(rate, {"--lambda", "1"}), "--lambda, --weight-decay: name one"},
      {appended(rate, {"--noise-variance", "1"}), "--noise-variance, --weight-decay: name one"},
      {appended(rate, {"--penalties", "1,2"}), "--penalties, --weight-decay: name one"},
      {appended(rate, {"--loss", "product"}),
       "--weight-decay is the penalty of the loss sum; for product name --lambda"},
      {appended(rate, {"--loss", "sum,tied"}), "--weight-decay is the penalty of the loss sum; for tied name --lambda"},
  };
  for (const Refused& one : all) {
    const Ran ran = laecert(appended({"enumerate", "--builtin", "iris"}, one.arguments));

    EXPECT_EQ(ran.code, 64) << one.message;
    EXPECT_THAT(ran.err, HasSubstr(one.message));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  EXPECT_THAT(laecert(appended({"enumerate", "--spectrum", "9,4", "-k", "1"}, rate)).err,
              HasSubstr("--loss-units mean: lambda is computed from the number n of samples (--samples)"));
  EXPECT_THAT(laecert(appended({"pca", "--builtin", "iris"}, rate)).err, HasSubstr("no option --weight-decay"));
  EXPECT_THAT(laecert(appended({"ppca", "--builtin", "iris", "--noise-variance", "ml"}, rate)).err,
              HasSubstr("name one"));
  EXPECT_THAT(laecert(appended({"train", "--builtin", "iris", "--loss", "none"}, rate)).err,
              HasSubstr("is the penalty of the loss sum"));
  EXPECT_EQ(laecert(appended({"train", "--builtin", "iris", "--loss", "none"}, rate)).code, 64);
}

TEST_F(WeightDecay, LayoutsOfTheSameWeightsHaveTheSameReport) {
  const auto transposed = [](const std::string& name, Eigen::MatrixXd a) {
    return file_with(name, single_npy(a.transpose()));
  };
  const Trained trained = descend(random_samples(rows), 0.25F);
  const std::string w1 = transposed("keras_w1.npy", trained.encoder.cast<double>()),
                    w2 = transposed("keras_w2.npy", trained.decoder.cast<double>());
  const Strings keras{"certify", "--data", file("decay_x.npy"), "--lambda", "15", "--w1", w1, "--w2", w2};

  const Ran paper = certify({"--lambda", "15"});
  const Ran ran = laecert(appended(keras, {"--layout", "keras"}));

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, paper.out);
  EXPECT_EQ(certify({"--lambda", "15", "--layout", "torch"}).out, paper.out);
  EXPECT_EQ(laecert(keras).code, 64);
  EXPECT_EQ(certify({"--lambda", "15", "--layout", "jax"}).code, 64);
  EXPECT_THAT(certify({"--lambda", "15", "--layout", "jax"}).err,
              HasSubstr("--layout: 'jax' is not paper, torch or keras"));
}

// Where k = m no shape tells the layouts apart.
TEST(Layout, OfSquareWeightsIsNotGuessed) {
  // W2 = diag(sqrt(1 - 1/9), sqrt(1 - 1/4)) O^T, O by the angle with cosine 0.6.
  const std::string w2 = file_with("square_w2.csv", "0.565685425,0.754247233\n-0.692820323,0.519615242\n"),
                    w1 = file_with("square_w1.csv", "0.565685425,-0.692820323\n0.754247233,0.519615242\n");
  const Strings own{"certify", "--spectrum", "9,4", "--lambda", "1", "--w1", w1, "--w2", w2};
  const Strings other{"certify", "--spectrum", "9,4", "--lambda", "1", "--w1", w2, "--w2", w1};

  EXPECT_EQ(laecert(own).code, 0) << laecert(own).out;
  EXPECT_EQ(laecert(appended(own, {"--layout", "keras"})).code, 2);
  EXPECT_EQ(laecert(other).code, 2);
  EXPECT_EQ(laecert(appended(other, {"--layout", "keras"})).out, laecert(own).out);
}

// A float32 is the dyadic rational of its bits: 0.1 is 13421773/2^27.
TEST(SinglePrecision, IsReadExactly) {
  const Eigen::MatrixXd tenth = Eigen::MatrixXd::Constant(1, 1, 0.1);
  const Strings as_bits{"--w1", file_with("tenth.npy", single_npy(tenth)), "--w2",
                        file_with("tenth.npy", single_npy(tenth))};
  const std::string exact = file_with("tenth.csv", "13421773/134217728\n"), decimal = file_with("near.csv", "0.1\n");
  const auto certify = [](const Strings& weights) {
    return laecert(appended(appended({"certify", "--spectrum", "4", "--lambda", "1", "--json", "-"}, weights),
                            {"--within", "1"}))
        .out;
  };

  EXPECT_EQ(certify(as_bits), certify({"--w1", exact, "--w2", exact}));
  EXPECT_NE(certify(as_bits), certify({"--w1", decimal, "--w2", decimal}));
}

}  // namespace
}  // namespace laecert::cli
