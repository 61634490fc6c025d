(* The hypotheses are needed: where one is dropped, the theorem fails, with an explicit instance. And they can be met. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite Loss Sum Eigenbasis SumList Commuting.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Counterexamples.
Variable F : realFieldType.
Add Field F_field : (scalar_field F).

Lemma scalar_mul_scalar n (a b : F) : (a%:M : 'M_n) *m b%:M = (a * b)%:M.
Proof. by rewrite -scalar_mxM. Qed.

Lemma scalar_sub_scalar n (a b : F) : (a%:M : 'M[F]_n) - b%:M = (a - b)%:M.
Proof. by rewrite raddfB. Qed.

Lemma scalar_add_scalar n (a b : F) : (a%:M : 'M[F]_n) + b%:M = (a + b)%:M.
Proof. by rewrite raddfD. Qed.

(* lambda = 0: with S = 1, W1 = 2, W2 = 1/2 the loss is zero, but W1 is not W2^T, nor are the weights balanced. *)
Theorem transpose_fails_without_lambda :
  let W1 := 2%:R%:M : 'M[F]_1 in let W2 := 2%:R^-1%:M : 'M[F]_1 in
  [/\ definite (1%:M : 'M[F]_1), critical_at (sum_loss 1%:M 0) W1 W2, W1 <> W2^T & W1 *m W1^T <> W2^T *m W2].
Proof.
have two_neq0 : (2%:R : F) != 0 by rewrite pnatr_eq0.
have entry (a : F) : (a%:M : 'M[F]_1) 0 0 = a by rewrite mxE mulr1n.
have quarter : (2%:R^-1 : F) < 1 by rewrite invf_lt1 ?ltr0n // ltr1n.
split.
- exact: definite1.
- apply/sum_critical_gradients; first exact: trmx1.
  by rewrite /sum_half_gradient1 /sum_half_gradient2 !scale0r !addr0 mulmx1 scalar_mul_scalar mulVf // subrr
    mulmx0 mul0mx.
- rewrite tr_scalar_mx => /matrixP/(_ 0 0); rewrite !entry => /eqP.
  by rewrite gt_eqF // (lt_trans quarter) // ltr1n.
rewrite !tr_scalar_mx !scalar_mul_scalar => /matrixP/(_ 0 0); rewrite !entry => /eqP.
rewrite gt_eqF // (@lt_trans _ _ 1) //.
  by rewrite mulr_ilt1 ?invr_ge0 ?ler0n.
by rewrite -natrM ltr1n.
Qed.

(* S indefinite: with S = -1, lambda = 2 the weights W1 = -1, W2 = 1 are critical. *)
Theorem transpose_fails_for_indefinite :
  let W1 := (- 1)%:M : 'M[F]_1 in let W2 := 1%:M : 'M[F]_1 in
  [/\ 0 < 2%:R :> F, critical_at (sum_loss (- 1)%:M 2%:R) W1 W2 & W1 <> W2^T].
Proof.
have entry (a : F) : (a%:M : 'M[F]_1) 0 0 = a by rewrite mxE mulr1n.
split; first by rewrite ltr0n.
  apply/sum_critical_gradients; first by rewrite tr_scalar_mx.
  rewrite /sum_half_gradient1 /sum_half_gradient2 !tr_scalar_mx !scale_scalar_mx !scalar_mul_scalar !scalar_sub_scalar
    !scalar_mul_scalar !scalar_add_scalar.
  by split; rewrite -[RHS](scale0r (1%:M : 'M[F]_1)) scale_scalar_mx mulr1; congr _%:M; scalars F; ring.
rewrite tr_scalar_mx => /matrixP/(_ 0 0); rewrite !entry => /eqP.
by rewrite lt_eqF // (@lt_trans _ _ 0) ?oppr_lt0 ?ltr01.
Qed.

(* Two by two. *)
Let pair (a b : F) : 'rV[F]_2 := \row_j (if j == 0 then a else b).

Lemma eigenbasis1 (s : 'rV[F]_2) : eigenbasis 1%:M (diag_mx s) s.
Proof. by split; rewrite ?trmx1 ?mulmx1 ?mul1mx. Qed.

Lemma pair0 a b : pair a b 0 0 = a. Proof. by rewrite mxE. Qed.
Lemma pair1 a b : pair a b 0 1 = b. Proof. by rewrite mxE. Qed.

Lemma ord2 (i : 'I_2) : i = 0 \/ i = 1.
Proof. by case: i => [[|[|n]] lt_n2] //; [left | right]; apply: val_inj. Qed.

Lemma sum2 (f : 'I_2 -> F) : \sum_i f i = f 0 + f 1.
Proof. by rewrite !big_ord_recl big_ord0 addr0; congr (_ + f _); apply: val_inj. Qed.

Lemma columns1_off (I : {set 'I_2}) (p : 'I_2 -> F) :
  (columns I 1%:M *m diag_mx (entries I p) *m (columns I 1%:M)^T) 0 1 = 0.
Proof. by rewrite columns_diag trmx1 mulmx1 mul1mx !mxE. Qed.

(* Repeated s: with S = 4 I, lambda = 3 the weights W1 = (3/10, 4/10) = W2^T are critical, but W2 W1 is not diagonal in
   the eigenbasis U = I. *)
Theorem sum_list_fails_for_repeated :
  let s := pair 4%:R 4%:R in let W1 := pair (3%:R / 10%:R) (4%:R / 10%:R) in
  [/\ eigenbasis 1%:M (diag_mx s) s, semidefinite (diag_mx s), 0 < 3%:R :> F,
      critical_at (sum_loss (diag_mx s) 3%:R) W1 W1^T
    & ~ exists I : {set 'I_2}, [/\ (#|I| <= 1)%N, forall i, i \in I -> 3%:R < s 0 i &
        W1^T *m W1 = columns I 1%:M *m diag_mx (entries I (fun i => 1 - 3%:R / s 0 i)) *m (columns I 1%:M)^T]].
Proof.
move=> s W1; have basis : eigenbasis 1%:M (diag_mx s) s by apply: eigenbasis1.
have sE : diag_mx s = 4%:R%:M.
  by rewrite -diag_const_mx; congr diag_mx; apply/rowP => j; rewrite !mxE if_same.
have psd : semidefinite (diag_mx s).
  by apply/(eigenbasis_semidefinite basis) => i; rewrite mxE if_same ler0n.
have three : 0 < 3%:R :> F by rewrite ltr0n.
have ten_neq0 : (10%:R : F) != 0 by rewrite pnatr_eq0.
split=> //; last first.
  case=> I [_ _ /matrixP/(_ 0 1)]; rewrite columns1_off mxE big_ord_recl big_ord0 addr0 !mxE /= => /eqP.
  by rewrite !mulf_eq0 invr_eq0 !pnatr_eq0.
apply/(sum_critical_iff _ _ psd three); split; first by rewrite trmxK.
have norm : W1 *m W1^T = (4%:R^-1)%:M.
  apply/matrixP => i j; rewrite !ord1 mxE sum2 !mxE /= mulr1n.
  rewrite !mulf_div -!natrM -mulrDl -natrD -[RHS]div1r; apply/eqP.
  by rewrite eqr_div ?pnatr_eq0 // -!natrM mul1r.
cbv zeta; rewrite sE !mul_mx_scalar -mulmxA [W1 *m _]mulmxA norm mul_scalar_mx -scalemxAr scalerA divff ?pnatr_eq0 // scale1r.
by rewrite -scalerBl -natrB // scale1r.
Qed.

(* S singular for `none`: with S = diag(4, 0) the weights W1 = (1, 7/10), W2 = (1, 0)^T are critical, but W2 W1 is not
   symmetric. *)
Theorem none_list_fails_for_singular :
  let s := pair 4%:R 0 in let W1 := pair 1 (7%:R / 10%:R) in let W2 := (pair 1 0)^T in
  [/\ eigenbasis 1%:M (diag_mx s) s, semidefinite (diag_mx s), distinct s,
      critical_at (none_loss (diag_mx s)) W1 W2
    & ~ exists (I : {set 'I_2}) (G : 'M[F]_(1, #|I|)) (H : 'M[F]_(#|I|, 1)),
        [/\ H *m G = 1%:M, W1 = G *m (columns I 1%:M)^T & W2 = columns I 1%:M *m H]].
Proof.
move=> s W1 W2; have basis : eigenbasis 1%:M (diag_mx s) s by apply: eigenbasis1.
have four_neq0 : (4%:R : F) != 0 by rewrite pnatr_eq0.
split=> //.
- by apply/(eigenbasis_semidefinite basis) => i; rewrite mxE; case: ifP => _; rewrite ?ler0n ?lexx.
- move=> i j; case: (ord2 i) (ord2 j) => -> [] -> //; rewrite !mxE /= => /eqP; first by rewrite (negPf four_neq0).
  by rewrite eq_sym (negPf four_neq0).
- apply: (@critical_at_ext _ _ _ (product_loss (diag_mx s) 0)); first by move=> V1 V2; rewrite none_is_product.
  apply/product_critical_gradients; first exact: eigenbasis_sym basis.
  rewrite /product_half_gradient1 /product_half_gradient2.
  have -> : W2 *m W1 *m (diag_mx s + 0%:M) - diag_mx s = 0.
    rewrite raddf0 addr0; apply/matrixP => i j; rewrite mul_mx_diag !mxE big_ord_recl big_ord0 addr0 !mxE.
    by case: (ord2 i) (ord2 j) => -> [] -> /=; rewrite ?mul1r ?mul0r ?mulr0 ?mulr1n ?mulr0n subrr.
  by rewrite mulmx0 mul0mx.
case=> I [G [H [HG W1E W2E]]]; have := none_map HG W1E W2E => NE.
have := columns1_off I (fun=> 1); rewrite (entries1 (I := I)) // mulmx1 -NE mxE big_ord_recl big_ord0 addr0 !mxE /=.
by move/eqP; rewrite mul1r mulf_eq0 invr_eq0 !pnatr_eq0.
Qed.

(* S singular for `product`: with S = diag(4, 0), lambda = 1 the weights W1 = (0, 3), W2 = 0 are critical, but not in the
   list: there W1 vanishes on the kernel of S. *)
Theorem product_list_fails_for_singular :
  let s := pair 4%:R 0 in let W1 := pair 0 3%:R in let W2 := 0 : 'M[F]_(2, 1) in
  [/\ eigenbasis 1%:M (diag_mx s) s, semidefinite (diag_mx s), distinct s,
      critical_at (product_loss (diag_mx s) 1) W1 W2
    & ~ exists (I : {set 'I_2}) (G : 'M[F]_(1, #|I|)) (H : 'M[F]_(#|I|, 1)),
        [/\ H *m G = 1%:M,
            W1 = G *m diag_mx (entries I (fun i => s 0 i / (s 0 i + 1))) *m (columns I 1%:M)^T
          & W2 = columns I 1%:M *m H]].
Proof.
move=> s W1 W2; have [basis psd distinct_s _ _] := none_list_fails_for_singular.
split=> //.
  apply/product_critical_gradients; first exact: eigenbasis_sym basis.
  rewrite /product_half_gradient1 /product_half_gradient2 trmx0 !mul0mx sub0r; split=> //.
  apply/matrixP => i j; rewrite mulNmx mul_diag_mx !mxE /=.
  by case: (ord2 i) => -> /=; rewrite ?mul0r ?mulr0 oppr0.
case=> I [G [H [_ /matrixP/(_ 0 1) W1E _]]]; move: W1E; rewrite pair1 mxE big1 => [/eqP | a _].
  by rewrite pnatr_eq0.
rewrite mul_mx_diag !mxE; have [-> | ->] := ord2 (enum_val a); last by rewrite /= mul0r mulr0 mul0r.
by rewrite mulr0.
Qed.

(* All hypotheses together can be met, and the lists are not empty: S = diag(4, 1), lambda = 3, k = 1. *)
Theorem hypotheses_can_be_met :
  let s := pair 4%:R 1 in let W2 := (pair 2%:R^-1 0)^T in
  [/\ eigenbasis 1%:M (diag_mx s) s, definite (diag_mx s), forall i, 0 < s 0 i, distinct s &
      [/\ 0 < 3%:R :> F, exists i, 3%:R < s 0 i, W2 <> 0 & critical_at (sum_loss (diag_mx s) 3%:R) W2^T W2]].
Proof.
move=> s W2; have basis : eigenbasis 1%:M (diag_mx s) s by apply: eigenbasis1.
have s_gt0 i : 0 < s 0 i by rewrite mxE; case: ifP => _; rewrite ?ltr0n ?ltr01.
have psd : semidefinite (diag_mx s) by apply/(eigenbasis_semidefinite basis) => i; apply: ltW.
have one_neq4 : (4%:R : F) != 1 by rewrite -subr_eq0 -(natrB _ (m := 4) (n := 1)) // pnatr_eq0.
have three : 0 < 3%:R :> F by rewrite ltr0n.
split=> //.
- exact: eigenbasis_definite basis s_gt0.
- move=> i j; case: (ord2 i) (ord2 j) => -> [] -> //; rewrite !mxE /= => /eqP; first by rewrite (negPf one_neq4).
  by rewrite eq_sym (negPf one_neq4).
split=> //; first by exists 0; rewrite pair0 ltr_nat.
  by move/matrixP/(_ 0 0); rewrite !mxE /= => /eqP; rewrite invr_eq0 pnatr_eq0.
apply/(sum_critical_iff _ _ psd three); split=> //=; rewrite trmxK.
have -> : W2 *m W2^T = diag_mx (pair 4%:R^-1 0).
  apply/matrixP => i j; rewrite mxE big_ord_recl big_ord0 addr0 !mxE.
  case: (ord2 i) (ord2 j) => -> [] -> /=; rewrite ?mulr0 ?mul0r ?mulr1n ?mulr0n //.
  by rewrite -invfM -natrM.
rewrite !mulmx_diag -[_ *: _]/(3%:R *: diag_mx _); apply/matrixP => i j; rewrite !mxE.
case: (ord2 i) (ord2 j) => -> [] -> /=; rewrite ?mulr1n ?mulr0n ?mulr0 ?mul0r ?subr0 //.
rewrite mulfVK ?pnatr_eq0 // mulVf ?pnatr_eq0 //.
by apply/eqP; rewrite -subr_eq0 opprB addrA -[X in X + _ - 1]mul1r -mulrDl -(natrD _ 1 3) divff ?subrr // pnatr_eq0.
Qed.

End Counterexamples.
