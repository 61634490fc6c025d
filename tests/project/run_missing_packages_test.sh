#!/bin/sh
# ./run on machines that lack packages and cannot install them: exit 69, one line on stderr that names them, nothing on
# stdout. Usage: run_missing_packages_test.sh RUN DIRECTORY
set -u
run=$1
bin=$2/bin
failures=0

# A PATH with the plain tools and a dpkg-query that knows of no package but g++.
rm -rf "$2"
mkdir -p "$bin"
for tool in dirname sed grep cat find touch mkdir env sh; do
  ln -s "$(command -v $tool)" "$bin/$tool"
done

fake() {
  printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
  chmod +x "$bin/$1"
}

expect_coq_refusal() {
  PATH=$bin "$run" proofs >"$1.out" 2>"$1.err" </dev/null
  code=$?
  if [ "$code" -ne 69 ] || [ -s "$1.out" ] || ! grep -q 'missing packages: coq libcoq-mathcomp-algebra (' "$1.err"; then
    echo "./run proofs: exit $code, stdout and stderr:"
    cat "$1.out" "$1.err"
    failures=$((failures + 1))
  fi
}

expect_refusal() {
  PATH=$bin "$run" verify >"$2.out" 2>"$2.err" </dev/null
  code=$?
  if [ "$code" -ne 69 ] || [ -s "$2.out" ] || [ "$(wc -l <"$2.err")" -ne 1 ] ||
    ! grep -q 'missing packages:.* cmake .*libflint-dev' "$2.err" || grep -q ' g++' "$2.err"; then
    echo "$1: exit $code, stdout and stderr:"
    cat "$2.out" "$2.err"
    failures=$((failures + 1))
  fi
}

fake dpkg-query 'echo "installed g++"; exit 1'
fake id 'echo 1000'
expect_refusal "without apt-get" "$2/no_apt"
expect_coq_refusal "$2/no_coq"
fake apt-get 'exit 1'
expect_refusal "without sudo" "$2/no_sudo"
fake sudo 'exit 1'
expect_refusal "with a sudo that refuses" "$2/refusing_sudo"
exit "$failures"
