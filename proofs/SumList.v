(* The critical points of `sum` for distinct eigenvalues above lambda: the list, and that it is complete. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite Loss Sum Eigenbasis.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section SumList.
Variables (F : realFieldType) (m k : nat) (U S : 'M[F]_m) (s : 'rV[F]_m) (lambda : F).
Hypothesis basis : eigenbasis U S s.
Hypothesis psdS : semidefinite S.
Hypothesis lambda_gt0 : 0 < lambda.
Add Field F_field : (scalar_field F).

Let shrunken i := 1 - lambda / s 0 i.

Lemma conjugate_diagonals (p q : 'rV[F]_m) :
  U *m diag_mx p *m U^T *m (U *m diag_mx q *m U^T) = U *m diag_mx (\row_i (p 0 i * q 0 i)) *m U^T.
Proof.
rewrite -mulmx_diag.
have -> : U *m diag_mx p *m U^T *m (U *m diag_mx q *m U^T) = U *m diag_mx p *m (U^T *m U) *m diag_mx q *m U^T.
  by rewrite !mulmxA.
by rewrite (eigenbasis_UtU basis) mulmx1 !mulmxA.
Qed.

(* The solutions P >= 0 of P P S = P S - lambda P. *)
Lemma gram_solutions (P : 'M[F]_m) :
  distinct_above s lambda -> semidefinite P -> P *m P *m S = P *m S - lambda *: P ->
  exists2 I : {set 'I_m}, forall i, i \in I -> lambda < s 0 i &
    P = columns I U *m diag_mx (entries I shrunken) *m (columns I U)^T.
Proof.
move=> distinct_sl [symP P_ge0] PPS; have lambda_neq0 : lambda != 0 by rewrite gt_eqF.
have PS := gram_equation_commutes lambda_neq0 (eigenbasis_sym basis) symP PPS.
(* P u_i = 0 where s_i <= lambda, as s_i |P u_i|^2 = (s_i - lambda) u_i^T P u_i <= 0 *)
have s_ge0 := (eigenbasis_semidefinite basis).1 psdS.
have below i : s 0 i <= lambda -> P *m col i U = 0.
  move=> s_le; have Su : S *m col i U = s 0 i *: col i U.
    rewrite colE mulmxA (eigenbasis_SU basis) -mulmxA scalemxAr; congr (_ *m _).
    by apply/colP => j; rewrite mul_diag_mx !mxE; have [-> | ] := eqVneq j i; rewrite // !mulr0.
  have q : s 0 i * square_norm (P *m col i U) + (lambda - s 0 i) * quadratic P (col i U) = 0.
    rewrite -quadratic_gram symP /quadratic; move: (col i U) Su => u Su.
    have moved A : u^T *m (A *m S) *m u = s 0 i *: (u^T *m A *m u) by rewrite -!mulmxA Su -!scalemxAr !mulmxA.
    have : s 0 i *: (u^T *m (P *m P) *m u) = s 0 i *: (u^T *m P *m u) - lambda *: (u^T *m P *m u).
      by rewrite -!moved PPS; nc.
    by move/matrixP/(_ 0 0); rewrite !mxE => ->; scalars F; ring.
  have [s0 | s_gt0] := leP (s 0 i) 0.
    have s_eq0 : s 0 i = 0 by apply/eqP; rewrite eq_le s0 s_ge0.
    move/eqP: q; rewrite s_eq0 mul0r add0r subr0 mulf_eq0 (negPf lambda_neq0) => /eqP.
    by apply: semidefinite_quadratic_eq0.
  apply: square_norm_eq0; apply/eqP; move/eqP: q.
  rewrite paddr_eq0 ?mulr_ge0 ?square_norm_ge0 ?subr_ge0 ?s_ge0 // => /andP[].
  by rewrite mulf_eq0 (gt_eqF s_gt0).
have repeated i j : i != j -> s 0 i = s 0 j -> (U^T *m P *m U) i j = 0.
  move=> ne_ij s_ij; have [/below Pu | above] := leP (s 0 j) lambda.
    have : col j (U^T *m P *m U) = 0 by rewrite colE -!mulmxA -colE Pu mulmx0.
    by move/colP/(_ i); rewrite !mxE.
  by case/eqP: ne_ij; apply/esym/distinct_sl.
have PE := commuting_diagonal basis repeated PS; set p := \row_i _ in PE.
have p_ge0 i : 0 <= p 0 i by rewrite mxE -eigenbasis_quadratic.
have pE i : p 0 i * p 0 i * s 0 i = p 0 i * s 0 i - lambda * p 0 i.
  have := PPS; rewrite PE (eigenbasisE basis) !conjugate_diagonals.
  have -> : U *m diag_mx (\row_j (p 0 j * s 0 j)) *m U^T - lambda *: (U *m diag_mx p *m U^T) =
    U *m diag_mx (\row_j (p 0 j * s 0 j - lambda * p 0 j)) *m U^T.
    have -> : diag_mx (\row_j (p 0 j * s 0 j - lambda * p 0 j)) =
      diag_mx (\row_j (p 0 j * s 0 j)) - lambda *: diag_mx p.
      by apply/matrixP => a b; rewrite !mxE mulrnBl mulrnAr.
    by nc.
  by move/(eigenbasis_inj basis)/rowP/(_ i); rewrite !mxE.
have support i : p 0 i != 0 -> lambda < s 0 i /\ p 0 i = shrunken i.
  move=> p_neq0; have psE : p 0 i * s 0 i = s 0 i - lambda.
    by apply: (mulfI p_neq0); rewrite mulrA pE; scalars F; ring.
  have s_neq0 : s 0 i != 0.
    apply: contraNneq lambda_neq0 => s0; move/eqP: psE.
    by rewrite s0 mulr0 sub0r eq_sym oppr_eq0.
  have s_gt0 : 0 < s 0 i by rewrite lt_neqAle eq_sym s_neq0 s_ge0.
  split; first by rewrite -subr_gt0 -psE mulr_gt0 // lt_neqAle eq_sym p_neq0 p_ge0.
  by apply: (mulIf s_neq0); rewrite psE /shrunken mulrBl mul1r divfK.
exists [set i | p 0 i != 0] => [i | ]; first by rewrite inE => /support[].
rewrite columns_diag {1}PE; congr (_ *m diag_mx _ *m _); apply/rowP => i; rewrite [RHS]mxE inE.
by have [-> // | /support[_ ->]] := eqVneq (p 0 i) 0.
Qed.

Lemma listed_gram (I : {set 'I_m}) : (forall i, i \in I -> lambda < s 0 i) ->
  let P := columns I U *m diag_mx (entries I shrunken) *m (columns I U)^T in
  P *m P *m S = P *m S - lambda *: P.
Proof.
move=> above /=; rewrite columns_diag (eigenbasisE basis).
set p := \row_i (shrunken i *+ (i \in I)); rewrite !conjugate_diagonals.
have -> : U *m diag_mx (\row_j (p 0 j * s 0 j)) *m U^T - lambda *: (U *m diag_mx p *m U^T) =
  U *m (diag_mx (\row_j (p 0 j * s 0 j)) - lambda *: diag_mx p) *m U^T by nc.
congr (_ *m _ *m _); apply/matrixP => a b; rewrite !mxE; have [ab | _] := eqVneq a b; last first.
  by rewrite !mulr0n mulr0 subr0.
rewrite !mulr1n /shrunken; have [/above above_a | _] := boolP (a \in I); last by rewrite !mulr0n; scalars F; ring.
have s_neq0 : s 0 a != 0 by rewrite gt_eqF // (lt_trans lambda_gt0).
by rewrite /= !mulr1n; scalars F; field; apply/eqP.
Qed.

(* The critical points of `sum` are W1 = W2^T with W1^T W1 = U_I diag(1 - lambda / s_i) U_I^T, all s_i > lambda; of at
   most k indices. *)
Theorem sum_critical_grams (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)) : distinct_above s lambda ->
  critical_at (sum_loss S lambda) W1 W2 <->
  W1 = W2^T /\ exists I : {set 'I_m}, [/\ (#|I| <= k)%N, forall i, i \in I -> lambda < s 0 i &
    W1^T *m W1 = columns I U *m diag_mx (entries I (fun i => 1 - lambda / s 0 i)) *m (columns I U)^T].
Proof.
move=> distinct_sl; split=> [/(sum_critical_iff _ _ psdS lambda_gt0)[W1E PPS] | [W1E [I [_ above PE]]]].
  have [I above PE] := gram_solutions distinct_sl (gram_semidefinite W1) PPS.
  split=> //; exists I; split=> //.
  set D := diag_mx (entries I shrunken).
  have DE : (columns I U)^T *m W1^T *m (W1 *m columns I U) = D.
    rewrite mulmxA -[_ *m W1^T *m W1]mulmxA PE !mulmxA (columns_gram I (eigenbasis_UtU basis)) mul1mx -mulmxA.
    by rewrite (columns_gram I (eigenbasis_UtU basis)) mulmx1.
  have unitD : D \in unitmx.
    rewrite unitmxE det_diag unitfE; apply/prodf_neq0 => a _; rewrite mxE.
    have above_a := above _ (enum_valP a).
    have s_gt0 : 0 < s 0 (enum_val a) by apply: lt_trans lambda_gt0 above_a.
    by rewrite gt_eqF // /shrunken subr_gt0 ltr_pdivr_mulr // mul1r.
  by rewrite -(mxrank_unit unitD) -DE mulmx_max_rank.
apply/(sum_critical_iff _ _ psdS lambda_gt0); split=> //=.
by rewrite PE; apply: listed_gram.
Qed.

(* The same with the frames O of the paper: W2 = U_I diag(d_i) O^T, W1 = W2^T, where d_i^2 = 1 - lambda / s_i and O has
   orthonormal columns. The numbers d_i are an argument: not every real field has all its square roots. *)
Section Frames.
Variable d : 'I_m -> F.
Hypothesis dE : forall i, lambda < s 0 i -> d i ^+ 2 = 1 - lambda / s 0 i.

Lemma frame_above i : lambda < s 0 i -> d i != 0.
Proof.
move=> above; rewrite -sqrf_eq0 dE // gt_eqF // subr_gt0 ltr_pdivr_mulr ?mul1r //.
exact: lt_trans lambda_gt0 above.
Qed.

(* Every listed point is critical; repeated eigenvalues do not matter here. *)
Theorem sum_listed_points (I : {set 'I_m}) (O : 'M[F]_(k, #|I|)) :
  (forall i, i \in I -> lambda < s 0 i) -> O^T *m O = 1%:M ->
  let W2 := columns I U *m diag_mx (entries I d) *m O^T in critical_at (sum_loss S lambda) W2^T W2.
Proof.
move=> above OO W2; apply/(sum_critical_iff _ _ psdS lambda_gt0); split=> //=; rewrite trmxK.
have -> : W2 *m W2^T = columns I U *m diag_mx (entries I shrunken) *m (columns I U)^T; last exact: listed_gram.
rewrite /W2 !trmx_mul trmxK tr_diag_mx.
have -> : columns I U *m diag_mx (entries I d) *m O^T *m (O *m (diag_mx (entries I d) *m (columns I U)^T)) =
  columns I U *m diag_mx (entries I d) *m (O^T *m O) *m diag_mx (entries I d) *m (columns I U)^T.
  by rewrite !mulmxA.
rewrite OO mulmx1 -[_ *m diag_mx _ *m diag_mx _]mulmxA entriesM; congr (_ *m diag_mx _ *m _).
by apply: entries_eq => i /above/dE; rewrite expr2.
Qed.

(* The list is complete for distinct eigenvalues above lambda. *)
Theorem sum_critical_points_by_roots (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)) : distinct_above s lambda ->
  critical_at (sum_loss S lambda) W1 W2 <->
  exists (I : {set 'I_m}) (O : 'M[F]_(k, #|I|)),
    [/\ forall i, i \in I -> lambda < s 0 i, O^T *m O = 1%:M,
        W2 = columns I U *m diag_mx (entries I d) *m O^T & W1 = W2^T].
Proof.
move=> distinct_sl; split=> [crit | [I [O [above OO -> ->]]]]; last exact: sum_listed_points.
have [W1E [I [_ above PE]]] := (sum_critical_grams W1 W2 distinct_sl).1 crit.
have UU := eigenbasis_UtU basis; have UIUI := columns_gram I UU.
pose D := diag_mx (entries I d); pose D' := diag_mx (entries I (fun i => (d i)^-1)).
have DD' : D *m D' = 1%:M by rewrite entriesM; apply: entries1 => i /above/frame_above d_neq0; rewrite divff.
have D'D : D' *m D = 1%:M by apply: mulmx1C.
have DD : diag_mx (entries I shrunken) = D *m D.
  by rewrite entriesM; congr diag_mx; apply: entries_eq => i /above/dE; rewrite expr2 => ->.
have trD' : D'^T = D' by rewrite tr_diag_mx.
exists I, (W1 *m columns I U *m D'); split=> //.
  rewrite !trmx_mul trD'.
  have -> : D' *m ((columns I U)^T *m W1^T) *m (W1 *m columns I U *m D') =
    D' *m (columns I U)^T *m (W1^T *m W1) *m columns I U *m D' by rewrite !mulmxA.
  rewrite PE -/shrunken DD.
  have -> : D' *m (columns I U)^T *m (columns I U *m (D *m D) *m (columns I U)^T) *m columns I U *m D' =
    D' *m ((columns I U)^T *m columns I U) *m D *m D *m ((columns I U)^T *m columns I U) *m D' by rewrite !mulmxA.
  by rewrite UIUI !mulmx1 D'D mul1mx DD'.
rewrite -[W2 in LHS]trmxK -W1E; rewrite !trmx_mul trD'.
have -> : columns I U *m D *m (D' *m ((columns I U)^T *m W1^T)) =
  columns I U *m (D *m D') *m (columns I U)^T *m W1^T by rewrite !mulmxA.
rewrite DD' mulmx1; apply: trmx_inj; rewrite !trmx_mul !trmxK mulmxA.
rewrite columns_project ?(eigenbasis_UUt basis) // => i notI.
(* |W1 u_i|^2 = 0 for i not in I *)
rewrite colE -mulmxA -colE; apply: square_norm_eq0; rewrite -quadratic_gram PE eigenbasis_quadratic columns_diag.
have -> : U^T *m (U *m diag_mx (\row_j (shrunken j *+ (j \in I))) *m U^T) *m U =
  (U^T *m U) *m diag_mx (\row_j (shrunken j *+ (j \in I))) *m (U^T *m U) by rewrite !mulmxA.
by rewrite UU mulmx1 mul1mx !mxE eqxx (negPf notI) mulr0n mul0rn.
Qed.

(* W2 W1 = U_I diag(1 - lambda / s_i) U_I^T at the listed points. *)
Theorem sum_map (I : {set 'I_m}) (O : 'M[F]_(k, #|I|)) :
  (forall i, i \in I -> lambda < s 0 i) -> O^T *m O = 1%:M ->
  let W2 := columns I U *m diag_mx (entries I d) *m O^T in
  W2 *m W2^T = columns I U *m diag_mx (entries I (fun i => 1 - lambda / s 0 i)) *m (columns I U)^T.
Proof.
move=> above OO W2; rewrite /W2 !trmx_mul trmxK tr_diag_mx.
have -> : columns I U *m diag_mx (entries I d) *m O^T *m (O *m (diag_mx (entries I d) *m (columns I U)^T)) =
  columns I U *m diag_mx (entries I d) *m (O^T *m O) *m diag_mx (entries I d) *m (columns I U)^T.
  by rewrite !mulmxA.
rewrite OO mulmx1 -[_ *m diag_mx _ *m diag_mx _]mulmxA entriesM; congr (_ *m diag_mx _ *m _).
by apply: entries_eq => i /above/dE; rewrite expr2.
Qed.

End Frames.
End SumList.

(* Over the real numbers, or any real closed field, d_i = sqrt(1 - lambda / s_i). *)
Theorem sum_critical_points (F : rcfType) m k (U S : 'M[F]_m) (s : 'rV[F]_m) (lambda : F)
    (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)) :
  eigenbasis U S s -> semidefinite S -> 0 < lambda -> distinct_above s lambda ->
  critical_at (sum_loss S lambda) W1 W2 <->
  exists (I : {set 'I_m}) (O : 'M[F]_(k, #|I|)),
    [/\ forall i, i \in I -> lambda < s 0 i, O^T *m O = 1%:M,
        W2 = columns I U *m diag_mx (entries I (fun i => Num.sqrt (1 - lambda / s 0 i))) *m O^T & W1 = W2^T].
Proof.
move=> basis psdS lambda_gt0; apply: sum_critical_points_by_roots => // i above.
have s_gt0 : 0 < s 0 i by apply: lt_trans above.
by rewrite sqr_sqrtr // ltW // subr_gt0 ltr_pdivr_mulr // mul1r.
Qed.
