#pragma once

#include <string>

#include "checks/certificates.hpp"

namespace laecert::cli {

/// Writes the certificates and then their index into a folder, which is made where it is missing; every file whole or
/// not at all. Errors: report::OutputError naming the file or folder.
void write_certificates(const std::string& folder, const checks::CertificateSet& set,
                        const problem::Instance& instance);

}  // namespace laecert::cli
