# Completion of leadengine in bash.
_leadengine() {
    # Bash splits words at = : @ too: what stands together in the line is put together again.
    local rest=${COMP_LINE:0:COMP_POINT} words=() word trimmed line prefix i
    for ((i = 0; i <= COMP_CWORD; i++)); do
        trimmed=${rest#"${rest%%[![:space:]]*}"}
        # Of the word under the cursor, what stands before it.
        if ((i < COMP_CWORD)); then word=${COMP_WORDS[i]}; else word=$trimmed; fi
        if ((i > 0)) && [[ $trimmed == "$rest" ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        rest=${trimmed#"$word"}
    done
    word=${words[${#words[@]} - 1]}
    # Of that word, what the line keeps: only what follows is replaced.
    prefix=${word%"$2"}

    COMPREPLY=()
    while IFS= read -r line; do
        [[ $line == "$prefix"* ]] || continue
        line=${line#"$prefix"}
        # Nothing that the shell would act on.
        if [[ $line == *[!A-Za-z0-9@%+=:,./_~-]* ]]; then printf -v line %q "$line"; fi
        COMPREPLY+=("$line")
    done < <(LEADENGINE_COMPLETE=bash leadengine -- "${words[@]}" 2>/dev/null)

    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    elif ((${#COMPREPLY[@]} == 0)) && [[ $word == [~./]* ]]; then
        # A path that only the shell can read.
        compopt -o default 2>/dev/null
    fi
}
complete -o nosort -F _leadengine leadengine 2>/dev/null || complete -F _leadengine leadengine
