(* Columns of an eigenbasis: U_I, diagonal matrices, and what commutes with S. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Columns.
Variables (F : realFieldType) (m : nat).
Implicit Types (I : {set 'I_m}) (U : 'M[F]_m).

Lemma columnsE I U : columns I U = U *m columns I 1%:M.
Proof.
apply/matrixP => i a; rewrite !mxE (bigD1 (enum_val a)) //= !mxE eqxx mulr1 big1 ?addr0 // => j.
by rewrite !mxE => /negPf->; rewrite mulr0.
Qed.

Lemma columns_gram I U : U^T *m U = 1%:M -> (columns I U)^T *m columns I U = 1%:M.
Proof.
move=> UU; apply/matrixP => a b; rewrite !mxE.
transitivity ((U^T *m U) (enum_val a) (enum_val b)).
  by rewrite mxE; apply: eq_bigr => i _; rewrite !mxE.
by rewrite UU mxE (inj_eq enum_val_inj).
Qed.

Lemma columns_diag I U (p : 'I_m -> F) :
  columns I U *m diag_mx (entries I p) *m (columns I U)^T = U *m diag_mx (\row_i (p i *+ (i \in I))) *m U^T.
Proof.
apply/matrixP => a b; rewrite !mul_mx_diag !mxE [RHS](bigID (mem I)) /= [X in _ + X]big1 ?addr0.
  rewrite [RHS]big_enum_val; apply: eq_bigr => c _; rewrite !mxE.
  by rewrite (enum_valP c) mulr1n.
by move=> i /negPf notI; rewrite !mxE notI mulr0n mulr0 mul0r.
Qed.

Lemma entriesM I (p q : 'I_m -> F) :
  diag_mx (entries I p) *m diag_mx (entries I q) = diag_mx (entries I (fun i => p i * q i)).
Proof. by rewrite mulmx_diag; congr diag_mx; apply/rowP => a; rewrite !mxE. Qed.

Lemma entries1 I (p : 'I_m -> F) : (forall i, i \in I -> p i = 1) -> diag_mx (entries I p) = 1%:M.
Proof.
by move=> p1; rewrite -diag_const_mx; congr diag_mx; apply/rowP => a; rewrite !mxE p1 // enum_valP.
Qed.

Lemma entries_eq I (p q : 'I_m -> F) : (forall i, i \in I -> p i = q i) -> entries I p = entries I q.
Proof. by move=> pq; apply/rowP => a; rewrite !mxE pq // enum_valP. Qed.

(* A U_I U_I^T = A where A vanishes on the other columns of U. *)
Lemma columns_project k I U (A : 'M[F]_(k, m)) :
  U *m U^T = 1%:M -> (forall i, i \notin I -> col i (A *m U) = 0) -> A *m columns I U *m (columns I U)^T = A.
Proof.
move=> UU A0.
have := columns_diag I U (fun=> 1); rewrite (entries1 (I := I)) // mulmx1 => UE.
rewrite -mulmxA UE !mulmxA -[RHS]mulmx1 -UU mulmxA; congr (_ *m _).
apply/matrixP => a i; rewrite mul_mx_diag !mxE.
have [iI | /A0/colP/(_ a)] := boolP (i \in I); first by rewrite mulr1.
by rewrite !mxE => ->; rewrite mul0r.
Qed.

Lemma diag_mx_sym (p : 'rV[F]_m) : (diag_mx p)^T = diag_mx p.
Proof. by rewrite tr_diag_mx. Qed.

End Columns.

Section Eigenbasis.
Variables (F : realFieldType) (m : nat) (U S : 'M[F]_m) (s : 'rV[F]_m).
Hypothesis basis : eigenbasis U S s.

Lemma eigenbasis_UtU : U^T *m U = 1%:M. Proof. by case: basis. Qed.
Lemma eigenbasis_UUt : U *m U^T = 1%:M. Proof. exact: mulmx1C eigenbasis_UtU. Qed.
Lemma eigenbasisE : S = U *m diag_mx s *m U^T. Proof. by case: basis. Qed.

Lemma eigenbasis_sym : S^T = S.
Proof. by rewrite eigenbasisE !trmx_mul trmxK tr_diag_mx mulmxA. Qed.

Lemma eigenbasis_SU : S *m U = U *m diag_mx s.
Proof. by rewrite eigenbasisE -!mulmxA eigenbasis_UtU mulmx1. Qed.

Lemma eigenbasis_UtS : U^T *m S = diag_mx s *m U^T.
Proof. by rewrite eigenbasisE !mulmxA eigenbasis_UtU mul1mx. Qed.

Lemma eigenbasis_columns I : S *m columns I U = columns I U *m diag_mx (entries I (fun i => s 0 i)).
Proof.
apply/matrixP => i a; have /matrixP/(_ i (enum_val a)) := eigenbasis_SU.
by rewrite !mul_mx_diag !mxE => <-; apply: eq_bigr => j _; rewrite !mxE.
Qed.

(* The eigenvalues as values of the quadratic form. *)
Lemma eigenbasis_quadratic (P : 'M[F]_m) i : quadratic P (col i U) = (U^T *m P *m U) i i.
Proof.
rewrite /quadratic tr_col -!mulmxA !mxE; apply: eq_bigr => j _; rewrite !mxE; congr (_ * _).
by apply: eq_bigr => l _; rewrite !mxE.
Qed.

Lemma eigenbasis_value i : quadratic S (col i U) = s 0 i.
Proof.
rewrite eigenbasis_quadratic -mulmxA eigenbasis_SU mulmxA eigenbasis_UtU mul1mx.
by rewrite mxE eqxx mulr1n.
Qed.

Lemma eigenbasis_semidefinite : semidefinite S <-> forall i, 0 <= s 0 i.
Proof.
split=> [[_ S_ge0] i | s_ge0]; first by rewrite -eigenbasis_value.
split=> [|v]; first exact: eigenbasis_sym.
rewrite /quadratic eigenbasisE.
have -> : v^T *m (U *m diag_mx s *m U^T) *m v = (U^T *m v)^T *m diag_mx s *m (U^T *m v) by nc.
move: (U^T *m v) => w; rewrite mul_mx_diag mxE; apply: sumr_ge0 => i _.
by rewrite !mxE mulrAC mulr_ge0 // -expr2 sqr_ge0.
Qed.

Lemma eigenbasis_definite : (forall i, 0 < s 0 i) -> definite S.
Proof.
move=> s_gt0; have psd : semidefinite S by apply/eigenbasis_semidefinite => i; apply: ltW.
split=> [|v v_neq0]; first exact: eigenbasis_sym.
rewrite lt_neqAle (proj2 psd) andbT eq_sym; apply: contraNneq v_neq0 => q0.
have : diag_mx s *m (U^T *m v) = 0.
  by rewrite mulmxA -eigenbasis_UtS -mulmxA (semidefinite_quadratic_eq0 psd q0) mulmx0.
have -> : v = U *m (U^T *m v) by rewrite mulmxA eigenbasis_UUt mul1mx.
rewrite [U^T *m (U *m _)]mulmxA eigenbasis_UtU mul1mx; move: (U^T *m v) => w w0.
suff -> : w = 0 by rewrite mulmx0.
apply/colP => i; have /colP/(_ i) := w0; rewrite mul_diag_mx !mxE => /eqP.
by rewrite mulf_eq0 gt_eqF //= => /eqP.
Qed.

(* What commutes with S is diagonal in U where only its diagonal couples equal eigenvalues. *)
Lemma commuting_diagonal (P : 'M[F]_m) :
  (forall i j, i != j -> s 0 i = s 0 j -> (U^T *m P *m U) i j = 0) -> P *m S = S *m P ->
  P = U *m diag_mx (\row_i (U^T *m P *m U) i i) *m U^T.
Proof.
move=> repeated PS; set M := U^T *m P *m U.
have MD : M *m diag_mx s = diag_mx s *m M.
  rewrite /M -mulmxA -eigenbasis_SU !mulmxA -[_ *m P *m S]mulmxA PS.
  by rewrite !mulmxA eigenbasis_UtS.
have -> : diag_mx (\row_i M i i) = M.
  apply/matrixP => i j; rewrite !mxE; have [-> | ne_ij] := eqVneq i j; first by rewrite mulr1n.
  have /matrixP/(_ i j) := MD; rewrite mul_mx_diag mul_diag_mx !mxE => /eqP.
  rewrite mulrC -subr_eq0 -mulrBl mulf_eq0 subr_eq0 => /orP[/eqP s_ij | /eqP->].
    by have := repeated i j ne_ij (esym s_ij); rewrite mulr0n !mxE => ->.
  by rewrite mulr0n.
by rewrite /M !mulmxA eigenbasis_UUt mul1mx -mulmxA eigenbasis_UUt mulmx1.
Qed.

Lemma eigenbasis_inj (p q : 'rV[F]_m) : U *m diag_mx p *m U^T = U *m diag_mx q *m U^T -> p = q.
Proof.
move=> pq; have : diag_mx p = diag_mx q.
  have UDU d : U^T *m (U *m diag_mx d *m U^T) *m U = diag_mx d.
    by rewrite !mulmxA eigenbasis_UtU mul1mx -mulmxA eigenbasis_UtU mulmx1.
  by rewrite -UDU pq UDU.
by move/matrixP => pq'; apply/rowP => i; have := pq' i i; rewrite !mxE eqxx !mulr1n.
Qed.

End Eigenbasis.
