#pragma once

#include <string>
#include <vector>

#include "report/write_file.hpp"
#include "studies/certificates.hpp"

namespace laecert::cli {

/// Makes the folder where one was asked for and is missing: before a long computation, not after it.
/// Errors: report::OutputError naming it.
void require_folder(const std::string& folder);

/// What collects the certificates of the records that it is told; nothing where no folder was asked for.
studies::RecordObserver certificate_observer(const std::string& folder, studies::CertificateSet& set);

/// The folder of one instance of several, named after it; empty where no folder was asked for.
std::string folder_within(const std::string& folder, const problem::Instance& instance);

/// The certificates and their index as they are to be written into a folder, which is made where it is missing; none
/// where no folder was asked for. complete: whether the run came to its end.
/// Errors: report::OutputError naming the folder.
std::vector<report::FileContent> certificate_files(const std::string& folder, const studies::CertificateSet& set,
                                                   const problem::Instance& instance, bool complete);

}  // namespace laecert::cli
