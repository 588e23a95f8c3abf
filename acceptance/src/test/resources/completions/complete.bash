# Prints what bash would offer for the last of the words. Usage: complete.bash FILE WORD...
# shellcheck shell=bash
tend() { printf '%s\n' web worker db; }
# shellcheck source=/dev/null
source "$1"
shift
COMP_WORDS=(tend "$@")
COMP_CWORD=$#
_tend
printf '%s\n' "${COMPREPLY[@]}"
