#!/bin/sh
# Makes the pictures of README and help with the real program on an X server of its own: a run on the sample, reopened
# for each view, light and dark. Build first. Debian packages: xvfb xauth libgl1-mesa-dri openbox imagemagick.
# usage: resources/help/pictures/make.sh [FOLDER OF whydah AND whydah-run]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
programs=$(cd "${1:-$root/build/release/bin}" && pwd)
size=${SIZE:-1280x800}
work=$(mktemp -d)
glyphs=/tmp/whydah/glyphs # a copy: what the pictures show as the path of the data
mkdir "${glyphs%/*}" || { echo "${glyphs%/*} is there already: move it away first" >&2; exit 1; }
cp -r "$root/resources/sample" "$glyphs"
started=
trap 'kill $started 2>/dev/null || true; rm -rf "$work" "${glyphs%/*}"' EXIT

# Settings of nobody: no recent files, the fonts and theme of the machine.
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/cache"
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" >&2 &
started=$!
while [ ! -s "$work/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY QT_QPA_PLATFORM=xcb
if command -v openbox >/dev/null; then
    openbox >/dev/null 2>&1 &
    started="$started $!"
    sleep 1
fi

"$programs/whydah-run" --options "$glyphs/options.json" --quiet --no-pictures --out "$work/runs/glyphs"
"$programs/whydah-run" --options "$glyphs/options.json" --quiet --no-pictures --strength 1 --out "$work/runs/strength 1"

# picture NAME THEME ARGUMENTS...
picture() {
    name=$1 theme=$2
    shift 2
    "$programs/whydah" --theme "$theme" --size "$size" --screenshot "$work/$name.png" "$@"
    # Text and flat areas need no more than 256 colours; a picture is some 100 KB then.
    convert "$work/$name.png" -strip +dither -colors 256 -define png:compression-level=9 "$here/$name.png"
    echo "$here/$name.png"
}

for theme in light dark; do
    end=$([ "$theme" = light ] || echo -dark)
    picture "start$end" "$theme"
    picture "distribution$end" "$theme" --view Distribution --select 60 "$glyphs/options.json"
    picture "carving$end" "$theme" --view Distribution/Carving --select 60 "$glyphs/options.json"
    picture "images$end" "$theme" --view Images --select 150 "$work/runs/glyphs"
    picture "training$end" "$theme" --view Training "$work/runs/glyphs"
    picture "accuracy$end" "$theme" --view Accuracy --select 60 "$work/runs/glyphs"
    picture "dynamics$end" "$theme" --view Dynamics --select 150 "$work/runs/glyphs"
    picture "dynamics-3d$end" "$theme" --view Dynamics/3-D --select 150 "$work/runs/glyphs"
    picture "dynamics-norms$end" "$theme" --view Dynamics/Norms --select 150 "$work/runs/glyphs"
    picture "compare$end" "$theme" --view Compare --compare "$work/runs/strength 1" "$work/runs/glyphs"
    picture "runs$end" "$theme" --workspace "$work" --view Runs "$work/runs/glyphs"
done
cp "$here/dynamics.png" "$here/window.png"
