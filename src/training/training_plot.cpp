#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "training/training_report.hpp"

namespace laecert::studies {
namespace {

constexpr int width = 72, height = 16;

constexpr double lowest = -17;  // what lies below is rounding

struct PlotPoint {
  double x = 0, y = 0;  // log10 of the iterations and of the distance
};

// Nothing where there is none.
std::optional<double> log_of(double x) {
  return std::isfinite(x) && x > 0 ? std::optional(std::log10(x)) : std::nullopt;
}

std::vector<PlotPoint> points_of(const std::vector<TraceRow>& trace) {
  std::vector<PlotPoint> points;
  for (const TraceRow& row : trace) {
    const std::optional<double> x = log_of(static_cast<double>(row.iteration)), y = log_of(row.subspace_distance);
    if (x && y) points.push_back({*x, std::max(*y, lowest)});
  }
  return points;
}

// The whole decades that hold all points.
struct PlotFrame {
  double left = 0, right = 1, bottom = -1, top = 0;
};

PlotFrame frame_of(const std::vector<std::vector<PlotPoint>>& runs) {
  PlotFrame frame;
  for (const std::vector<PlotPoint>& run : runs) {
    for (const PlotPoint& point : run) {
      frame.right = std::max(frame.right, std::ceil(point.x));
      frame.bottom = std::min(frame.bottom, std::floor(point.y));
      frame.top = std::max(frame.top, std::ceil(point.y));
    }
  }
  return frame;
}

int place(double x, double low, double high, int cells) {
  return std::clamp(static_cast<int>(std::lround((x - low) / (high - low) * (cells - 1))), 0, cells - 1);
}

char letter(std::size_t run) { return static_cast<char>(run < 26 ? 'a' + static_cast<int>(run) : '#'); }

}  // namespace

std::vector<std::string> plot_lines(const std::vector<TrainedAlgorithm>& algorithms) {
  std::vector<std::vector<PlotPoint>> runs;
  runs.reserve(algorithms.size());
  for (const TrainedAlgorithm& one : algorithms) runs.push_back(points_of(one.trace));
  const PlotFrame frame = frame_of(runs);
  std::vector<std::string> canvas(height, std::string(width, ' '));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (const PlotPoint& point : runs[i]) {
      const int row = height - 1 - place(point.y, frame.bottom, frame.top, height);
      canvas[static_cast<std::size_t>(row)][static_cast<std::size_t>(place(point.x, frame.left, frame.right, width))] =
          letter(i);
    }
  }
  std::vector<std::string> lines{"distance to the SVD over iterations"};
  for (int row = 0; row < height; ++row) {
    const std::string label = row == 0            ? fmt::format("1e{:.0f}", frame.top)
                              : row == height - 1 ? fmt::format("1e{:.0f}", frame.bottom)
                                                  : std::string();
    lines.push_back(fmt::format("{:>8} |{}", label, canvas[static_cast<std::size_t>(row)]));
  }
  lines.push_back(fmt::format("{:>8} +{:-<{}}", "", "", width));
  lines.push_back(fmt::format("{:>8}  1{:>{}}", "", fmt::format("1e{:.0f}", frame.right), width - 1));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!runs[i].empty()) lines.push_back(fmt::format("{:>8}  {}  {}", "", letter(i), algorithms[i].name));
  }
  return lines;
}

}  // namespace laecert::studies
