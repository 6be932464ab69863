#pragma once

#include <QImage>
#include <QOpenGLWidget>

#include <memory>

class vtkObject;
class vtkRenderer;

namespace whydah {

/// A VTK renderer in a Qt window, without VTK's own Qt module: left drag turns, the wheel zooms, middle drag (or left
/// with Shift) moves. Made only where why_no_opengl() is empty.
class VtkView : public QOpenGLWidget {
    Q_OBJECT
public:
    /// @param renderer outlives the view or is held by it
    explicit VtkView(vtkRenderer* renderer, QWidget* parent = nullptr);
    ~VtkView() override;

    /// The scene at another size in pixels, without what is painted over it. The view must have been shown.
    /// Nothing if the graphics cannot draw so many pixels.
    QImage picture(const QSize& pixels);
    QString driver() const { return driver_; } ///< "llvmpipe (LLVM 15.0.6, 256 bits)", once shown

protected:
    void initializeGL() override;
    void resizeGL(int width, int height) override;
    void paintGL() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Window;
    void release();
    void tell(QMouseEvent* event, bool press);
    void place(const QPointF& at, Qt::KeyboardModifiers keys);
    static void hear(vtkObject*, unsigned long event, void* self, void* data);

    std::unique_ptr<Window> window_;
    bool painting_ = false;
    QString driver_;
};

} // namespace whydah
