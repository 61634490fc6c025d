#include "families/machine_checked.hpp"

namespace laecert::checks {

std::vector<MachineChecked> machine_checked_theorems(std::string_view statement) {
  std::vector<MachineChecked> theorems = machine_checked_theorems();
  std::erase_if(theorems, [&](const MachineChecked& one) { return one.statement != statement; });
  return theorems;
}

}  // namespace laecert::checks
