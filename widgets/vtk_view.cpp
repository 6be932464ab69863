#include "widgets/vtk_view.h"

#include "widgets/opengl_support.h"

#include <QMouseEvent>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QScopedValueRollback>

#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkGenericRenderWindowInteractor.h>
#include <vtkInteractorStyleTrackballCamera.h>
#include <vtkNew.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

namespace whydah {

struct VtkView::Window {
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkGenericRenderWindowInteractor> interactor;
};

VtkView::VtkView(vtkRenderer* renderer, QWidget* parent) : QOpenGLWidget(parent), window_(std::make_unique<Window>()) {
    setFormat(scene_format());
    setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
    setMouseTracking(true);
    auto& [window, interactor] = *window_;
    window->SetReadyForRendering(false); // Render() does nothing before initializeGL
    window->SetFrameBlitModeToNoBlit();  // paintGL copies VTK's frame itself
    window->SetOwnContext(0);
    window->SetMultiSamples(4);
    interactor->SetRenderWindow(window);
    const vtkNew<vtkInteractorStyleTrackballCamera> style;
    interactor->SetInteractorStyle(style);
    window->AddRenderer(renderer);
    const vtkNew<vtkCallbackCommand> ear;
    ear->SetClientData(this);
    ear->SetCallback(&VtkView::hear);
    for (auto event :
         {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent, vtkCommand::WindowFrameEvent,
          vtkCommand::WindowIsDirectEvent, vtkCommand::WindowSupportsOpenGLEvent})
        window->AddObserver(event, ear);
    interactor->AddObserver(vtkCommand::RenderEvent, ear);
    interactor->EnableRenderOff(); // it asks for a repaint only
    interactor->Initialize();
}

VtkView::~VtkView() { release(); } // while the context is there

void VtkView::release() {
    auto& window = window_->window;
    if (!window->GetReadyForRendering()) return;
    makeCurrent();
    disconnect(context(), nullptr, this, nullptr);
    window->Finalize(); // frees what the renderers hold in the context
    window->SetReadyForRendering(false);
    doneCurrent();
}

void VtkView::initializeGL() {
    // Another window, another context: the old one goes first.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &VtkView::release, Qt::DirectConnection);
    auto& window = window_->window;
    window->SetForceMaximumHardwareLineWidth(1);
    window->SetReadyForRendering(true);
    window->SetMapped(1);
    window->SetIsDirect(1);
    window->SetSupportsOpenGL(1);
    if (!window->InitializeFromCurrentContext()) qWarning("VTK cannot use this OpenGL context");
    driver_ = QString::fromLatin1(reinterpret_cast<const char*>(context()->functions()->glGetString(GL_RENDERER)));
}

void VtkView::resizeGL(int, int) {
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    window_->window->SetSize(pixels.width(), pixels.height());
    window_->window->SetDPI(qRound(72 * ratio));
    window_->interactor->UpdateSize(pixels.width(), pixels.height());
    window_->interactor->InvokeEvent(vtkCommand::ConfigureEvent);
}

void VtkView::paintGL() {
    auto& window = window_->window;
    if (!window->GetReadyForRendering()) return;
    const QScopedValueRollback guard(painting_, true);
    vtkOpenGLState* state = window->GetState();
    state->Reset(); // take over whatever Qt left
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    window->Render();
    makeCurrent(); // whoever listens to Render may have changed it
    QOpenGLFunctions* gl = context()->functions();
    gl->glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
    state->ResetFramebufferBindings();
    const int* size = window->GetSize();
    gl->glDisable(GL_SCISSOR_TEST);
    window->BlitDisplayFramebuffer(0, 0, 0, size[0], size[1], 0, 0, size[0], size[1], GL_COLOR_BUFFER_BIT, GL_NEAREST);
    // VTK's background has alpha 0, through which Qt would blend the window's colour.
    gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl->glClearColor(0, 0, 0, 1);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    state->ResetGLColorMaskState();
    state->ResetGLClearColorState();
    state->Pop();
    gl->glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
}

QImage VtkView::picture(const QSize& pixels) {
    auto& window = window_->window;
    if (!window->GetReadyForRendering() || pixels.isEmpty()) return {};
    makeCurrent();
    GLint largest = 0;
    context()->functions()->glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &largest);
    QImage out;
    if (std::max(pixels.width(), pixels.height()) <= largest) {
        const QScopedValueRollback guard(painting_, true);
        const QSize before(window->GetSize()[0], window->GetSize()[1]);
        window->GetState()->Reset();
        window->GetState()->Push();
        window->SetSize(pixels.width(), pixels.height());
        window->Render();
        const vtkNew<vtkUnsignedCharArray> bytes;
        if (window->GetPixelData(0, 0, pixels.width() - 1, pixels.height() - 1, 0, bytes.GetPointer(), 0) == VTK_OK)
            out =
                QImage(bytes->GetPointer(0), pixels.width(), pixels.height(), 3 * pixels.width(), QImage::Format_RGB888)
                    .copy() // the memory is the array's
                    .mirrored();
        window->SetSize(before.width(), before.height());
        window->GetState()->Pop();
    }
    doneCurrent();
    update();
    return out;
}

void VtkView::hear(vtkObject*, unsigned long event, void* self, void* data) {
    auto* view = static_cast<VtkView*>(self);
    const bool current = view->context() && QOpenGLContext::currentContext() == view->context();
    switch (event) {
    case vtkCommand::WindowMakeCurrentEvent: // makeCurrent() also binds Qt's framebuffer: only where it must
        if (view->isValid() && !current) view->makeCurrent();
        break;
    case vtkCommand::WindowIsCurrentEvent:
        *static_cast<bool*>(data) = current;
        break;
    case vtkCommand::WindowIsDirectEvent:
    case vtkCommand::WindowSupportsOpenGLEvent:
        *static_cast<int*>(data) = 1;
        break;
    default:
        if (!view->painting_) view->update();
    }
}

void VtkView::place(const QPointF& at, Qt::KeyboardModifiers keys) {
    const QPoint pixel = (at * devicePixelRatioF()).toPoint();
    window_->interactor->SetEventInformationFlipY(pixel.x(), pixel.y(), keys.testFlag(Qt::ControlModifier),
                                                  keys.testFlag(Qt::ShiftModifier));
}

void VtkView::tell(QMouseEvent* event, bool press) {
    // Ctrl adds to the selection; VTK would roll the camera.
    place(event->position(), event->modifiers() & ~Qt::ControlModifier);
    unsigned long what = vtkCommand::NoEvent;
    if (event->button() == Qt::LeftButton)
        what = press ? vtkCommand::LeftButtonPressEvent : vtkCommand::LeftButtonReleaseEvent;
    if (event->button() == Qt::MiddleButton)
        what = press ? vtkCommand::MiddleButtonPressEvent : vtkCommand::MiddleButtonReleaseEvent;
    if (event->button() == Qt::RightButton)
        what = press ? vtkCommand::RightButtonPressEvent : vtkCommand::RightButtonReleaseEvent;
    if (what != vtkCommand::NoEvent) window_->interactor->InvokeEvent(what);
}

void VtkView::mousePressEvent(QMouseEvent* event) { tell(event, true); }
void VtkView::mouseReleaseEvent(QMouseEvent* event) { tell(event, false); }

void VtkView::mouseMoveEvent(QMouseEvent* event) {
    place(event->position(), event->modifiers() & ~Qt::ControlModifier);
    window_->interactor->InvokeEvent(vtkCommand::MouseMoveEvent);
}

void VtkView::wheelEvent(QWheelEvent* event) {
    place(event->position(), {});
    if (const int turn = event->angleDelta().y(); turn != 0)
        window_->interactor->InvokeEvent(turn > 0 ? vtkCommand::MouseWheelForwardEvent
                                                  : vtkCommand::MouseWheelBackwardEvent);
}

} // namespace whydah
