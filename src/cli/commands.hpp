#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <ostream>

namespace laecert::cli {

/// The streams of a command: text, and one line for each mistake or warning.
struct Streams {
  std::ostream& out;
  std::ostream& err;
};

/// Runs a parsed command and returns its exit code.
using Action = std::function<int(const Streams&)>;

// Each adds its command with help and examples, and returns what runs when it is chosen.
Action add_verify(CLI::App& app);
Action add_probe(CLI::App& app);
Action add_certify(CLI::App& app);
Action add_recheck(CLI::App& app);
Action add_enumerate(CLI::App& app);
Action add_search(CLI::App& app);
Action add_pca(CLI::App& app);
Action add_ppca(CLI::App& app);
Action add_train(CLI::App& app);
Action add_topology(CLI::App& app);
Action add_inertia(CLI::App& app);
Action add_statements(CLI::App& app);
Action add_explain(CLI::App& app);
Action add_completion(CLI::App& app);
Action add_man(CLI::App& app);

}  // namespace laecert::cli
