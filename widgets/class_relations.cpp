#include "widgets/class_relations.h"

#include "records/accuracy_report.h"
#include "records/class_confusions.h"
#include "widgets/name_line.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {

ClassRelations::ClassRelations(QWidget* parent)
    : QWidget(parent),
      taken_for_(new NameLine(this)),
      mistaken_for_it_(new NameLine(this)),
      near_(new NameLine(this)),
      norm_(new NormLine(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (NameLine* line : {taken_for_, mistaken_for_it_, near_}) {
        connect(line, &NameLine::name_chosen, this, &ClassRelations::class_selected);
        layout->addWidget(line);
    }
    layout->addWidget(norm_);
    fill();
}

void ClassRelations::set_class_names(std::vector<std::string> names) {
    names_ = std::move(names);
    fill();
}

void ClassRelations::show_class(int label) {
    label_ = label;
    fill();
}

void ClassRelations::show_confusions(std::vector<ConfusionCount> counts) {
    counts_ = std::move(counts);
    fill();
}

void ClassRelations::set_method(const QString& method) {
    method_ = method.toStdString();
    fill();
}

void ClassRelations::show_trajectories(const Trajectories& trajectories) {
    nearest_ = trajectories.dynamics.nearest;
    paths_ = trajectories.classes;
    fill();
}

QString ClassRelations::name_of(int label) const {
    const auto at = static_cast<std::size_t>(label);
    return label >= 0 && at < names_.size() ? QString::fromStdString(names_[at]) : QString();
}

void ClassRelations::fill() {
    const ClassConfusions confusions = class_confusions(counts_, method_, label_);
    const auto counted = [this](const std::vector<ConfusedClass>& all) {
        std::vector<NameLine::Name> names;
        for (std::size_t i = 0; i < std::min(all.size(), most_named); ++i)
            names.push_back({all[i].label, name_of(all[i].label), u' ' + count_text(all[i].images)});
        return names;
    };
    std::vector<NameLine::Name> near;
    for (const NearestClasses& of : nearest_)
        if (of.label == label_)
            for (std::size_t i = 0; i < std::min(of.after.size(), most_named); ++i)
                near.push_back({static_cast<int>(of.after[i]), name_of(static_cast<int>(of.after[i])), {}});
    const QString method = QString::fromStdString(method_label(method_)).section(QStringLiteral(" ("), 0, 0);
    taken_for_->show_names(tr("Taken for"), counted(confusions.taken_for), tr(" by %1").arg(method));
    mistaken_for_it_->show_names(tr("Taken for it:"), counted(confusions.mistaken_for_it), tr(" by %1").arg(method));
    near_->show_names(tr("Nearest:"), near, {});
    const auto path = std::find_if(paths_.begin(), paths_.end(),
                                   [&](const ClassTrajectory& p) { return label_ >= 0 && p.label == label_; });
    norm_->show_path(path == paths_.end() ? nullptr : &*path);
}

QStringList ClassRelations::lines() const {
    QStringList all;
    for (const NameLine* line : {taken_for_, mistaken_for_it_, near_})
        if (!line->text().isEmpty()) all << line->text();
    if (!norm_->isHidden()) all << tr("Norm %1").arg(norm_->text());
    return all;
}

NormLine::NormLine(QWidget* parent) : QWidget(parent) {
    setFont(small_font(this));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setToolTip(tr("Norm of its weights, from the block where it enters MetaModelNet to the end"));
}

void NormLine::show_path(const ClassTrajectory* path) {
    norms_.clear();
    if (path && path->points.size() > 1)
        for (const TrajectoryPoint& point : path->points) norms_.push_back(point.norm);
    setVisible(!norms_.empty());
    update();
}

QString NormLine::text() const {
    if (norms_.empty()) return {};
    return QStringLiteral("%1 → %2").arg(norms_.front(), 0, 'f', 2).arg(norms_.back(), 0, 'f', 2);
}

QSize NormLine::sizeHint() const { return {200, fontMetrics().height() + 4}; }

void NormLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const PlotColours colours = plot_colours(palette());
    const QString title = tr("Norm"), numbers = text();
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, numbers);
    const QRectF room = QRectF(rect()).adjusted(fontMetrics().horizontalAdvance(title) + 10, 4,
                                                -fontMetrics().horizontalAdvance(numbers) - 10, -4);
    if (norms_.size() < 2 || room.width() < 10) return;
    const auto [low, high] = std::minmax_element(norms_.begin(), norms_.end());
    const double span = std::max(*high - *low, 1e-9);
    QPolygonF line;
    for (std::size_t i = 0; i < norms_.size(); ++i)
        line << QPointF(room.left() + room.width() * static_cast<double>(i) / static_cast<double>(norms_.size() - 1),
                        room.bottom() - room.height() * (norms_[i] - *low) / span);
    painter.setPen(QPen(colours.highlight, 1.5));
    painter.drawPolyline(line);
    painter.setBrush(colours.highlight);
    painter.drawEllipse(line.back(), 2, 2);
}

} // namespace whydah
