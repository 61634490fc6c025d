(* Regularized Oja's rule and the tied loss: their zeros are the critical points of `sum`. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Laecert Require Import Algebra Definitions Definite Loss Sum.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Oja.
Variables (F : realFieldType) (m k : nat) (S : 'M[F]_m) (lambda : F).
Implicit Type W : 'M[F]_(m, k).

(* W is a zero of regularized Oja's rule exactly if (W^T, W) is critical for `sum`, for any symmetric S. *)
Theorem oja_zeros W : S^T = S -> oja S lambda W = 0 <-> critical_at (sum_loss S lambda) W^T W.
Proof.
move=> symS; have ojaE : sum_half_gradient2 S lambda W^T W = oja S lambda W.
  by rewrite /sum_half_gradient2 /oja trmxK; nc.
split=> [oja0 | /(sum_critical_gradients lambda symS)[_]]; last by rewrite ojaE.
apply/(sum_critical_gradients lambda symS); rewrite ojaE; split=> //.
(* M W = 0 for M = P S - S + lambda I, P = W W^T; so M P = 0, S P is symmetric, and W^T M = (M W)^T = 0 *)
have [P PE] : exists P, P = W *m W^T by exists (W *m W^T).
have symP : P^T = P by rewrite PE trmx_mul trmxK.
have PSP : P *m S *m P = S *m P - lambda *: P.
  have -> : P *m S *m P = S *m P - lambda *: P + oja S lambda W *m W^T by rewrite /oja PE; nc.
  by rewrite oja0 mul0mx addr0.
have SP : S *m P = P *m S.
  have PSP' : P *m S *m P = P *m S - lambda *: P.
    have <- : (S *m P - lambda *: P)^T = P *m S - lambda *: P by expand; rewrite symS symP.
    by rewrite -PSP; expand; rewrite symS symP.
  have -> : S *m P = P *m S *m P + lambda *: P by rewrite PSP; zmod.
  by rewrite PSP'; zmod.
have -> : sum_half_gradient1 S lambda W^T W = (oja S lambda W)^T + W^T *m (P *m S - S *m P).
  by rewrite /oja /sum_half_gradient1 PE; expand; rewrite symS; zmod.
by rewrite oja0 SP subrr mulmx0 trmx0 addr0.
Qed.

(* All critical points of `sum` are of this form: they are the pairs (W^T, W), W a zero of regularized Oja's rule. *)
Theorem sum_critical_oja (W1 : 'M[F]_(k, m)) W2 : semidefinite S -> 0 < lambda ->
  critical_at (sum_loss S lambda) W1 W2 <-> W1 = W2^T /\ oja S lambda W2 = 0.
Proof.
move=> psdS lambda_gt0; have [symS _] := psdS.
split=> [crit | [-> /oja_zeros]]; last exact.
have W1E := transpose_theorem psdS lambda_gt0 crit; split=> //.
by apply/oja_zeros => //; rewrite -W1E.
Qed.

End Oja.

(* The tied loss in the k x k matrices G = W^T W and K = W^T S W, H = I - G: H K + K H = 2 lambda (I - H), K >= 0. *)
Section Lyapunov.
Variables (F : realFieldType) (k : nat) (lambda : F) (H K : 'M[F]_k).
Hypothesis lambda_gt0 : 0 < lambda.
Hypothesis symH : H^T = H.
Hypothesis psdK : semidefinite K.
Hypothesis HK : H *m K + K *m H = 2%:R * lambda *: (1%:M - H).
Add Field F_field : (scalar_field F).

(* H commutes with K: their commutator D is antisymmetric and anticommutes with H, and |H D|^2 <= 0. *)
Lemma lyapunov_commutes : H *m K = K *m H.
Proof.
have [symK _] := psdK.
have [D DE] : exists D, D = H *m K - K *m H by exists (H *m K - K *m H).
have DT : D^T = - D by rewrite DE; expand; rewrite symH symK; zmod.
have HD : H *m D = - (D *m H).
  (* H commutes with H K + K H *)
  have -> : H *m D = - (D *m H) + (H *m (H *m K + K *m H) - (H *m K + K *m H) *m H) by rewrite DE; nc.
  by rewrite HK; nc.
have DH : D *m H = - (H *m D) by rewrite HD opprK.
have DTH : D^T *m H = - (H *m D^T) by rewrite DT mulNmx mulmxN DH.
have trace_opp x : x = - x -> x = 0 :> F.
  by move/eqP; rewrite -addr_eq0 -mulr2n mulrn_eq0 /= => /eqP.
have DHD : \tr (D^T *m H *m D) = 0.
  have DDT : D^T *m D = D *m D^T by rewrite DT mulNmx mulmxN.
  by apply: trace_opp; rewrite {1}DTH mulNmx mxtraceN -mulmxA DDT mulmxA mxtrace_mulC mulmxA.
have HD0 : H *m D = 0.
  set t := \tr ((H *m D)^T *m K *m (H *m D)).
  have t_ge0 : 0 <= t by apply: semidefinite_tr_ge0.
  have tE : t = \tr (D^T *m H *m H *m K *m D).
    rewrite /t trmx_mul symH HD mulmxN mxtraceN mulmxA mxtrace_mulC !mulmxA.
    by rewrite -[H *m D^T]opprK -DTH !mulNmx mxtraceN opprK.
  have tt : t + t = - (2%:R * lambda * square_norm (H *m D)).
    rewrite {1}tE /t square_norm_tr [\tr (H *m D *m _)]mxtrace_mulC -mxtraceD.
    have -> : D^T *m H *m H *m K *m D + (H *m D)^T *m K *m (H *m D) = D^T *m H *m (H *m K + K *m H) *m D.
      by expand; rewrite symH.
    have -> : D^T *m H *m (H *m K + K *m H) *m D =
      2%:R * lambda *: (D^T *m H *m D) - 2%:R * lambda *: ((H *m D)^T *m (H *m D)).
      by rewrite HK; expand; rewrite symH.
    by rewrite mxtraceB !mxtraceZ DHD mulr0 sub0r.
  apply: square_norm_eq0; apply/eqP; rewrite eq_le square_norm_ge0 andbT.
  have l2_gt0 : 0 < 2%:R * lambda by rewrite mulr_gt0 ?ltr0n.
  by rewrite -(pmulr_rle0 _ l2_gt0) -oppr_ge0 -tt addr_ge0.
have DDE : D^T *m D = 0.
  have l2_neq0 : 2%:R * lambda != 0 by rewrite mulf_neq0 ?pnatr_eq0 // gt_eqF.
  apply: (scalerI l2_neq0); rewrite scaler0.
  have -> : 2%:R * lambda *: (D^T *m D) =
    D^T *m (H *m K + K *m H) *m D + 2%:R * lambda *: (D^T *m (H *m D)) by rewrite HK; nc.
  have -> : D^T *m (H *m K + K *m H) *m D = (H *m D)^T *m K *m D + D^T *m K *m (H *m D).
    by expand; rewrite symH.
  by rewrite HD0 trmx0 !mulmx0 !mul0mx scaler0 !addr0.
by apply/eqP; rewrite -subr_eq0 -DE (gram_eq0 DDE).
Qed.

End Lyapunov.

Section Tied.
Variables (F : realFieldType) (m k : nat) (S : 'M[F]_m) (lambda : F).
Hypothesis psdS : semidefinite S.
Hypothesis lambda_gt0 : 0 < lambda.
Implicit Type W : 'M[F]_(m, k).

(* The zeros of the gradient of the tied loss are those of regularized Oja's rule. *)
Lemma tied_gradient_zeros W : tied_half_gradient S lambda W = 0 <-> oja S lambda W = 0.
Proof.
have [symS _] := psdS; split=> [grad0 | oja0]; last first.
  have [zero1 zero2] := (sum_critical_gradients lambda symS W^T W).1 ((oja_zeros lambda W symS).1 oja0).
  have -> : tied_half_gradient S lambda W = sum_half_gradient2 S lambda W^T W + (sum_half_gradient1 S lambda W^T W)^T.
    rewrite /tied_half_gradient /sum_half_gradient1 /sum_half_gradient2.
    have -> : 2%:R * lambda = lambda + lambda by rewrite mulrDl mul1r.
    by rewrite scalerDl; nc.
  by rewrite zero1 zero2 trmx0 addr0.
have [G GE] : exists G, G = W^T *m W by exists (W^T *m W).
have [K KE] : exists K, K = W^T *m S *m W by exists (W^T *m S *m W).
have psdK : semidefinite K.
  split=> [|v]; first by rewrite KE; expand; rewrite symS.
  have -> : quadratic K v = quadratic S (W *m v) by rewrite /quadratic KE trmx_mul !mulmxA.
  by case: psdS.
have symG : G^T = G by rewrite GE trmx_mul trmxK.
have gradE : tied_half_gradient S lambda W =
  W *m K - S *m W + S *m W *m G - S *m W + 2%:R * lambda *: W.
  by rewrite /tied_half_gradient KE GE; expand; rewrite symS; zmod.
have lyapunov : (1%:M - G) *m K + K *m (1%:M - G) = 2%:R * lambda *: (1%:M - (1%:M - G)).
  have -> : (1%:M - G) *m K + K *m (1%:M - G) = 2%:R * lambda *: (1%:M - (1%:M - G))
    - W^T *m tied_half_gradient S lambda W by rewrite gradE KE GE; nc.
  by rewrite grad0 mulmx0 subr0.
have symH : (1%:M - G)^T = 1%:M - G by rewrite trmxB trmx1 symG.
have commutes := lyapunov_commutes lambda_gt0 symH psdK lyapunov.
have KH : K *m (1%:M - G) = lambda *: G.
  have two_neq0 : (2%:R : F) != 0 by rewrite pnatr_eq0.
  apply: (scalerI two_neq0); rewrite scalerA scaler_nat mulr2n -{1}commutes lyapunov; congr (_ *: _); zmod.
(* E = - oja has E (2 - G) = 0 *)
have [E EE] : exists E, E = oja S lambda W by exists (oja S lambda W).
have ojaE : E = W *m K - S *m W + lambda *: W by rewrite EE /oja KE; nc.
have E0 : E *m (1%:M + (1%:M - G)) = 0.
  have -> : E *m (1%:M + (1%:M - G)) = tied_half_gradient S lambda W + W *m (K *m (1%:M - G) - lambda *: G).
    rewrite gradE ojaE; have -> : 2%:R * lambda = lambda + lambda by rewrite mulrDl mul1r.
    by rewrite scalerDl; nc.
  by rewrite grad0 KH subrr mulmx0 addr0.
have HEt : (1%:M - G) *m E^T = - E^T.
  have -> : (1%:M - G) *m E^T = (E *m (1%:M + (1%:M - G)))^T - E^T by expand; rewrite symG; zmod.
  by rewrite E0 trmx0 sub0r.
have KEt : K *m E^T = - (2%:R * lambda *: E^T).
  have -> : K *m E^T = - (K *m ((1%:M - G) *m E^T)) by rewrite HEt mulmxN opprK.
  have GEt : G *m E^T = E^T + E^T.
    have -> : G *m E^T = E^T - (1%:M - G) *m E^T by nc.
    by rewrite HEt opprK.
  rewrite mulmxA KH mulZmx GEt -mulr2n -scaler_nat scalerA [lambda * _]mulrC //.
have tr0 : \tr ((E^T)^T *m K *m E^T) + 2%:R * lambda * square_norm E = 0.
  rewrite -mulmxA KEt mulmxN mulmxZ mxtraceN mxtraceZ trmxK -square_norm_tr addNr //.
have l2_gt0 : 0 < 2%:R * lambda by rewrite mulr_gt0 ?ltr0n.
rewrite -EE; apply: square_norm_eq0; apply/eqP; move/eqP: tr0.
rewrite paddr_eq0 ?semidefinite_tr_ge0 ?(mulr_ge0 (ltW l2_gt0) (square_norm_ge0 _)) // => /andP[_].
by rewrite mulf_eq0 (gt_eqF l2_gt0).
Qed.

(* W is critical for the tied loss exactly if (W^T, W) is critical for `sum`. *)
Theorem tied_critical W : critical (tied_loss S lambda) W <-> critical_at (sum_loss S lambda) W^T W.
Proof.
have [symS _] := psdS.
split=> [/(tied_critical_gradient lambda symS)/tied_gradient_zeros | ]; first by move/oja_zeros; apply.
by move/(oja_zeros lambda W symS)/tied_gradient_zeros/(tied_critical_gradient lambda symS).
Qed.

End Tied.
