(* The Hessian of `sum` at its critical points, block by block, and which of them are no strict saddles.

   By relabelling the eigenbasis and turning the frame, which leave the loss as it is, I is the first l of the m = l + n
   indices and W2 = [diag(d) 0; 0 0] with k = l + p columns, W1 = W2^T. The eigenvalues are s_a, a in I, and t_j, j not in
   I, in any order. A direction is V2 = [A B; A' B'], V1 = [C C'; D D']. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite Loss.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* Half the second derivative of `sum` along (V1, V2). *)
Definition sum_half_hessian (F : realFieldType) m k (S : 'M[F]_m) lambda
    (W1 : 'M_(k, m)) (W2 : 'M_(m, k)) (V1 : 'M_(k, m)) (V2 : 'M_(m, k)) : F :=
  \tr ((V2 *m W1 + W2 *m V1) *m S *m (V2 *m W1 + W2 *m V1)^T)
  + 2%:R * \tr (V2 *m V1 *m (W2 *m W1 *m S - S)^T) + lambda * (square_norm V1 + square_norm V2).

Section Expansion.
Variables (F : realFieldType).
Add Field F_field : (scalar_field F).

(* It is the coefficient of t^2; that of t is the derivative, zero at a critical point. *)
Theorem sum_expansion m k (S : 'M[F]_m) lambda
    (W1 V1 : 'M_(k, m)) (W2 V2 : 'M_(m, k)) : S^T = S -> exists a c e, forall t,
  sum_loss S lambda (W1 + t *: V1) (W2 + t *: V2) = sum_loss S lambda W1 W2
    + t * a + t ^+ 2 * sum_half_hessian S lambda W1 W2 V1 V2 + t ^+ 3 * c + t ^+ 4 * e
  /\ derivative_at (sum_loss S lambda) W1 W2 V1 V2 a.
Proof.
move=> symS;
set R := W2 *m W1 *m S - S; set M1 := V2 *m W1 + W2 *m V1; set M2 := V2 *m V1.
exists (2%:R * (\tr (M1 *m R^T) + lambda * (inner W1 V1 + inner W2 V2))).
exists (2%:R * \tr (M1 *m S *m M2^T)), (\tr (M2 *m S *m M2^T)).
suff line t : sum_loss S lambda (W1 + t *: V1) (W2 + t *: V2) = sum_loss S lambda W1 W2
    + t * (2%:R * (\tr (M1 *m R^T) + lambda * (inner W1 V1 + inner W2 V2)))
    + t ^+ 2 * sum_half_hessian S lambda W1 W2 V1 V2
    + t ^+ 3 * (2%:R * \tr (M1 *m S *m M2^T)) + t ^+ 4 * \tr (M2 *m S *m M2^T).
  move=> t; split; first exact: line.
  by apply/(@derivative_quartic _ _ _ _ _ _ (sum_half_hessian S lambda W1 W2 V1 V2)
    (2%:R * \tr (M1 *m S *m M2^T)) (\tr (M2 *m S *m M2^T))) => // t' /=; exact: line.
rewrite /sum_loss map_line residual_line // !square_norm_line -/M1 -/M2 -/R /sum_half_hessian -/M1 -/M2 -/R.
scalars F; ring.
Qed.

End Expansion.

Section Blocks.
Variables (F : realFieldType) (l n p : nat) (s d : 'rV[F]_l) (t : 'rV[F]_n) (lambda : F).
Add Field F_field : (scalar_field F).

Let S : 'M[F]_(l + n) := block_mx (diag_mx s) 0 0 (diag_mx t).
Let W2 : 'M[F]_(l + n, l + p) := block_mx (diag_mx d) 0 0 0.
Let W1 : 'M[F]_(l + p, l + n) := block_mx (diag_mx d) 0 0 0.

Hypothesis s_above : forall a, lambda < s 0 a.
Hypothesis lambda_gt0 : 0 < lambda.
Hypothesis dE : forall a, d 0 a ^+ 2 = 1 - lambda / s 0 a.

Let s_gt0 a : 0 < s 0 a. Proof. exact: lt_trans lambda_gt0 (s_above a). Qed.
Let ddE a : d 0 a * d 0 a * s 0 a = s 0 a - lambda.
Proof. by rewrite -expr2 dE mulrBl mul1r divfK // gt_eqF. Qed.

Let symS : S^T = S. Proof. by rewrite /S tr_block_mx !tr_diag_mx !trmx0. Qed.

Let block_rules :=
  (mulmx_block, mul0mx, mulmx0, addr0, add0r, opp_block_mx, add_block_mx, oppr0, scale_block_mx, scaler0).

Lemma canonical_remainder : W2 *m W1 *m S - S = block_mx (- lambda%:M) 0 0 (- diag_mx t).
Proof.
rewrite /W2 /W1 /S ?block_rules.
congr block_mx; rewrite !mulmx_diag; apply/matrixP => a b; rewrite !mxE; have [_ | _] := eqVneq a b; last first.
  by rewrite !mulr0n subr0 oppr0.
by rewrite /= !mulr1n ddE; scalars F; ring.
Qed.

(* The point of the blocks is critical. *)
Theorem canonical_point_critical : critical_at (sum_loss S lambda) W1 W2.
Proof.
have W1E : W2^T = W1 by rewrite /W2 tr_block_mx tr_diag_mx !trmx0.
apply/sum_critical_gradients => //; rewrite /sum_half_gradient1 /sum_half_gradient2 canonical_remainder -W1E trmxK.
rewrite !W1E /W1 /W2 ?block_rules.
rewrite mulmxN mulNmx mul_mx_scalar mul_scalar_mx addNr.
by split; apply/matrixP => i j; rewrite block_mx0 !mxE.
Qed.

Lemma tr_diag_form q r (P : 'M[F]_(q, r)) (x : 'rV[F]_r) :
  \tr (P *m diag_mx x *m P^T) = \sum_i \sum_j x 0 j * P i j ^+ 2.
Proof.
rewrite /mxtrace; apply: eq_bigr => i _; rewrite mul_mx_diag mxE; apply: eq_bigr => j _.
by rewrite !mxE mulrAC -expr2 mulrC.
Qed.

(* Half the second derivative as a sum over the blocks:
   (A_ab, C_ab, A_ba, C_ba), a, b in I; (A'_ja, C'_aj), j not in I; (B_ar, D_ra); (B'_jr, D'_rj), r > l. *)
Theorem sum_hessian_blocks (A C : 'M[F]_l) (A' : 'M_(n, l)) (C' : 'M_(l, n))
    (B : 'M_(l, p)) (D : 'M_(p, l)) (B' : 'M_(n, p)) (D' : 'M_(p, n)) :
  sum_half_hessian S lambda W1 W2 (block_mx C C' D D') (block_mx A B A' B') =
    \sum_a \sum_b (s 0 b * (d 0 b * A a b + d 0 a * C a b) ^+ 2 + lambda * (A a b - C b a) ^+ 2)
  + \sum_j \sum_a (s 0 a * A' j a ^+ 2 - 2%:R * t 0 j * A' j a * C' a j
                   + (t 0 j * (1 - lambda / s 0 a) + lambda) * C' a j ^+ 2)
  + \sum_a \sum_r lambda * (B a r - D r a) ^+ 2
  + \sum_j \sum_r (lambda * B' j r ^+ 2 - 2%:R * t 0 j * B' j r * D' r j + lambda * D' r j ^+ 2).
Proof.
rewrite /sum_half_hessian canonical_remainder.
have M1E : block_mx A B A' B' *m W1 + W2 *m block_mx C C' D D' =
  block_mx (A *m diag_mx d + diag_mx d *m C) (diag_mx d *m C') (A' *m diag_mx d) 0.
  by rewrite ?block_rules.
have form1 : \tr ((block_mx A B A' B' *m W1 + W2 *m block_mx C C' D D') *m S
    *m (block_mx A B A' B' *m W1 + W2 *m block_mx C C' D D')^T) =
  \sum_a \sum_b s 0 b * (d 0 b * A a b + d 0 a * C a b) ^+ 2
  + \sum_j \sum_a (t 0 j * (1 - lambda / s 0 a) * C' a j ^+ 2)
  + \sum_j \sum_a ((s 0 a - lambda) * A' j a ^+ 2).
  rewrite M1E /S tr_block_mx trmx0 ?block_rules.
  rewrite mxtrace_block mxtraceD !tr_diag_form; congr (_ + _ + _).
  - apply: eq_bigr => a _; apply: eq_bigr => b _; congr (_ * _ ^+ 2).
    by rewrite mul_mx_diag mul_diag_mx !mxE mulrC.
  - rewrite exchange_big; apply: eq_bigr => j _; apply: eq_bigr => a _.
    by rewrite mul_diag_mx !mxE exprMn dE mulrA.
  apply: eq_bigr => j _; apply: eq_bigr => a _.
  rewrite mul_mx_diag !mxE -ddE; move: (A' j a) (d 0 a) (s 0 a) => x y z; scalars F; ring.
have sum_transposed q r (P : 'M[F]_(q, r)) (Q : 'M_(r, q)) (x : 'I_q -> F) :
  \sum_i x i * (P *m Q) i i = \sum_i \sum_j x i * P i j * Q j i.
  by apply: eq_bigr => i _; rewrite mxE mulr_sumr; apply: eq_bigr => j _; rewrite mulrA.
have form2 : \tr (block_mx A B A' B' *m block_mx C C' D D' *m (block_mx (- lambda%:M) 0 0 (- diag_mx t))^T) =
  - (\sum_a \sum_b lambda * A a b * C b a) - \sum_a \sum_r lambda * B a r * D r a
  - \sum_j \sum_a t 0 j * A' j a * C' a j - \sum_j \sum_r t 0 j * B' j r * D' r j.
  rewrite tr_block_mx !trmx0 !trmxN tr_diag_mx tr_scalar_mx ?block_rules mxtrace_block.
  rewrite !mulmxN !mxtraceN !mulmxDl !mxtraceD !mul_mx_scalar !mxtraceZ /mxtrace !mulr_sumr.
  rewrite !(sum_transposed _ _ _ _ (fun=> lambda)).
  have diag_form q (P : 'M[F]_(n, q)) (Q : 'M_(q, n)) :
    \sum_j (P *m Q *m diag_mx t) j j = \sum_j \sum_i t 0 j * P j i * Q i j.
    by rewrite -sum_transposed; apply: eq_bigr => j _; rewrite mul_mx_diag [LHS]mxE mulrC.
  by rewrite !diag_form; zmod.
have norm_block m1 m2 n1 n2 (a : 'M[F]_(m1, n1)) (b : 'M_(m1, n2)) (c : 'M_(m2, n1)) (e : 'M_(m2, n2)) :
  square_norm (block_mx a b c e) = square_norm a + square_norm b + (square_norm c + square_norm e).
  by rewrite !square_norm_tr tr_block_mx mulmx_block mxtrace_block !mxtraceD.
have norm_transposed q r (P : 'M[F]_(q, r)) : square_norm P = \sum_j \sum_i P i j ^+ 2.
  by rewrite /square_norm exchange_big.
rewrite form1 form2 !norm_block (norm_transposed _ _ C) (norm_transposed _ _ C') (norm_transposed _ _ D)
  (norm_transposed _ _ D') /square_norm.
have blockI : \sum_a \sum_b (s 0 b * (d 0 b * A a b + d 0 a * C a b) ^+ 2 + lambda * (A a b - C b a) ^+ 2) =
  \sum_a \sum_b s 0 b * (d 0 b * A a b + d 0 a * C a b) ^+ 2
  - 2%:R * (\sum_a \sum_b lambda * A a b * C b a)
  + lambda * (\sum_a \sum_b A a b ^+ 2) + lambda * (\sum_a \sum_b C b a ^+ 2).
  rewrite !mulr_sumr -sumrN -!big_split; apply: eq_bigr => a _; rewrite !mulr_sumr -sumrN -!big_split.
  apply: eq_bigr => b _ /=.
  by move: (A a b) (C a b) (C b a) (s 0 b) (d 0 a) (d 0 b) => x1 x2 x3 x4 x5 x6; scalars F; ring.
have blockJ : \sum_j \sum_a (s 0 a * A' j a ^+ 2 - 2%:R * t 0 j * A' j a * C' a j
    + (t 0 j * (1 - lambda / s 0 a) + lambda) * C' a j ^+ 2) =
  \sum_j \sum_a (t 0 j * (1 - lambda / s 0 a) * C' a j ^+ 2) + \sum_j \sum_a ((s 0 a - lambda) * A' j a ^+ 2)
  - 2%:R * (\sum_j \sum_a t 0 j * A' j a * C' a j)
  + lambda * (\sum_j \sum_a A' j a ^+ 2) + lambda * (\sum_j \sum_a C' a j ^+ 2).
  rewrite !mulr_sumr -sumrN -!big_split; apply: eq_bigr => j _; rewrite !mulr_sumr -sumrN -!big_split.
  apply: eq_bigr => a _ /=.
  by move: (lambda / s 0 a) (s 0 a) (A' j a) (C' a j) (t 0 j) => y1 y2 y3 y4 y5; scalars F; ring.
have blockB : \sum_a \sum_r lambda * (B a r - D r a) ^+ 2 =
  - (2%:R * (\sum_a \sum_r lambda * B a r * D r a))
  + lambda * (\sum_a \sum_r B a r ^+ 2) + lambda * (\sum_a \sum_r D r a ^+ 2).
  rewrite !mulr_sumr -sumrN -!big_split; apply: eq_bigr => a _; rewrite !mulr_sumr -sumrN -!big_split.
  by apply: eq_bigr => r _ /=; move: (B a r) (D r a) => y1 y2; scalars F; ring.
have blockB' : \sum_j \sum_r (lambda * B' j r ^+ 2 - 2%:R * t 0 j * B' j r * D' r j + lambda * D' r j ^+ 2) =
  - (2%:R * (\sum_j \sum_r t 0 j * B' j r * D' r j))
  + lambda * (\sum_j \sum_r B' j r ^+ 2) + lambda * (\sum_j \sum_r D' r j ^+ 2).
  rewrite !mulr_sumr -sumrN -!big_split; apply: eq_bigr => j _; rewrite !mulr_sumr -sumrN -!big_split.
  by apply: eq_bigr => r _ /=; move: (B' j r) (D' r j) (t 0 j) => y1 y2 y3; scalars F; ring.
by rewrite blockI blockJ blockB blockB' !mulrDr !mulrN; zmod.
Qed.

(* The signs of the blocks. With s = s_a > 0, e = t_j: s times the swap block is a square and (s - e)(e + lambda) times
   one, so it is +- exactly if e > s (for e >= 0); lambda times the free block is a square and lambda^2 - e^2 times one. *)
Theorem swap_block (x y e c b : F) : x != 0 ->
  x * (x * b ^+ 2 - 2%:R * e * b * c + (e * (1 - y / x) + y) * c ^+ 2) =
  (x * b - e * c) ^+ 2 + (x - e) * (e + y) * c ^+ 2.
Proof. by move/eqP=> x_neq0; scalars F; field. Qed.

Theorem free_block (y e c b : F) :
  y * (y * b ^+ 2 - 2%:R * e * b * c + y * c ^+ 2) = (y * b - e * c) ^+ 2 + (y + e) * (y - e) * c ^+ 2.
Proof. by scalars F; ring. Qed.

(* sum.strict-saddles: the second derivative is nonnegative along all directions exactly if no s_a is below some t_j and,
   unless all k units are used, no t_j is above lambda: I is a set of min(k, q) largest eigenvalues. Else there is a
   direction of descent. *)
Theorem sum_second_order_minimum : (forall j, 0 <= t 0 j) ->
  (forall V1 V2, 0 <= sum_half_hessian S lambda W1 W2 V1 V2) <->
  (forall j a, t 0 j <= s 0 a) /\ ((0 < p)%N -> forall j, t 0 j <= lambda).
Proof.
move=> t_ge0; have s_neq0 a : s 0 a != 0 by rewrite gt_eqF.
split=> [nonneg | [t_le_s t_le] V1 V2]; last first.
  rewrite -[V1]submxK -[V2]submxK sum_hessian_blocks; rewrite !addr_ge0 //; apply: sumr_ge0 => i _; apply: sumr_ge0 => b _.
  - by rewrite addr_ge0 // mulr_ge0 ?sqr_ge0 // ltW.
  - rewrite -(pmulr_rge0 _ (s_gt0 b)) swap_block // addr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 //.
    by rewrite mulr_ge0 ?subr_ge0 // addr_ge0 // ltW.
  - by rewrite mulr_ge0 ?sqr_ge0 // ltW.
  rewrite -(pmulr_rge0 _ lambda_gt0) free_block addr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 //.
  have p_gt0 : (0 < p)%N by apply: leq_ltn_trans (leq0n b) (ltn_ord b).
  by rewrite mulr_ge0 ?subr_ge0 ?t_le // addr_ge0 // ltW.
split=> [j a | p_gt0 j]; rewrite leNgt; apply/negP => above.
  (* A'_ja = t_j, C'_aj = s_a *)
  have := nonneg (block_mx 0 (s 0 a *: delta_mx a j) 0 0) (block_mx 0 0 (t 0 j *: delta_mx j a) 0).
  rewrite sum_hessian_blocks; apply/negP; rewrite -ltNge.
  rewrite [X in X + _ + _ + _]big1 ?add0r; last first.
    by move=> i _; rewrite big1 // => b _; rewrite !mxE !mulr0 addr0 subr0 expr0n !mulr0 addr0.
  rewrite [X in _ + X + _]big1 ?addr0; last first.
    by move=> i _; rewrite big1 // => b _; rewrite !mxE subr0 expr0n mulr0.
  rewrite [X in _ + X]big1 ?addr0; last first.
    by move=> i _; rewrite big1 // => b _; rewrite !mxE expr0n !mulr0 subr0 addr0.
  rewrite (bigD1 j) //= [X in _ + X]big1 ?addr0; last first.
    move=> i ne_ij; rewrite big1 // => b _; rewrite !mxE (negPf ne_ij) andbF /= !mulr0 expr0n !mulr0 subr0.
    by rewrite addr0.
  rewrite (bigD1 a) //= [X in _ + X]big1 ?addr0; last first.
    by move=> b ne_ab; rewrite !mxE (negPf ne_ab) andbF /= !mulr0 expr0n !mulr0 subr0 addr0.
  rewrite !mxE !eqxx /= !mulr1 -(pmulr_rlt0 _ (s_gt0 a)) swap_block //.
  rewrite [s 0 a * t 0 j]mulrC subrr expr0n add0r pmulr_llt0 ?exprn_gt0 //.
  by rewrite pmulr_llt0 ?subr_lt0 // ltr_paddl.
have r : 'I_p := Ordinal p_gt0.
have := nonneg (block_mx 0 0 0 (lambda *: delta_mx r j)) (block_mx 0 0 0 (t 0 j *: delta_mx j r)).
rewrite sum_hessian_blocks; apply/negP; rewrite -ltNge.
rewrite [X in X + _ + _ + _]big1 ?add0r; last first.
  by move=> i _; rewrite big1 // => b _; rewrite !mxE !mulr0 addr0 subr0 expr0n !mulr0 addr0.
rewrite [X in X + _ + _]big1 ?add0r; last first.
  by move=> i _; rewrite big1 // => b _; rewrite !mxE expr0n !mulr0 subr0 addr0.
rewrite [X in X + _]big1 ?add0r; last first.
  by move=> i _; rewrite big1 // => b _; rewrite !mxE subr0 expr0n mulr0.
rewrite (bigD1 j) //= [X in _ + X]big1 ?addr0; last first.
  by move=> i ne_ij; rewrite big1 // => b _; rewrite !mxE (negPf ne_ij) andbF /= !mulr0 expr0n !mulr0 subr0 addr0.
rewrite (bigD1 r) //= [X in _ + X]big1 ?addr0; last first.
  by move=> b ne_rb; rewrite !mxE (negPf ne_rb) andbF /= !mulr0 expr0n !mulr0 subr0 addr0.
rewrite !mxE !eqxx /= !mulr1 -(pmulr_rlt0 _ lambda_gt0) free_block.
rewrite [lambda * t 0 j]mulrC subrr expr0n add0r pmulr_llt0 ?exprn_gt0 //.
by rewrite pmulr_rlt0 ?subr_lt0 // ltr_paddr.
Qed.

End Blocks.
