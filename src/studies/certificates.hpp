#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "families/family.hpp"

namespace laecert::studies {

using namespace checks;

/// One certificate as it will be written.
struct CertificateFile {
  std::string name;                     // of the file: "sum-1-3.json"
  std::string content;                  // laecert-certificate/1
  std::vector<std::string> statements;  // ids of what it decides again
};

/// The certificates of an instance, and what has none.
struct CertificateSet {
  std::vector<CertificateFile> files = {};
  std::map<std::string, Index> not_written = {};  // how many points, by reason
};

/// Points of more unknowns than this get no certificate.
inline constexpr Index largest_certificate_dimension = 200;

/// A loss on an instance with its records, whatever command they come from.
struct CertifiedRecords {
  const FamilyLoss& family;
  const ListedLoss& loss;
  const std::vector<ManifoldRecord>& records;
};

/// Told the records of each loss when they are complete: for what is written beside a report.
using RecordObserver = std::function<void(const CertifiedRecords&)>;

/// Adds a certificate for every certified record.
/// Guarantee: the same set for any number of jobs.
void add_certificates(CertificateSet& set, const CertifiedRecords& certified);

/// The file of the index.
inline constexpr const char* certificate_index_name = "index.json";

/// Whether a certificate of any loss, or the index, may have this name.
bool is_certificate_name(const std::string& name);

/// The index of the set, "laecert-certificate-index/1": whether the run came to its end, each file with its SHA-256,
/// the files that decide a statement, and the points without one, counted by reason.
std::string certificate_index(const CertificateSet& set, const problem::Instance& instance, bool complete);

}  // namespace laecert::studies
