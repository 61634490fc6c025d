#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "instances/scaled_matrix.hpp"

namespace laecert::instances {

/// Whether a text table has something: as the user says, or as it looks.
enum class Choice : std::int8_t { automatic, yes, no };

/// How a table of numbers is to be read, whatever the file's format.
struct TableOptions {
  /// Between the cells of a text table; ' ' for runs of blanks. Unless given, by the ending of the file's name.
  std::optional<char> delimiter = {};
  /// Columns of the file to keep, in this order: header names, numbers from 1, or ranges `3-5`. Empty: all.
  std::vector<std::string> columns = {};
  /// The file has a sample per column: it is turned after the choice of columns.
  bool columns_are_samples = false;
  /// Leave out variables that have the same value in every sample.
  bool drop_constant_columns = false;

  /// An array of one dimension is a column; else it is refused.
  bool allow_vector = false;

  /// Of text tables: line 1 holds the columns' names; column 1 the rows' names.
  Choice header = Choice::automatic;
  Choice index_column = Choice::automatic;
  /// Of text tables: 1,5 is 3/2.
  bool decimal_comma = false;
  /// Of text tables: rows with a missing value among the chosen columns are left out, else refused.
  bool drop_rows_with_missing = false;

  /// Reading ends with Stopped soon after a stop was asked for.
  std::stop_token stop = {};
};

/// Exact samples, one a row.
struct Table {
  ScaledMatrix samples;                   // n x m
  std::vector<std::string> names = {};    // of the m variables; empty where the file does not name them
  std::vector<std::string> dropped = {};  // variables left out as constant: header name, or `column 33`
  std::vector<std::string> notes = {};    // what was guessed, and what was left out: `line 1 read as names: ...`
};

}  // namespace laecert::instances
