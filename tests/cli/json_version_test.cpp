// The JSON of version 1 of the formats told counts as texts. What is told now, put back into that form, is what was
// told then: tests/cli/files/report_1.json is what the last program of version 1 wrote.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using Json = nlohmann::ordered_json;

// Index sets and rank vectors were lists of integers then as well.
bool was_integer(const std::string& key) { return key == "index_set" || key == "rank_vector"; }

Json in_version_1(const Json& json, const std::string& key = {}) {
  if (json.is_number_integer()) return json.dump();
  Json result = json;
  if (was_integer(key)) return result;
  if (json.is_array()) {
    for (std::size_t i = 0; i < json.size(); ++i) result[i] = in_version_1(json[i], key);
  } else if (json.is_object()) {
    for (const auto& [name, value] : json.items()) result[name] = in_version_1(value, name);
  }
  return result;
}

// Margins are enclosures of numbers in units of their own, and the radius of a value is what its proof left.
Json without_margins(Json report) {
  for (Json& statement : report.at("statements")) statement.erase("margin");
  for (Json& manifold : report.at("manifolds")) manifold.erase("radius");
  report.erase("summary");
  return report;
}

// Without the rows that came later; the summary counts them, and is left out.
Json with_rows_of(Json report, const Json& old) {
  for (const char* rows : {"statements", "known_false", "controls"}) {
    Json kept = Json::array();
    for (const Json& one : report.at(rows)) {
      const auto is_it = [&](const Json& other) { return other.at("id") == one.at("id"); };
      if (std::any_of(old.at(rows).begin(), old.at(rows).end(), is_it)) kept.push_back(one);
    }
    report[rows] = std::move(kept);
  }
  return report;
}

TEST(JsonVersions, TellTheSameNumbers) {
  const Json old = Json::parse(content_of(std::string(LAECERT_SOURCE_DIR) + "/tests/cli/files/report_1.json"));
  const Ran ran = laecert(
      {"verify", "--spectrum", "9,4,2", "-k", "2", "--lambda", "1", "--loss", "sum", "--counts", "--json", "-"});
  Json now = in_version_1(Json::parse(ran.out));

  EXPECT_EQ(now.at("format"), "laecert-report/2");
  now["format"] = "laecert-report/1";
  now["versions"] = old.at("versions");
  for (const char* none : {"not", "undecided"}) EXPECT_EQ(now.at("summary").at(none), old.at("summary").at(none));
  now = with_rows_of(std::move(now), old);
  EXPECT_EQ(without_margins(now), without_margins(old)) << Json::diff(old, now).dump(1);
}

}  // namespace
}  // namespace laecert::cli
