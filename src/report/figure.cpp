#include "report/figure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace laecert::report {
namespace {

// Single quotes are doubled: gnuplot's own escape.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result.push_back('\'');
    if (c != '\n') result.push_back(c);
  }
  return result + "'";
}

std::string cell_text(double x) { return std::isfinite(x) ? fmt::format("{}", x) : std::string(); }

std::string using_text(const FigureSeries& series) {
  const std::string pair = fmt::format("{}:{}", series.x, series.y);
  return series.size > 0 ? fmt::format("{}:{}", pair, series.size) : pair;
}

}  // namespace

std::string to_csv(const Figure& figure) {
  std::string text = fmt::format("{}\n", fmt::join(figure.columns, ","));
  for (const std::vector<double>& row : figure.rows) {
    std::vector<std::string> cells;
    cells.reserve(row.size());
    for (const double x : row) cells.push_back(cell_text(x));
    text += fmt::format("{}\n", fmt::join(cells, ","));
  }
  return text;
}

std::string to_gnuplot(const Figure& figure, const std::string& csv, const std::string& svg) {
  std::string text = "set terminal svg size 800,600\nset datafile separator ','\nset key outside noenhanced\n";
  text += "set output " + quoted(svg) + "\nset title " + quoted(figure.title) + "\nset xlabel " +
          quoted(figure.x_label) + "\nset ylabel " + quoted(figure.y_label) + "\n";
  for (const std::string& setting : figure.settings) text += setting + "\n";
  std::vector<std::string> plots;
  plots.reserve(figure.series.size());
  for (const FigureSeries& one : figure.series) {
    plots.push_back(fmt::format("{} every ::1 using {} with {} title {}", quoted(csv), using_text(one), one.style,
                                quoted(one.title)));
  }
  return text + fmt::format("plot {}\n", fmt::join(plots, ", \\\n     "));
}

}  // namespace laecert::report
