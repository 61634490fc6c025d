#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace laecert::studies {

/// Who decides a step of a proof: an identity that the free algebra decides, a hypothesis decided on the instance, or
/// an argument that is only written in reports/method.md.
enum class Decider : std::int8_t { machine, instance, human };

/// "machine", "instance" or "human".
std::string to_string(Decider decider);

/// One step of a proof. `identity` is the id of the identity where the decider is the machine.
struct Step {
  Decider decider;
  std::string text, identity = {};
};

/// A lemma of reports/method.md as the chain of its steps, in order.
struct Lemma {
  std::string id, title;
  std::vector<Step> steps;
};

/// The lemmas whose steps are listed; bounds of linear algebra and of certification (R, C) have none.
const std::vector<Lemma>& lemmas();

/// The lemma of that id, or null.
const Lemma* find_lemma(const std::string& id);

}  // namespace laecert::studies
