#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "families/certified_list.hpp"
#include "numeric/running.hpp"

namespace laecert::checks {

/// What the families know of one instance: its spectrum, decided once, and each context made when it is first asked
/// for, and kept. One thread asks.
class Contexts {
 public:
  Contexts(const problem::Instance& instance, const Effort& effort, claims::MapOptions map = {})
      : instance_(instance), effort_(effort), map_(std::move(map)), spectrum_(spectrum_unless_stopped()) {}

  [[nodiscard]] const problem::Instance& instance() const { return instance_; }
  [[nodiscard]] const Effort& effort() const { return effort_; }
  [[nodiscard]] const Outcome<theory::Spectrum>& spectrum() const { return spectrum_; }
  /// What accompanies the making of a context; the second without its progress.
  [[nodiscard]] const claims::MapOptions& map() const { return map_; }
  [[nodiscard]] claims::MapOptions quiet_map() const { return {.stop = map_.stop, .journal = map_.journal}; }

  /// Whether a value of this name was made.
  [[nodiscard]] bool has(const std::string& name) const { return kept_.contains(name); }
  /// The value of this name, made on the first call. Requires: one type for each name.
  template <class T, class Make>
  std::shared_ptr<const T> keep(const std::string& name, const Make& make) {
    const auto found = kept_.find(name);
    if (found != kept_.end()) return std::static_pointer_cast<const T>(found->second);
    std::shared_ptr<const T> made = make();
    kept_.emplace(name, made);
    return made;
  }

 private:
  [[nodiscard]] Outcome<theory::Spectrum> spectrum_unless_stopped() const {
    const numeric::StopScope scope(claims::stop_of(map_), "the spectrum was enclosed");
    return decide_spectrum(instance_, effort_);
  }

  const problem::Instance& instance_;
  Effort effort_;
  claims::MapOptions map_;
  Outcome<theory::Spectrum> spectrum_;
  std::map<std::string, std::shared_ptr<const void>> kept_;
};

}  // namespace laecert::checks
