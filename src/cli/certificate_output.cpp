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

void write_certificates(const std::string& folder, const studies::CertificateSet& set,
                        const problem::Instance& instance) {
  require_folder(folder);
  const std::filesystem::path path(folder);
  for (const studies::CertificateFile& file : set.files) report::write_file(path / file.name, file.content);
  report::write_file(path / "index.json", studies::certificate_index(set, instance));
}

}  // namespace laecert::cli
