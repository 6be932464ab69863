#include "widgets/class_relations.h"

#include "records/accuracy_report.h"
#include "records/class_confusions.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"
#include "widgets/plot_style.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {

ClassRelations::ClassRelations(QWidget* parent) : QWidget(parent), norm_(new NormLine(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (Line* line : {&taken_for_, &mistaken_for_it_, &near_}) {
        line->label = new QLabel(this);
        line->label->setFont(small_font(line->label));
        line->label->setTextFormat(Qt::RichText);
        line->label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        line->label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(line->label, &QLabel::linkActivated, this,
                [this](const QString& link) { Q_EMIT class_selected(link.toInt()); });
        layout->addWidget(line->label);
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

void ClassRelations::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) fill();
}

QString ClassRelations::name_of(int label) const {
    const auto at = static_cast<std::size_t>(label);
    return label >= 0 && at < names_.size() ? QString::fromStdString(names_[at]) : QString();
}

void ClassRelations::fill(Line& line, const QString& title, const std::vector<std::pair<int, QString>>& classes,
                          const QString& tail) {
    // The palette's own link colour cannot be read on dark ground.
    const PlotColours colours = plot_colours(palette());
    const QString link = mixed(colours.text, colours.highlight, 0.6).name();
    QStringList plain, linked;
    for (const auto& [label, count] : classes) {
        const QString name = name_of(label), after = count.isEmpty() ? QString() : u' ' + count;
        plain << name + after;
        linked << QStringLiteral("<a style=\"text-decoration:none; color:%4\" href=\"%1\">%2</a>%3")
                      .arg(QString::number(label), name.toHtmlEscaped(), after, link);
    }
    line.text = classes.empty() ? QString() : title + u' ' + plain.join(QStringLiteral(", ")) + tail;
    line.label->setText(title.toHtmlEscaped() + u' ' + linked.join(QStringLiteral(", ")) + tail.toHtmlEscaped());
    line.label->setToolTip(plain_tip(line.text));
    line.label->setVisible(!classes.empty());
}

void ClassRelations::fill() {
    const ClassConfusions confusions = class_confusions(counts_, method_, label_);
    const auto counted = [](const std::vector<ConfusedClass>& all) {
        std::vector<std::pair<int, QString>> named;
        for (std::size_t i = 0; i < std::min(all.size(), most_named); ++i)
            named.emplace_back(all[i].label, count_text(all[i].images));
        return named;
    };
    std::vector<std::pair<int, QString>> near;
    for (const NearestClasses& of : nearest_)
        if (of.label == label_)
            for (std::size_t i = 0; i < std::min(of.after.size(), most_named); ++i)
                near.emplace_back(static_cast<int>(of.after[i]), QString());
    const QString method = QString::fromStdString(method_label(method_)).section(QStringLiteral(" ("), 0, 0);
    fill(taken_for_, tr("Taken for"), counted(confusions.taken_for), tr(" by %1").arg(method));
    fill(mistaken_for_it_, tr("Taken for it:"), counted(confusions.mistaken_for_it), tr(" by %1").arg(method));
    fill(near_, tr("Nearest:"), near, {});
    const auto path = std::find_if(paths_.begin(), paths_.end(),
                                   [&](const ClassTrajectory& p) { return label_ >= 0 && p.label == label_; });
    norm_->show_path(path == paths_.end() ? nullptr : &*path);
}

QStringList ClassRelations::lines() const {
    QStringList all;
    for (const Line* line : {&taken_for_, &mistaken_for_it_, &near_})
        if (!line->text.isEmpty()) all << line->text;
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
