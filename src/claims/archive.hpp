#pragma once

#include <bit>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "numeric/outcome.hpp"

/// Values as text and back, exactly: for what one process of the same program leaves to another. The text is no format
/// for anybody else, and nothing in it is proved.
namespace laecert::claims {

/// A text that no Writer wrote.
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The fields of a structure, in one place for both directions: `template <class A, class T> static void of(A& a, T&
/// x)` calls a(x.first, x.second, ...).
template <class T>
struct Fields;

/// A value that is one text: `write(const T&) -> std::string`, `read(const std::string&) -> T`.
template <class T>
struct Leaf;

template <class T>
concept IsLeaf = requires(const T& x) { Leaf<T>::write(x); };

template <class T>
concept IsNumber = std::integral<T> || std::is_enum_v<T>;

/// Writes each text with its length before it: "3:abc".
class Writer {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void put(const std::string& x) { text_ += std::to_string(x.size()) + ':' + x; }
  template <IsNumber T>
  void put(T x) {
    if constexpr (std::is_enum_v<T>) {
      put(std::to_string(static_cast<long>(x)));
    } else {
      put(std::to_string(x));
    }
  }
  void put(double x) { put(std::bit_cast<std::uint64_t>(x)); }
  template <class T>
  void put(const std::optional<T>& x) {
    put(x.has_value());
    if (x) put(*x);
  }
  template <class T>
  void put(const std::vector<T>& x) {
    put(x.size());
    for (const T& one : x) put(one);
  }
  template <class T>
  void put(const Outcome<T>& x) {
    put(x.decided());
    if (x) {
      put(*x);
    } else {
      (*this)(x.reason().text, x.reason().kind);
    }
  }
  template <IsLeaf T>
  void put(const T& x) {
    put(Leaf<T>::write(x));
  }
  template <class T>
    requires requires(Writer& a, const T& x) { Fields<T>::of(a, x); }
  void put(const T& x) {
    Fields<T>::of(*this, x);
  }

  std::string text_;
};

/// Reads what a Writer wrote, value by value. Errors: Malformed.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool is_done() const { return text_.empty(); }

 private:
  template <class N>
  static N number_in(std::string_view text) {
    N x{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
    if (error != std::errc() || end != text.data() + text.size()) throw Malformed("no number");
    return x;
  }

  void get(std::string& x) {
    const std::size_t colon = text_.find(':');
    if (colon == std::string_view::npos) throw Malformed("no length");
    const auto length = number_in<std::size_t>(text_.substr(0, colon));
    text_.remove_prefix(colon + 1);
    if (length > text_.size()) throw Malformed("a text that ends early");
    x = text_.substr(0, length);
    text_.remove_prefix(length);
  }
  void get(bool& x) { x = number<int>() != 0; }
  template <IsNumber T>
  void get(T& x) {
    if constexpr (std::is_enum_v<T>) {
      x = static_cast<T>(number<long>());
    } else {
      x = number<T>();
    }
  }
  void get(double& x) { x = std::bit_cast<double>(number<std::uint64_t>()); }
  template <class T>
  void get(std::optional<T>& x) {
    x.reset();
    if (number<int>() != 0) get(x.emplace());
  }
  template <class T>
  void get(std::vector<T>& x) {
    x.clear();
    for (auto left = number<std::size_t>(); left > 0; --left) get(x.emplace_back());
  }
  template <class T>
  void get(Outcome<T>& x) {
    if (number<int>() != 0) {
      T value{};
      get(value);
      x = std::move(value);
    } else {
      Reason reason;
      (*this)(reason.text, reason.kind);
      x = std::move(reason);
    }
  }
  template <IsLeaf T>
  void get(T& x) {
    std::string text;
    get(text);
    x = Leaf<T>::read(text);
  }
  template <class T>
    requires requires(Reader& a, T& x) { Fields<T>::of(a, x); }
  void get(T& x) {
    Fields<T>::of(*this, x);
  }

  template <class N>
  N number() {
    std::string text;
    get(text);
    return number_in<N>(text);
  }

  std::string_view text_;
};

}  // namespace laecert::claims
