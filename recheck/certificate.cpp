#include "certificate.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "reader.hpp"

namespace laecert::recheck {
namespace {

constexpr std::string_view inertia_format = "laecert-inertia-certificate/1";

// In the order of Problem.
constexpr std::array<std::string_view, 4> names{"none", "product", "sum", "tied"};

// Numbers are kept as text until their matrix is known to have the shape it must have.
using Row = std::vector<std::string_view>;
using Table = std::vector<Row>;

struct Draft {
  // The strings, by their keys: those of the claim and of the document have none in common.
  std::map<std::string_view, std::string_view> words;
  Row inertia, value;
  // Of `tied`, W2 is W and the other empty.
  Table gram, W1, W2;
  std::vector<Table> generators, commutant;
};

Row read_row(Reader& reader) {
  Row row;
  reader.list([&] { row.push_back(reader.string()); });
  return row;
}

Table read_table(Reader& reader) {
  Table table;
  reader.list([&] { table.push_back(read_row(reader)); });
  return table;
}

std::vector<Table> read_tables(Reader& reader) {
  std::vector<Table> tables;
  reader.list([&] { tables.push_back(read_table(reader)); });
  return tables;
}

void read_claim(Reader& reader, Draft& draft) {
  const auto member = [&](std::string_view key) {
    if (key == "inertia" || key == "value") {
      (key == "value" ? draft.value : draft.inertia) = read_row(reader);
    } else {
      draft.words[key] = reader.string();
    }
  };
  reader.object_of({{"problem", "m", "k", "rank", "inertia", "value", "transpose_gap"},
                    {"problem", "m", "k", "rank", "inertia", "value"}},
                   member);
}

void read_member(Reader& reader, std::string_view key, Draft& draft) {
  if (key == "claim") {
    read_claim(reader, draft);
  } else if (key == "gram") {
    draft.gram = read_table(reader);
  } else if (key == "point") {
    reader.object_of({{"W1", "W2"}, {"W"}},
                     [&](std::string_view part) { (part == "W1" ? draft.W1 : draft.W2) = read_table(reader); });
  } else if (key == "generators" || key == "commutant") {
    (key == "commutant" ? draft.commutant : draft.generators) = read_tables(reader);
  } else {
    draft.words[key] = reader.string();
  }
}

Draft read_draft(std::string_view text) {
  Draft draft;
  Reader reader(text);
  reader.object({"format", "claim", "lambda", "gram", "point", "radius", "gap", "generators", "commutant"},
                [&](std::string_view key) { read_member(reader, key, draft); });
  reader.end();
  return draft;
}

void require(bool condition, const std::string& rule) {
  if (!condition) throw Malformed(rule);
}

void require_shape(const Table& table, Index rows, Index columns, const std::string& name) {
  const bool fits = table.size() == rows &&
                    std::all_of(table.begin(), table.end(), [&](const Row& row) { return row.size() == columns; });
  require(fits, name + " is not " + std::to_string(rows) + " x " + std::to_string(columns));
}

// Matrices over one common denominator, which is held to the same length as each number.
std::vector<Matrix> read_matrices(const std::vector<Table>& tables, Index digits) {
  Integer bound, denominator = 1;
  mpz_ui_pow_ui(bound.get_mpz_t(), 10, digits);
  for (const Table& table : tables) {
    for (const Row& row : table) {
      for (const std::string_view text : row) denominator = lcm(denominator, read_rational(text, digits).get_den());
      require(denominator < bound, "a common denominator has more than " + std::to_string(digits) + " digits");
    }
  }
  std::vector<Matrix> matrices;
  for (const Table& table : tables) {
    Matrix& matrix = matrices.emplace_back(table.size(), table.front().size(), denominator);
    for (Index i = 0; i < matrix.rows(); ++i) {
      for (Index j = 0; j < matrix.columns(); ++j) {
        const Rational q = read_rational(table[i][j], digits);
        matrix.at(i, j) = q.get_num() * (denominator / q.get_den());
      }
    }
  }
  return matrices;
}

// Each over a denominator of its own.
std::vector<Matrix> read_each(const std::vector<Table>& tables, Index digits) {
  std::vector<Matrix> matrices;
  matrices.reserve(tables.size());
  for (const Table& table : tables) matrices.push_back(read_matrices({table}, digits).front());
  return matrices;
}

struct InertiaDraft {
  std::string_view format, gap;
  Table matrix;
  Row inertia;
};

InertiaDraft read_inertia_draft(std::string_view text) {
  InertiaDraft draft;
  Reader reader(text);
  reader.object({"format", "matrix", "inertia", "gap"}, [&](std::string_view key) {
    if (key == "matrix") {
      draft.matrix = read_table(reader);
    } else if (key == "inertia") {
      draft.inertia = read_row(reader);
    } else {
      (key == "gap" ? draft.gap : draft.format) = reader.string();
    }
  });
  reader.end();
  return draft;
}

// The claim's integers, and that the rest has the shapes they ask for.
Claim read_claim_in_shape(const Draft& draft, const Limits& limits) {
  require(draft.words.at("format") == "laecert-certificate/1", "the format is not laecert-certificate/1");
  Claim claim;
  const auto* const problem = std::find(names.begin(), names.end(), draft.words.at("problem"));
  require(problem != names.end(), "the problem is none of none, product, sum, tied");
  claim.problem = static_cast<Problem>(problem - names.begin());
  claim.m = read_count(draft.words.at("m"));
  claim.k = read_count(draft.words.at("k"));
  const bool is_tied = claim.problem == Problem::tied;
  require(draft.words.contains("transpose_gap") != is_tied, "a transpose_gap is for losses of W1 and W2 only");
  require(draft.W1.empty() == is_tied, is_tied ? "the point of tied is one matrix W" : "the point is not W1 and W2");
  const Index unknowns = (is_tied ? 1 : 2) * claim.m * claim.k;
  require(unknowns > 0, "m and k must be positive");
  require(unknowns <= limits.unknowns, "more than " + std::to_string(limits.unknowns) + " unknowns");
  claim.rank = read_count(draft.words.at("rank"));
  require(claim.rank <= std::min(claim.m, claim.k), "the rank is above min(m, k)");
  require(draft.inertia.size() == 3, "the inertia is not three numbers");
  std::transform(draft.inertia.begin(), draft.inertia.end(), claim.inertia.begin(), read_count);
  require(claim.inertia[0] + claim.inertia[1] + claim.inertia[2] == unknowns,
          is_tied ? "the inertia does not add up to m k" : "the inertia does not add up to 2 m k");
  require(draft.generators.size() + draft.commutant.size() == claim.inertia[1],
          "generators and commutant together are not as many as the nullity");
  require_shape(draft.gram, claim.m, claim.m, "gram");
  if (!is_tied) require_shape(draft.W1, claim.k, claim.m, "W1");
  require_shape(draft.W2, claim.m, claim.k, is_tied ? "W" : "W2");
  for (const Table& table : draft.generators) require_shape(table, claim.k, claim.k, "a generator");
  for (const Table& table : draft.commutant) require_shape(table, claim.m, claim.m, "a matrix of the commutant");
  require(draft.value.size() == 2, "the value is not two numbers");
  return claim;
}

}  // namespace

std::string_view name_of(Problem problem) { return names.at(static_cast<Index>(problem)); }

bool names_inertia_format(std::string_view text) { return text.find(inertia_format) != std::string_view::npos; }

InertiaCertificate read_inertia_certificate(std::string_view text, const Limits& limits) {
  require(text.size() <= limits.bytes, "more than " + std::to_string(limits.bytes) + " bytes");
  const InertiaDraft draft = read_inertia_draft(text);
  require(draft.format == inertia_format, "the format is not " + std::string(inertia_format));
  const Index size = draft.matrix.size();
  require(size > 0, "the matrix is empty");
  require(size <= limits.unknowns, "more than " + std::to_string(limits.unknowns) + " rows");
  require_shape(draft.matrix, size, size, "the matrix");
  require(draft.inertia.size() == 3, "the inertia is not three numbers");
  InertiaCertificate result;
  std::transform(draft.inertia.begin(), draft.inertia.end(), result.inertia.begin(), read_count);
  require(result.inertia[0] + result.inertia[1] + result.inertia[2] == size,
          "the inertia does not add up to the rows of the matrix");
  result.gap = read_rational(draft.gap, limits.digits);
  result.matrix = read_matrices({draft.matrix}, limits.digits).front();
  return result;
}

Certificate read_certificate(std::string_view text, const Limits& limits) {
  require(text.size() <= limits.bytes, "more than " + std::to_string(limits.bytes) + " bytes");
  const Draft draft = read_draft(text);
  const auto number = [&](std::string_view key) { return read_rational(draft.words.at(key), limits.digits); };
  Certificate result;
  Claim& claim = result.claim = read_claim_in_shape(draft, limits);
  claim.value_low = read_rational(draft.value[0], limits.digits);
  claim.value_high = read_rational(draft.value[1], limits.digits);
  if (claim.problem != Problem::tied) claim.transpose_gap = number("transpose_gap");
  result.lambda = number("lambda");
  result.radius = number("radius");
  result.gap = number("gap");
  result.gram = read_matrices({draft.gram}, limits.digits).front();
  const bool is_tied = claim.problem == Problem::tied;
  const std::vector<Table> tables = is_tied ? std::vector<Table>{draft.W2} : std::vector<Table>{draft.W1, draft.W2};
  const std::vector<Matrix> point = read_matrices(tables, limits.digits);
  if (!is_tied) result.W1 = point.front();
  result.W2 = point.back();
  result.generators = read_each(draft.generators, limits.digits);
  result.commutant = read_each(draft.commutant, limits.digits);
  return result;
}

}  // namespace laecert::recheck
