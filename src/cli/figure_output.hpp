#pragma once

#include <ostream>
#include <string>

#include "report/figure.hpp"

namespace laecert::cli {

/// Writes NAME.csv and NAME.gp, the gnuplot script, into the folder (the current one where it is empty), and NAME.svg
/// by gnuplot where that is present; else says so in one line on `err`, after the figure's notes. Errors: OutputError
/// naming the file.
void write_figure(const report::Figure& figure, const std::string& folder, std::ostream& err);

}  // namespace laecert::cli
