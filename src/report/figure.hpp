#pragma once

#include <string>
#include <vector>

/// Figures as tables of numbers, and the gnuplot script that draws them.
namespace laecert::report {

/// What one curve or cloud of a figure is made of: columns of the table, counted from 1.
struct FigureSeries {
  int x = 1, y = 2;
  std::string title;
  std::string style = "lines";  // as gnuplot has it: lines, points pt 7, ...
  int size = 0;                 // column of the sizes of points; 0: none
};

/// A figure.
struct Figure {
  std::string name;  // of its files
  std::string title, x_label, y_label;
  std::vector<std::string> settings = {};  // lines of gnuplot: set logscale x, ...
  std::vector<FigureSeries> series = {};
  std::vector<std::string> columns = {};
  std::vector<std::vector<double>> rows = {};
  std::vector<std::string> notes = {};  // what a reader of the picture must know and cannot see
};

/// The table as CSV: a header, then every double by its shortest decimal, empty where it is not finite.
std::string to_csv(const Figure& figure);

/// A gnuplot script that draws the table in the file `csv` into the file `svg`.
/// Guarantee: text in single quotes only, so that no name can become a command.
std::string to_gnuplot(const Figure& figure, const std::string& csv, const std::string& svg);

}  // namespace laecert::report
