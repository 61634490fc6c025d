#include "cli/certificate_output.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>

#include "report/write_file.hpp"

namespace laecert::cli {

void require_folder(const std::string& folder) {
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw report::OutputError(folder + ": " + error.message());
}

studies::RecordObserver certificate_observer(const std::string& folder, studies::CertificateSet& set) {
  if (folder.empty()) return {};
  return [&set](const studies::CertifiedRecords& certified) { studies::add_certificates(set, certified); };
}

std::string folder_within(const std::string& folder, const problem::Instance& instance) {
  if (folder.empty()) return {};
  std::string name = instance.setting().name;
  const auto is_plain = [](unsigned char c) { return std::isalnum(c) != 0; };
  std::replace_if(
      name.begin(), name.end(), [&](char c) { return !is_plain(static_cast<unsigned char>(c)); }, '-');
  return (std::filesystem::path(folder) / name).string();
}

std::vector<report::FileContent> certificate_files(const std::string& folder, const studies::CertificateSet& set,
                                                   const problem::Instance& instance, bool complete) {
  if (folder.empty()) return {};
  require_folder(folder);
  const std::filesystem::path path(folder);
  std::vector<report::FileContent> files;
  files.reserve(set.files.size() + 1);
  for (const studies::CertificateFile& file : set.files) files.push_back({path / file.name, file.content});
  files.push_back({.file = path / studies::certificate_index_name,
                   .content = studies::certificate_index(set, instance, complete),
                   .is_index = true});
  return files;
}

}  // namespace laecert::cli
