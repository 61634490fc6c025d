#include "theory/lae/algorithm_identities.hpp"

namespace laecert::theory {

using numeric::Polynomial;
using numeric::Rational;
using numeric::Symbol;
using numeric::Trace;

namespace {

// Tied weights W = W2 = W1^T (m x k), with the names of docs/theory.md section 4: G = W^T W and H = W^T S W.
struct TiedLetters {
  Polynomial W = lae_alphabet().letter("W");
  Polynomial Wt = W.transpose();
  Polynomial S = lae_alphabet().letter("S");
  Symbol lambda = lae_alphabet().symbol("lambda");
  Polynomial one = lae_alphabet().identity("k");
  Polynomial G = Wt * W;
  Polynomial H = Wt * S * W;
  Polynomial oja = (W * Wt - lae_alphabet().identity("m")) * S * W + lambda * W;
  Polynomial g1t = half_gradient_W1(Loss::sum, Wt, W, S, lambda).transpose();
  Polynomial g2 = half_gradient_W2(Loss::sum, Wt, W, S, lambda);
  Polynomial tied = g1t + g2;  // half of half the gradient of the tied loss: identity tied.gradient
};

// The untied weights, and the matrices after the step: decoder W, encoder V.
struct StepLetters {
  Polynomial A = lae_alphabet().letter("A");
  Polynomial B = lae_alphabet().letter("B");
  Polynomial W2 = B.transpose();
  Polynomial W = lae_alphabet().letter("W");
  Polynomial V = lae_alphabet().letter("V");
  Polynomial S = lae_alphabet().letter("S");
  Symbol lambda = lae_alphabet().symbol("lambda");

  [[nodiscard]] Trace loss(const Polynomial& encoder, const Polynomial& decoder) const {
    return Trace(loss_polynomial(Loss::sum, encoder, decoder, S, lambda));
  }
};

}  // namespace

std::vector<Identity> oja_identities() {
  const TiedLetters x;
  const Polynomial combination = x.W * x.oja.transpose() * x.W + x.oja * (x.one - x.G);
  const Polynomial wrong = x.W * x.oja.transpose() * x.W - x.oja * (x.one - x.G);
  return {
      {"oja.decoder", "g2 = o at W1 = W^T, W2 = W", x.g2, x.oja, x.oja + x.lambda * x.W},
      {"oja.encoder", "g1^T = W o^T W + o (1 - W^T W) at W1 = W^T, W2 = W", x.g1t, combination, wrong},
  };
}

std::vector<Identity> tied_identities() {
  const TiedLetters x;
  const Trace loss(loss_polynomial(Loss::sum, x.Wt, x.W, x.S, x.lambda));
  const Polynomial lyapunov = 2 * (x.lambda * x.G) - x.H * (x.one - x.G) - (x.one - x.G) * x.H;
  const Polynomial wrong_lyapunov = x.lambda * x.G - x.H * (x.one - x.G) - (x.one - x.G) * x.H;
  const Polynomial rest = x.H * (x.one - x.G) - x.lambda * x.G;
  return {
      {"tied.gradient", "the derivative of the tied loss by W is 2 t, t = g1^T + g2 at W1 = W^T, W2 = W",
       loss.gradient("W"), 2 * x.tied, 2 * x.g2},
      {"tied.lyapunov", "W^T t = 2 lambda G - H (1 - G) - (1 - G) H", x.Wt * x.tied, lyapunov, wrong_lyapunov},
      {"tied.oja", "o (2 - G) = t + W (H (1 - G) - lambda G)", x.oja * (2 * x.one - x.G), x.tied + x.W * rest,
       x.tied - x.W * rest},
  };
}

std::vector<Identity> flow_identities() {
  const StepLetters x;
  const Polynomial v1 = -2 * half_gradient_W1(Loss::sum, x.A, x.W2, x.S, x.lambda);
  const Polynomial v2 = -2 * half_gradient_W2(Loss::sum, x.A, x.W2, x.S, x.lambda);
  const Polynomial encoder = v1 * x.A.transpose(), decoder = v2.transpose() * x.W2;
  const Polynomial imbalance = x.A * x.A.transpose() - x.B * x.W2;
  return {{"flow", "d/dt E = -4 lambda E for E = W1 W1^T - W2^T W2 along minus the gradient",
           encoder + encoder.transpose() - decoder - decoder.transpose(), -4 * (x.lambda * imbalance),
           -2 * (x.lambda * imbalance)}};
}

std::vector<TraceIdentity> half_step_identities() {
  const StepLetters x;
  const Polynomial K = x.A * x.S * x.A.transpose() + x.lambda * lae_alphabet().identity("k");
  const Polynomial decoder = x.W2 - x.W, decoder_rest = x.W * K - x.S * x.A.transpose();
  const Trace decoder_square(decoder * K * decoder.transpose()), decoder_term(decoder * decoder_rest.transpose());

  const Polynomial encoder = x.A - x.V, curved = x.B * x.W2;
  const Polynomial encoder_rest = curved * x.V * x.S + x.lambda * x.V - x.B * x.S;
  const Trace encoder_square(encoder.transpose() * (curved * encoder * x.S + x.lambda * encoder));
  const Trace encoder_term(encoder.transpose() * encoder_rest);
  return {
      {"step.decoder", "loss(W1, W2) - loss(W1, W) = tr D K D^T + 2 tr D (W K - S W1^T)^T, D = W2 - W",
       x.loss(x.A, x.W2) - x.loss(x.A, x.W), decoder_square + Rational(2) * decoder_term,
       decoder_square + decoder_term},
      {"step.encoder",
       "loss(W1, W2) - loss(V, W2) = tr D^T (W2^T W2 D S + lambda D) + 2 tr D^T (W2^T W2 V S + lambda V - W2^T S), "
       "D = W1 - V",
       x.loss(x.A, x.W2) - x.loss(x.V, x.W2), encoder_square + Rational(2) * encoder_term,
       encoder_square + encoder_term},
  };
}

}  // namespace laecert::theory
