#!/usr/bin/env bash
# The layer rules as seen in the #include lines: check_includes.sh ROOT. Prints "file:line: rule" for each broken rule; exit code 1 if there is any.
set -u
cd "$1" || exit 2
broken=0
complain() { printf '%s: %s\n' "$1" "$2"; broken=1; }

# forbid FOLDER PATTERN RULE [EXCEPT]: no #include in FOLDER may match PATTERN, but in files that match EXCEPT.
forbid() {
    [ -d "$1" ] || return 0
    while IFS= read -r hit; do
        [ -n "${4:-}" ] && [[ $hit =~ $4 ]] && continue
        complain "$(cut -d: -f1,2 <<<"$hit")" "$3"
    done < <(grep -rnE --include='*.h' --include='*.cpp' "^ *#include +[<\"]$2" "$1" | sort)
}

tensor='(torch|ATen|c10|caffe2|opencv2)/'
qt='(Q[A-Z]|qcustomplot)'
forbid core/records "($tensor|$qt|core/|widgets/|app/|nlohmann/|zip|zlib|sqlite)" 'records knows only std'
forbid core "($qt|widgets/|app/)" 'core knows no Qt, no widget and no app'
forbid widgets "($tensor|core/|app/|nlohmann/|zip\\.h|zlib|sqlite)" 'widgets know records and Qt only'
forbid widgets 'qcustomplot' 'QCustomPlot is included by widgets/plot.h only' '^widgets/plot\.h:'
forbid app "$tensor" 'app knows no tensor'
forbid app 'vtk' 'VTK is included by widgets only'
forbid core 'vtk' 'VTK is included by widgets only'
forbid app/headless "($qt|widgets/)" 'the command line knows no Qt'

while IFS= read -r header; do
    grep -q '^#pragma once' "$header" || complain "$header:1" 'a header begins with #pragma once'
done < <(find core widgets app -name '*.h' 2>/dev/null | sort)
while IFS= read -r hit; do complain "$(cut -d: -f1,2 <<<"$hit")" 'no using namespace in a header'; done < <(grep -rnE --include='*.h' '^using namespace' core widgets app 2>/dev/null)
while IFS= read -r hit; do complain "$(cut -d: -f1,2 <<<"$hit")" 'list the files: no file(GLOB)'; done < <(grep -rnE --include=CMakeLists.txt --include='*.cmake' 'file\(GLOB' . --exclude-dir=build 2>/dev/null)
while IFS= read -r file; do complain "$file:1" 'name the file by what it holds'; done < <(find core widgets app -regextype posix-extended -regex '.*/(utils?|helpers?|common|misc|managers?)\.(h|cpp)' 2>/dev/null | sort)
# The one list of options is long because there are many options.
while IFS= read -r file; do
    [ "$file" = core/records/experiment_fields.h ] && continue
    lines=$(wc -l <"$file")
    [ "$lines" -le 300 ] || complain "$file:301" "a file stops at 300 lines, this has $lines"
done < <(find core widgets app \( -name '*.h' -o -name '*.cpp' \) 2>/dev/null | sort)
exit $broken
