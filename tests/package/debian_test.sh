#!/bin/sh
# A package from the build tree $1 by cpack ($3), installed by dpkg below $2: its programs run, its manual pages and
# completions lie where Debian looks for them, and it names the libraries that it needs.
set -eu
# dpkg asks for programs that an ordinary user's PATH lacks.
PATH=$PATH:/usr/sbin:/sbin
build=$1
work=$2
cpack=$3

if ! command -v dpkg-shlibdeps >/dev/null; then
  echo "skipped: there is no dpkg-shlibdeps here (package dpkg-dev)"
  exit 77
fi
rm -rf "$work"
mkdir -p "$work/system/var/lib/dpkg"
: >"$work/system/var/lib/dpkg/status"
"$cpack" -G DEB --config "$build/CPackConfig.cmake" -B "$work/made" >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; exit 1; }
package=$(ls "$work"/made/laecert_*.deb)

depends=$(dpkg-deb --field "$package" Depends)
for library in libflint libgmp libtbb; do
  case $depends in *$library*) ;; *) echo "the package does not depend on $library: $depends"; exit 1 ;; esac
done
if [ "$(id -u)" -eq 0 ]; then
  dpkg --root="$work/system" --force-depends --force-not-root --install "$package" >"$work/dpkg.log" 2>&1 ||
    { cat "$work/dpkg.log"; exit 1; }
else
  dpkg-deb --extract "$package" "$work/system"
fi
"$work/system/usr/bin/laecert" --version
"$work/system/usr/bin/laecert-recheck" --help >/dev/null
for file in share/man/man1/laecert-verify.1 share/bash-completion/completions/laecert share/zsh/vendor-completions/_laecert \
  share/fish/vendor_completions.d/laecert.fish lib/pkgconfig/laecert.pc; do
  found=$(find "$work/system/usr" -path "*/${file#lib/}*" | head -n 1)
  if [ ! -s "$found" ]; then
    echo "the package has no $file"
    exit 1
  fi
done
