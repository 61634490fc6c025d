#include "instances/npy_header.hpp"

#include <fmt/core.h>

#include <optional>
#include <vector>

#include "instances/dict_literal.hpp"
#include "instances/number.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t version_bytes = 2;

/// The unsigned integer in these bytes, least significant first.
std::size_t little_endian(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) value = 256 * value + static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

/// Where the dict literal stands.
struct Span {
  std::size_t start;
  std::size_t length;
};

/// Version 1.0 gives the header's length in two bytes, 2.0 and 3.0 in four (3.0 for names beyond Latin-1).
Span find_dict(std::string_view file, std::uint64_t file_size, const std::string& name) {
  if (!file.starts_with(magic)) throw DataError(name + ": not a .npy file, it does not begin with \\x93NUMPY");
  if (file.size() < magic.size() + version_bytes) throw DataError(name + ": truncated before the version");
  const int major = static_cast<unsigned char>(file[magic.size()]);
  const int minor = static_cast<unsigned char>(file[magic.size() + 1]);
  if (!(1 <= major && major <= 3 && minor == 0)) {
    throw DataError(fmt::format("{}: .npy version {}.{}, expected 1.0, 2.0 or 3.0", name, major, minor));
  }
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  const std::size_t start = magic.size() + version_bytes + length_bytes;
  if (file.size() < start) throw DataError(name + ": truncated before the header");
  const std::size_t length = little_endian(file.substr(start - length_bytes, length_bytes));
  if (length > file_size - start) {
    throw DataError(fmt::format("{}: truncated in the header: {} bytes of {}", name, file_size - start, length));
  }
  if (length <= file.size() - start) return {start, length};
  throw DataError(fmt::format("{}: a header of {} bytes, at most {} are read", name, length, file.size() - start));
}

/// The values of the three keys, as they were written.
struct Dict {
  std::optional<std::string_view> descr = {};
  std::optional<bool> fortran_order = {};
  std::optional<std::vector<std::uint64_t>> shape = {};
};

void require_plain_type(DictLiteral& literal, const std::string& name) {
  if (literal.sees('[') || literal.sees('(')) {
    throw DataError(name + ": a structured type; expected one type of number for the whole table");
  }
}

void take_item(DictLiteral& literal, Dict& dict, const std::string& name) {
  const std::string_view key = literal.take_string();
  const bool again = (key == "descr" && dict.descr) || (key == "fortran_order" && dict.fortran_order) ||
                     (key == "shape" && dict.shape);
  if (again) throw DataError(fmt::format("{}: header has the key {} twice", name, in_quotes(key)));
  literal.require(':');
  if (key == "descr") {
    require_plain_type(literal, name);
    dict.descr = literal.take_string();
  } else if (key == "fortran_order") {
    dict.fortran_order = literal.take_boolean();
  } else if (key == "shape") {
    dict.shape = literal.take_tuple();
  } else {
    throw DataError(
        fmt::format("{}: header has the key {}, expected descr, fortran_order, shape", name, in_quotes(key)));
  }
}

Dict parse_dict(std::string_view text, const std::string& name) {
  DictLiteral literal(text, name);
  Dict dict;
  literal.require('{');
  while (!literal.take('}')) {
    take_item(literal, dict, name);
    if (!literal.sees('}')) literal.require(',');
  }
  literal.require_end();
  if (!dict.descr) throw DataError(name + ": header without the key 'descr'");
  if (!dict.fortran_order) throw DataError(name + ": header without the key 'fortran_order'");
  if (!dict.shape) throw DataError(name + ": header without the key 'shape'");
  return dict;
}

/// What the letter of a type stands for that is not read.
std::string_view refused_kind(char letter) {
  switch (letter) {
    case 'O':
      return "Python objects";
    case 'c':
      return "complex numbers";
    case 'S':
    case 'U':
      return "text";
    case 'V':
      return "raw bytes";
    case 'm':
    case 'M':
      return "times";
    case 'f':
    case 'i':
    case 'u':
    case 'b':
      return "no size that is read";
    default:
      return "no type that is known";
  }
}

std::optional<NumberKind> kind_of(char letter, std::size_t bytes) {
  const bool integer_size = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
  if (letter == 'b' && bytes == 1) return NumberKind::boolean;
  if (letter == 'i' && integer_size) return NumberKind::signed_integer;
  if (letter == 'u' && integer_size) return NumberKind::unsigned_integer;
  if (letter == 'f' && integer_size && bytes != 1) return NumberKind::floating_point;
  return std::nullopt;
}

/// `<f8`: byte order, letter, bytes of one number.
NumberType parse_type(std::string_view descr, const std::string& name) {
  const std::string expected = "expected f2, f4, f8, i1 to i8, u1 to u8 or b1 with its byte order: '<f8'";
  const std::string_view letters = descr.substr(descr.find_first_of("<>|=") == 0 ? 1 : 0);
  const bool one_digit = letters.size() == 2 && '1' <= letters[1] && letters[1] <= '8';
  const std::size_t bytes = one_digit ? static_cast<std::size_t>(letters[1] - '0') : 0;
  const char letter = letters.empty() ? ' ' : letters[0];
  const std::optional<NumberKind> kind = kind_of(letter, bytes);
  if (!kind) {
    throw DataError(
        fmt::format("{}: numbers of type {} ({}), {}", name, in_quotes(descr), refused_kind(letter), expected));
  }
  const char order = descr.size() == 3 ? descr[0] : ' ';
  const bool ordered = order == '<' || order == '>' || (order == '|' && bytes == 1);
  if (!ordered) throw DataError(fmt::format("{}: type {} without byte order, {}", name, in_quotes(descr), expected));
  return {*kind, bytes, order == '>'};
}

void require_table(const std::vector<std::uint64_t>& shape, const std::string& name) {
  if (shape.size() != 2) {
    throw DataError(fmt::format("{}: an array with {} dimension{}; a table has two, rows and columns", name,
                                shape.size(), shape.size() == 1 ? "" : "s"));
  }
  if (shape[0] == 0 || shape[1] == 0) {
    throw DataError(fmt::format("{}: {} x {} numbers, expected at least 1 x 1", name, shape[0], shape[1]));
  }
}

/// The numbers fill the rest of the file. No product is taken before it is known to fit.
void require_data(const NpyHeader& header, std::uint64_t file_size, const std::string& name) {
  const std::uint64_t left = file_size - header.data_offset;
  const std::uint64_t most_rows = left / header.type.bytes / header.cols;
  if (header.rows > most_rows) {
    throw DataError(fmt::format("{}: truncated: {} x {} numbers of {} byte{}, {} byte{} follow the header", name,
                                header.rows, header.cols, header.type.bytes, header.type.bytes == 1 ? "" : "s", left,
                                left == 1 ? "" : "s"));
  }
  const std::uint64_t extra = left - header.rows * header.cols * header.type.bytes;
  if (extra == 0) return;
  throw DataError(fmt::format("{}: {} byte{} after the {} x {} numbers", name, extra, extra == 1 ? "" : "s",
                              header.rows, header.cols));
}

}  // namespace

NpyHeader parse_npy_header(std::string_view head, std::uint64_t file_size, const std::string& name, bool allow_vector) {
  const Span span = find_dict(head, file_size, name);
  Dict dict = parse_dict(head.substr(span.start, span.length), name);
  if (allow_vector && dict.shape->size() == 1) dict.shape->push_back(1);
  NpyHeader header;
  header.type = parse_type(*dict.descr, name);
  require_table(*dict.shape, name);
  header.fortran_order = *dict.fortran_order;
  header.rows = (*dict.shape)[0];
  header.cols = (*dict.shape)[1];
  header.data_offset = span.start + span.length;
  require_data(header, file_size, name);
  return header;
}

}  // namespace laecert::instances
