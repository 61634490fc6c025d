#include "training/checkpoint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "instances/digest.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "training/checkpoint_rules.hpp"
#include "training/doubles.hpp"

namespace laecert::studies {
namespace {

using report::Json;

constexpr const char* format_name = "laecert-training-checkpoint/1";

constexpr std::array numbers{&TraceRow::loss,        &TraceRow::gradient_norm,     &TraceRow::transpose_gap,
                             &TraceRow::balance_gap, &TraceRow::subspace_distance, &TraceRow::direction_error};
constexpr std::size_t cell_count = numbers.size() + 3;  // beside them iteration, manifold and distance

// Also of infinities and NaN, which a run that diverged has.
std::string double_text(double x) { return fmt::format("{}", x); }

double number_of(const Json& json) {
  const std::optional<double> x = parse_double(json.get<std::string>());
  if (!x) throw DataError("a text that is no number");
  return *x;
}

// JSON has one kind of number: 1e30 and 1.5 are no counts.
long count_of(const Json& json) {
  if (!json.is_number_unsigned()) throw DataError("a count that is no integer >= 0");
  const auto count = json.get<std::uint64_t>();
  if (!std::in_range<long>(count)) throw DataError("a count that is too large");
  return static_cast<long>(count);
}

// A count as a cell of the trace.
long parse_count(const std::string& text) {
  long count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count < 0 || std::to_string(count) != text) {
    throw DataError("a cell of the trace is not as train writes it");
  }
  return count;
}

const Json& array_of(const Json& json) {
  if (!json.is_array()) throw DataError("something else in place of an array");
  return json;
}

Json matrix_json(const Matrix<double>& a) {
  Json numbers = Json::array();
  for (const double x : a.reshaped()) numbers.push_back(double_text(x));
  return numbers;
}

// Column by column.
Matrix<double> parse_matrix(const Json& numbers, Index rows, Index cols) {
  if (static_cast<Index>(array_of(numbers).size()) != rows * cols) {
    throw DataError(fmt::format("{} numbers, expected {} x {}", numbers.size(), rows, cols));
  }
  Matrix<double> a(rows, cols);
  std::size_t next = 0;
  for (double& x : a.reshaped()) x = number_of(numbers.at(next++));
  return a;
}

// The cells of the row in the trace, and the weights that it was certified at, where it was.
Json row_json(const TraceRow& row) {
  Json cells = Json::array({std::to_string(row.iteration)});
  for (const auto number : numbers) cells.push_back(exact_text(row.*number));
  cells.push_back(row.manifold);
  cells.push_back(row.distance ? exact_text(*row.distance) : std::string());
  if (row.weights) {
    cells.push_back(matrix_json(row.weights->W1));
    cells.push_back(matrix_json(row.weights->W2));
  }
  return cells;
}

// Only a text that train writes.
double cell_number(const Json& cell) {
  const auto text = cell.get<std::string>();
  const std::optional<double> x = parse_double(text);
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (!x || exact_text(*x) != text) throw DataError("a cell of the trace is not as train writes it");
  return *x;
}

TraceRow parse_row(const Json& cells, Index m, Index k) {
  const std::size_t count = array_of(cells).size();
  if (count != cell_count && count != cell_count + 2) throw DataError(fmt::format("a row of {} cells", count));
  TraceRow row{.iteration = parse_count(cells.at(0).get<std::string>())};
  for (std::size_t i = 0; i < numbers.size(); ++i) row.*numbers[i] = cell_number(cells.at(i + 1));
  row.manifold = cells.at(numbers.size() + 1).get<std::string>();
  const double distance = cell_number(cells.at(numbers.size() + 2));
  if (!std::isnan(distance)) row.distance = distance;
  if (count > cell_count) {
    row.weights = problem::Autoencoder<double>{parse_matrix(cells.at(cell_count), k, m),
                                               parse_matrix(cells.at(cell_count + 1), m, k)};
  }
  return row;
}

Json run_json(const TrainingRun& run) {
  const propose::TrainingState& state = run.state.value();
  Json trace = Json::array();
  for (const TraceRow& row : run.trace) trace.push_back(row_json(row));
  return {{"algorithm", propose::to_string(run.algorithm)},
          {"ending", to_string(run.ending)},
          {"iteration", state.iteration},
          {"step", double_text(state.step)},
          {"diverged", state.diverged},
          {"anchor_iterations", state.anchor.iterations},
          {"A", matrix_json(state.anchor.factors.A)},
          {"B", matrix_json(state.anchor.factors.B)},
          {"trace", std::move(trace)}};
}

propose::Algorithm parse_algorithm(const std::string& text) {
  for (const propose::Algorithm algorithm : propose::all_algorithms()) {
    if (propose::to_string(algorithm) == text) return algorithm;
  }
  throw DataError("an algorithm that is none");
}

TrainingRun parse_run(const Json& json, Index m, Index k) {
  TrainingRun run{.algorithm = parse_algorithm(json.at("algorithm").get<std::string>())};
  const auto ending = json.at("ending").get<std::string>();
  const std::optional<Ending> known = ending_from(ending);
  if (!known) throw DataError("an ending that is none");
  run.ending = *known;
  run.state = propose::TrainingState{.iteration = count_of(json.at("iteration")),
                                     .step = number_of(json.at("step")),
                                     .diverged = json.at("diverged").get<bool>(),
                                     .anchor = {{parse_matrix(json.at("A"), m, k), parse_matrix(json.at("B"), m, k)},
                                                count_of(json.at("anchor_iterations"))}};
  for (const Json& row : array_of(json.at("trace"))) run.trace.push_back(parse_row(row, m, k));
  return run;
}

void require_same_plan(const Json& json, const PlanText& plan) {
  for (const auto& [option, value] : plan) {
    const auto then = json.at(option).get<std::string>();
    if (then != value) throw UsageError(fmt::format("--resume: {} was {}, not {}", option, then, value));
  }
}

std::string penalties_text(const TrainingPlan& plan) {
  std::vector<std::string> texts;
  texts.reserve(plan.penalties.size());
  for (const Rational& penalty : plan.penalties) texts.push_back(numeric::print_exact(penalty));
  return texts.empty() ? "default" : fmt::format("{}", fmt::join(texts, ","));
}

// The shape, and the first, the middle and the last sample.
std::string samples_text(const propose::SampleSource* samples) {
  if (samples == nullptr) return "none";
  const Index n = samples->count();
  const std::array<Index, 3> rows{0, n / 2, n - 1};
  Matrix<double> some(samples->dimension(), std::ssize(rows));
  samples->read(rows, some);
  std::string text = fmt::format("{} x {}", n, samples->dimension());
  for (const double x : some.reshaped()) text += ' ' + double_text(x);
  return instances::sha256_hex(text);
}

}  // namespace

PlanText plan_text(const problem::Instance& instance, const TrainingPlan& plan, const propose::SampleSource* samples) {
  std::vector<std::string> names;
  names.reserve(plan.algorithms.size());
  for (const propose::Algorithm algorithm : plan.algorithms) names.push_back(propose::to_string(algorithm));
  return {{"the Gram matrix", instances::gram_digest(instance)},
          {"the samples", samples_text(samples)},
          {"-k", std::to_string(instance.k())},
          {"--lambda", numeric::print_exact(instance.lambda())},
          {"--loss", theory::to_string(plan.loss)},
          {"--algorithm", fmt::format("{}", fmt::join(names, ","))},
          {"--penalties", penalties_text(plan)},
          {"--step", plan.step ? double_text(*plan.step) : "default"},
          {"--sequential", plan.sequential ? "yes" : "no"},
          {"--batch", std::to_string(plan.batch)},
          {"--seed", std::to_string(plan.seed)},
          {"--start-scale", double_text(plan.start_scale)},
          {"--iterations", std::to_string(plan.iterations)},
          {"--stop", plan.stop == StopRule::certified ? "certified" : "reference"},
          {"--tolerance", double_text(plan.tolerance)},
          {"--eps", double_text(plan.eps)},
          {"--trace-every", std::to_string(plan.trace_every)}};
}

std::string checkpoint_text(const PlanText& plan, const std::vector<TrainingRun>& runs) {
  Json options = Json::object();
  for (const auto& [option, value] : plan) options[option] = value;
  Json started = Json::array();
  for (const TrainingRun& run : runs) {
    if (run.state) started.push_back(run_json(run));
  }
  return report::to_text(Json{{"format", format_name}, {"plan", std::move(options)}, {"runs", std::move(started)}});
}

std::vector<TrainingRun> read_checkpoint(std::string_view text, const std::string& name, const PlanText& text_of_plan,
                                         const TrainingPlan& plan, const problem::Instance& instance) {
  try {
    const Json json = Json::parse(text);
    if (json.at("format").get<std::string>() != format_name) throw DataError("another format");
    require_same_plan(json.at("plan"), text_of_plan);
    std::vector<TrainingRun> runs;
    for (const Json& run : array_of(json.at("runs"))) runs.push_back(parse_run(run, instance.m(), instance.k()));
    require_runs_of(plan, runs);
    return runs;
  } catch (const Json::exception&) {
    throw DataError(name + ": not a checkpoint of train");
  } catch (const DataError& error) {
    throw DataError(name + ": not a checkpoint of train: " + error.what());
  }
}

}  // namespace laecert::studies
