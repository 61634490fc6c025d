#pragma once

#include "claims/archive.hpp"
#include "claims/result.hpp"

namespace laecert::claims {

template <>
struct Leaf<numeric::Integer> {
  static std::string write(const numeric::Integer& x) { return x.str(); }
  static numeric::Integer read(const std::string& text) {
    try {
      return numeric::Integer(text);
    } catch (const std::runtime_error&) {
      throw Malformed("no integer");
    }
  }
};

template <>
struct Fields<CaseCount> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.decided, x.total, x.seed, x.verdict, x.inapplicable, x.left_out, x.universal);
  }
};

/// Without its info, which the registry has.
template <>
struct Fields<StatementResult> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.floor, x.verdict, x.cases, x.by, x.margin, x.reason, x.standing, x.internal);
  }
};

template <>
struct Fields<ControlResult> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.id, x.text, x.outcome, x.internal);
  }
};

}  // namespace laecert::claims
