#pragma once

#include <QString>
#include <QSurfaceFormat>

namespace whydah {

/// What VTK needs: OpenGL 3.2 core, and its own smoothing.
QSurfaceFormat scene_format();

/// Before QApplication is made: the platform gives contexts as VTK can use them (Debian's VTK finds OpenGL's functions
/// by GLX only).
void prepare_for_opengl();

/// Why a scene cannot be drawn here, for people; empty: it can. Showing a QOpenGLWidget without OpenGL would end the
/// program, so ask first. Makes a context at the first call (some 50 ms) and remembers the answer.
QString why_no_opengl();

} // namespace whydah
