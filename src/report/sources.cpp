#include "report/sources.hpp"

#include <algorithm>

namespace laecert::report {
namespace {

// What stands for the pages of this program.
constexpr const char* derived_key = "derived";

bool any_has(const std::vector<std::string>& texts, const std::string& part) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

bool is_cited(const std::vector<std::string>& texts, const std::string& key) {
  return any_has(texts, "[" + key + "]") || any_has(texts, "[" + key + ",");
}

}  // namespace

const std::vector<Source>& sources() {
  static const std::vector<Source> all{
      {"K19", "Kunin, Bloom, Goeva, Seed: Loss landscapes of regularized linear autoencoders, ICML 2019"},
      {"BH89", "Baldi, Hornik: Neural networks and principal component analysis, Neural Networks 2, 1989"},
      {"TB99", "Tipping, Bishop: Probabilistic principal component analysis, J. R. Stat. Soc. B 61, 1999"},
      {"O82", "Oja: Simplified neuron model as a principal component analyzer, J. Math. Biology 15, 1982"},
      {"P18", "Plaut: From principal subspaces to principal components with linear autoencoders, 2018"},
      {"F19", "Frye et al.: Recovering the critical points of a deep linear autoencoder, 2019"},
      {"B20", "Bao et al.: Regularized linear autoencoders recover the principal components, 2020"},
      {"L19", "Lucas, Tucker, Grosse, Norouzi: Don't blame the ELBO!, NeurIPS 2019"},
      {"N20", "Kunin, Nayebi, et al.: Two routes to credit assignment without weight symmetry, ICML 2020"},
      {"AW19", "Akrout, Wilson, et al.: Deep learning without weight transport, NeurIPS 2019"},
  };
  return all;
}

std::vector<Source> cited(const std::vector<std::string>& texts) {
  std::vector<Source> found;
  for (const Source& source : sources()) {
    if (is_cited(texts, source.key)) found.push_back(source);
  }
  if (any_has(texts, "derived") || any_has(texts, "section ")) {
    found.push_back({derived_key, "docs/theory.md of this program, and its proofs in reports/method.md"});
  }
  return found;
}

std::vector<Block> sources_blocks(const std::vector<std::string>& texts) {
  const std::vector<Source> found = cited(texts);
  if (found.empty()) return {};
  Table table{.columns = {{""}, {""}}, .headings = false, .indent = 2};
  for (const Source& source : found) {
    const bool is_key = source.key != derived_key;
    table.rows.push_back({{is_key ? "[" + source.key + "]" : source.key, source.work}});
  }
  return {Line{"sources"}, std::move(table)};
}

}  // namespace laecert::report
