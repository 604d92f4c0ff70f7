# SPDX-License-Identifier: BSL-1.0
# Reads one header and prints a line for each public name in it: `namespace|name|first sentence of its comment`. A + as the
# sentence means that the name belongs to the one before. A name is public if it is declared
# at the left margin in a namespace other than detail, curl and nats.
function first_sentence(text) {
    if (match(text, /[A-Za-z0-9)`"\]]\. /)) text = substr(text, 1, RSTART)
    sub(/[.:]$/, "", text)
    return text
}
function reset() { comment = ""; paragraph_over = 0 }
function print_name(name,    text) {
    if (name == "" || name == "name" || name == "to_string" || seen[scope "::" name]++) { grouped = name != "" && grouped; return }
    text = first_sentence(comment)
    if (text == "" && grouped) text = "+"  # it belongs to the name before
    else if (text == "") { text = opening; opening = "?" }
    printf "%s|%s|%s\n", scope, name, text
    grouped = 1
}
function set_scope(    i) {
    scope = ""
    for (i = 1; i <= depth; ++i) if (names[i] != "") scope = scope (scope == "" ? "" : "::") names[i]
    public = scope ~ /^trotline(::(http|uri|json|xml|path|literals))*$/
}
/^ *\/\/ SPDX/ { next }
/^(inline )?namespace [a-zA-Z_:, ]+ \{$/ {
    name = $0
    sub(/^(inline )?namespace /, "", name)
    sub(/ \{$/, "", name)
    gsub(/::inline [A-Za-z_]+/, "", name)
    if (name == "literals") name = ""  # inline
    names[++depth] = name
    set_scope()
    # the comment at the top of a header is about the first thing in it
    if (opening == "") opening = first_sentence(comment)
    reset()
    next
}
/^\}  \/\/ namespace/ { --depth; set_scope(); reset(); next }
/^\/\// {
    text = $0
    sub(/^\/\/ ?/, "", text)
    if (text == "" || text ~ /^ /) paragraph_over = 1
    else if (!paragraph_over) comment = comment (comment == "" ? "" : " ") text
    next
}
/^$/ {
    if (open) next
    if (opening == "" && depth == 0) opening = first_sentence(comment)
    reset()
    grouped = 0
    next
}
!public { next }
/^#/ { next }
# a declaration that goes on over several lines ends with the first brace or semicolon
open { declaration = declaration " " $0 }
!open && /^[a-z\[]/ { open = 1; declaration = $0 }
open && declaration ~ /[{;]/ {
    open = 0
    line = declaration
    gsub(/\[\[[^]]*\]\] ?/, "", line)
    if (line ~ /^template *<>/) { reset(); next }
    # the template's head is in angle brackets, which can be nested
    while (line ~ /^template *</) {
        nesting = 0
        for (i = index(line, "<"); i <= length(line); ++i) {
            c = substr(line, i, 1)
            if (c == "<") ++nesting
            if (c == ">" && --nesting == 0) break
        }
        line = substr(line, i + 1)
        sub(/^ +/, "", line)
    }
    if (line ~ /^requires/ && match(line, / (struct|class|constexpr|inline|auto|void|bool|value|result<[^ ]*|outcome<[^ ]*) [a-z_]/)) line = substr(line, RSTART + 1)
    if (line ~ /^(struct|class) [a-z_0-9]+( final)? *[:{]/ || line ~ /^enum class [a-z_0-9]+/ || line ~ /^(struct|class) [a-z_0-9]+$/) {
        sub(/^(struct|class|enum class) /, "", line)
        match(line, /^[a-z_0-9]+/)
        print_name(substr(line, 1, RLENGTH))
    } else if (line ~ /^concept /) {
        match(line, /^concept [a-z_0-9]+/)
        print_name(substr(line, 9, RLENGTH - 8))
    } else if (line ~ /^using [a-z_0-9]+ *=/) {
        match(line, /^using [a-z_0-9]+/)
        print_name(substr(line, 7, RLENGTH - 6))
    } else if (line ~ /^inline constexpr [^(]*[a-z_0-9\]>]+ *[={;]/) {
        sub(/ *[={;].*$/, "", line)
        sub(/\[[^]]*\]$/, "", line)
        match(line, /[a-z_0-9]+$/)
        print_name(substr(line, RSTART))
    } else if (line ~ /operator""/) {
        match(line, /operator""[a-z_]+/)
        print_name(substr(line, RSTART + 10, RLENGTH - 10))
    } else if (line ~ /^(inline|constexpr|consteval|auto|[a-z_:]+(<[^(]*>)?( const)?[&*]?) .*\(/ && line !~ /operator/ && line !~ /^(struct|class|using|friend|static_assert)/) {
        sub(/\(.*$/, "", line)
        match(line, /[A-Za-z_0-9:]+$/)
        name = substr(line, RSTART)
        if (name ~ /^[a-z_0-9]+$/ && name != "requires" && line ~ / /) print_name(name)
    }
    reset()
}
