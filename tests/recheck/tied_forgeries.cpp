#include "recheck/forgery.hpp"

namespace laecert::recheck {

// The same mistakes of the loss of one matrix, and those of its own.
std::vector<Forgery> tied_forgeries() {
  const auto set = [](const std::string& key, const Json& value) { return [=](Json& c) { c["claim"][key] = value; }; };
  return {
      {"tied: off by 1e-60, called exact", "tied-dense-exact",
       [](Json& c) { add_to(c["point"]["W"][1][0], tenth_power(60)); }, gradient},
      {"tied: a box beside the zero", "tied-dense-minimum",
       [](Json& c) { add_to(c["point"]["W"][1][1], tenth_power(6)); }, "the radius is too small"},
      {"tied: a box that is too wide", "tied-dense-minimum", [](Json& c) { c["radius"] = "1/10"; },
       "the radius is too large"},
      {"tied: critical for sum at twice the penalty", "tied-diagonal", [](Json& c) { c["lambda"] = "6"; }, gradient},
      {"tied: the value of sum at half the weights' penalty", "tied-diagonal", set("value", {"3", "3"}),
       "the value may lie above its interval"},
      {"tied: a saddle called a minimum", "tied-dense-saddle", set("inertia", {"0", "1", "7"}),
       "the inertia is another one"},
      {"tied: a minimum called a saddle", "tied-dense-minimum", set("inertia", {"1", "1", "6"}),
       "the inertia is another one"},
      {"tied: the inertia of sum", "tied-dense-minimum", set("inertia", {"0", "1", "15"}),
       "the inertia does not add up to m k"},
      {"tied: rank k - 1 for k", "tied-dense-minimum", set("rank", "1"), "the rank is another one"},
      {"tied: gap eight times too large", "tied-dense-exact", [](Json& c) { c["gap"] = text_of(8 * number(c["gap"])); },
       within_gap},
      {"tied: symmetric generator", "tied-dense-exact", [](Json& c) { c["generators"][0] = matrix("0 1; 1 0"); },
       "a generator of tied is not antisymmetric"},
      {"tied: symmetric commutant", "tied-repeated", [](Json& c) { c["commutant"][0] = c["gram"]; },
       "a matrix of the commutant is not antisymmetric"},
      {"tied: lambda zero", "tied-origin", [](Json& c) { c["lambda"] = "0"; }, "lambda is zero"},
      {"tied: W of another shape", "tied-dense-minimum", [](Json& c) { c["point"]["W"].erase(3); }, "W is not 4 x 2"},
      {"tied: an encoder beside W", "tied-diagonal", [](Json& c) { c["point"]["W1"] = matrix("1/2 0"); },
       "a key that is unknown or occurs twice"},
  };
}

}  // namespace laecert::recheck
