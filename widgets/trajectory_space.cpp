#include "widgets/trajectory_space.h"

#include "records/error.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/scene_legend.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr double reach = 8; // pixels
constexpr std::size_t names_shown = 14;

double distance(const QPointF& p, const QPointF& a, const QPointF& b) {
    const QPointF along = b - a;
    const double squared = QPointF::dotProduct(along, along);
    const double t = squared > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / squared, 0.0, 1.0) : 0;
    return QLineF(p, a + t * along).length();
}

double length(const ClassTrajectory& path) {
    double sum = 0;
    for (std::size_t i = 1; i < path.points.size(); ++i) {
        const auto &a = path.points[i - 1].position, &b = path.points[i].position;
        sum += std::hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
    }
    return sum;
}

} // namespace

/// Names over the scene. It lies above the scene's widget, so it is painted with each frame and never by itself.
class TrajectorySpace::Names : public QWidget {
public:
    explicit Names(TrajectorySpace* space) : QWidget(space), space_(space) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        space->installEventFilter(this);
    }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Resize) resize(space_->size());
        return false;
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        space_->write_names(painter, size());
    }

private:
    TrajectorySpace* space_;
};

std::unique_ptr<TrajectorySpace> TrajectorySpace::make(QWidget* parent) {
    return std::unique_ptr<TrajectorySpace>(new TrajectorySpace(std::make_unique<TrajectoryScene>(), parent));
}

TrajectorySpace::TrajectorySpace(std::unique_ptr<TrajectoryScene> scene, QWidget* parent)
    : VtkView(scene->renderer(), parent),
      scene_(std::move(scene)),
      names_(new Names(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 180);
    setAccessibleName(tr("Trajectories in space"));
    setStatusTip(tr("Drag to turn, Shift+drag to move, wheel to zoom, double click for the whole; Ctrl+click adds"));
}

TrajectorySpace::~TrajectorySpace() = default;

void TrajectorySpace::show_state(const SceneState& state, const TrajectoryColours& colours) {
    const auto same_run = [](const Trajectories& a, const Trajectories& b) {
        return a.method == b.method && a.seed == b.seed &&
               (a.variance_share[0] > 0) == (b.variance_share[0] > 0); // PCA and t-SNE have other scales
    };
    const bool other = state.trajectories != state_.trajectories;
    const bool first = !state_.trajectories || state_.trajectories->empty() ||
                       (state.trajectories && !same_run(*state.trajectories, *state_.trajectories));
    state_ = state, colours_ = colours;
    if (other) {
        std::vector<std::pair<double, const ClassTrajectory*>> lengths;
        if (state_.trajectories)
            for (const ClassTrajectory& path : state_.trajectories->classes) lengths.emplace_back(length(path), &path);
        std::stable_sort(lengths.begin(), lengths.end(), [](auto& a, auto& b) { return a.first > b.first; });
        by_length_.clear();
        for (const auto& [_, path] : lengths) by_length_.push_back(path);
    }
    const auto before = scene_->axes();
    rebuild();
    if (first || (other && whole_)) return reset_camera();
    if (other) scene_->follow(before); // t-SNE grows to many times its size while it is watched
}

void TrajectorySpace::rebuild() {
    scene_->show(state_, colours_, plot_colours(palette()));
    update();
}

void TrajectorySpace::reset_camera() {
    whole_ = true;
    scene_->reset_camera(size());
    update();
}

std::optional<QPointF> TrajectorySpace::pixel_of(int label, std::size_t point) const {
    if (state_.trajectories)
        for (const ClassTrajectory& path : state_.trajectories->classes)
            if (path.label == label) return scene_->pixel(path.points.at(point).position, size());
    return {};
}

TrajectorySpace::Hit TrajectorySpace::hit(const QPointF& at) const {
    Hit best;
    double best_depth = 1e300;
    bool best_selected = false;
    if (!state_.trajectories) return best;
    for (const ClassTrajectory& path : state_.trajectories->classes) {
        std::optional<QPointF> before;
        std::size_t nearest = 0;
        double to_path = 1e9, to_point = 1e9;
        for (std::size_t i = 0; i < path.points.size(); ++i) {
            const auto here = scene_->pixel(path.points[i].position, size());
            if (here) {
                if (const double d = QLineF(at, *here).length(); d < to_point) to_point = d, nearest = i;
                to_path = std::min(to_path, before ? distance(at, *before, *here) : to_point);
            }
            before = here;
        }
        if (to_path > reach) continue;
        const bool selected =
            std::find(state_.selected.begin(), state_.selected.end(), path.label) != state_.selected.end();
        const double depth = scene_->depth(path.points[nearest].position);
        if (selected < best_selected || (selected == best_selected && depth >= best_depth)) continue;
        best = {&path, nearest}, best_depth = depth, best_selected = selected;
    }
    return best;
}

int TrajectorySpace::class_at(const QPointF& at) const {
    const Hit found = hit(at);
    return found.path ? static_cast<int>(found.path->label) : -1;
}

void TrajectorySpace::write_names(QPainter& painter, const QSizeF& size) {
    const PlotColours frame = plot_colours(palette());
    labels_.begin(QRectF(QPointF(), size));
    if (!state_.trajectories || state_.trajectories->empty()) return;
    const Trajectories& t = *state_.trajectories;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(small_font(this));
    std::vector<SwatchStrip::Swatch> swatches;
    for (const TrajectoryColours::Entry& entry : colours_.legend(frame.dark))
        swatches.push_back({.colour = entry.colour, .label = entry.label});
    using Shape = SwatchStrip::Swatch::Shape;
    if (state_.measured > 0)
        for (const auto& [label, shape] : {std::pair{tr("measured"), Shape::line}, {tr("predicted"), Shape::dashes}})
            swatches.push_back({.colour = frame.muted, .label = label, .shape = shape});
    const auto keeps = [](const ClassTrajectory& path) { return path.points.size() == 1; };
    if (std::any_of(t.classes.begin(), t.classes.end(), keeps))
        swatches.push_back(
            {.colour = colours_.by == TrajectoryColours::By::shot ? colours_.shot(0, frame.dark) : frame.muted,
             .label = tr("keeps its weights"),
             .shape = Shape::ring});
    labels_.keep_free(draw_legend(painter, QRectF(QPointF(), size), colours_.title(), swatches, frame));
    const auto& [corner, ends] = scene_->axes();
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double share = t.variance_share[axis];
        const QString text = t.variance_share[0] > 0 ? tr("PC %1 · %2 %").arg(axis + 1).arg(percent_text(share))
                                                     : tr("t-SNE %1").arg(axis + 1);
        for (double way : {1.0, 0.85, 0.7, 0.55, 0.4, 0.25}) { // as far out as it is in sight
            std::array<double, 3> at = corner;
            at[axis] += way * (ends[axis] - corner[axis]);
            const auto here = scene_->pixel(at, size);
            if (here && labels_.write(painter, *here, {}, text, frame.muted, frame.background)) break;
        }
    }
    const auto name = [&](const ClassTrajectory& path) {
        const PlaceOnPath now = place_on(path, state_.stage, t.last_block);
        const auto end = scene_->pixel(now.position, size);
        const auto start = scene_->pixel(path.points.front().position, size);
        return end && labels_.write(painter, *end, start ? *end - *start : QPointF(), QString::fromStdString(path.name),
                                    frame.text, frame.background);
    };
    if (state_.selected.empty()) {
        std::size_t written = 0;
        for (const ClassTrajectory* path : by_length_)
            if (written < names_shown && path->points.size() > 1 && name(*path)) ++written;
        return;
    }
    QFont bold = painter.font();
    bold.setBold(true);
    painter.setFont(bold);
    std::vector<const ClassTrajectory*> chosen;
    for (auto label = state_.selected.rbegin(); label != state_.selected.rend(); ++label) // the current one first
        for (const ClassTrajectory& path : t.classes)
            if (path.label == *label && !path.points.empty()) chosen.push_back(&path);
    for (const ClassTrajectory* path : chosen) name(*path);
    painter.setFont(small_font(this));
    for (const ClassTrajectory* path : chosen)
        for (const TrajectoryPoint& point : path->points)
            if (const auto at = scene_->pixel(point.position, size); at && point.shot > 0)
                labels_.write(painter, *at, {}, QString::number(point.shot), frame.muted, frame.background);
}

QImage TrajectorySpace::scene_picture(const QSize& pixels) {
    QImage out = picture(pixels);
    if (out.isNull())
        throw Error({.what = "the graphics here cannot draw " + std::to_string(pixels.width()) + " x " +
                             std::to_string(pixels.height()) + " pixels",
                     .where = driver().toStdString(),
                     .mend = "choose a smaller picture, at most 16,384 pixels to a side"});
    out = out.convertToFormat(QImage::Format_RGB32);
    // Names keep their size to the scene: as wide a picture as the view has names as large as in the view.
    const double scale = std::max(0.5, std::min(double(pixels.width()) / width(), double(pixels.height()) / height()));
    QPainter painter(&out);
    painter.scale(scale, scale);
    write_names(painter, QSizeF(pixels) / scale);
    return out;
}

void TrajectorySpace::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->position();
    click_ = event->button() == Qt::LeftButton;
    Q_EMIT pointed(-1, 0, event->position());
    VtkView::mousePressEvent(event);
}

void TrajectorySpace::mouseReleaseEvent(QMouseEvent* event) {
    VtkView::mouseReleaseEvent(event);
    if (std::exchange(click_, false)) Q_EMIT picked(class_at(event->position()), event->modifiers());
}

void TrajectorySpace::mouseMoveEvent(QMouseEvent* event) {
    if (QLineF(pressed_, event->position()).length() > 4) click_ = false;
    VtkView::mouseMoveEvent(event);
    if (event->buttons() != Qt::NoButton) {
        if (!click_) whole_ = false;
        return;
    }
    const Hit found = hit(event->position());
    Q_EMIT pointed(found.path ? static_cast<int>(found.path->label) : -1, found.point, event->position());
}

void TrajectorySpace::mouseDoubleClickEvent(QMouseEvent*) {
    click_ = false;
    reset_camera();
}

void TrajectorySpace::wheelEvent(QWheelEvent* event) {
    whole_ = false;
    VtkView::wheelEvent(event);
}

void TrajectorySpace::resizeEvent(QResizeEvent* event) {
    VtkView::resizeEvent(event);
    if (whole_) scene_->reset_camera(size());
}

void TrajectorySpace::leaveEvent(QEvent* event) {
    VtkView::leaveEvent(event);
    Q_EMIT pointed(-1, 0, {});
}

void TrajectorySpace::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (event->modifiers() & Qt::ShiftModifier) {
            whole_ = false;
            scene_->turn(event->key() == Qt::Key_Left ? 5 : -5);
            return update();
        }
        Q_EMIT stepped(event->key() == Qt::Key_Left ? -1 : 1);
        return;
    case Qt::Key_Home:
        return reset_camera();
    case Qt::Key_Escape:
        Q_EMIT left();
        return;
    default:
        VtkView::keyPressEvent(event);
    }
}

void TrajectorySpace::changeEvent(QEvent* event) {
    VtkView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) rebuild();
}

} // namespace whydah
