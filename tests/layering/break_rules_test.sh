#!/usr/bin/env bash
# Breaks every layer rule on purpose and expects the complaint: break_rules_test.sh SOURCE SCRATCH CMAKE
set -u
source=$1 scratch=$2 cmake=$3 generator=$4 # of the outer build: make need not be there
failures=0
rm -rf "$scratch" && mkdir -p "$scratch"

# expect_include FILE TEXT RULE: a tree with just this file must give exactly this complaint.
expect_include() {
    rm -rf "$scratch/tree" && mkdir -p "$scratch/tree/$(dirname "$1")" && printf '%b' "$2" >"$scratch/tree/$1"
    local said
    said=$(bash "$source/tests/layering/check_includes.sh" "$scratch/tree")
    if [[ $said != *"$1:"*"$3"* ]]; then echo "not caught: $1 '$2' ($3); said: '$said'"; failures=$((failures + 1)); fi
}
expect_include core/records/a.cpp '#include <torch/types.h>\n' 'records knows only std'
expect_include core/records/a.cpp '#include "core/data/manifest.h"\n' 'records knows only std'
expect_include core/data/a.cpp '#include <QString>\n' 'core knows no Qt'
expect_include core/data/a.cpp '#include "widgets/palette.h"\n' 'core knows no Qt'
expect_include widgets/a.cpp '#include <torch/torch.h>\n' 'widgets know records'
expect_include widgets/a.cpp '#include "core/experiment/experiment.h"\n' 'widgets know records'
expect_include widgets/a.cpp '#include <qcustomplot.h>\n' 'widgets/plot.h only'
expect_include app/a.cpp '#include <ATen/ATen.h>\n' 'app knows no tensor'
expect_include app/a.cpp '#include <opencv2/core.hpp>\n' 'app knows no tensor'
expect_include app/a.cpp '#include <vtkActor.h>\n' 'VTK is included by widgets only'
expect_include app/headless/a.cpp '#include <QApplication>\n' 'knows no Qt'
expect_include core/data/a.h 'int a;\n' '#pragma once'
expect_include core/data/a.h '#pragma once\nusing namespace std;\n' 'no using namespace'
expect_include core/data/utils.cpp '\n' 'name the file'
expect_include core/data/a.cpp "$(printf '\\n%.0s' {1..301})" '300 lines'
expect_include core/CMakeLists.txt 'file(GLOB all *.cpp)\n' 'no file(GLOB)'

# expect_link TARGET LIBRARY RULE: configuring a project in which TARGET links LIBRARY over one hop must stop with the rule's name.
expect_link() {
    rm -rf "$scratch/links" && mkdir -p "$scratch/links"
    cat >"$scratch/links/CMakeLists.txt" <<TEXT
cmake_minimum_required(VERSION 3.25)
project(broken LANGUAGES NONE)
include($source/cmake/Layers.cmake)
add_library(between INTERFACE)
target_link_libraries(between INTERFACE $2)
add_library($1 INTERFACE)
target_link_libraries($1 INTERFACE between)
whydah_check_layers()
TEXT
    local said
    said=$("$cmake" -G "$generator" -S "$scratch/links" -B "$scratch/links/build" 2>&1 | tr -s ' \n' ' ')
    if [[ $said != *"layer rule '$3' is broken"* ]]; then echo "not caught: $1 links $2 ($3); said: $said"; failures=$((failures + 1)); fi
}
expect_link whydah_records torch 'records knows only std'
expect_link whydah_records whydah_core 'records knows only std'
expect_link whydah_core Qt6::Core 'core knows no Qt'
expect_link whydah_core whydah_widgets 'core knows no Qt'
expect_link whydah_widgets torch_cpu 'widgets know no tensor'
expect_link whydah_widgets whydah_core 'widgets know no tensor'
expect_link whydah-run Qt6::Widgets 'the command line knows no Qt'

[ "$failures" -eq 0 ] && echo "every rule was caught when broken"
exit $((failures > 0))
