(* The losses `none` and `product`: their critical points for positive distinct eigenvalues. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite Loss Eigenbasis.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* In the eigenbasis: S = diag(s), S' = S + lambda, A = W1 U, B = U^T W2, n = B A. *)
Section Diagonal.
Variables (F : realFieldType) (m k : nat) (s : 'rV[F]_m) (lambda : F) (A : 'M[F]_(k, m)) (B : 'M[F]_(m, k)).
Hypothesis lambda_ge0 : 0 <= lambda.
Hypothesis s_gt0 : forall i, 0 < s 0 i.
Hypothesis distinct_s : distinct s.
Add Field F_field : (scalar_field F).

Let s' : 'rV[F]_m := \row_i (s 0 i + lambda).
Let n := B *m A.
Hypothesis zero1 : B^T *m (n *m diag_mx s' - diag_mx s) = 0.
Hypothesis zero2 : (n *m diag_mx s' - diag_mx s) *m A^T = 0.

Let s'_gt0 i : 0 < s 0 i + lambda. Proof. by rewrite ltr_paddr. Qed.

(* N S = S N^T *)
Lemma map_transposed i j : n i j * s 0 j = s 0 i * n j i.
Proof.
have NSN : n *m diag_mx s' *m n^T = diag_mx s *m n^T.
  have -> : n *m diag_mx s' *m n^T = diag_mx s *m n^T + (n *m diag_mx s' - diag_mx s) *m A^T *m B^T.
    by rewrite [X in n *m _ *m X]trmx_mul [X in diag_mx s *m X]trmx_mul; move: (n *m _) => X; nc.
  by rewrite zero2 mul0mx addr0.
have : n *m diag_mx s = diag_mx s *m n^T.
  have NSNt : (n *m diag_mx s' *m n^T)^T = n *m diag_mx s' *m n^T.
    by clear NSN; move: n => X; rewrite !trmx_mul trmxK tr_diag_mx mulmxA.
  by rewrite -NSN -NSNt NSN [RHS]trmx_mul trmxK tr_diag_mx.
by move/matrixP/(_ i j); rewrite mul_mx_diag mul_diag_mx !mxE.
Qed.

(* N^T N S' = N^T S *)
Lemma map_gram i j : (n^T *m n) i j * (s 0 j + lambda) = n j i * s 0 j.
Proof.
have : n^T *m n *m diag_mx s' = n^T *m diag_mx s.
  have -> : n^T *m n *m diag_mx s' = n^T *m diag_mx s + A^T *m (B^T *m (n *m diag_mx s' - diag_mx s)).
    have -> : n^T = A^T *m B^T by rewrite trmx_mul.
    by rewrite !mulmxBr !mulmxA addrC subrK.
  by rewrite zero1 mulmx0 addr0.
by move/matrixP/(_ i j); rewrite !mul_mx_diag !mxE.
Qed.

(* N is diagonal ... *)
Lemma map_diagonal i j : i != j -> n i j = 0.
Proof.
move=> ne_ij; have si := s_gt0 i; have sj := s_gt0 j; have si' := s'_gt0 i; have sj' := s'_gt0 j.
have gramC : (n^T *m n) i j = (n^T *m n) j i.
  by rewrite -[in LHS](trmxK n) -trmx_mul mxE trmxK.
have h1 := map_transposed i j; have h2 := map_gram i j; have h3 := map_gram j i.
have : n j i * s 0 j * (s 0 i + lambda) = n i j * s 0 i * (s 0 j + lambda).
  by rewrite -h2 -h3 gramC; scalars F; ring.
have h4 : s 0 i * (n j i * s 0 j * (s 0 i + lambda)) = n i j * s 0 j * s 0 j * (s 0 i + lambda).
  by rewrite h1; scalars F; ring.
move/(congr1 (fun x => s 0 i * x)); rewrite h4 => /eqP; rewrite -subr_eq0.
have -> : n i j * s 0 j * s 0 j * (s 0 i + lambda) - s 0 i * (n i j * s 0 i * (s 0 j + lambda)) =
  n i j * ((s 0 j - s 0 i) * (s 0 i * s 0 j + lambda * (s 0 i + s 0 j))) by scalars F; ring.
rewrite !mulf_eq0 => /or3P[/eqP // | | ].
  by rewrite subr_eq0 => /eqP/distinct_s/esym/eqP; rewrite (negPf ne_ij).
by rewrite gt_eqF // ltr_paddr ?mulr_gt0 // mulr_ge0 // addr_ge0 // ltW.
Qed.

(* ... with entries 0 or s_i / s'_i. *)
Lemma map_values i : n i i != 0 -> n i i = s 0 i / (s 0 i + lambda).
Proof.
move=> nz; have := map_gram i i; rewrite mxE (bigD1 i) //= big1 ?addr0 => [|j ne_ji]; last first.
  by rewrite mxE (map_diagonal ne_ji) mul0r.
have s'_neq0 : s 0 i + lambda != 0 by rewrite gt_eqF.
by rewrite mxE -mulrA => /(mulfI nz) ns'; apply: (mulIf s'_neq0); rewrite ns' divfK.
Qed.

Lemma remainder_entry i j :
  (n *m diag_mx s' - diag_mx s) i j = n i j * (s 0 j + lambda) - s 0 i *+ (i == j).
Proof. by clear zero1 zero2; move: n => X; rewrite mul_mx_diag !mxE. Qed.

(* For n_jj = 0 both weights vanish on u_j, since R u_j = - s_j u_j. *)
Lemma map_off j : n j j = 0 -> col j A = 0 /\ row j B = 0.
Proof.
move=> njj; have nrow i : n j i = 0.
  by have [<- // | ] := eqVneq j i; apply: map_diagonal.
have ncol i : n i j = 0.
  by have [-> // | ] := eqVneq i j; apply: map_diagonal.
have sj_neq0 : s 0 j != 0 by rewrite gt_eqF.
split.
  apply/colP => a; rewrite !mxE; have /matrixP/(_ j a) := zero2.
  rewrite [in LHS]mxE [RHS]mxE (bigD1 j) //= big1 ?addr0 => [|i ne_ij]; last first.
    by rewrite remainder_entry nrow mul0r eq_sym (negPf ne_ij) mulr0n subr0 mul0r.
  rewrite remainder_entry nrow mul0r eqxx mulr1n sub0r mxE => /eqP.
  by rewrite mulf_eq0 oppr_eq0 (negPf sj_neq0) => /eqP.
apply/rowP => a; rewrite !mxE; have /matrixP/(_ a j) := zero1.
rewrite [in LHS]mxE [RHS]mxE (bigD1 j) //= big1 ?addr0 => [|i ne_ij]; last first.
  by rewrite remainder_entry ncol mul0r (negPf ne_ij) mulr0n subr0 mulr0.
rewrite remainder_entry ncol mul0r eqxx mulr1n sub0r mxE => /eqP.
by rewrite mulf_eq0 oppr_eq0 (negPf sj_neq0) orbF => /eqP.
Qed.

End Diagonal.

Section Commuting.
Variables (F : realFieldType) (m k : nat) (U S : 'M[F]_m) (s : 'rV[F]_m) (lambda : F).
Variables (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)).
Hypothesis basis : eigenbasis U S s.

(* The listed points of `product` are critical: W1 = G diag(s_i / s'_i) U_I^T, W2 = U_I H with H G = 1, s'_i =
   s_i + lambda. *)
Theorem product_listed_points (I : {set 'I_m}) (G : 'M[F]_(k, #|I|)) (H : 'M[F]_(#|I|, k)) :
  (forall i, i \in I -> s 0 i + lambda != 0) -> H *m G = 1%:M ->
  W1 = G *m diag_mx (entries I (fun i => s 0 i / (s 0 i + lambda))) *m (columns I U)^T -> W2 = columns I U *m H ->
  critical_at (product_loss S lambda) W1 W2.
Proof.
move=> s'_neq0 HG -> ->; have symS := eigenbasis_sym basis; apply/product_critical_gradients => //.
set UI := columns I U; set E := diag_mx (entries I (fun i => s 0 i / (s 0 i + lambda))).
have UU : UI^T *m UI = 1%:M := columns_gram I (eigenbasis_UtU basis).
have trE : E^T = E by rewrite tr_diag_mx.
pose s' i := s 0 i + lambda; pose D := diag_mx (entries I (fun i => s 0 i)); pose D' := diag_mx (entries I s').
have SU : S *m UI = UI *m D := eigenbasis_columns basis I.
have S'U : (S + lambda%:M) *m UI = UI *m D'.
  rewrite mulmxDl SU mul_scalar_mx; apply/matrixP => i a.
  by rewrite !mul_mx_diag !mxE mulrDr [lambda * _]mulrC.
have trD : D^T = D by rewrite tr_diag_mx.
have trD' : D'^T = D' by rewrite tr_diag_mx.
have US : UI^T *m S = D *m UI^T by rewrite -{1}symS -trmx_mul SU trmx_mul trD.
have US' : UI^T *m (S + lambda%:M) = D' *m UI^T.
  have symS' : (S + lambda%:M)^T = S + lambda%:M by rewrite trmxD symS tr_scalar_mx.
  by rewrite -symS' -trmx_mul S'U trmx_mul trD'.
have ED' : E *m D' = D by rewrite entriesM; congr diag_mx; apply: entries_eq => i /s'_neq0 nz; rewrite divfK.
have D'E : D' *m E = D.
  rewrite entriesM; congr diag_mx; apply: entries_eq => i /s'_neq0 nz.
  by rewrite mulrC divfK.
have NE : UI *m H *m (G *m E *m UI^T) = UI *m E *m UI^T.
  have -> : UI *m H *m (G *m E *m UI^T) = UI *m (H *m G) *m E *m UI^T by rewrite !mulmxA.
  by rewrite HG mulmx1.
rewrite /product_half_gradient1 /product_half_gradient2 NE.
have -> : UI *m E *m UI^T *m (S + lambda%:M) = UI *m D *m UI^T.
  by rewrite -mulmxA US' !mulmxA -[UI *m E *m D']mulmxA ED'.
split.
  have -> : (UI *m H)^T *m (UI *m D *m UI^T - S) = H^T *m ((UI^T *m UI) *m D *m UI^T - UI^T *m S) by nc.
  by rewrite UU mul1mx US subrr mulmx0.
have -> : (UI *m D *m UI^T - S) *m (G *m E *m UI^T)^T = (UI *m D *m (UI^T *m UI) - S *m UI) *m E^T *m G^T by nc.
by rewrite UU mulmx1 SU subrr !mul0mx.
Qed.

(* The list is complete for lambda >= 0 and positive distinct eigenvalues. *)
Theorem product_critical_points :
  0 <= lambda -> (forall i, 0 < s 0 i) -> distinct s ->
  critical_at (product_loss S lambda) W1 W2 <->
  exists (I : {set 'I_m}) (G : 'M[F]_(k, #|I|)) (H : 'M[F]_(#|I|, k)),
    [/\ H *m G = 1%:M,
        W1 = G *m diag_mx (entries I (fun i => s 0 i / (s 0 i + lambda))) *m (columns I U)^T
      & W2 = columns I U *m H].
Proof.
move=> lambda_ge0 s_gt0 distinct_s; have symS := eigenbasis_sym basis.
have s'_gt0 i : 0 < s 0 i + lambda by rewrite ltr_paddr.
split=> [/(product_critical_gradients lambda symS)[zero1 zero2] | [I [G [H [HG W1E W2E]]]]]; last first.
  by apply: product_listed_points HG W1E W2E => i _; rewrite gt_eqF.
have UtU := eigenbasis_UtU basis; have UUt := eigenbasis_UUt basis.
pose A := W1 *m U; pose B := U^T *m W2; pose n := B *m A; pose s' : 'rV[F]_m := \row_i (s 0 i + lambda).
have s'E : diag_mx s' = diag_mx s + lambda%:M.
  by apply/matrixP => i j; rewrite !mxE mulrnDl.
have RE : n *m diag_mx s' - diag_mx s = U^T *m (W2 *m W1 *m (S + lambda%:M) - S) *m U.
  rewrite mulmxBr mulmxBl -[U^T *m S *m U]mulmxA (eigenbasis_SU basis) [U^T *m (U *m _)]mulmxA UtU mul1mx.
  congr (_ - _); rewrite -!mulmxA mulmxDl (eigenbasis_SU basis) mul_scalar_mx -mul_mx_scalar -mulmxDr -s'E.
  by rewrite /n /A /B !mulmxA.
have zeroA : B^T *m (n *m diag_mx s' - diag_mx s) = 0.
  rewrite RE /B trmx_mul trmxK.
  have -> : W2^T *m U *m (U^T *m (W2 *m W1 *m (S + lambda%:M) - S) *m U) =
    W2^T *m (U *m U^T) *m (W2 *m W1 *m (S + lambda%:M) - S) *m U by rewrite !mulmxA.
  by rewrite UUt mulmx1 -/(product_half_gradient1 _ _ _ _) zero1 mul0mx.
have zeroB : (n *m diag_mx s' - diag_mx s) *m A^T = 0.
  rewrite RE /A trmx_mul.
  have -> : U^T *m (W2 *m W1 *m (S + lambda%:M) - S) *m U *m (U^T *m W1^T) =
    U^T *m ((W2 *m W1 *m (S + lambda%:M) - S) *m (U *m U^T) *m W1^T) by rewrite !mulmxA.
  by rewrite UUt mulmx1 -/(product_half_gradient2 _ _ _ _) zero2 mulmx0.
pose I := [set i | n i i != 0]; set e := fun i => s 0 i / (s 0 i + lambda).
have off i : i \notin I -> col i A = 0 /\ row i B = 0.
  by rewrite inE negbK => /eqP; apply: map_off zeroA zeroB i.
have values i : i \in I -> n i i = e i by rewrite inE; apply: map_values zeroA zeroB i.
have e_neq0 i : e i != 0 by rewrite mulf_neq0 ?invr_eq0 // gt_eqF.
pose E := diag_mx (entries I e); pose E' := diag_mx (entries I (fun i => (e i)^-1)).
have EE' : E *m E' = 1%:M by rewrite entriesM; apply: entries1 => i _; rewrite divff.
have E'E : E' *m E = 1%:M by apply: mulmx1C.
exists I, (W1 *m columns I U *m E'), ((columns I U)^T *m W2); split.
- suff nE : (columns I U)^T *m W2 *m (W1 *m columns I U) = E by rewrite mulmxA nE.
  have -> : (columns I U)^T *m W2 *m (W1 *m columns I U) = (columns I 1%:M)^T *m n *m columns I 1%:M.
    by rewrite columnsE trmx_mul /n /A /B !mulmxA.
  have nD : n = diag_mx (\row_i (e i *+ (i \in I))).
    apply/matrixP => i j; rewrite [RHS]mxE; have [<- | ne_ij] := eqVneq i j; last first.
      by rewrite mulr0n (map_diagonal lambda_ge0 s_gt0 distinct_s zeroA zeroB).
    rewrite mulr1n [RHS]mxE; have [/values-> // | ] := boolP (i \in I).
    by rewrite inE negbK => /eqP.
  have := columns_diag I 1%:M e; rewrite trmx1 mulmx1 mul1mx -nD => <-.
  have -> : (columns I 1%:M)^T *m (columns I 1%:M *m E *m (columns I 1%:M)^T) *m columns I 1%:M =
    ((columns I 1%:M)^T *m columns I 1%:M) *m E *m ((columns I 1%:M)^T *m columns I (1%:M : 'M[F]_m)).
    by rewrite !mulmxA.
  by rewrite columns_gram ?trmx1 ?mulmx1 ?mul1mx.
- rewrite -[W1 *m _ *m E' *m _]mulmxA E'E mulmx1 columns_project // => i /off[A0 _]; exact: A0.
apply: trmx_inj; rewrite !trmx_mul trmxK columns_project // => i /off[_ B0].
by have := congr1 trmx B0; rewrite tr_row trmx_mul trmxK trmx0.
Qed.

(* W2 W1 = U_I diag(s_i / s'_i) U_I^T at the listed points. *)
Theorem product_map (I : {set 'I_m}) (G : 'M[F]_(k, #|I|)) (H : 'M[F]_(#|I|, k)) :
  H *m G = 1%:M ->
  W1 = G *m diag_mx (entries I (fun i => s 0 i / (s 0 i + lambda))) *m (columns I U)^T -> W2 = columns I U *m H ->
  W2 *m W1 = columns I U *m diag_mx (entries I (fun i => s 0 i / (s 0 i + lambda))) *m (columns I U)^T.
Proof.
move=> HG -> ->; set E := diag_mx _.
have -> : columns I U *m H *m (G *m E *m (columns I U)^T) = columns I U *m (H *m G) *m E *m (columns I U)^T.
  by rewrite !mulmxA.
by rewrite HG mulmx1.
Qed.

End Commuting.

(* `none`: W1 = G U_I^T, W2 = U_I H with H G = 1. *)
Section None.
Variables (F : realFieldType) (m k : nat) (U S : 'M[F]_m) (s : 'rV[F]_m).
Variables (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)).
Hypothesis basis : eigenbasis U S s.
Hypothesis s_gt0 : forall i, 0 < s 0 i.

Let unit_factor (I : {set 'I_m}) : diag_mx (entries I (fun i => s 0 i / (s 0 i + 0))) = 1%:M.
Proof. by apply: entries1 => i _; rewrite addr0 divff // gt_eqF. Qed.

Theorem none_critical_points :
  distinct s ->
  critical_at (none_loss S) W1 W2 <->
  exists (I : {set 'I_m}) (G : 'M[F]_(k, #|I|)) (H : 'M[F]_(#|I|, k)),
    [/\ H *m G = 1%:M, W1 = G *m (columns I U)^T & W2 = columns I U *m H].
Proof.
move=> distinct_s; have list := product_critical_points W1 W2 basis (lexx 0) s_gt0 distinct_s.
split=> [crit | [I [G [H [HG W1E W2E]]]]].
  have {crit} : critical_at (product_loss S 0) W1 W2 by apply: critical_at_ext crit; exact: none_is_product.
  by case/list=> I [G [H [HG W1E W2E]]]; exists I, G, H; rewrite {1}W1E unit_factor mulmx1.
apply: (@critical_at_ext _ _ _ (product_loss S 0)); first by move=> V1 V2; rewrite none_is_product.
by apply/list; exists I, G, H; rewrite unit_factor mulmx1.
Qed.

Theorem none_listed_points (I : {set 'I_m}) (G : 'M[F]_(k, #|I|)) (H : 'M[F]_(#|I|, k)) :
  H *m G = 1%:M -> W1 = G *m (columns I U)^T -> W2 = columns I U *m H -> critical_at (none_loss S) W1 W2.
Proof.
move=> HG W1E W2E; apply: (@critical_at_ext _ _ _ (product_loss S 0)); first by move=> V1 V2; rewrite none_is_product.
apply: (product_listed_points basis _ HG _ W2E); last by rewrite unit_factor mulmx1.
by move=> i _; rewrite addr0 gt_eqF.
Qed.

Theorem none_map (I : {set 'I_m}) (G : 'M[F]_(k, #|I|)) (H : 'M[F]_(#|I|, k)) :
  H *m G = 1%:M -> W1 = G *m (columns I U)^T -> W2 = columns I U *m H ->
  W2 *m W1 = columns I U *m (columns I U)^T.
Proof.
move=> HG -> ->; have -> : columns I U *m H *m (G *m (columns I U)^T) = columns I U *m (H *m G) *m (columns I U)^T.
  by rewrite !mulmxA.
by rewrite HG mulmx1.
Qed.

End None.
