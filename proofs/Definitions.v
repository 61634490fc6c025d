(* What the theorems speak of: quadratic forms, losses, derivatives, critical points. The field F is any real (ordered)
   field, e.g. the real or the rational numbers. 'M_(m, n) are the m x n matrices over F, M^T is the transpose, *m the
   product of matrices, \tr the trace, a *: M the multiple of M by the number a, 'cV_m the columns of m numbers. *)
From mathcomp Require Import all_ssreflect all_algebra.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Definitions.
Variable F : realFieldType.

(* |M|^2, the sum of the squares of all entries. *)
Definition square_norm m n (M : 'M[F]_(m, n)) : F := \sum_i \sum_j M i j ^+ 2.

(* The sum of A_ij B_ij. *)
Definition inner m n (A B : 'M[F]_(m, n)) : F := \tr (A^T *m B).

(* v^T S v *)
Definition quadratic m (S : 'M[F]_m) (v : 'cV[F]_m) : F := (v^T *m S *m v) 0 0.

Definition semidefinite m (S : 'M[F]_m) : Prop := S^T = S /\ forall v, 0 <= quadratic S v.

Definition definite m (S : 'M[F]_m) : Prop := S^T = S /\ forall v, v != 0 -> 0 < quadratic S v.

(* S = U diag(s) U^T with U orthogonal: the columns of U are principal directions, the s_i their eigenvalues. *)
Definition eigenbasis m (U S : 'M[F]_m) (s : 'rV[F]_m) : Prop := U^T *m U = 1%:M /\ S = U *m diag_mx s *m U^T.

Definition distinct m (s : 'rV[F]_m) : Prop := forall i j, s 0 i = s 0 j -> i = j.

(* The eigenvalues above lambda are distinct; what lies below may repeat, or vanish. *)
Definition distinct_above m (s : 'rV[F]_m) (lambda : F) : Prop :=
  forall i j, lambda < s 0 i -> s 0 i = s 0 j -> i = j.

(* |X - W X|^2 depends on the data X by the Gram matrix S = X X^T alone: it is tr((I - W) S (I - W)^T)
   (square_norm_residual in Loss.v). *)
Definition residual m (S W : 'M[F]_m) : F := \tr ((1%:M - W) *m S *m (1%:M - W)^T).

(* The three losses of the encoder W1 (k x m) and the decoder W2 (m x k), by the Gram matrix ... *)
Section Losses.
Variables (m k : nat) (S : 'M[F]_m) (lambda : F) (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)).

Definition none_loss : F := residual S (W2 *m W1).
Definition product_loss : F := residual S (W2 *m W1) + lambda * square_norm (W2 *m W1).
Definition sum_loss : F := residual S (W2 *m W1) + lambda * (square_norm W1 + square_norm W2).

End Losses.

(* ... and by the data X, whose columns are the samples. *)
Section LossesOfData.
Variables (m n k : nat) (X : 'M[F]_(m, n)) (lambda : F) (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)).

Definition none_loss_of_data : F := square_norm (X - W2 *m W1 *m X).
Definition product_loss_of_data : F := square_norm (X - W2 *m W1 *m X) + lambda * square_norm (W2 *m W1).
Definition sum_loss_of_data : F :=
  square_norm (X - W2 *m W1 *m X) + lambda * (square_norm W1 + square_norm W2).

End LossesOfData.

(* The tied loss |X - W W^T X|^2 + 2 lambda |W|^2. *)
Definition tied_loss m k (S : 'M[F]_m) (lambda : F) (W : 'M[F]_(m, k)) : F :=
  residual S (W *m W^T) + 2%:R * lambda * square_norm W.

(* The right-hand side of regularized Oja's rule, [(W W^T - I) S] W + lambda W. *)
Definition oja m k (S : 'M[F]_m) (lambda : F) (W : 'M[F]_(m, k)) : 'M[F]_(m, k) :=
  (W *m W^T - 1%:M) *m S *m W + lambda *: W.

(* d is the derivative of f at x along v: f(x + t v) = f(x) + t d + o(t). *)
Definition derivative (V : lmodType F) (f : V -> F) (x v : V) (d : F) : Prop :=
  forall eps, 0 < eps -> exists2 delta, 0 < delta &
    forall t, `|t| < delta -> `|f (x + t *: v) - f x - t * d| <= eps * `|t|.

(* x is critical: the derivative along every direction is zero. *)
Definition critical (V : lmodType F) (f : V -> F) (x : V) : Prop := forall v, derivative f x v 0.

(* The same for a function of two matrices, as one of the pair. *)
Definition derivative_at m k (f : 'M[F]_(k, m) -> 'M[F]_(m, k) -> F) W1 W2 V1 V2 (d : F) : Prop :=
  derivative (fun W : 'M[F]_(k, m) * 'M[F]_(m, k) => f W.1 W.2) (W1, W2) (V1, V2) d.

Definition critical_at m k (f : 'M[F]_(k, m) -> 'M[F]_(m, k) -> F) W1 W2 : Prop :=
  critical (fun W : 'M[F]_(k, m) * 'M[F]_(m, k) => f W.1 W.2) (W1, W2).

(* The halves of the gradients of the losses by W1 and by W2 (sum_gradient, product_gradient in Loss.v). *)
Section HalfGradients.
Variables (m k : nat) (S : 'M[F]_m) (lambda : F) (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)).

Definition sum_half_gradient1 : 'M[F]_(k, m) := W2^T *m (W2 *m W1 *m S - S) + lambda *: W1.
Definition sum_half_gradient2 : 'M[F]_(m, k) := (W2 *m W1 *m S - S) *m W1^T + lambda *: W2.

Definition product_half_gradient1 : 'M[F]_(k, m) := W2^T *m (W2 *m W1 *m (S + lambda%:M) - S).
Definition product_half_gradient2 : 'M[F]_(m, k) := (W2 *m W1 *m (S + lambda%:M) - S) *m W1^T.

End HalfGradients.

Definition tied_half_gradient m k (S : 'M[F]_m) (lambda : F) (W : 'M[F]_(m, k)) : 'M[F]_(m, k) :=
  ((W *m W^T - 1%:M) *m S + ((W *m W^T - 1%:M) *m S)^T) *m W + 2%:R * lambda *: W.

(* The columns of U, and the numbers of s, whose indices lie in I. *)
Definition columns m (I : {set 'I_m}) (U : 'M[F]_m) : 'M[F]_(m, #|I|) := \matrix_(i, a) U i (enum_val a).
Definition entries m (I : {set 'I_m}) (s : 'I_m -> F) : 'rV[F]_#|I| := \row_a s (enum_val a).

End Definitions.
