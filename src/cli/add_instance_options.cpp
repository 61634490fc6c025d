#include "cli/instance_options.hpp"

// The options of an INSTANCE and their help; instance_options.cpp reads them.

namespace laecert::cli {

void add_instance_options(CLI::App& command, InstanceOptions& options) {
  const std::string group = "INSTANCE";
  const auto add = [&](const char* name, std::string& target, const char* text) {
    command.add_option(name, target, text)->group(group);
  };
  add("--data", options.data, "table of samples, one a row (.csv, .tsv, .txt, .npy, .mtx)");
  add("--gram", options.gram, "Gram matrix S = X X^T (.csv, .tsv, .txt, .npy, .mtx)");
  add("--spectrum", options.spectrum, "eigenvalues s_i of S: 81,36,9/4");
  add("--singular-values", options.singular_values, "singular values of X: 9,6,3/2");
  add("--exact-instance", options.exact_instance, "random rational instance m,SEED[,q]");
  add("--builtin", options.builtin,
      "a built-in instance: iris, digits, synthetic-20, repeated, scalar-above, scalar-below");
  add("-k", options.k, "rank of the autoencoder");
  add("--lambda", options.lambda, "penalty, in squared data units");
  add("--noise-variance", options.noise_variance, "v of probabilistic PCA: lambda = n v");
  add("--weight-decay", options.weight_decay,
      "r that an optimizer adds as r W to the gradient of the loss in --loss-units: the lambda of sum that it is");
  add("--loss-units", options.loss_units,
      "of --weight-decay: sum, mean (over samples) or mean-feature (over samples and features, as MSELoss)");
  add("--samples", options.samples, "number of samples n, where the input has none");
  add("--columns", options.columns, "columns of --data to keep: 1,3-5,7-,name");
  add("--delimiter", options.delimiter,
      "of text: a character, comma, semicolon, tab, or space for runs of blanks (default: by the file's ending)");
  add("--header", options.header, "line 1 of text holds names: yes, no or auto (default)");
  add("--index-column", options.index_column, "column 1 of text holds row names: yes, no or auto (default)");
  add("--decimal", options.decimal, "of text: point (default) or comma");
  add("--missing", options.missing, "missing values in text: error (default), or drop-rows to leave such rows out");
  command.add_flag("--center", options.center, "subtract the mean of the samples")->group(group);
  command
      .add_flag("--standardize", options.standardize,
                "centre the samples and divide each variable by its standard deviation, or a rational within 2^-256")
      ->group(group);
  add("--divisor", options.divisor, "of the deviations of --standardize: n (default) or n-1");
  command.add_flag("--columns-are-samples", options.columns_are_samples, "a sample a column")->group(group);
  command.add_flag("--drop-constant-columns", options.drop_constant_columns, "leave constant variables out")
      ->group(group);
}

void add_penalties_option(CLI::App& command, InstanceOptions& options) {
  command
      .add_option("--penalties", options.penalties,
                  "a penalty for each unit, in squared data units, in the place of --lambda: 1,3/2,2 (loss unequal)")
      ->group("INSTANCE");
}

}  // namespace laecert::cli
