#include "cli/certificate_output.hpp"

#include <filesystem>
#include <system_error>

#include "report/write_file.hpp"

namespace laecert::cli {

void write_certificates(const std::string& folder, const checks::CertificateSet& set,
                        const problem::Instance& instance) {
  const std::filesystem::path path(folder);
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw report::OutputError(folder + ": " + error.message());
  for (const checks::CertificateFile& file : set.files) report::write_file(path / file.name, file.content);
  report::write_file(path / "index.json", checks::certificate_index(set, instance));
}

}  // namespace laecert::cli
