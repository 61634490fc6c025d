// A stop that is asked for at a chosen step: nothing goes on beyond the next look.
#include <gtest/gtest.h>

#include <stop_token>

#include "certify/approach.hpp"
#include "certify/certify.hpp"
#include "certify/subdivision.hpp"
#include "numeric/running.hpp"
#include "problem/families/lae/loss.hpp"

namespace laecert::certify {
namespace {

using problem::LaeProblem;

// Asks for a stop when its gradient or Hessian is asked for the so many-th time, and counts what is asked afterwards.
class StoppingEvaluator final : public Evaluator {
 public:
  StoppingEvaluator(const LaeProblem& problem, int last) : evaluator_(problem), left_(last) {}

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool was_asked() const { return source_.stop_requested(); }
  [[nodiscard]] int afterwards() const { return -left_; }

  [[nodiscard]] Index dimension() const override { return evaluator_.dimension(); }
  [[nodiscard]] Units units() const override { return evaluator_.units(); }
  [[nodiscard]] Vector<Rational> gradient(const Vector<Rational>& x) const override {
    count();
    return evaluator_.gradient(x);
  }
  [[nodiscard]] std::optional<Rational> value(const Vector<Rational>& x) const override { return evaluator_.value(x); }
  [[nodiscard]] Matrix<DoubleBall> hessian(const Vector<DoubleBall>& x) const override {
    count();
    return evaluator_.hessian(x);
  }
  [[nodiscard]] Matrix<DoubleBall> tangents(const Vector<DoubleBall>& x) const override {
    return evaluator_.tangents(x);
  }
  [[nodiscard]] Ball value(const Vector<Ball>& x, Precision p) override { return evaluator_.value(x, p); }
  [[nodiscard]] Vector<Ball> gradient(const Vector<Ball>& x, Precision p) override {
    count();
    return evaluator_.gradient(x, p);
  }
  [[nodiscard]] Matrix<Ball> hessian(const Vector<Ball>& x, Precision p) override {
    count();
    return evaluator_.hessian(x, p);
  }
  [[nodiscard]] Matrix<Ball> tangents(const Vector<Ball>& x, Precision p) override { return evaluator_.tangents(x, p); }
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>& x) const override { return evaluator_.hessian_lipschitz(x); }

 private:
  void count() const {
    if (--left_ == 0) source_.request_stop();
  }

  ProblemEvaluator<LaeProblem> evaluator_;
  mutable std::stop_source source_;
  mutable int left_;
};

problem::Instance instance() {
  const std::vector<Rational> s{9, 5, 2};
  return problem::Instance::from_spectrum(Vector<Rational>::Map(s.data(), 3), {.name = "9,5,2", .k = 2, .lambda = 1});
}

// Near no exact point.
Vector<Rational> start(Index size) {
  Vector<Rational> x(size);
  for (Index i = 0; i < size; ++i) x(i) = Rational((7 * i) % 5 + 1, 4);
  return x;
}

// How many looks at the problem the work takes, each of which was tried as the last one.
template <class F>
int stops_everywhere(const LaeProblem& problem, const F& work) {
  for (int last = 1;; ++last) {
    StoppingEvaluator evaluator(problem, last);
    const numeric::StopScope scope(evaluator.token(), "it was tried");
    try {
      work(evaluator);
      // Done before the stop, or in the step in which it came.
      if (!evaluator.was_asked()) return last - 1;
    } catch (const Stopped&) {
    }
    EXPECT_LE(evaluator.afterwards(), 2) << "stopped at evaluation " << last;
  }
}

TEST(Stop, IsHeardBetweenAnyTwoStepsOfTheApproach) {
  const LaeProblem problem(instance(), problem::Regularization::sum);

  EXPECT_GT(
      stops_everywhere(
          problem, [&](Evaluator& evaluator) { (void)approx_critical_point(evaluator, start(problem.dimension())); }),
      10);
}

TEST(Stop, IsHeardBetweenAnyTwoStepsOfACertification) {
  const LaeProblem problem(instance(), problem::Regularization::sum);
  ProblemEvaluator<LaeProblem> plain(problem);
  const Vector<Rational> near = approx_critical_point(plain, start(problem.dimension()));
  const CertifyOptions options{.digits = 150, .by_balls_only = true};

  EXPECT_GT(stops_everywhere(problem, [&](Evaluator& evaluator) { (void)certify_point(evaluator, near, options); }), 5);
}

// Asks for a stop at the so many-th box.
struct StoppingMap {
  std::stop_source source;
  int* boxes;
  int last;

  template <numeric::Scalar S>
  struct Over {
    Vector<S> operator()(const Vector<S>& x) const { return Vector<S>::Constant(1, x(0) * x(0) * x(0) - x(0)); }
    [[nodiscard]] Matrix<S> jacobian(const Vector<S>& x) const {
      return Matrix<S>::Constant(1, 1, S(3) * x(0) * x(0) - S(1));
    }
  };
  template <numeric::Scalar S>
  [[nodiscard]] Over<S> over(Precision) const {
    return {};
  }
  [[nodiscard]] Vector<DoubleBall> search_box() const { return Vector<DoubleBall>::Constant(1, DoubleBall(0, 2)); }
  [[nodiscard]] bool excludes(const Vector<DoubleBall>&) const {
    if (++*boxes == last) std::stop_source(source).request_stop();
    return false;
  }
};

TEST(Stop, IsHeardBetweenTheBoxesOfASubdivision) {
  int boxes = 0;
  ASSERT_TRUE(enclose_all_zeros(StoppingMap{{}, &boxes, -1}, {}));
  const int all = boxes;
  ASSERT_GT(all, 4);

  boxes = 0;
  const StoppingMap map{{}, &boxes, 2};
  const numeric::StopScope scope(map.source.get_token(), "it was tried");
  EXPECT_THROW((void)enclose_all_zeros(map, {}), Stopped);
  EXPECT_LT(boxes, all);
}

}  // namespace
}  // namespace laecert::certify
