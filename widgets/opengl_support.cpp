#include "widgets/opengl_support.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

namespace whydah {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("OpenGL", text); }

QString tried() {
    const QString platform = QGuiApplication::platformName();
    // These segfault when a QOpenGLWidget is shown (Qt 6.4).
    for (const char* without : {"offscreen", "minimal", "linuxfb", "vnc"})
        if (platform == QLatin1String(without)) return tr("the window system “%1” has no OpenGL").arg(platform);
    if (platform.startsWith(QLatin1String("wayland")) || qgetenv("QT_XCB_GL_INTEGRATION") == "xcb_egl")
        return tr("VTK needs OpenGL by GLX: start Whydah with QT_QPA_PLATFORM=xcb");
    QOpenGLContext context;
    context.setFormat(scene_format());
    if (!context.create()) return tr("no OpenGL context can be made on this display");
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!context.makeCurrent(&surface)) return tr("no OpenGL context can be used on this display");
    const QSurfaceFormat got = context.format();
    context.doneCurrent();
    if (got.version() < qMakePair(3, 2))
        return tr("OpenGL 3.2 is needed, this display has %1.%2").arg(got.majorVersion()).arg(got.minorVersion());
    return {};
}

} // namespace

QSurfaceFormat scene_format() {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setRedBufferSize(8);
    format.setGreenBufferSize(8);
    format.setBlueBufferSize(8);
    format.setAlphaBufferSize(8);
    format.setDepthBufferSize(8);
    format.setStencilBufferSize(0);
    format.setSamples(0);
    format.setSwapBehavior(QSurfaceFormat::DoubleBuffer);
    return format;
}

void prepare_for_opengl() {
    if (!qEnvironmentVariableIsSet("QT_XCB_GL_INTEGRATION")) qputenv("QT_XCB_GL_INTEGRATION", "xcb_glx");
    QSurfaceFormat::setDefaultFormat(scene_format());
}

QString why_no_opengl() {
    static const QString why = tried();
    return why;
}

} // namespace whydah
