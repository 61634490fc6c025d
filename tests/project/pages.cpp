#include "project/pages.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <optional>
#include <regex>

namespace laecert::project {
namespace {

namespace fs = std::filesystem;

std::string at_line(const SourceFile& file, std::size_t line) { return file.path + ":" + std::to_string(line + 1); }

bool opens_or_closes_code(const std::string& line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first != std::string::npos && (line.compare(first, 3, "```") == 0 || line.compare(first, 3, "~~~") == 0);
}

// The lines of a page; those of its blocks of code are empty.
std::vector<std::string> prose_of(const std::string& page) {
  std::vector<std::string> lines = lines_of(page);
  bool in_code = false;
  for (std::string& line : lines) {
    const bool is_fence = opens_or_closes_code(line);
    if (is_fence) in_code = !in_code;
    if (is_fence || in_code) line.clear();
  }
  return lines;
}

std::string without_code_spans(const std::string& line) {
  static const std::regex span("`[^`]*`");
  return std::regex_replace(line, span, "");
}

std::optional<std::string> heading_in(const std::string& line) {
  static const std::regex heading("#{1,6} +(.*?) *#*");
  std::smatch match;
  if (!std::regex_match(line, match, heading)) return std::nullopt;
  return match[1];
}

// Of a link in a heading its text counts.
std::string anchor_of(const std::string& heading) {
  static const std::regex link(R"(\[([^\]]*)\]\([^)]*\))");
  std::string anchor;
  for (const char c : std::regex_replace(heading, link, "$1")) {
    const auto sign = static_cast<unsigned char>(c);
    if (c == ' ') {
      anchor += '-';
    } else if (std::isalnum(sign) != 0 || c == '-' || c == '_' || sign >= 0x80) {
      anchor += static_cast<char>(std::tolower(sign));
    }
  }
  return anchor;
}

// The targets of [text](target) and of "[name]: target".
std::vector<std::string> targets_in(const std::string& line) {
  static const std::regex inline_link(R"(\]\(\s*<?([^)\s>]+)>?[^)]*\))");
  static const std::regex definition(R"(^ {0,3}\[[^\]]+\]:\s*(\S+))");
  std::vector<std::string> targets;
  const std::string text = without_code_spans(line);
  for (const std::regex* pattern : {&inline_link, &definition}) {
    for (std::sregex_iterator match(text.begin(), text.end(), *pattern), end; match != end; ++match) {
      targets.push_back((*match)[1]);
    }
  }
  return targets;
}

bool leaves_the_project(const std::string& target) {
  return target.find("://") != std::string::npos || target.starts_with("mailto:");
}

std::string resolved(const std::string& page, const std::string& target) {
  std::string path = (fs::path(page).parent_path() / target).lexically_normal().generic_string();
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

using Anchors = std::map<std::string, std::set<std::string>>;

std::string why_broken(const std::string& page, const std::string& target, const Anchors& anchors,
                       const std::set<std::string>& files) {
  const std::size_t hash = target.find('#');
  const std::string file = target.substr(0, hash);
  const std::string path = file.empty() ? page : resolved(page, file);
  if (!files.contains(path)) return "no such file";
  if (hash == std::string::npos) return "";
  const auto headings = anchors.find(path);
  const bool has_heading = headings != anchors.end() && headings->second.contains(target.substr(hash + 1));
  return has_heading ? "" : "no such heading";
}

// A page that a source names, and the section of it where one is named.
struct Mention {
  std::string page, section;
};

std::vector<Mention> mentions_in(const std::string& line) {
  static const std::regex pattern(R"(((?:docs|reports|proofs)/[\w/-]+\.md)(?:,? sections? (\d+))?)");
  std::vector<Mention> mentions;
  for (std::sregex_iterator match(line.begin(), line.end(), pattern), end; match != end; ++match) {
    mentions.push_back({(*match)[1], (*match)[2]});
  }
  return mentions;
}

bool has_section(const SourceFile& page, const std::string& number) {
  return std::ranges::any_of(prose_of(page.text), [&](const std::string& line) {
    const std::optional<std::string> heading = heading_in(line);
    return heading && heading->starts_with(number + ".");
  });
}

bool is_there(const Mention& mention, const std::vector<SourceFile>& pages) {
  const auto page = std::ranges::find(pages, mention.page, &SourceFile::path);
  return page != pages.end() && (mention.section.empty() || has_section(*page, mention.section));
}

}  // namespace

std::set<std::string> anchors_of(const std::string& page) {
  std::set<std::string> anchors;
  std::map<std::string, int> seen;
  for (const std::string& line : prose_of(page)) {
    const std::optional<std::string> heading = heading_in(line);
    if (!heading) continue;
    const std::string anchor = anchor_of(*heading);
    const int times = seen[anchor]++;
    anchors.insert(times == 0 ? anchor : anchor + "-" + std::to_string(times));
  }
  return anchors;
}

std::vector<std::string> broken_links(const std::vector<SourceFile>& pages, const std::set<std::string>& files) {
  Anchors anchors;
  for (const SourceFile& page : pages) anchors[page.path] = anchors_of(page.text);
  std::vector<std::string> faults;
  for (const SourceFile& page : pages) {
    const std::vector<std::string> lines = prose_of(page.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (const std::string& target : targets_in(lines[i])) {
        if (leaves_the_project(target)) continue;
        const std::string why = why_broken(page.path, target, anchors, files);
        if (!why.empty()) faults.push_back(at_line(page, i) + ": " + target + ": " + why);
      }
    }
  }
  return faults;
}

std::vector<std::string> unknown_keys(const std::vector<SourceFile>& files, const std::string& bibliography) {
  static const std::regex key(R"(\[([A-Z]{1,3}[0-9]{2})[\],])");
  const std::set<std::string> known = anchors_of(bibliography);
  std::vector<std::string> faults;
  for (const SourceFile& file : files) {
    const std::vector<std::string> lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::sregex_iterator match(lines[i].begin(), lines[i].end(), key), end; match != end; ++match) {
        if (!known.contains(anchor_of((*match)[1])))
          faults.push_back(at_line(file, i) + ": [" + (*match)[1].str() + "]");
      }
    }
  }
  return faults;
}

std::vector<std::string> missing_pages(const std::vector<SourceFile>& files, const std::vector<SourceFile>& pages) {
  std::vector<std::string> faults;
  for (const SourceFile& file : files) {
    const std::vector<std::string> lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (const Mention& mention : mentions_in(lines[i])) {
        if (is_there(mention, pages)) continue;
        const std::string section = mention.section.empty() ? "" : " section " + mention.section;
        faults.push_back(at_line(file, i) + ": " + mention.page + section);
      }
    }
  }
  return faults;
}

}  // namespace laecert::project
