(* flow.balance: along the gradient flow of `sum` the imbalance W1 W1^T - W2^T W2 decays by the rate 4 lambda. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite Loss.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Balance.
Variables (F : realFieldType) (m k : nat) (S : 'M[F]_m) (lambda : F).

(* E = W1 W1^T - W2^T W2 *)
Definition imbalance (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)) : 'M[F]_k := W1 *m W1^T - W2^T *m W2.

(* The coefficient of t in the imbalance at W + t V: the derivative of E along (V1, V2). *)
Definition imbalance_derivative (W1 V1 : 'M[F]_(k, m)) (W2 V2 : 'M[F]_(m, k)) : 'M[F]_k :=
  V1 *m W1^T + W1 *m V1^T - V2^T *m W2 - W2^T *m V2.

Lemma imbalance_line W1 V1 W2 V2 t :
  imbalance (W1 + t *: V1) (W2 + t *: V2) =
  imbalance W1 W2 + t *: imbalance_derivative W1 V1 W2 V2 + t ^+ 2 *: imbalance V1 V2.
Proof. by rewrite expr2 /imbalance /imbalance_derivative; nc. Qed.

(* Entry by entry this is the derivative in the sense of analysis. *)
Lemma imbalance_derivativeE W1 V1 W2 V2 a b d :
  derivative_at (fun W1 W2 => imbalance W1 W2 a b) W1 W2 V1 V2 d <-> d = imbalance_derivative W1 V1 W2 V2 a b.
Proof.
apply: (@derivative_quartic _ _ _ _ _ _ (imbalance V1 V2 a b) 0 0) => t /=.
rewrite imbalance_line mxE [X in X + _]mxE [X in _ + X + _ = _]mxE [X in _ + X = _]mxE.
by rewrite !mulr0 !addr0.
Qed.

(* dE/dt = -4 lambda E where dW1/dt = -grad_W1 = -2 g1 and dW2/dt = -grad_W2 = -2 g2, for every symmetric S, every
   lambda and all weights, critical or not. *)
Theorem flow_balance (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)) : S^T = S ->
  imbalance_derivative W1 (- (2%:R *: sum_half_gradient1 S lambda W1 W2))
    W2 (- (2%:R *: sum_half_gradient2 S lambda W1 W2)) = - (4%:R * lambda *: imbalance W1 W2).
Proof.
move=> symS; rewrite /imbalance_derivative /imbalance.
have [g1 g1E] : exists g1, g1 = sum_half_gradient1 S lambda W1 W2 by exists (sum_half_gradient1 S lambda W1 W2).
have [g2 g2E] : exists g2, g2 = sum_half_gradient2 S lambda W1 W2 by exists (sum_half_gradient2 S lambda W1 W2).
have half : g1 *m W1^T - W2^T *m g2 = lambda *: (W1 *m W1^T - W2^T *m W2).
  by rewrite g1E g2E /sum_half_gradient1 /sum_half_gradient2; nc.
have halfT : W1 *m g1^T - g2^T *m W2 = lambda *: (W1 *m W1^T - W2^T *m W2).
  have <- : (g1 *m W1^T - W2^T *m g2)^T = W1 *m g1^T - g2^T *m W2 by nc.
  by rewrite half; nc.
rewrite -g1E -g2E.
have -> : - (2%:R *: g1) *m W1^T + W1 *m (- (2%:R *: g1))^T - (- (2%:R *: g2))^T *m W2 - W2^T *m - (2%:R *: g2) =
  - (2%:R *: ((g1 *m W1^T - W2^T *m g2) + (W1 *m g1^T - g2^T *m W2))) by nc.
rewrite half halfT -mulr2n -scaler_nat !scalerA; congr (- (_ *: _)).
by rewrite -natrM.
Qed.

End Balance.
