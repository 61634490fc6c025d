#include "families/archived_points.hpp"

#include <fmt/format.h>

#include <memory>

namespace laecert::claims {

std::string Leaf<numeric::Ball>::write(const numeric::Ball& x) {
  const std::unique_ptr<char, void (*)(void*)> text(arb_dump_str(x.arb()), flint_free);
  return fmt::format("{} {}", x.precision().bits, text.get());
}

numeric::Ball Leaf<numeric::Ball>::read(const std::string& text) {
  const std::size_t blank = text.find(' ');
  numeric::Precision precision;
  const auto [end, error] = std::from_chars(text.data(), text.data() + std::min(blank, text.size()), precision.bits);
  if (blank == std::string::npos || error != std::errc()) throw Malformed("no ball");
  arb_t ball;
  arb_init(ball);
  const bool is_read = arb_load_str(ball, text.c_str() + blank + 1) == 0;
  numeric::Ball result = numeric::Ball::from_arb(ball, precision);
  arb_clear(ball);
  if (!is_read) throw Malformed("no ball");
  return result;
}

std::string Leaf<numeric::Rational>::write(const numeric::Rational& x) { return x.str(); }

numeric::Rational Leaf<numeric::Rational>::read(const std::string& text) {
  // The library would take a zero denominator.
  const std::size_t bar = text.find('/');
  const bool is_over_zero = bar != std::string::npos && text.find_first_not_of('0', bar + 1) == std::string::npos;
  if (text.empty() || text.find_first_not_of("-/0123456789") != std::string::npos || is_over_zero) {
    throw Malformed("no rational");
  }
  return numeric::Rational(text);
}

}  // namespace laecert::claims

namespace laecert::checks {

claims::JournalPart journal_of(const claims::JournalPart& journal, const std::string& kind, const CertifiedList& list) {
  if (journal.journal == nullptr) return {};
  return journal.part(fmt::format("{} {} {} {} {}", kind, list.name, list.instance.lambda().str(), list.effort.digits,
                                  static_cast<int>(list.effort.route)));
}

}  // namespace laecert::checks
