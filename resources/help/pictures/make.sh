#!/bin/sh
# Makes the pictures of README and help with the real program on an X server of its own: a run on the sample, reopened
# for each view, light and dark. Build first. Debian packages: xvfb xauth libgl1-mesa-dri openbox imagemagick xdotool.
# usage: [ONLY='[qv]*'] resources/help/pictures/make.sh [FOLDER OF whydah AND whydah-run]
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
trap 'exit 130' HUP INT TERM

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

only=${ONLY:-*}
# shellcheck disable=SC2254 # a pattern
asked() {
    case $1 in $only) ;; *) return 1 ;; esac
}

case $only in
    queue* | viewer* | '[qv]*') ;; # have runs of their own
    *)
        "$programs/whydah-run" --options "$glyphs/options.json" --quiet --no-pictures --out "$work/runs/glyphs"
        "$programs/whydah-run" --options "$glyphs/options.json" --quiet --no-pictures --strength 1 --out "$work/runs/strength 1"
        ;;
esac

# keep NAME: $work/NAME.png as a picture of the help.
keep() {
    # Text and flat areas need no more than 256 colours; a picture is some 100 KB then.
    convert "$work/$1.png" -strip +dither -colors 256 -define png:compression-level=9 "$here/$1.png"
    echo "$here/$1.png"
}

# picture NAME THEME ARGUMENTS...
picture() {
    name=$1 theme=$2
    shift 2
    asked "$name" || return 0
    "$programs/whydah" --theme "$theme" --size "$size" --screenshot "$work/$name.png" "$@"
    keep "$name"
}

# What only keys and clicks bring about: the window is started, and used as by a user. begin ARGUMENTS...
begin() {
    "$programs/whydah" --size "$size" "$@" &
    window=$!
    until shown=$(xdotool search --all --onlyvisible --pid "$window" --name Whydah 2>/dev/null); do sleep 0.2; done
    xdotool windowmove "$shown" 0 0
    sleep 3 # its data are open
}
end() {
    xdotool key ctrl+q
    wait "$window"
}
# An action by its name, from the palette of actions.
act() {
    xdotool key ctrl+k
    sleep 0.5
    xdotool type "$1"
    sleep 0.5
    xdotool key Return
    sleep 0.5
}
# enqueue WORKSPACE: the experiment of the form goes into the queue, as soon as its data are open.
enqueue() {
    before=$(grep -c '"id":' "$1/queue.json" 2>/dev/null || true)
    for try in 1 2 3 4 5 6; do
        xdotool key F7
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            [ "$(grep -c '"id":' "$1/queue.json" 2>/dev/null || true)" = "$before" ] || return 0
            sleep 0.5
        done
    done
    echo "nothing was queued after $try tries" >&2
    exit 1
}
# until_queue WORKSPACE STATE: an entry has come to that state.
until_queue() {
    until grep -q "\"state\": *\"$2\"" "$1/queue.json" 2>/dev/null; do sleep 0.3; done
}

# A queue with an entry that completed, one that failed (its network file is cut off), one that trains and one that waits.
options() { # options FILE OPTION=JSON...: those of the sample with others
    python3 - "$@" <<-'END'
	import json, sys
	file, *others = sys.argv[1:]
	data = json.load(open("/tmp/whydah/glyphs/options.json"))
	data.update(data="/tmp/whydah/glyphs", backbone="/tmp/whydah/glyphs/small_cnn.pt", stage_cache=False,
	            methods=["plain", "meta_model_net"], episodes=8)
	data.update((name, json.loads(value)) for name, value in (other.split("=", 1) for other in others))
	json.dump(data, open(file, "w"))
	END
}
queue_pictures() {
    asked queue || asked queue-dark || asked viewer || asked viewer-dark || return 0
    kept="$work/kept"
    mkdir "$kept"
    head -c 200000 "$glyphs/small_cnn.pt" >"$glyphs/half.pt"
    options "$work/usual.json"
    options "$work/half.json" 'backbone="/tmp/whydah/glyphs/half.pt"'
    options "$work/strong.json" strength=1 seeds=3
    options "$work/weak.json" strength=0.25
    begin --workspace "$kept" --view Queue "$work/usual.json"
    enqueue "$kept"
    until_queue "$kept" completed
    end
    begin --workspace "$kept" --view Queue "$work/half.json"
    enqueue "$kept"
    until_queue "$kept" failed
    end
    for waits in strong weak; do
        begin --workspace "$kept" --view Queue "$work/$waits.json"
        [ "$waits" = weak ] || act "Hold the queue"
        enqueue "$kept"
        end
    done
    for theme in light dark; do
        end=$([ "$theme" = light ] || echo -dark)
        cp -r "$kept" "$work/queue$end"
        begin --theme "$theme" --workspace "$work/queue$end" --view Queue "$work/usual.json"
        act "Start the queue"
        until_queue "$work/queue$end" running
        sleep 8
        import -window "$shown" "$work/queue$end.png"
        keep "queue$end"
        act "Stop"
        end
    done
}

viewer_pictures() {
    asked viewer || asked viewer-dark || return 0
    for theme in light dark; do
        end=$([ "$theme" = light ] || echo -dark)
        begin --theme "$theme" --view Images --select 150 "$(find "$kept/runs" -mindepth 1 -maxdepth 1 -name "glyphs*" | sort | head -n 1)"
        sleep 2
        xdotool mousemove "$(xdotool getwindowgeometry --shell "$shown" | sed -n 's/^WIDTH=//p' | awk '{print int($1*0.36)}')" 620 click --repeat 2 --delay 80 1
        sleep 2
        viewer=$(xdotool search --all --onlyvisible --pid "$window" --name 'row [0-9]* – Whydah')
        import -window "$viewer" "$work/viewer$end.png"
        keep "viewer$end"
        xdotool windowfocus --sync "$viewer" key Escape
        sleep 0.5
        end
    done
}

queue_pictures
viewer_pictures
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
if asked dynamics; then cp "$here/dynamics.png" "$here/window.png"; fi
