// Certificates of an inertia: what both checkers accept, and the smallest lies that they reject.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recheck/edited.hpp"

namespace laecert::recheck {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Of pairs alone JSON would make an object.
using Rows = std::vector<std::vector<std::string>>;

// The Laplacian of a path: the eigenvalues are 0, 1, 3.
Json path_of_three() {
  return {{"format", "laecert-inertia-certificate/1"},
          {"matrix", Rows{{"1", "-1", "0"}, {"-1", "2", "-1"}, {"0", "-1", "1"}}},
          {"inertia", {"0", "1", "2"}},
          {"gap", "1"}};
}

// diag(-1/2, 1/3) and a row added to the other: the eigenvalues are near -0.860 and 0.194.
Json indefinite() {
  return {{"format", "laecert-inertia-certificate/1"},
          {"matrix", Rows{{"-1/2", "-1/2"}, {"-1/2", "-1/6"}}},
          {"inertia", {"1", "0", "1"}},
          {"gap", "1/6"}};
}

Json changed(Json certificate, const char* key, Json value) {
  certificate[key] = std::move(value);
  return certificate;
}

std::vector<Edited> written(const Folder& folder, const std::vector<Json>& all) {
  std::vector<Edited> files;
  for (const Json& one : all) {
    const std::string name = std::to_string(files.size());
    files.push_back({name + " " + one.dump(), folder.write(name + ".json", one.dump())});
  }
  return files;
}

TEST(InertiaCertificate, IsAcceptedByBothCheckers) {
  const Folder folder;
  const std::vector<std::string> files = files_of(written(
      folder, {path_of_three(), indefinite(), changed(path_of_three(), "gap", "1/1000000000000000000000000000000")}));

  const Ran ran = recheck(files);

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(verdicts(ran, files).front(), HasSubstr("accepted: a symmetric 3 x 3 matrix: 0 negative, 1 zero, 2 "
                                                      "positive eigenvalues, no other than 0 nearer to it than 1"));
  if (!has_python()) return;
  EXPECT_EQ(recheck_in_python(files).code, 0);
}

TEST(InertiaCertificate, NoLieIsAccepted) {
  const Folder folder;
  const std::vector<Edited> lies = written(
      folder,
      {changed(path_of_three(), "inertia", {"0", "0", "3"}), changed(path_of_three(), "inertia", {"1", "1", "1"}),
       changed(path_of_three(), "inertia", {"0", "2", "1"}), changed(path_of_three(), "inertia", {"0", "1", "1"}),
       changed(path_of_three(), "gap", "1000000000000000000001/1000000000000000000000"),
       changed(path_of_three(), "gap", "0"), changed(path_of_three(), "gap", "-1"), changed(indefinite(), "gap", "1/5"),
       changed(indefinite(), "gap", "2/3"), changed(indefinite(), "matrix", Rows{{"-1/2", "1/2"}, {"-1/2", "-1/6"}}),
       changed(indefinite(), "matrix", Rows{{"-1/2", "-1/2"}, {"-1/2", "-1/2"}}),
       changed(indefinite(), "matrix", Rows{{"-1/2", "-1/2"}, {"-1/2"}}),
       changed(indefinite(), "matrix", Json::array()),
       changed(indefinite(), "matrix", Rows{{"-2/4", "-1/2"}, {"-1/2", "-1/6"}}), changed(indefinite(), "radius", "0"),
       changed(indefinite(), "gap", "0.2"), changed(indefinite(), "gap", 1),
       changed(indefinite(), "format", "laecert-inertia-certificate/2")});

  const Ran ran = recheck(files_of(lies));

  expect_all_rejected(lies, ran);
  if (has_python()) expect_all_rejected(lies, recheck_in_python(files_of(lies)));
}

// 1 and 1/p, one row after another; its minors have some 250 times the bits of p.
TEST(InertiaCertificate, WhatTakesTooMuchMemoryIsRejectedBefore) {
  const Folder folder;
  Json rows = Json::array();
  for (int i = 0; i < 250; ++i) {
    Json row = Json::array();
    for (int j = 0; j < 250; ++j) row.push_back(i == j ? "1/1" + std::string(200, '0') : "0");
    rows.push_back(row);
  }
  rows[0][0] = "1";
  Json large = changed(path_of_three(), "matrix", rows);
  large["inertia"] = {"0", "0", "250"};
  large["gap"] = "1/2" + std::string(200, '0');
  const std::string file = folder.write("large.json", large.dump());

  EXPECT_THAT(verdicts(recheck({file}), {file}), ElementsAre(HasSubstr("rejected: the numbers are too long")));
  const std::vector<std::string> limited{"--max-unknowns", "2", folder.write("path.json", path_of_three().dump())};
  EXPECT_EQ(recheck(limited).code, 1);
}

}  // namespace
}  // namespace laecert::recheck
