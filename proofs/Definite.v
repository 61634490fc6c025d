(* Traces as squares: a sum of squares is zero only if each square is. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Definite.
Variable F : realFieldType.
Add Field F_field : (scalar_field F).

Lemma square_norm_tr m n (M : 'M[F]_(m, n)) : square_norm M = \tr (M *m M^T).
Proof.
rewrite /square_norm /mxtrace; apply: eq_bigr => i _; rewrite mxE.
by apply: eq_bigr => j _; rewrite mxE expr2.
Qed.

Lemma square_norm_trmx m n (M : 'M[F]_(m, n)) : square_norm M^T = square_norm M.
Proof. by rewrite !square_norm_tr trmxK mxtrace_mulC. Qed.

Lemma square_norm_ge0 m n (M : 'M[F]_(m, n)) : 0 <= square_norm M.
Proof. by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; apply: sqr_ge0. Qed.

Lemma square_norm_eq0 m n (M : 'M[F]_(m, n)) : square_norm M = 0 -> M = 0.
Proof.
move=> norm0; apply/matrixP => i j; rewrite mxE; apply/eqP; rewrite -sqrf_eq0.
have row_ge0 i' : 0 <= \sum_j' M i' j' ^+ 2 by apply: sumr_ge0 => j' _; apply: sqr_ge0.
move/eqP: norm0; rewrite psumr_eq0 // => /allP/(_ i (mem_index_enum _))/eqP row0.
move/eqP: row0; rewrite psumr_eq0; last by move=> j' _; apply: sqr_ge0.
by move/allP/(_ j (mem_index_enum _)).
Qed.

Lemma gram_eq0 m n (M : 'M[F]_(m, n)) : M^T *m M = 0 -> M = 0.
Proof.
move=> gram0; rewrite -[M]trmxK; apply/eqP; rewrite trmx_eq0; apply/eqP/square_norm_eq0.
by rewrite square_norm_tr trmxK gram0 mxtrace0.
Qed.

(* tr(M^T Z M), column by column. *)
Lemma tr_quadratic m n (Z : 'M[F]_m) (M : 'M_(m, n)) : \tr (M^T *m Z *m M) = \sum_j quadratic Z (col j M).
Proof.
rewrite /mxtrace; apply: eq_bigr => j _.
rewrite /quadratic tr_col -!mulmxA !mxE; apply: eq_bigr => i _.
by rewrite !mxE; congr (_ * _); apply: eq_bigr => l _; rewrite !mxE.
Qed.

Lemma semidefinite_tr_ge0 m n (Z : 'M[F]_m) (M : 'M_(m, n)) : semidefinite Z -> 0 <= \tr (M^T *m Z *m M).
Proof. by case=> _ Z_ge0; rewrite tr_quadratic; apply: sumr_ge0 => j _; apply: Z_ge0. Qed.

Lemma definite_semidefinite m (Z : 'M[F]_m) : definite Z -> semidefinite Z.
Proof.
case=> symZ Z_gt0; split=> // v; have [->|v_neq0] := eqVneq v 0; last exact: ltW (Z_gt0 v v_neq0).
by rewrite /quadratic mulmx0 mxE.
Qed.

(* tr(M^T Z M) = 0 only for M = 0. *)
Lemma definite_tr_eq0 m n (Z : 'M[F]_m) (M : 'M_(m, n)) : definite Z -> \tr (M^T *m Z *m M) = 0 -> M = 0.
Proof.
move=> defZ; rewrite tr_quadratic => /eqP.
rewrite psumr_eq0; last by move=> j _; apply: (proj2 (definite_semidefinite defZ)).
move/allP=> col0; apply/matrixP => i j; rewrite mxE.
have [/colP/(_ i)|nz] := eqVneq (col j M) 0; first by rewrite !mxE.
by have := col0 j (mem_index_enum _); rewrite /= gt_eqF // (proj2 defZ).
Qed.

Lemma quadraticD m (S T : 'M[F]_m) v : quadratic (S + T) v = quadratic S v + quadratic T v.
Proof. by rewrite /quadratic mulmxDr mulmxDl mxE. Qed.

Lemma quadraticZ m a (S : 'M[F]_m) v : quadratic (a *: S) v = a * quadratic S v.
Proof. by rewrite /quadratic -scalemxAr -scalemxAl mxE. Qed.

Lemma quadratic_gram m n (A : 'M[F]_(n, m)) v : quadratic (A^T *m A) v = square_norm (A *m v).
Proof. by rewrite -square_norm_trmx square_norm_tr trmxK /quadratic trmx_mul !mulmxA -trace_mx11. Qed.

Lemma gram_semidefinite m n (A : 'M[F]_(n, m)) : semidefinite (A^T *m A).
Proof. by split=> [|v]; [rewrite trmx_mul trmxK | rewrite quadratic_gram square_norm_ge0]. Qed.

Lemma quadratic1_gt0 m (v : 'cV[F]_m) : v != 0 -> 0 < quadratic 1%:M v.
Proof.
move=> v_neq0; rewrite -[1%:M]mulmx1 -{1}trmx1 quadratic_gram mul1mx lt_neqAle square_norm_ge0 andbT eq_sym.
by apply: contraNneq v_neq0 => /square_norm_eq0->.
Qed.

Lemma definite1 m : definite (1%:M : 'M[F]_m).
Proof. by split; [exact: trmx1 | exact: quadratic1_gt0]. Qed.

Lemma definite_add m (S T : 'M[F]_m) : semidefinite S -> definite T -> definite (S + T).
Proof.
move=> [symS S_ge0] [symT T_gt0]; split=> [|v v_neq0]; first by rewrite trmxD symS symT.
by rewrite quadraticD ltr_paddl ?T_gt0.
Qed.

Lemma definite_scale m a (S : 'M[F]_m) : 0 < a -> definite S -> definite (a *: S).
Proof.
move=> a_gt0 [symS S_gt0]; split=> [|v v_neq0]; first by rewrite trmxZ symS.
by rewrite quadraticZ mulr_gt0 ?S_gt0.
Qed.

(* A definite matrix is regular, and its inverse is definite. *)
Lemma definite_unit m (S : 'M[F]_m) : definite S -> S \in unitmx.
Proof.
move=> defS; rewrite -row_free_unit -kermx_eq0; apply/eqP.
have ker_eq0 : (kermx S)^T = 0.
  by apply: definite_tr_eq0 defS _; rewrite trmxK mulmx_ker mul0mx mxtrace0.
by rewrite -[kermx S]trmxK ker_eq0 trmx0.
Qed.

Lemma definite_inv m (S : 'M[F]_m) : definite S -> definite (invmx S).
Proof.
move=> defS; have unitS := definite_unit defS; have [symS S_gt0] := defS.
have symSV : (invmx S)^T = invmx S by rewrite trmx_inv symS.
split=> // v v_neq0; set w := invmx S *m v.
have vE : v = S *m w by rewrite mulKVmx.
have w_neq0 : w != 0 by apply: contraNneq v_neq0 => w0; rewrite vE w0 mulmx0.
have -> : quadratic (invmx S) v = quadratic S w; last exact: S_gt0.
by rewrite /quadratic /w trmx_mul symSV -!mulmxA mulKVmx.
Qed.

(* v^T S v = 0 only if S v = 0, by 0 <= q(v + t S v) for small t < 0. *)
Lemma semidefinite_quadratic_eq0 m (S : 'M[F]_m) v : semidefinite S -> quadratic S v = 0 -> S *m v = 0.
Proof.
move=> [symS S_ge0] q0; apply: square_norm_eq0; set w := S *m v.
set a := square_norm w; set b := quadratic S w.
have b_ge0 : 0 <= b by apply: S_ge0.
have aE : a = (w^T *m w) 0 0 by rewrite -trace_mx11 mxtrace_mulC -square_norm_tr.
have expand t : quadratic S (v + t *: w) = t * (2%:R * a + t * b).
  have -> : quadratic S (v + t *: w) = quadratic S v + t * a + t * a + t * (t * b).
    rewrite aE /b /quadratic /w.
    have -> : (v + t *: (S *m v))^T *m S *m (v + t *: (S *m v)) =
      v^T *m S *m v + t *: ((S *m v)^T *m (S *m v)) + t *: ((S *m v)^T *m (S *m v))
      + t *: (t *: ((S *m v)^T *m S *m (S *m v))) by expand; rewrite symS; zmod.
    by rewrite !mxE.
  by rewrite q0 add0r; scalars F; ring.
have a_ge0 : 0 <= a by apply: square_norm_ge0.
apply/eqP; rewrite -/a eq_le a_ge0 andbT leNgt; apply/negP => a_gt0.
pose t := - (a / (b + 1)).
have b1_gt0 : 0 < b + 1 by rewrite ltr_paddl ?ltr01.
have t_lt0 : t < 0 by rewrite oppr_lt0 divr_gt0.
have := S_ge0 (v + t *: w); rewrite expand nmulr_rge0 //; apply/negP; rewrite -ltNge.
rewrite mulr_natl mulr2n -addrA ltr_paddl //.
have -> : t * b = - (a * (b / (b + 1))) by rewrite mulNr mulrAC -mulrA.
by rewrite subr_gt0 -[ltRHS]mulr1 ltr_pmul2l // ltr_pdivr_mulr // mul1r ltr_addl ltr01.
Qed.

End Definite.
