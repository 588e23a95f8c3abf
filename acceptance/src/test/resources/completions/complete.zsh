# Types into an interactive zsh that has loaded the completions of a folder, and prints what tend would have been called with.
# Usage: complete.zsh FOLDER SCRATCH WORDS. In WORDS, a tab completes.
zmodload zsh/zpty || exit 1
cd $2 || exit 1
print -r -- "
PS1=
fpath=(${(q)1} \$fpath)
autoload -Uz compinit
compinit -u -D
tend() {
    case \$* in
        'status --names'*) print -l web worker db ;;
        *) print -r -- \"called: \$*.\" ;;
    esac
}
zle-line-init() { print -n ready }
zle -N zle-line-init
" >.zshrc
export ZDOTDIR=$2
zpty typed zsh -d -i
zpty -r typed answer '*ready*' || exit 1
zpty -w -n typed "tend $3"$'\n'
zpty -r typed answer '*called: *.*' || exit 1
print -r -- called: ${${answer##*called: }%%.*}
zpty -d typed
