(* The losses, their expansion along lines, and their gradients: what "critical" comes to. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Derivative.
Variables (F : realFieldType) (V : lmodType F) (f : V -> F) (x v : V).
Add Field F_field : (scalar_field F).

(* There is at most one derivative. *)
Lemma derivative_unique a d : derivative f x v a -> derivative f x v d -> a = d.
Proof.
move=> fa fd; apply/eqP; rewrite -subr_eq0; apply: contraT => ad_neq0.
have ad_gt0 : 0 < `|a - d| by rewrite normr_gt0.
set eps := `|a - d| / 2%:R / 2%:R.
have eps_gt0 : 0 < eps by rewrite !divr_gt0 ?ltr0n.
have [da da_gt0 Ha] := fa _ eps_gt0; have [dd dd_gt0 Hd] := fd _ eps_gt0.
pose t := Num.min da dd / 2%:R.
have m_gt0 : 0 < Num.min da dd by rewrite lt_minr da_gt0.
have t_gt0 : 0 < t by rewrite divr_gt0 ?ltr0n.
have t_lt : t < Num.min da dd by rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // ltr1n.
have normt : `|t| = t by rewrite gtr0_norm.
have {}Ha : `|f (x + t *: v) - f x - t * a| <= eps * t.
  by rewrite -[in leRHS]normt Ha // normt (lt_le_trans t_lt) // le_minl lexx.
have {}Hd : `|f (x + t *: v) - f x - t * d| <= eps * t.
  by rewrite -[in leRHS]normt Hd // normt (lt_le_trans t_lt) // le_minl lexx orbT.
have : `|t * (a - d)| <= eps * t + eps * t.
  have -> : t * (a - d) = (f (x + t *: v) - f x - t * d) - (f (x + t *: v) - f x - t * a).
    by scalars F; ring.
  by apply: le_trans (ler_norm_sub _ _) _; rewrite ler_add.
rewrite normrM normt mulrC -mulrDl ler_pmul2r // /eps -splitr leNgt.
by rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // ltr1n.
Qed.

(* Along a line on which f is a polynomial, the derivative is the coefficient of t. *)
Lemma derivative_quartic a b c e :
  (forall t, f (x + t *: v) = f x + t * a + t ^+ 2 * b + t ^+ 3 * c + t ^+ 4 * e) ->
  forall d, derivative f x v d <-> d = a.
Proof.
move=> fE; have fa : derivative f x v a; last first.
  by move=> d; split=> [fd | ->] //; apply: derivative_unique fd fa.
move=> eps eps_gt0; set C := `|b| + `|c| + `|e|.
have C_ge0 : 0 <= C by rewrite !addr_ge0.
have C1_gt0 : 0 < C + 1 by rewrite ltr_paddl ?ltr01.
exists (Num.min 1 (eps / (C + 1))); first by rewrite lt_minr ltr01 divr_gt0.
move=> t; rewrite lt_minr => /andP[/ltW t_le1 t_lt].
have -> : f (x + t *: v) - f x - t * a = t * (b + t * c + t ^+ 2 * e) * t.
  by rewrite fE; scalars F; ring.
rewrite normrM ler_wpmul2r // normrM.
have bound : `|b + t * c + t ^+ 2 * e| <= C + 1.
  apply: le_trans (_ : C <= _); last by rewrite ler_addl ler01.
  apply: le_trans (ler_norm_add _ _) _; apply: ler_add; last first.
    by rewrite normrM ler_pimull // normrX exprn_ile1.
  by apply: le_trans (ler_norm_add _ _) _; rewrite ler_add2l normrM ler_pimull.
apply: le_trans (_ : `|t| * (C + 1) <= _); first exact: ler_wpmul2l.
by rewrite -ler_pdivl_mulr // ltW.
Qed.

End Derivative.

Section Residual.
Variable F : realFieldType.
Add Field F_field : (scalar_field F).

Lemma innerE m n (A B : 'M[F]_(m, n)) : inner A B = \sum_i \sum_j A i j * B i j.
Proof.
rewrite /inner /mxtrace exchange_big; apply: eq_bigr => j _; rewrite mxE.
by apply: eq_bigr => i _; rewrite mxE.
Qed.

Lemma inner_norm m n (A : 'M[F]_(m, n)) : inner A A = square_norm A.
Proof. by rewrite /inner mxtrace_mulC -square_norm_tr. Qed.

(* Only zero is orthogonal to everything. *)
Lemma inner_eq0 m n (A : 'M[F]_(m, n)) : (forall B, inner A B = 0) -> A = 0.
Proof. by move=> A0; apply: square_norm_eq0; rewrite -inner_norm. Qed.

Lemma square_norm_line m n (A B : 'M[F]_(m, n)) t :
  square_norm (A + t *: B) = square_norm A + t * (2%:R * inner A B) + t ^+ 2 * square_norm B.
Proof.
have innerC : \tr (B^T *m A) = inner A B by rewrite -mxtrace_tr trmx_mul trmxK.
rewrite -!inner_norm {1}/inner.
have -> : (A + t *: B)^T *m (A + t *: B) =
  A^T *m A + t *: (A^T *m B) + t *: (B^T *m A) + t *: (t *: (B^T *m B)) by nc.
by rewrite !mxtraceD !mxtraceZ innerC -!/(inner _ _); scalars F; ring.
Qed.

(* |X - W X|^2 by the Gram matrix. *)
Lemma square_norm_residual m n (X : 'M[F]_(m, n)) W : square_norm (X - W *m X) = residual (X *m X^T) W.
Proof.
rewrite square_norm_tr /residual; congr (\tr _).
by nc.
Qed.

Lemma gram_of_data_semidefinite m n (X : 'M[F]_(m, n)) : semidefinite (X *m X^T).
Proof. by have := gram_semidefinite X^T; rewrite trmxK. Qed.

Section Line.
Variables (m : nat) (S : 'M[F]_m).
Hypothesis symS : S^T = S.

Let form (A B : 'M[F]_m) := \tr (A *m S *m B^T).

Let formC A B : form A B = form B A.
Proof. by rewrite /form -mxtrace_tr !trmx_mul trmxK symS mulmxA. Qed.

Lemma residual_line N M1 M2 t :
  residual S (N + t *: M1 + t ^+ 2 *: M2) =
  residual S N + t * (2%:R * \tr (M1 *m (N *m S - S)^T))
  + t ^+ 2 * (\tr (M1 *m S *m M1^T) + 2%:R * \tr (M2 *m (N *m S - S)^T))
  + t ^+ 3 * (2%:R * \tr (M1 *m S *m M2^T)) + t ^+ 4 * \tr (M2 *m S *m M2^T).
Proof.
have RE M : \tr (M *m (N *m S - S)^T) = - form (1%:M - N) M.
  rewrite formC /form -mxtraceN; congr (\tr _); by expand; rewrite symS; zmod.
rewrite !RE /residual -!/(form _ _).
have -> : 1%:M - (N + t *: M1 + t ^+ 2 *: M2) = (1%:M - N) - t *: M1 - t ^+ 2 *: M2 by zmod.
move: (1%:M - N) => D.
have -> : form (D - t *: M1 - t ^+ 2 *: M2) (D - t *: M1 - t ^+ 2 *: M2) =
  form D D - t * form D M1 - t * form M1 D - t ^+ 2 * form D M2 - t ^+ 2 * form M2 D
  + t * t * form M1 M1 + t * t ^+ 2 * form M1 M2 + t ^+ 2 * t * form M2 M1 + t ^+ 2 * t ^+ 2 * form M2 M2.
  by rewrite /form -!mxtraceZ -!mxtraceN -!mxtraceD; congr (\tr _); nc.
rewrite (formC M1 D) (formC M2 D) (formC M2 M1); scalars F; ring.
Qed.

End Line.

Section Gradients.
Variables (m k : nat) (S : 'M[F]_m) (lambda : F).
Hypothesis symS : S^T = S.

Lemma map_line (W1 V1 : 'M[F]_(k, m)) (W2 V2 : 'M_(m, k)) t :
  (W2 + t *: V2) *m (W1 + t *: V1) = W2 *m W1 + t *: (V2 *m W1 + W2 *m V1) + t ^+ 2 *: (V2 *m V1).
Proof. by rewrite expr2; nc. Qed.

Lemma square_norm_map_line (N M1 M2 : 'M[F]_m) t :
  square_norm (N + t *: M1 + t ^+ 2 *: M2) =
  square_norm N + t * (2%:R * \tr (M1 *m N^T))
  + t ^+ 2 * (\tr (M1 *m M1^T) + 2%:R * \tr (M2 *m N^T))
  + t ^+ 3 * (2%:R * \tr (M1 *m M2^T)) + t ^+ 4 * \tr (M2 *m M2^T).
Proof.
have normE M : square_norm M = residual 1%:M (1%:M - M).
  by rewrite square_norm_tr /residual; congr (\tr _); nc.
rewrite !normE.
have -> : 1%:M - (N + t *: M1 + t ^+ 2 *: M2) = (1%:M - N) + t *: - M1 + t ^+ 2 *: - M2 by nc.
have NE : 1%:M - N - 1%:M = - N by zmod.
by rewrite residual_line ?trmx1 // !mulmx1 NE !trmxN !mulmxN !mulNmx !opprK.
Qed.

(* The loss `sum` has the gradients 2 (W2^T R + lambda W1) and 2 (R W1^T + lambda W2), R = W2 W1 S - S. *)
Theorem sum_gradient (W1 V1 : 'M[F]_(k, m)) (W2 V2 : 'M_(m, k)) d :
  derivative_at (sum_loss S lambda) W1 W2 V1 V2 d <->
  d = 2%:R * (inner (sum_half_gradient1 S lambda W1 W2) V1 + inner (sum_half_gradient2 S lambda W1 W2) V2).
Proof.
set R := W2 *m W1 *m S - S; set M1 := V2 *m W1 + W2 *m V1; set M2 := V2 *m V1.
have -> : inner (sum_half_gradient1 S lambda W1 W2) V1 + inner (sum_half_gradient2 S lambda W1 W2) V2 =
  \tr (M1 *m R^T) + lambda * (inner W1 V1 + inner W2 V2).
  rewrite /inner /sum_half_gradient1 /sum_half_gradient2 -/R; clearbody R.
  have -> : (W2^T *m R + lambda *: W1)^T *m V1 = R^T *m W2 *m V1 + lambda *: (W1^T *m V1) by nc.
  have -> : (R *m W1^T + lambda *: W2)^T *m V2 = W1 *m R^T *m V2 + lambda *: (W2^T *m V2) by nc.
  have -> : M1 *m R^T = V2 *m (W1 *m R^T) + (W2 *m V1) *m R^T by rewrite /M1; nc.
  rewrite !mxtraceD !mxtraceZ [\tr (V2 *m _)]mxtrace_mulC [\tr (W2 *m V1 *m _)]mxtrace_mulC !mulmxA.
  by scalars F; ring.
apply: (@derivative_quartic _ _ _ _ _ _
  (\tr (M1 *m S *m M1^T) + 2%:R * \tr (M2 *m R^T) + lambda * (square_norm V1 + square_norm V2))
  (2%:R * \tr (M1 *m S *m M2^T)) (\tr (M2 *m S *m M2^T))) => t /=.
rewrite /sum_loss map_line residual_line // !square_norm_line -/M1 -/M2 -/R.
by scalars F; ring.
Qed.

(* The loss `product` has the gradients 2 W2^T R and 2 R W1^T, R = W2 W1 (S + lambda I) - S; `none` with lambda = 0. *)
Theorem product_gradient (W1 V1 : 'M[F]_(k, m)) (W2 V2 : 'M_(m, k)) d :
  derivative_at (product_loss S lambda) W1 W2 V1 V2 d <->
  d = 2%:R * (inner (product_half_gradient1 S lambda W1 W2) V1 + inner (product_half_gradient2 S lambda W1 W2) V2).
Proof.
set N := W2 *m W1; set R := N *m S - S; set M1 := V2 *m W1 + W2 *m V1; set M2 := V2 *m V1.
have -> : inner (product_half_gradient1 S lambda W1 W2) V1 + inner (product_half_gradient2 S lambda W1 W2) V2 =
  \tr (M1 *m R^T) + lambda * \tr (M1 *m N^T).
  rewrite /inner /product_half_gradient1 /product_half_gradient2 -/N.
  have -> : N *m (S + lambda%:M) - S = R + lambda *: N by rewrite /R -scalemx1; nc.
  clearbody R N.
  have -> : (W2^T *m (R + lambda *: N))^T *m V1 = R^T *m W2 *m V1 + lambda *: (N^T *m W2 *m V1) by nc.
  have -> : ((R + lambda *: N) *m W1^T)^T *m V2 = W1 *m R^T *m V2 + lambda *: (W1 *m N^T *m V2) by nc.
  have MR A : M1 *m A = V2 *m (W1 *m A) + (W2 *m V1) *m A by rewrite /M1; nc.
  rewrite !MR !mxtraceD !mxtraceZ ![\tr (V2 *m _)]mxtrace_mulC ![\tr (W2 *m V1 *m _)]mxtrace_mulC !mulmxA.
  by scalars F; ring.
apply: (@derivative_quartic _ _ _ _ _ _
  (\tr (M1 *m S *m M1^T) + 2%:R * \tr (M2 *m R^T) + lambda * (\tr (M1 *m M1^T) + 2%:R * \tr (M2 *m N^T)))
  (2%:R * \tr (M1 *m S *m M2^T) + lambda * (2%:R * \tr (M1 *m M2^T)))
  (\tr (M2 *m S *m M2^T) + lambda * \tr (M2 *m M2^T))) => t /=.
rewrite /product_loss map_line residual_line // square_norm_map_line -/M1 -/M2 -/N -/R.
by scalars F; ring.
Qed.

(* The tied loss |X - W W^T X|^2 + 2 lambda |W|^2 has the gradient 2 [R + R^T] W + 4 lambda W, R = (W W^T - I) S. *)
Theorem tied_gradient (W V : 'M[F]_(m, k)) d :
  derivative (tied_loss S lambda) W V d <-> d = 2%:R * inner (tied_half_gradient S lambda W) V.
Proof.
set N := W *m W^T; set R := N *m S - S; set M1 := V *m W^T + W *m V^T; set M2 := V *m V^T.
have -> : inner (tied_half_gradient S lambda W) V = \tr (M1 *m R^T) + 2%:R * lambda * inner W V.
  rewrite /inner /tied_half_gradient -/N.
  have -> : (N - 1%:M) *m S = R by rewrite /R; nc.
  clearbody R.
  have -> : ((R + R^T) *m W + 2%:R * lambda *: W)^T *m V =
    W^T *m R^T *m V + W^T *m (R *m V) + 2%:R * lambda *: (W^T *m V) by nc.
  have -> : M1 *m R^T = V *m (W^T *m R^T) + W *m V^T *m R^T by rewrite /M1; nc.
  rewrite !mxtraceD mxtraceZ [\tr (V *m _)]mxtrace_mulC; congr (_ + _ + _).
  by rewrite -mxtrace_tr !trmx_mul trmxK mxtrace_mulC mulmxA.
apply: (@derivative_quartic _ _ _ _ _ _
  (\tr (M1 *m S *m M1^T) + 2%:R * \tr (M2 *m R^T) + 2%:R * lambda * square_norm V)
  (2%:R * \tr (M1 *m S *m M2^T)) (\tr (M2 *m S *m M2^T))) => t /=.
have lineE : (W + t *: V) *m (W + t *: V)^T = N + t *: M1 + t ^+ 2 *: M2.
  by rewrite trmxD trmxZ map_line.
rewrite /tied_loss lineE residual_line // !square_norm_line -/N -/R.
by scalars F; ring.
Qed.

(* Critical points: both gradients vanish. *)
Lemma critical_gradients (f : 'M[F]_(k, m) -> 'M[F]_(m, k) -> F) W1 W2 g1 g2 :
  (forall V1 V2 d, derivative_at f W1 W2 V1 V2 d <-> d = 2%:R * (inner g1 V1 + inner g2 V2)) ->
  critical_at f W1 W2 <-> g1 = 0 /\ g2 = 0.
Proof.
have two_neq0 : (2%:R : F) != 0 by rewrite pnatr_eq0.
have inner0r p q (A : 'M[F]_(p, q)) : inner A 0 = 0 by rewrite /inner mulmx0 mxtrace0.
have inner0l p q (A : 'M[F]_(p, q)) : inner 0 A = 0 by rewrite /inner trmx0 mul0mx mxtrace0.
move=> fE; split=> [crit | [g1_0 g2_0] [V1 V2]]; last first.
  by apply/fE; rewrite g1_0 g2_0 !inner0l addr0 mulr0.
have zero V1 V2 : inner g1 V1 + inner g2 V2 = 0.
  have /fE/esym/eqP := crit (V1, V2).
  by rewrite mulf_eq0 (negPf two_neq0) => /eqP.
split; apply: inner_eq0 => V.
  by have := zero V 0; rewrite inner0r addr0.
by have := zero 0 V; rewrite inner0r add0r.
Qed.

Theorem sum_critical_gradients (W1 : 'M[F]_(k, m)) (W2 : 'M_(m, k)) :
  critical_at (sum_loss S lambda) W1 W2 <->
  sum_half_gradient1 S lambda W1 W2 = 0 /\ sum_half_gradient2 S lambda W1 W2 = 0.
Proof. by apply: critical_gradients => V1 V2 d; apply: sum_gradient. Qed.

Theorem product_critical_gradients (W1 : 'M[F]_(k, m)) (W2 : 'M_(m, k)) :
  critical_at (product_loss S lambda) W1 W2 <->
  product_half_gradient1 S lambda W1 W2 = 0 /\ product_half_gradient2 S lambda W1 W2 = 0.
Proof. by apply: critical_gradients => V1 V2 d; apply: product_gradient. Qed.

Theorem tied_critical_gradient (W : 'M[F]_(m, k)) :
  critical (tied_loss S lambda) W <-> tied_half_gradient S lambda W = 0.
Proof.
have two_neq0 : (2%:R : F) != 0 by rewrite pnatr_eq0.
split=> [crit | g0 V]; last by apply/tied_gradient; rewrite g0 /inner trmx0 mul0mx mxtrace0 mulr0.
apply: inner_eq0 => V; have /tied_gradient/esym/eqP := crit V.
by rewrite mulf_eq0 (negPf two_neq0) => /eqP.
Qed.

End Gradients.

(* `none` is `product` with lambda = 0. *)
Lemma none_is_product m k (S : 'M[F]_m) (W1 : 'M_(k, m)) (W2 : 'M_(m, k)) :
  none_loss S W1 W2 = product_loss S 0 W1 W2.
Proof. by rewrite /none_loss /product_loss mul0r addr0. Qed.

(* The losses of the data are the losses of their Gram matrix. *)
Theorem none_loss_gram m n k (X : 'M[F]_(m, n)) (W1 : 'M_(k, m)) (W2 : 'M_(m, k)) :
  none_loss_of_data X W1 W2 = none_loss (X *m X^T) W1 W2.
Proof. exact: square_norm_residual. Qed.

Theorem product_loss_gram m n k (X : 'M[F]_(m, n)) lambda (W1 : 'M_(k, m)) (W2 : 'M_(m, k)) :
  product_loss_of_data X lambda W1 W2 = product_loss (X *m X^T) lambda W1 W2.
Proof. by rewrite /product_loss_of_data square_norm_residual. Qed.

Theorem sum_loss_gram m n k (X : 'M[F]_(m, n)) lambda (W1 : 'M_(k, m)) (W2 : 'M_(m, k)) :
  sum_loss_of_data X lambda W1 W2 = sum_loss (X *m X^T) lambda W1 W2.
Proof. by rewrite /sum_loss_of_data square_norm_residual. Qed.

Theorem tied_loss_gram m n k (X : 'M[F]_(m, n)) lambda (W : 'M_(m, k)) :
  square_norm (X - W *m W^T *m X) + 2%:R * lambda * square_norm W = tied_loss (X *m X^T) lambda W.
Proof. by rewrite square_norm_residual. Qed.

(* Criticality asks only for the values of the function. *)
Lemma critical_at_ext m k (f g : 'M[F]_(k, m) -> 'M[F]_(m, k) -> F) W1 W2 :
  (forall V1 V2, f V1 V2 = g V1 V2) -> critical_at f W1 W2 -> critical_at g W1 W2.
Proof.
move=> fg crit V eps eps_gt0; have [delta delta_gt0 bound] := crit V eps eps_gt0.
by exists delta => // t /bound /=; rewrite !fg.
Qed.

End Residual.
