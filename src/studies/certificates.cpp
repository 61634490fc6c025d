#include "studies/certificates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "certify/certificate.hpp"
#include "checks/registry.hpp"
#include "instances/digest.hpp"

namespace laecert::studies {
namespace {

// "sum-1-3.json", "none-empty.json"; of a rank vector "sum-ranks-2-0.json".
std::string file_name(const std::string& loss, const theory::Manifold& manifold) {
  if (manifold.rank_vector) return fmt::format("{}-ranks-{}.json", loss, fmt::join(*manifold.rank_vector, "-"));
  if (manifold.index_set.empty()) return loss + "-empty.json";
  return fmt::format("{}-{}.json", loss, fmt::join(manifold.index_set, "-"));
}

std::vector<std::string> decided_statements(const FamilyLoss& loss) {
  std::vector<std::string> ids;
  ids.reserve(loss.certified_statements.size());
  for (const std::string& name : loss.certified_statements) ids.push_back(fmt::format("{}.{}", loss.name, name));
  return ids;
}

// The default of 19 digits keeps certificates short; who asks for more than the default digits gets them.
long certificate_digits(const Effort& effort) {
  return effort.digits > Effort{}.digits ? effort.digits : certify::ordinary_certificate_digits;
}

Outcome<std::string> certificate_text(const CertifiedRecords& certified, const ManifoldRecord& record) {
  if (!certified.family.certificates) return Reason{certified.family.certificates.why_not};
  if (!record.certified) return Reason{"not certified"};
  if (certified.loss.dimension() > largest_certificate_dimension) {
    return Reason{fmt::format("more than {} unknowns", largest_certificate_dimension), Reason::Kind::too_large};
  }
  return certified.loss.certificate(*record.certified, certificate_digits(certified.loss.list().effort));
}

}  // namespace

void add_certificates(CertificateSet& set, const CertifiedRecords& certified) {
  const std::vector<ManifoldRecord>& records = certified.records;
  const std::vector<std::optional<Outcome<std::string>>> texts =
      claims::parallel_map(records.size(), certified.loss.list().effort.jobs,
                           [&](std::size_t i) { return certificate_text(certified, records[i]); });
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Outcome<std::string>& text = *texts[i];
    if (text) {
      set.files.push_back(
          {file_name(certified.family.name, records[i].manifold), *text, decided_statements(certified.family)});
    } else {
      ++set.not_written[text.reason().text];
    }
  }
}

bool is_certificate_name(const std::string& name) {
  if (name == certificate_index_name) return true;
  if (!name.ends_with(".json")) return false;
  const std::vector<FamilyLoss> losses = all_losses(builtin_registry());
  return std::ranges::any_of(losses, [&](const FamilyLoss& loss) { return name.starts_with(loss.name + "-"); });
}

std::string certificate_index(const CertificateSet& set, const problem::Instance& instance, bool complete) {
  using Json = nlohmann::ordered_json;
  Json certificates = Json::array(), statements = Json::object(), not_written = Json::array();
  for (const CertificateFile& file : set.files) {
    certificates.push_back({{"file", file.name}, {"sha256", instances::sha256_hex(file.content)}});
    for (const std::string& id : file.statements) statements[id].push_back(file.name);
  }
  for (const auto& [reason, count] : set.not_written) {
    not_written.push_back({{"reason", reason}, {"count", std::to_string(count)}});
  }
  const Json index = {{"format", "laecert-certificate-index/1"},
                      {"complete", complete},
                      {"instance", {{"name", instance.setting().name}, {"sha256", instances::gram_digest(instance)}}},
                      {"certificates", certificates},
                      {"statements", statements},
                      {"not_written", not_written}};
  return index.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace laecert::studies
