#pragma once

#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "recheck/program.hpp"

namespace laecert::recheck {

/// A certificate of the corpus, made false in one way, and why it is rejected.
struct Forgery {
  std::string name, base;
  std::function<void(Json&)> edit;
  std::string reason;
};

inline const std::string gradient = "the gradient is not zero at the point";
inline const std::string within_gap = "the bordered matrix may have an eigenvalue within the gap";

inline void set_inertia(Json& c, const std::string& negative, const std::string& zero, const std::string& positive) {
  c["claim"]["inertia"] = {negative, zero, positive};
}

// "1 0; 0 1" is the list of the rows ["1", "0"] and ["0", "1"].
inline Json matrix(const std::string& text) {
  Json rows = Json::array({Json::array()});
  std::istringstream in(text);
  for (std::string entry; in >> entry;) {
    const bool ends_row = entry.ends_with(';');
    rows.back().push_back(entry.substr(0, entry.size() - (ends_row ? 1 : 0)));
    if (ends_row) rows.push_back(Json::array());
  }
  return rows;
}

inline void set_point(Json& c, const std::string& W1, const std::string& W2) {
  c["point"]["W1"] = matrix(W1);
  c["point"]["W2"] = matrix(W2);
}

inline void add_to(Json& text, const Rational& q) { text = text_of(number(text) + q); }

/// The mistakes that a certificate of `tied` can make.
std::vector<Forgery> tied_forgeries();

}  // namespace laecert::recheck
