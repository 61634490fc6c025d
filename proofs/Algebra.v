(* Tools, no mathematics: deciding equalities of noncommutative polynomials in matrices.

   [expand] multiplies everything out and moves transposes to the letters; [zmod] decides an equality of sums of
   terms, each term taken as a letter of its own; [nc] is one after the other. [scalars F] hands an equality in the
   field F over to Coq's own ring and field, which are to be declared by Add Field F : (scalar_field F). *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Export Ring Field.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory.

Local Open Scope ring_scope.

(* Sums of letters. *)
Inductive zexpr := ZZero | ZLetter of nat | ZAdd of zexpr & zexpr | ZOpp of zexpr | ZTimes of zexpr & nat.

Section Reflection.
Variable V : zmodType.

Fixpoint zvalue (letters : seq V) (e : zexpr) : V :=
  match e with
  | ZZero => 0
  | ZLetter i => nth 0 letters i
  | ZAdd a b => zvalue letters a + zvalue letters b
  | ZOpp a => - zvalue letters a
  | ZTimes a n => zvalue letters a *+ n
  end.

Fixpoint zcoefficient (e : zexpr) (i : nat) : int :=
  match e with
  | ZZero => 0
  | ZLetter j => (i == j)%:Z
  | ZAdd a b => zcoefficient a i + zcoefficient b i
  | ZOpp a => - zcoefficient a i
  | ZTimes a n => zcoefficient a i * n%:Z
  end.

Lemma zvalueE letters e :
  zvalue letters e = \sum_(i < size letters) letters`_i *~ zcoefficient e i.
Proof.
elim: e => [|j|a IHa b IHb|a IHa|a IHa n] /=.
- by rewrite big1.
- case: (ltnP j (size letters)) => [lt_j|ge_j]; last first.
    rewrite nth_default // big1 // => i _.
    by rewrite (ltn_eqF (leq_trans (ltn_ord i) ge_j)).
  rewrite (bigD1 (Ordinal lt_j)) //= eqxx mulr1z big1 ?addr0 // => i ne_ij.
  by rewrite -val_eqE /= in ne_ij; rewrite (negPf ne_ij).
- by rewrite IHa IHb -big_split; apply: eq_bigr => i _; rewrite mulrzDl.
- by rewrite IHa -sumrN; apply: eq_bigr => i _; rewrite mulrNz.
- by rewrite IHa -sumrMnl; apply: eq_bigr => i _; rewrite mulrzA pmulrn.
Qed.

Definition zsame (n : nat) (a b : zexpr) : bool :=
  all (fun i => zcoefficient a i == zcoefficient b i) (iota 0 n).

Lemma zsame_value n letters a b :
  size letters = n -> zsame n a b -> zvalue letters a = zvalue letters b.
Proof.
move=> <- /allP same; rewrite !zvalueE; apply: eq_bigr => i _.
by rewrite (eqP (same i _)) // mem_iota add0n ltn_ord.
Qed.

End Reflection.

(* Whether two letters are the same up to the ways in which their types may be written. *)
Ltac same x y :=
  first
  [ constr_eq x y
  | lazymatch x with
    | @mulmx _ _ _ _ ?a ?b => lazymatch y with @mulmx _ _ _ _ ?c ?d => same a c; same b d end
    | @trmx _ _ _ ?a => lazymatch y with @trmx _ _ _ ?b => same a b end
    | @GRing.scale _ _ ?a ?b => lazymatch y with @GRing.scale _ _ ?c ?d => same a c; same b d end
    | @mxtrace _ _ ?a => lazymatch y with @mxtrace _ _ ?b => same a b end
    | _ => lazymatch y with
           | @mulmx _ _ _ _ _ _ => fail
           | @trmx _ _ _ _ => fail
           | @GRing.scale _ _ _ _ => fail
           | @mxtrace _ _ _ => fail
           | _ => unify x y
           end
    end ].

Ltac zfind x letters :=
  match letters with
  | ?y :: _ => let _ := match goal with _ => same x y end in constr:(0%N)
  | _ :: ?rest => let n := zfind x rest in constr:(n.+1)
  end.

Ltac zadd x letters :=
  match letters with
  | _ => let _ := zfind x letters in letters
  | _ => constr:(x :: letters)
  end.

Ltac zletters e letters :=
  match e with
  | @GRing.add _ ?a ?b => let l := zletters a letters in zletters b l
  | @GRing.opp _ ?a => zletters a letters
  | @GRing.natmul _ ?a _ => zletters a letters
  | @GRing.zero _ => letters
  | _ => zadd e letters
  end.

Ltac zreify e letters :=
  match e with
  | @GRing.add _ ?a ?b =>
      let x := zreify a letters in let y := zreify b letters in constr:(ZAdd x y)
  | @GRing.opp _ ?a => let x := zreify a letters in constr:(ZOpp x)
  | @GRing.natmul _ ?a ?n => let x := zreify a letters in constr:(ZTimes x n)
  | @GRing.zero _ => constr:(ZZero)
  | _ => let n := zfind e letters in constr:(ZLetter n)
  end.

Ltac zmod :=
  match goal with
  | |- @eq ?T ?a ?b =>
      let l0 := constr:(@nil T) in
      let l1 := zletters a l0 in
      let l2 := zletters b l1 in
      let x := zreify a l2 in
      let y := zreify b l2 in
      let n := eval cbv [size] in (size l2) in
      refine (@zsame_value _ n l2 x y erefl _); vm_compute; reflexivity
  end.

(* The rules of [expand]. *)
Section Rules.
Variable F : realFieldType.

Lemma trmxD m n (A B : 'M[F]_(m, n)) : (A + B)^T = A^T + B^T. Proof. exact: linearD. Qed.
Lemma trmxB m n (A B : 'M[F]_(m, n)) : (A - B)^T = A^T - B^T. Proof. exact: linearB. Qed.
Lemma trmxN m n (A : 'M[F]_(m, n)) : (- A)^T = - A^T. Proof. exact: linearN. Qed.
Lemma trmxZ m n a (A : 'M[F]_(m, n)) : (a *: A)^T = a *: A^T. Proof. exact: linearZ. Qed.
Lemma trmx0 m n : (0 : 'M[F]_(m, n))^T = 0. Proof. exact: linear0. Qed.
Lemma mulZmx m n p a (A : 'M[F]_(m, n)) (B : 'M_(n, p)) : (a *: A) *m B = a *: (A *m B).
Proof. by rewrite scalemxAl. Qed.
Lemma mulmxZ m n p a (A : 'M[F]_(m, n)) (B : 'M_(n, p)) : A *m (a *: B) = a *: (A *m B).
Proof. by rewrite scalemxAr. Qed.
Lemma mxtraceN m (A : 'M[F]_m) : \tr (- A) = - \tr A. Proof. exact: raddfN. Qed.
Lemma mxtraceB m (A B : 'M[F]_m) : \tr (A - B) = \tr A - \tr B. Proof. exact: raddfB. Qed.

End Rules.

Ltac expand :=
  rewrite ?(trmxD, trmxB, trmxN, trmxZ, trmx0, trmx_mul, trmxK, trmx1,
    mulmxDl, mulmxDr, mulmxBl, mulmxBr, mulmxN, mulNmx, mulZmx, mulmxZ, mul1mx, mulmx1, mul0mx, mulmx0, mulmxA,
    scalerDr, scalerBr, scalerN, scaler0, scalerA, mulr1, mul1r).

Ltac nc := expand; zmod.

(* Coq's ring and field know their operations by name. *)
Section Scalars.
Variable F : realFieldType.
Definition scalar_add (x y : F) : F := x + y.
Definition scalar_mul (x y : F) : F := x * y.
Definition scalar_sub (x y : F) : F := x - y.
Definition scalar_div (x y : F) : F := x / y.
Definition scalar_opp (x : F) : F := - x.
Definition scalar_inv (x : F) : F := x^-1.
Definition scalar_zero : F := 0.
Definition scalar_one : F := 1.

Lemma scalar_ring :
  ring_theory scalar_zero scalar_one scalar_add scalar_mul scalar_sub scalar_opp eq.
Proof.
by split=> //; [exact: add0r | exact: addrC | exact: addrA | exact: mul1r | exact: mulrC | exact: mulrA
  | exact: mulrDl | exact: subrr].
Qed.

Lemma scalar_field :
  field_theory scalar_zero scalar_one scalar_add scalar_mul scalar_sub scalar_opp scalar_div scalar_inv eq.
Proof.
split=> //; [exact: scalar_ring | by apply/eqP; rewrite oner_neq0 |].
by move=> p /eqP p_neq0; rewrite /scalar_mul /scalar_inv mulVf.
Qed.
End Scalars.

(* Traces that differ only in how their types are written become the same. *)
Ltac same_traces :=
  repeat match goal with
  | |- context [@mxtrace ?R ?m ?A] =>
      match goal with
      | |- context [@mxtrace ?Q ?n ?B] =>
          tryif constr_eq (@mxtrace R m A) (@mxtrace Q n B) then fail
          else (same A B; change (@mxtrace Q n B) with (@mxtrace R m A))
      end
  end.

Ltac scalars F :=
  rewrite ?(expr2, exprS, expr0, mulr1, mulr2n, mulrS, mulr0n, addr0);
  repeat match goal with
  | |- context [@GRing.add ?V ?x (@GRing.opp ?V ?y)] =>
      change (@GRing.add V x (@GRing.opp V y)) with (@scalar_sub F x y)
  | |- context [@GRing.add ?V ?x ?y] => change (@GRing.add V x y) with (@scalar_add F x y)
  | |- context [@GRing.mul ?V ?x (@GRing.inv ?W ?y)] =>
      change (@GRing.mul V x (@GRing.inv W y)) with (@scalar_div F x y)
  | |- context [@GRing.mul ?V ?x ?y] => change (@GRing.mul V x y) with (@scalar_mul F x y)
  | |- context [@GRing.opp ?V ?x] => change (@GRing.opp V x) with (@scalar_opp F x)
  | |- context [@GRing.inv ?V ?x] => change (@GRing.inv V x) with (@scalar_inv F x)
  | |- context [@GRing.zero ?V] => change (@GRing.zero V) with (@scalar_zero F)
  | |- context [@GRing.one ?V] => change (@GRing.one V) with (@scalar_one F)
  end;
  match goal with |- @eq _ ?a ?b => change (@eq (Num.RealField.sort F) a b) end;
  same_traces.
