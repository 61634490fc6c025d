#include "studies/certificates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "certify/certificate.hpp"
#include "checks/lae/findings.hpp"
#include "instances/digest.hpp"

namespace laecert::studies {
namespace {

// "sum-1-3.json", "none-empty.json"; of a rank vector "sum-ranks-2-0.json".
std::string file_name(const LaeContext& context, const theory::Manifold& manifold) {
  const std::string loss = theory::to_string(context.loss);
  if (manifold.rank_vector) return fmt::format("{}-ranks-{}.json", loss, fmt::join(*manifold.rank_vector, "-"));
  if (manifold.index_set.empty()) return loss + "-empty.json";
  return fmt::format("{}-{}.json", loss, fmt::join(manifold.index_set, "-"));
}

// The rows of the registry that a certificate decides again on its manifold.
std::vector<std::string> decided_statements(Loss loss) {
  std::vector<std::string> ids;
  for (const char* name : {"critical", "value", "index", "nullity", "strict-saddles"}) {
    ids.push_back(statement_id(loss, name));
  }
  if (loss == Loss::sum) ids.emplace_back("sum.transpose");
  return ids;
}

// The default of 19 digits keeps certificates short; who asks for more than the default digits gets them.
long certificate_digits(const Effort& effort) {
  const long ordinary = 19;
  return effort.digits > Effort{}.digits ? effort.digits : ordinary;
}

Outcome<std::string> certificate_text(const LaeContext& context, const ManifoldRecord& record) {
  if (!record.certified) return Reason{"not certified"};
  if (context.problem.dimension() > largest_certificate_dimension) {
    return Reason{fmt::format("more than {} unknowns", largest_certificate_dimension)};
  }
  const Outcome<certify::Certificate> certificate =
      certify::make_certificate(context.problem, *record.certified, certificate_digits(context.effort));
  if (!certificate) return certificate.reason();
  return certify::to_json(*certificate);
}

}  // namespace

void add_certificates(CertificateSet& set, const LaeContext& context) {
  const std::vector<std::optional<Outcome<std::string>>> texts =
      claims::parallel_map(context.records.size(), context.effort.jobs,
                           [&](std::size_t i) { return certificate_text(context, context.records[i]); });
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Outcome<std::string>& text = *texts[i];
    if (text) {
      set.files.push_back({file_name(context, context.records[i].manifold), *text, decided_statements(context.loss)});
    } else {
      ++set.not_written[text.reason().text];
    }
  }
}

std::string certificate_index(const CertificateSet& set, const problem::Instance& instance) {
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
                      {"instance", {{"name", instance.setting().name}, {"sha256", instances::gram_digest(instance)}}},
                      {"certificates", certificates},
                      {"statements", statements},
                      {"not_written", not_written}};
  return index.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace laecert::studies
