#include "project/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace laecert::project {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const SourceFile& page_named(const std::vector<SourceFile>& pages, const std::string& path) {
  const auto page = std::ranges::find(pages, path, &SourceFile::path);
  if (page == pages.end()) throw std::runtime_error("there is no page " + path);
  return *page;
}

// The files whose comments and texts cite papers. Those of tests/project name keys and pages that nobody has.
std::vector<SourceFile> citing_files() {
  std::vector<SourceFile> files = read_all_sources();
  std::erase_if(files, [](const SourceFile& file) { return file.path.starts_with("tests/project/"); });
  for (SourceFile& page : read_pages()) files.push_back(std::move(page));
  return files;
}

std::vector<std::string> page_faults(const std::string& text) {
  const SourceFile other{"docs/b.md", "# B\n## Two words, one comma\n## Two words, one comma\n"};
  return broken_links({{"docs/a.md", text}, other}, {"docs", "docs/a.md", "docs/b.md", "src/a.cpp"});
}

TEST(Pages, HoldNoBrokenLink) { EXPECT_THAT(broken_links(read_pages(), read_file_names()), IsEmpty()); }

TEST(Pages, CiteOnlyWhatTheBibliographyHolds) {
  const std::vector<SourceFile> pages = read_pages();

  EXPECT_THAT(unknown_keys(citing_files(), page_named(pages, "docs/bibliography.md").text), IsEmpty());
}

TEST(Pages, ThatASourceNamesAreThere) { EXPECT_THAT(missing_pages(citing_files(), read_pages()), IsEmpty()); }

TEST(Pages, OfDocsStandInTheirIndex) {
  const std::vector<SourceFile> pages = read_pages();
  const std::string& index = page_named(pages, "docs/README.md").text;
  for (const SourceFile& page : pages) {
    if (!page.path.starts_with("docs/") || page.path == "docs/README.md") continue;
    EXPECT_NE(index.find("](" + page.path.substr(5) + ")"), std::string::npos) << page.path;
  }
}

TEST(Pages, TheFirstOneIsShortAndNarrow) {
  const std::vector<SourceFile> pages = read_pages();
  const std::vector<std::string> lines = lines_of(page_named(pages, "README.md").text);

  EXPECT_LE(lines.size(), 130U);
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_LE(lines[i].size(), 100U) << "README.md:" << i + 1;
}

TEST(Links, ThatLeadSomewhereHaveNoFault) {
  EXPECT_THAT(page_faults("[x](b.md), [y](b.md#two-words-one-comma), [z](../src/a.cpp) [](#a)\n# A\n[w](../docs/)\n"),
              IsEmpty());
  EXPECT_THAT(page_faults("[x](b.md#two-words-one-comma-1)\n[n]: b.md\n"), IsEmpty());
}

TEST(Links, ThatLeadOutOfTheProjectAreNotFollowed) {
  EXPECT_THAT(page_faults("[x](https://example.org/none.md) [y](mailto:nobody@example.org)\n"), IsEmpty());
}

TEST(Links, InCodeAreNone) { EXPECT_THAT(page_faults("`[x](c.md)`\n```\n[x](c.md)\n# No heading\n```\n"), IsEmpty()); }

TEST(Links, ToAFileThatIsNotThereAreNoticed) {
  EXPECT_THAT(page_faults("# A\n[x](c.md)\n"), ElementsAre("docs/a.md:2: c.md: no such file"));
  EXPECT_THAT(page_faults("[x](b.md) and [y](docs/b.md)\n"), ElementsAre("docs/a.md:1: docs/b.md: no such file"));
  EXPECT_THAT(page_faults("[n]: c.md\n"), ElementsAre("docs/a.md:1: c.md: no such file"));
}

TEST(Links, ToAHeadingThatIsNotThereAreNoticed) {
  EXPECT_THAT(page_faults("[x](b.md#three)\n"), ElementsAre("docs/a.md:1: b.md#three: no such heading"));
  EXPECT_THAT(page_faults("[x](#a)\n"), ElementsAre("docs/a.md:1: #a: no such heading"));
  EXPECT_THAT(page_faults("```\n# A\n```\n[x](#a)\n"), SizeIs(1));
  EXPECT_THAT(page_faults("[x](../src/a.cpp#a)\n"), SizeIs(1));
}

TEST(Anchors, AreThoseOfGitHub) {
  EXPECT_THAT(anchors_of("# 4. The `sum` loss: T1, T2\n## [K19]\n## A [link](b.md)\n"),
              ElementsAre("4-the-sum-loss-t1-t2", "a-link", "k19"));
}

TEST(CitationKeys, ThatTheBibliographyHasNotAreNoticed) {
  const std::string bibliography = "# Bibliography\n## [K19]\n";

  EXPECT_THAT(unknown_keys({{"src/a.hpp", "// [K19], [K19, README]\n"}}, bibliography), IsEmpty());
  EXPECT_THAT(unknown_keys({{"src/a.hpp", "\n// [K19]; [Q07, appendix]\n"}}, bibliography),
              ElementsAre("src/a.hpp:2: [Q07]"));
}

TEST(NamedPages, ThatAreNotThereAreNoticed) {
  const std::vector<SourceFile> pages{{"docs/theory.md", "# Theory\n## 3. Hessian\n"}};

  EXPECT_THAT(missing_pages({{"src/a.hpp", "// docs/theory.md section 3\n"}}, pages), IsEmpty());
  EXPECT_THAT(missing_pages({{"src/a.hpp", "// docs/theory.md, section 4\n// docs/none.md\n"}}, pages),
              ElementsAre("src/a.hpp:1: docs/theory.md section 4", "src/a.hpp:2: docs/none.md"));
}

}  // namespace
}  // namespace laecert::project
