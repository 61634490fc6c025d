(* The loss `sum`: transpose theorem and critical points. A = W1 and B = W2^T are both k x m; P = A^T A, N = W2 W1. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite Loss.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* The heart of the transpose theorem: (2), (3), (4) make N = P. V is the inverse of S, Z = P + lambda V. *)
Section MapIsGram.
Variables (F : realFieldType) (m : nat) (S : 'M[F]_m) (lambda : F) (P N : 'M[F]_m).

Lemma antisymmetric_anticommuting_eq0 (Z C : 'M[F]_m) :
  definite Z -> C^T = - C -> Z *m C = - (C *m Z) -> C = 0.
Proof.
(* tr(C^T Z C) = - tr(C Z C) = tr(C C Z) = tr(C Z C) *)
move=> defZ CT ZC; apply: definite_tr_eq0 defZ _; rewrite CT !mulNmx mxtraceN.
have /eqP : \tr (C *m Z *m C) = - \tr (C *m Z *m C).
  by rewrite -{1}mulmxA ZC mulmxN mxtraceN [in LHS]mxtrace_mulC.
by rewrite -addr_eq0 -mulr2n mulrn_eq0 /= => /eqP->; rewrite oppr0.
Qed.

Lemma map_is_gram :
  0 < lambda -> definite S -> semidefinite P ->
  N^T *m N *m S = N^T *m S - lambda *: P -> N *m S = S *m N^T -> N^T *m N = P *m P -> N = P.
Proof.
move=> lambda_gt0 defS psdP NNS NS NN.
have [symS _] := defS; have [symP _] := psdP.
have [V [SV VS [symV defV]]] : exists V, [/\ S *m V = 1%:M, V *m S = 1%:M & V^T = V /\ definite V].
  have defV := definite_inv defS; have unitS := definite_unit defS.
  by exists (invmx S); rewrite mulmxV ?mulVmx //; split=> //; split=> //; case: defV.
have [Z ZE] : exists Z, Z = P + lambda *: V by exists (P + lambda *: V).
have defZ : definite Z by rewrite ZE; apply: definite_add => //; apply: definite_scale.
have [symZ _] := defZ.
have NE : N = Z *m P.
  have NT : N^T = P *m P + lambda *: (P *m V).
    have -> : N^T = N^T *m S *m V by rewrite -mulmxA SV mulmx1.
    have -> : N^T *m S = P *m P *m S + lambda *: P by rewrite -NN NNS; zmod.
    by expand; rewrite -mulmxA SV mulmx1.
  by rewrite -[N]trmxK NT ZE; expand; rewrite symP symV; zmod.
have PS : P *m S = Z *m S - lambda%:M by rewrite ZE -scalemx1; expand; rewrite VS; zmod.
have SP : S *m P = S *m Z - lambda%:M by rewrite ZE -scalemx1; expand; rewrite SV; zmod.
have Z2S : Z *m Z *m S = S *m Z *m Z.
  have ZPS : Z *m P *m S = S *m P *m Z by rewrite -NE NS NE trmx_mul symP symZ mulmxA.
  have -> : Z *m Z *m S = Z *m P *m S + lambda *: Z by rewrite -[Z *m P *m S]mulmxA PS -scalemx1; nc.
  by rewrite ZPS SP -scalemx1; nc.
have ZS : Z *m S = S *m Z.
  apply/eqP; rewrite -subr_eq0; apply/eqP/(antisymmetric_anticommuting_eq0 defZ).
    by expand; rewrite symS symZ; zmod.
  have -> : Z *m (Z *m S - S *m Z) = - ((Z *m S - S *m Z) *m Z) + (Z *m Z *m S - S *m Z *m Z) by nc.
  by rewrite Z2S subrr addr0.
have ZV : Z *m V = V *m Z.
  have -> : Z *m V = V *m (S *m Z) *m V by rewrite !mulmxA VS mul1mx.
  by rewrite -ZS !mulmxA -mulmxA SV mulmx1.
have PZ : P *m Z = Z *m P.
  have -> : P = Z - lambda *: V by rewrite ZE; zmod.
  by expand; rewrite ZV; zmod.
have NT : N^T = N by rewrite NE trmx_mul symP symZ PZ.
(* D = N - P = (Z - I) P has tr(D^T (Z + I) D) = 0 *)
apply/eqP; rewrite -subr_eq0; apply/eqP/(@definite_tr_eq0 _ _ _ (Z + 1%:M)).
  by apply: definite_add (definite1 _ _); exact: definite_semidefinite.
rewrite trmxB NT symP.
have -> : (N - P) *m (Z + 1%:M) *m (N - P) = (Z - 1%:M) *m (N *m N - P *m P).
  have ZPZ A : A *m P *m Z = A *m Z *m P by rewrite -!mulmxA PZ.
  by rewrite NE; expand; rewrite ?(PZ, ZPZ); zmod.
by rewrite -{1}NT NN subrr mulmx0 mxtrace0.
Qed.

End MapIsGram.

Section Gradients.
Variables (F : realFieldType) (m k : nat) (S : 'M[F]_m) (lambda : F) (A B : 'M[F]_(k, m)).
Hypothesis symS : S^T = S.
Let P := A^T *m A.
Let Q := B^T *m B.
Let N := B^T *m A.
Hypothesis zero1 : sum_half_gradient1 S lambda A B^T = 0.
Hypothesis zero2 : sum_half_gradient2 S lambda A B^T = 0.

(* (1) g1 A^T - B g2^T = lambda (A A^T - B B^T) *)
Lemma sum_balanced_gradients : lambda != 0 -> A *m A^T = B *m B^T.
Proof.
move=> lambda_neq0; apply/eqP; rewrite -subr_eq0 -(inj_eq (scalerI lambda_neq0)) scaler0; apply/eqP.
have -> : lambda *: (A *m A^T - B *m B^T) =
  sum_half_gradient1 S lambda A B^T *m A^T - B *m sum_half_gradient2 S lambda A B^T.
  by rewrite /sum_half_gradient1 /sum_half_gradient2; nc.
by rewrite zero1 zero2 mul0mx mulmx0 subr0.
Qed.

(* (2) A^T g1 = N^T N S - N^T S + lambda P *)
Lemma sum_identity2 : N^T *m N *m S = N^T *m S - lambda *: P.
Proof.
have -> : N^T *m N *m S = N^T *m S - lambda *: P + A^T *m sum_half_gradient1 S lambda A B^T.
  by rewrite /sum_half_gradient1 /N /P; nc.
by rewrite zero1 mulmx0 addr0.
Qed.

(* (3) g2 B = N S N^T - S N^T + lambda Q, so N S is symmetric *)
Lemma sum_identity3 : N *m S = S *m N^T.
Proof.
set g2 := sum_half_gradient2 S lambda A B^T.
have -> : N *m S = S *m N^T + (g2 *m B - B^T *m g2^T).
  by rewrite /g2 /sum_half_gradient2 /N; expand; rewrite symS; zmod.
by rewrite /g2 zero2 trmx0 mulmx0 mul0mx subr0 addr0.
Qed.

(* (4) N^T N = P^2 for balanced weights *)
Lemma sum_identity4 : lambda != 0 -> N^T *m N = P *m P.
Proof.
move=> lambda_neq0; have bal := sum_balanced_gradients lambda_neq0.
have -> : N^T *m N = P *m P - A^T *m (A *m A^T - B *m B^T) *m A by rewrite /N /P; nc.
by rewrite bal subrr mulmx0 mul0mx subr0.
Qed.

(* Where S v = 0, also A v = 0 and B v = 0. *)
Lemma sum_kernel n (K : 'M[F]_(m, n)) : 0 < lambda -> semidefinite S -> S *m K = 0 -> A *m K = 0 /\ B *m K = 0.
Proof.
move=> lambda_gt0 psdS SK; have lambda_neq0 : lambda != 0 by rewrite gt_eqF.
have KS : K^T *m S = 0 by rewrite -symS -trmx_mul SK trmx0.
have norm_eq0 (C : 'M[F]_(k, m)) : lambda *: ((C *m K)^T *m (C *m K)) = 0 -> C *m K = 0.
  by move/eqP; rewrite scaler_eq0 (negPf lambda_neq0) => /eqP/gram_eq0.
split; first apply: norm_eq0.
  have -> : lambda *: ((A *m K)^T *m (A *m K)) =
    K^T *m A^T *m sum_half_gradient1 S lambda A B^T *m K - K^T *m A^T *m B *m (B^T *m A - 1%:M) *m (S *m K).
    by rewrite /sum_half_gradient1; nc.
  by rewrite zero1 SK !mulmx0 mul0mx subr0.
set g2 := sum_half_gradient2 S lambda A B^T.
have tr0 : \tr ((N^T *m K)^T *m S *m (N^T *m K)) + lambda * \tr ((B *m K)^T *m (B *m K)) = 0.
  rewrite -mxtraceZ -mxtraceD.
  have -> : (N^T *m K)^T *m S *m (N^T *m K) + lambda *: ((B *m K)^T *m (B *m K)) =
    K^T *m g2 *m B *m K + (K^T *m S) *m A^T *m B *m K.
    by rewrite /g2 /sum_half_gradient2 /N; nc.
  by rewrite /g2 zero2 KS !mulmx0 !mul0mx addr0 mxtrace0.
have gram_ge0 : 0 <= \tr ((B *m K)^T *m (B *m K)) by rewrite mxtrace_mulC -square_norm_tr square_norm_ge0.
apply: square_norm_eq0; rewrite square_norm_tr mxtrace_mulC; apply/eqP.
move/eqP: tr0; rewrite paddr_eq0 ?semidefinite_tr_ge0 ?mulr_ge0 // ?ltW // mulf_eq0 (negPf lambda_neq0).
by case/andP.
Qed.

(* S regular: the transpose theorem. |A - B|^2 = tr(A A^T) + tr(B B^T) - 2 tr N. *)
Lemma sum_transpose_definite : 0 < lambda -> definite S -> A = B.
Proof.
move=> lambda_gt0 defS; have lambda_neq0 : lambda != 0 by rewrite gt_eqF.
have bal := sum_balanced_gradients lambda_neq0.
have NP : N = P.
  apply: (@map_is_gram _ _ S lambda) => //; [exact: gram_semidefinite | exact: sum_identity2 | exact: sum_identity3
    | exact: sum_identity4].
apply/eqP; rewrite -subr_eq0; apply/eqP/square_norm_eq0; rewrite square_norm_tr.
have -> : (A - B) *m (A - B)^T = (A *m A^T + B *m B^T) - (A *m B^T + B *m A^T) by nc.
rewrite -bal mxtraceB !mxtraceD.
have -> : \tr (A *m B^T) = \tr P by rewrite mxtrace_mulC -/N NP.
have -> : \tr (B *m A^T) = \tr P by rewrite -mxtrace_tr trmx_mul trmxK mxtrace_mulC -/N NP.
by rewrite [\tr (A *m A^T)]mxtrace_mulC -/P subrr.
Qed.

End Gradients.

(* A full basis of the kernel of S, as columns. *)
Definition kernel (F : fieldType) m (S : 'M[F]_m) : 'M[F]_m := (kermx S^T)^T.

Lemma kernelP (F : realFieldType) m (S : 'M[F]_m) : S *m kernel S = 0.
Proof. by rewrite -[S *m _]trmxK trmx_mul /kernel trmxK mulmx_ker trmx0. Qed.

(* S + K K^T is regular, K a basis of the kernel of S. *)
Lemma kernel_definite (F : realFieldType) m (S : 'M[F]_m) :
  semidefinite S -> definite (S + kernel S *m (kernel S)^T).
Proof.
move=> psdS; have [symS S_ge0] := psdS; set K := kernel S.
have KE : K *m K^T = (K^T)^T *m K^T by rewrite trmxK.
split=> [|v v_neq0]; first by rewrite trmxD symS trmx_mul trmxK.
rewrite quadraticD KE quadratic_gram lt_neqAle eq_sym addr_ge0 ?square_norm_ge0 // andbT.
apply: contraNneq v_neq0 => /eqP; rewrite paddr_eq0 ?square_norm_ge0 // => /andP[/eqP Sv /eqP Kv].
have {}Sv := semidefinite_quadratic_eq0 psdS Sv; have {}Kv := square_norm_eq0 Kv.
(* v lies in the kernel, v = K w, so |v|^2 = w^T K^T v = 0 *)
have /submxP[w vE] : (v^T <= kermx S^T)%MS by apply/sub_kermxP; rewrite -trmx_mul Sv trmx0.
apply/eqP/gram_eq0; rewrite {1}vE.
have -> : kermx S^T = K^T by rewrite /K /kernel trmxK.
by rewrite -mulmxA Kv mulmx0.
Qed.

(* P P S = P S - lambda P alone implies P S = S P: T = P - P^2 has T S = lambda P = S T. *)
Theorem gram_equation_commutes (F : realFieldType) m (S P : 'M[F]_m) lambda :
  lambda != 0 -> S^T = S -> P^T = P -> P *m P *m S = P *m S - lambda *: P -> P *m S = S *m P.
Proof.
move=> lambda_neq0 symS symP PPS.
have [T TE] : exists T, T = P - P *m P by exists (P - P *m P).
have TS : T *m S = lambda *: P by rewrite TE mulmxBl PPS; zmod.
have symT : T^T = T by rewrite TE; expand; rewrite symP.
have ST : S *m T = lambda *: P by rewrite -[S *m T]trmxK trmx_mul symS symT TS trmxZ symP.
apply: (scalerI lambda_neq0).
have -> : lambda *: (P *m S) = S *m T *m S by rewrite ST mulZmx.
by rewrite -mulmxA TS mulmxZ.
Qed.

(* Every critical point of `sum` is balanced, W1 W1^T = W2^T W2, for any symmetric S. *)
Theorem balanced_theorem (F : realFieldType) m k (S : 'M[F]_m) lambda (W1 : 'M_(k, m)) (W2 : 'M_(m, k)) :
  S^T = S -> lambda != 0 -> critical_at (sum_loss S lambda) W1 W2 -> W1 *m W1^T = W2^T *m W2.
Proof.
move=> symS lambda_neq0 /(sum_critical_gradients lambda symS)[zero1 zero2].
move: zero1 zero2; rewrite -{1 2 4}[W2]trmxK => zero1 zero2.
by rewrite (sum_balanced_gradients zero1 zero2 lambda_neq0) trmxK.
Qed.

Section Sum.
Variables (F : realFieldType) (m k : nat) (S : 'M[F]_m) (lambda : F) (W1 : 'M[F]_(k, m)) (W2 : 'M[F]_(m, k)).
Hypothesis psdS : semidefinite S.
Hypothesis lambda_gt0 : 0 < lambda.

(* Transpose theorem: every critical point of `sum` has W1 = W2^T. *)
Theorem transpose_theorem : critical_at (sum_loss S lambda) W1 W2 -> W1 = W2^T.
Proof.
have [symS _] := psdS; move/sum_critical_gradients => [] // zero1 zero2.
move: zero1 zero2; rewrite -[W2]trmxK; set B := W2^T => zero1 zero2; rewrite trmxK.
set K := kernel S; pose S' := S + K *m K^T.
have [AK BK] := sum_kernel symS zero1 zero2 lambda_gt0 psdS (kernelP S).
have KA : K^T *m W1^T = 0 by rewrite -trmx_mul AK trmx0.
have symS' : S'^T = S' by rewrite /S' trmxD symS trmx_mul trmxK.
apply: (sum_transpose_definite symS' (lambda := lambda)) => //; last exact: kernel_definite.
  have -> : sum_half_gradient1 S' lambda W1 B^T =
    sum_half_gradient1 S lambda W1 B^T + B *m B^T *m (W1 *m K) *m K^T - (B *m K) *m K^T.
    by rewrite /sum_half_gradient1 /S'; nc.
  by rewrite zero1 AK BK mulmx0 !mul0mx subr0 addr0.
have -> : sum_half_gradient2 S' lambda W1 B^T =
  sum_half_gradient2 S lambda W1 B^T + B^T *m W1 *m K *m (K^T *m W1^T) - K *m (K^T *m W1^T).
  by rewrite /sum_half_gradient2 /S'; nc.
by rewrite zero2 KA !mulmx0 subr0 addr0.
Qed.

(* Critical points in terms of P = W1^T W1. *)
Theorem sum_critical_iff :
  critical_at (sum_loss S lambda) W1 W2 <->
  W1 = W2^T /\ (let P := W1^T *m W1 in P *m P *m S = P *m S - lambda *: P).
Proof.
have [symS _] := psdS; have lambda_neq0 : lambda != 0 by rewrite gt_eqF.
split=> [crit | [W1E /= PPS]].
  have W1E := transpose_theorem crit; split=> //=.
  have [zero1 _] := (sum_critical_gradients lambda symS W1 W2).1 crit.
  have W2E : W2 = W1^T by rewrite W1E trmxK.
  rewrite W2E in zero1.
  have -> : W1^T *m W1 *m (W1^T *m W1) *m S = W1^T *m W1 *m S - lambda *: (W1^T *m W1)
    + W1^T *m sum_half_gradient1 S lambda W1 W1^T by rewrite /sum_half_gradient1; nc.
  by rewrite zero1 mulmx0 addr0.
have -> : W2 = W1^T by rewrite W1E trmxK.
have PS : W1^T *m W1 *m S = S *m (W1^T *m W1).
  by apply: gram_equation_commutes PPS => //; rewrite trmx_mul trmxK.
have [M ME] : exists M, M = W1^T *m W1 *m S - S + lambda%:M by exists (W1^T *m W1 *m S - S + lambda%:M).
have symM : M^T = M by rewrite ME; expand; rewrite symS tr_scalar_mx -mulmxA -PS.
have W1M : W1 *m M = 0.
  apply: gram_eq0; rewrite trmx_mul -mulmxA.
  have -> : W1^T *m (W1 *m M) =
    W1^T *m W1 *m (W1^T *m W1) *m S - (W1^T *m W1 *m S - lambda *: (W1^T *m W1)) by rewrite ME -scalemx1; nc.
  by rewrite PPS subrr mulmx0.
apply/sum_critical_gradients => //; split.
  by rewrite -W1M /sum_half_gradient1 ME -scalemx1; nc.
have <- : (W1 *m M)^T = 0 by rewrite W1M trmx0.
by rewrite trmx_mul symM /sum_half_gradient2 ME -scalemx1; nc.
Qed.

End Sum.

(* The transpose theorem in the words of the paper: for all data X, all k and all lambda > 0. *)
Theorem transpose_theorem_of_data (F : realFieldType) m n k (X : 'M[F]_(m, n)) lambda
    (W1 : 'M_(k, m)) (W2 : 'M_(m, k)) :
  0 < lambda -> critical_at (sum_loss_of_data X lambda) W1 W2 -> W1 = W2^T.
Proof.
move=> lambda_gt0 crit; apply: (transpose_theorem (gram_of_data_semidefinite X) lambda_gt0).
by apply: critical_at_ext crit => V1 V2; apply: sum_loss_gram.
Qed.
