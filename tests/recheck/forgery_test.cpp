// Forgeries made by thought: each file claims something false in one way, and must be rejected for that reason.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recheck/forgery.hpp"

namespace laecert::recheck {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<Forgery> other_problems() {
  const auto relabel = [](const std::string& problem) { return [=](Json& c) { c["claim"]["problem"] = problem; }; };
  return {
      {"sum as product", "sum-dense-exact", relabel("product"), "the gradient is not zero"},
      {"sum as none", "sum-dense-exact", relabel("none"), "the gradient is not zero"},
      {"product as sum", "product-origin", relabel("sum"), within_gap},
      {"product as none", "product-dense-exact", relabel("none"), gradient},
      {"product as none, nearly", "product-dense", relabel("none"), "the radius is too small"},
      {"none as product without lambda", "none-diagonal", relabel("product"), "lambda is zero"},
      {"none as product", "none-low-rank", relabel("product"), "the radius is too small"},
      {"none as sum: GL is no symmetry", "none-low-rank", relabel("sum"), "a generator of sum is not antisymmetric"},
      {"origin of sum as product: other index", "sum-origin", relabel("product"), "the inertia is another one"},
      {"unknown problem", "sum-origin", relabel("ties"), "the problem is none of none, product, sum, tied"},
      {"sum as tied", "sum-origin", relabel("tied"), "a transpose_gap is for losses of W1 and W2 only"},
      {"tied as sum", "tied-origin", relabel("sum"), "a transpose_gap is for losses of W1 and W2 only"},
      {"tied as sum, with a transpose gap", "tied-origin",
       [](Json& c) {
         c["claim"]["problem"] = "sum";
         c["claim"]["transpose_gap"] = "0";
       },
       "the point is not W1 and W2"},
      {"sum as tied, without its transpose gap", "sum-origin",
       [](Json& c) {
         c["claim"]["problem"] = "tied";
         c["claim"].erase("transpose_gap");
       },
       "the point of tied is one matrix W"},
      {"a critical point of none under product, by a ball that reaches it", "none-diagonal",
       [](Json& c) {
         c["claim"]["problem"] = "product";
         c["lambda"] = "1/1000";
         c["radius"] = "1/100";
       },
       "the value may lie above its interval"},
  };
}

std::vector<Forgery> symmetries() {
  return {
      {"dependent generators", "none-dense-exact", [](Json& c) { c["generators"][1] = c["generators"][0]; },
       within_gap},
      {"generators dependent in pairs only at the point", "none-low-rank-exact",
       [](Json& c) {
         // W1 = G u^T, W2 = u F: Omega = G F and I have the same tangent.
         c["generators"][0] = matrix("1 0; 0 1");
         c["generators"][1] = matrix("3/5 -2/5; -3/5 2/5");
       },
       within_gap},
      {"generator zero", "sum-dense-exact", [](Json& c) { c["generators"][0] = matrix("0 0; 0 0"); }, within_gap},
      {"symmetric generator for sum", "sum-dense-exact", [](Json& c) { c["generators"][0] = matrix("0 1; 1 0"); },
       "a generator of sum is not antisymmetric"},
      {"generator of sum antisymmetric but for 1e-30", "sum-dense-minimum",
       [](Json& c) { add_to(c["generators"][0][0][1], tenth_power(30)); }, "a generator of sum is not antisymmetric"},
      {"scaling for sum, k = 1", "sum-irrational",
       [](Json& c) {
         c["generators"] = Json::array({matrix("1")});
         set_inertia(c, "0", "1", "3");
       },
       "a generator of sum is not antisymmetric"},
      {"commutant that does not commute", "sum-repeated-saddle",
       [](Json& c) { c["commutant"][0] = matrix("0 1 0 0; -1 0 0 0; 0 0 0 0; 0 0 0 0"); },
       "a matrix of the commutant does not commute with gram"},
      {"commutant that nearly commutes", "sum-repeated", [](Json& c) { add_to(c["gram"][0][0], tenth_power(40)); },
       "a matrix of the commutant does not commute"},
      {"symmetric commutant", "sum-repeated", [](Json& c) { c["commutant"][0] = c["gram"]; },
       "a matrix of the commutant is not antisymmetric"},
      {"commutant for none", "none-diagonal",
       [](Json& c) {
         c["gram"] = matrix("4 0; 0 4");
         c["commutant"] = Json::array({matrix("0 1; -1 0")});
         set_inertia(c, "0", "2", "2");
       },
       "a commutant is for sum and tied only"},
      {"repeated eigenvalue, its tangent left out", "sum-repeated",
       [](Json& c) {
         c["commutant"] = Json::array();
         set_inertia(c, "0", "0", "6");
       },
       within_gap},
      {"nullity without generators", "sum-dense-exact", [](Json& c) { c["generators"] = Json::array(); },
       "generators and commutant together are not as many as the nullity"},
  };
}

std::vector<Forgery> gaps() {
  return {
      {"gap eight times too large", "sum-dense-exact", [](Json& c) { c["gap"] = text_of(8 * number(c["gap"])); },
       within_gap},
      {"gap as large as can be", "sum-dense-exact", [](Json& c) { c["gap"] = text_of(1 / tenth_power(3000)); },
       within_gap},
      {"gap below all that can be decided", "sum-dense-exact", [](Json& c) { c["gap"] = text_of(tenth_power(3000)); },
       "the gap is too small beside the Hessian"},
      {"gap zero", "sum-dense-exact", [](Json& c) { c["gap"] = "0"; }, "the gap is not positive"},
      {"gap negative", "sum-dense-exact", [](Json& c) { c["gap"] = "-1"; }, "the gap is not positive"},
      {"on the wall, l < k", "sum-diagonal",
       [](Json& c) {
         // S = diag(4, 3), lambda = 3, k = 2: one more zero.
         c["gram"] = matrix("4 0; 0 3");
         c["claim"]["k"] = "2";
         set_point(c, "1/2 0; 0 0", "1/2 0; 0 0");
         c["generators"] = Json::array({matrix("0 1; -1 0")});
         set_inertia(c, "0", "1", "7");
         c["claim"]["value"] = {"27/4", "27/4"};
       },
       within_gap},
      {"on the wall, at the origin", "sum-origin",
       [](Json& c) {
         c["gram"] = matrix("4 0; 0 3");
         c["claim"]["value"] = {"7", "7"};
       },
       within_gap},
      {"on a repeated wall, with its rotation as tangent", "sum-origin",
       [](Json& c) {
         c["gram"] = matrix("3 0; 0 3");
         c["claim"]["value"] = {"6", "6"};
         c["commutant"] = Json::array({matrix("0 1; -1 0")});
         set_inertia(c, "0", "1", "7");
       },
       within_gap},
      {"eigenvalues of gram 1e-40 apart", "none-diagonal",
       [](Json& c) {
         c["gram"][1][1] = text_of(4 - tenth_power(40)), c["claim"]["value"] = {c["gram"][1][1], "4"};
       },
       within_gap},
      {"fewer samples than rows for none: the encoder is free", "none-diagonal",
       [](Json& c) {
         c["gram"] = matrix("4 0; 0 0");
         set_point(c, "1 7/10", "1; 0");
         c["claim"]["value"] = {"0", "0"};
         c["claim"]["transpose_gap"] = "7/10";
       },
       within_gap},
      {"fewer samples than rows for none, the nullity as it is", "none-diagonal",
       [](Json& c) {
         c["gram"] = matrix("4 0; 0 0");
         set_point(c, "1 7/10", "1; 0");
         c["claim"]["value"] = {"0", "0"};
         c["claim"]["transpose_gap"] = "7/10";
         c["generators"] = Json::array({matrix("1"), matrix("2")});
         set_inertia(c, "0", "2", "2");
       },
       "the nullity is not 2 k l - l^2"},
      {"fewer samples than rows for product: the decoder is free", "product-origin",
       [](Json& c) {
         c["gram"] = matrix("4 0; 0 0");
         c["lambda"] = "1";
         set_point(c, "0 0", "0; 3");
         c["claim"]["value"] = {"4", "4"};
         c["claim"]["transpose_gap"] = "3";
       },
       within_gap},
  };
}

std::vector<Forgery> zeros() {
  return {
      {"off by 1e-60, called exact", "sum-dense-exact",
       [](Json& c) { add_to(c["point"]["W1"][0][1], tenth_power(60)); }, gradient},
      {"gradient 1e-30, no zero within the radius", "sum-dense-exact",
       [](Json& c) {
         add_to(c["point"]["W1"][0][1], tenth_power(30));
         c["radius"] = text_of(tenth_power(33));
       },
       "the radius is too small"},
      {"an approximate point, called exact", "sum-iris", [](Json& c) { c["radius"] = "0"; }, gradient},
      {"a box beside the zero", "sum-dense-minimum", [](Json& c) { add_to(c["point"]["W2"][1][1], tenth_power(6)); },
       "the radius is too small"},
      {"a wider box around the zero, the value as it was", "sum-dense-minimum",
       [](Json& c) { c["radius"] = text_of(tenth_power(10)); }, "the value may lie below its interval"},
      {"a wider box, the value wide, the transpose gap as it was", "sum-dense-minimum",
       [](Json& c) {
         c["radius"] = text_of(tenth_power(10));
         c["claim"]["value"] = {"70", "80"};
       },
       "|W1 - W2^T| may be above transpose_gap"},
      {"a box that is too wide", "sum-dense-minimum", [](Json& c) { c["radius"] = "1/10"; }, "the radius is too large"},
      {"a box that holds all critical points", "sum-dense-minimum", [](Json& c) { c["radius"] = "1000"; },
       "the radius is too large"},
      {"radius negative", "sum-dense-minimum", [](Json& c) { c["radius"] = text_of(-number(c["radius"])); },
       "the radius is negative"},
      {"moved along GL, which is no symmetry of sum", "sum-irrational",
       [](Json& c) {
         for (Json& row : c["point"]["W1"]) {
           for (Json& entry : row) entry = text_of(2 * number(entry));
         }
         for (Json& row : c["point"]["W2"]) {
           for (Json& entry : row) entry = text_of(number(entry) / 2);
         }
       },
       "the radius is too small"},
      {"W1 and W2^T exchanged, for none", "none-low-rank-exact",
       [](Json& c) {
         const Json W1 = c["point"]["W1"], W2 = c["point"]["W2"];
         for (std::size_t a = 0; a < 2; ++a) {
           for (std::size_t i = 0; i < 3; ++i) {
             c["point"]["W1"][a][i] = W2[i][a];
             c["point"]["W2"][i][a] = W1[a][i];
           }
         }
         c["point"]["W1"][0][0] = W1[0][0];
       },
       gradient},
      {"critical for another lambda", "sum-diagonal", [](Json& c) { c["lambda"] = "3000001/1000000"; }, gradient},
      {"critical for another gram", "sum-diagonal",
       [](Json& c) { c["gram"][0][1] = c["gram"][1][0] = text_of(tenth_power(50)); }, gradient},
  };
}

std::vector<Forgery> claims() {
  const auto set = [](const std::string& key, const Json& value) { return [=](Json& c) { c["claim"][key] = value; }; };
  return {
      {"rank k - 1 for k, sum", "sum-dense-minimum", set("rank", "1"), "the rank is another one"},
      {"rank k for k - 1, sum", "sum-low-rank", set("rank", "3"), "the rank is another one"},
      {"rank k - 1 for k, none", "none-dense-exact", set("rank", "1"), "the nullity is not 2 k l - l^2"},
      {"rank k for k - 1 with all generators, none", "none-low-rank-exact",
       [](Json& c) {
         c["generators"] =
             Json::array({matrix("1 0; 0 0"), matrix("0 1; 0 0"), matrix("0 0; 1 0"), matrix("0 0; 0 1")});
         set_inertia(c, "3", "4", "5");
         c["claim"]["rank"] = "2";
       },
       "W1 may have a smaller rank"},
      {"rank k for k - 1 with all generators, by the point's rounding", "none-low-rank",
       [](Json& c) {
         c["generators"] =
             Json::array({matrix("1 0; 0 0"), matrix("0 1; 0 0"), matrix("0 0; 1 0"), matrix("0 0; 0 1")});
         set_inertia(c, "3", "4", "5");
         c["claim"]["rank"] = "2";
       },
       "W1 may have a smaller rank"},
      {"rank above m", "sum-more-units-than-rows", set("rank", "2"), "the rank is above min(m, k)"},
      {"index and coindex exchanged", "sum-dense-saddle", set("inertia", {"14", "1", "1"}),
       "the inertia is another one"},
      {"a saddle called a minimum", "sum-dense-saddle", set("inertia", {"0", "1", "15"}), "the inertia is another one"},
      {"a minimum called a saddle", "sum-dense-minimum", set("inertia", {"1", "1", "14"}),
       "the inertia is another one"},
      {"inertia that does not add up", "sum-dense-minimum", set("inertia", {"0", "1", "14"}),
       "the inertia does not add up to 2 m k"},
      {"inertia negative", "sum-dense-minimum", set("inertia", {"-1", "1", "16"}), "\"-1\" is not canonical"},
      {"inertia that adds up modulo 2^64", "sum-dense-minimum", set("inertia", {"18446744073709551615", "1", "16"}),
       "\"18446744073709551615\" is not canonical"},
      {"a zero of the Hessian counted as positive", "sum-dense-minimum",
       [](Json& c) {
         c["generators"] = Json::array();
         set_inertia(c, "0", "0", "16");
       },
       within_gap},
      {"value beside by 1e-50", "sum-dense-exact",
       [](Json& c) { add_to(c["claim"]["value"][0], tenth_power(50)), c["claim"]["value"][1] = "100"; },
       "the value may lie below its interval"},
      {"value beside on the other side", "sum-dense-exact",
       [](Json& c) { add_to(c["claim"]["value"][1], -tenth_power(50)), c["claim"]["value"][0] = "0"; },
       "the value may lie above its interval"},
      {"value interval turned round", "sum-irrational",
       [](Json& c) { std::swap(c["claim"]["value"][0], c["claim"]["value"][1]); }, "the value may lie below"},
      {"value of another point", "sum-dense-minimum",
       [](Json& c) { c["claim"]["value"] = corpus("sum-dense-saddle")["claim"]["value"]; }, "the value may lie below"},
      {"transpose gap below the truth", "none-dense-exact",
       [](Json& c) { add_to(c["claim"]["transpose_gap"], Rational(-1, 50)); }, "|W1 - W2^T| may be above"},
      {"transpose gap zero where only near", "sum-iris", set("transpose_gap", "0"), "|W1 - W2^T| may be above"},
      {"lambda zero for sum", "sum-origin", [](Json& c) { c["lambda"] = "0"; }, "lambda is zero"},
      {"lambda negative", "none-diagonal", [](Json& c) { c["lambda"] = "-1"; }, "lambda is negative"},
      {"gram with a negative eigenvalue", "sum-diagonal",
       [](Json& c) {
         c["gram"][1][1] = "-1", c["claim"]["value"] = {"11/4", "11/4"};
       },
       "gram has a negative eigenvalue"},
      {"gram with a negative eigenvalue of 1e-40", "sum-singular-gram",
       [](Json& c) {
         for (std::size_t i = 0; i < 3; ++i) add_to(c["gram"][i][i], -tenth_power(40));
       },
       "gram has a negative eigenvalue"},
      {"gram with a zero diagonal", "none-diagonal", [](Json& c) { c["gram"] = matrix("0 1; 1 0"); },
       "gram has a negative eigenvalue"},
      {"gram not symmetric", "sum-dense-minimum", [](Json& c) { add_to(c["gram"][0][1], 1); }, "gram is not symmetric"},
  };
}

std::vector<Forgery> shapes() {
  return {
      {"m and k exchanged", "sum-dense-minimum", [](Json& c) { std::swap(c["claim"]["m"], c["claim"]["k"]); },
       "gram is not 2 x 2"},
      {"W1 and W2 exchanged", "sum-dense-minimum", [](Json& c) { std::swap(c["point"]["W1"], c["point"]["W2"]); },
       "W1 is not 2 x 4"},
      {"k = 0", "none-diagonal", [](Json& c) { c["claim"]["k"] = "0"; }, "m and k must be positive"},
      {"m that overflows", "none-diagonal", [](Json& c) { c["claim"]["m"] = c["claim"]["k"] = "999999999"; },
       "more than 250 unknowns"},
      {"row too short", "sum-dense-minimum", [](Json& c) { c["gram"][2].erase(3); }, "gram is not 4 x 4"},
      {"row missing", "sum-dense-minimum", [](Json& c) { c["gram"].erase(3); }, "gram is not 4 x 4"},
      {"generator of the wrong shape", "sum-dense-minimum", [](Json& c) { c["generators"][0].erase(1); },
       "a generator is not 2 x 2"},
      {"commutant of the wrong shape", "sum-repeated", [](Json& c) { c["commutant"][0][2].push_back("0"); },
       "a matrix of the commutant is not 3 x 3"},
      {"value of three numbers", "sum-repeated", [](Json& c) { c["claim"]["value"].push_back("0"); },
       "the value is not two numbers"},
      {"inertia of two numbers", "sum-repeated", [](Json& c) { c["claim"]["inertia"].erase(0); },
       "the inertia is not three numbers"},
      {"format of another version", "sum-repeated", [](Json& c) { c["format"] = "laecert-certificate/2"; },
       "the format is not laecert-certificate/1"},
      {"a number of 4001 digits", "sum-repeated", [](Json& c) { c["lambda"] = text_of(1 / tenth_power(4000)); },
       "a number has more than 4000 digits"},
  };
}

std::vector<Forgery> forgeries() {
  std::vector<Forgery> all;
  for (const auto& group : {other_problems(), symmetries(), gaps(), zeros(), claims(), shapes(), tied_forgeries()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

std::string forged(const Forgery& forgery) {
  Json certificate = corpus(forgery.base);
  forgery.edit(certificate);
  return certificate.dump();
}

std::vector<std::string> written(const Folder& folder, const std::vector<Forgery>& all) {
  std::vector<std::string> files;
  files.reserve(all.size());
  for (const Forgery& forgery : all) {
    files.push_back(folder.write(std::to_string(files.size()) + ".json", forged(forgery)));
  }
  return files;
}

TEST(Forgery, EachIsRejectedForItsReason) {
  const std::vector<Forgery> all = forgeries();
  const Folder folder;
  const std::vector<std::string> files = written(folder, all);

  const std::vector<std::string> found = verdicts(recheck(files), files);

  ASSERT_EQ(found.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_THAT(found[i], StartsWith("rejected: ")) << all[i].name;
    EXPECT_THAT(found[i], HasSubstr(all[i].reason)) << all[i].name;
  }
}

TEST(Forgery, TheSecondCheckerRejectsThemToo) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  const std::vector<Forgery> all = forgeries();
  const Folder folder;
  const std::vector<std::string> files = written(folder, all);

  const std::vector<std::string> found = verdicts(recheck_in_python(files), files);

  ASSERT_EQ(found.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_THAT(found[i], StartsWith("rejected: ")) << all[i].name;
}

}  // namespace
}  // namespace laecert::recheck
