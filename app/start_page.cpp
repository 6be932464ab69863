#include "app/start_page.h"

#include "app/door_button.h"
#include "app/tinted_icon.h"
#include "widgets/frame_colours.h"
#include "widgets/plain_text.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

/// An icon at a fixed size, as sharp as the screen it is on.
class Picture : public QWidget {
public:
    Picture(const QIcon& icon, int side, QWidget* parent) : QWidget(parent), icon_(icon) { setFixedSize(side, side); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        icon_.paint(&painter, rect());
    }

private:
    QIcon icon_;
};

QWidget* masthead(QWidget* parent) {
    auto* line = new QWidget(parent);
    auto* bird = new Picture(QIcon(QStringLiteral(":/whydah/icons/whydah.svg")), 96, line);
    auto* title = new QLabel(QStringLiteral("Whydah"), line);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2.4);
    large.setWeight(QFont::Light);
    title->setFont(large);
    auto* text = muted_label(StartPage::tr("Workbench for long-tailed recognition"), line);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addStretch(1);
    texts->addWidget(title);
    texts->addWidget(text);
    texts->addStretch(1);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    layout->addWidget(bird);
    layout->addLayout(texts, 1);
    return line;
}

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent), recent_(new QVBoxLayout), recent_part_(new QWidget(this)) {
    const auto door = [this](const char* icon, const QString& title, const QString& line) {
        return new DoorButton(tinted_icon(QString::fromLatin1(icon)), title, line, this);
    };
    auto* sample = door("whydah-sample", tr("Open the sample"),
                        tr("Characters of free fonts with a long tail: press Run and see it all work"));
    auto* own = door("document-open", tr("Open images or features"),
                     tr("Folders, lists, IDX files, .npz tables; drop them here or press for a list"));
    auto* kinds = new QMenu(own);
    connect(kinds->addAction(tr("A folder of class folders, list files or IDX files…")), &QAction::triggered, this,
            &StartPage::folder_asked);
    connect(kinds->addAction(tr("A single file: feature table, list or IDX file…")), &QAction::triggered, this,
            &StartPage::file_asked);
    auto* run = door("document-open-recent", tr("Reopen a run"),
                     tr("Tables, curves and trajectories of an experiment that was kept"));
    connect(sample, &QAbstractButton::clicked, this, &StartPage::sample_asked);
    connect(own, &QAbstractButton::clicked, this,
            [own, kinds] { kinds->popup(own->mapToGlobal(QPoint(16, own->height()))); });
    connect(run, &QAbstractButton::clicked, this, &StartPage::run_asked);

    recent_->setContentsMargins(0, 16, 0, 0);
    recent_->setSpacing(2);
    recent_part_->setLayout(recent_);
    auto* column = new QWidget(this);
    const auto widest = std::max({520, sample->sizeHint().width(), own->sizeHint().width(), run->sizeHint().width()});
    column->setFixedWidth(widest);
    recent_part_->setFixedWidth(widest);
    auto* doors = new QVBoxLayout(column);
    doors->setContentsMargins(0, 0, 0, 0);
    doors->setSpacing(8);
    doors->addWidget(masthead(column));
    doors->addSpacing(16);
    doors->addWidget(sample);
    doors->addWidget(own);
    doors->addWidget(run);
    doors->addWidget(recent_part_);
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(column, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    show_recent({});
}

void StartPage::add_recent(const QString& title, const QList<Recent>& entries) {
    if (entries.isEmpty()) return;
    recent_->addWidget(section_title(title, recent_part_));
    for (const Recent& known : entries) {
        const QFileInfo info(known.path);
        auto* button = new QPushButton(recent_part_);
        const QString text = info.fileName() + QStringLiteral("    ") + QDir::toNativeSeparators(info.path());
        button->setText(button->fontMetrics().elidedText(text, Qt::ElideMiddle, recent_part_->width() - 24));
        button->setFlat(true);
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 4px 8px;"));
        button->setToolTip(plain_tip(known.path));
        connect(button, &QAbstractButton::clicked, this,
                [this, known] { Q_EMIT recent_asked(known.path, known.is_run); });
        recent_->addWidget(button);
    }
}

void StartPage::show_recent(const QList<Recent>& recent) {
    while (auto* item = recent_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QList<Recent> data_sets, runs;
    for (const Recent& known : recent)
        if (QList<Recent>& list = known.is_run ? runs : data_sets; list.size() < shown) list.append(known);
    recent_part_->setVisible(!recent.isEmpty());
    add_recent(tr("Recent data"), data_sets);
    add_recent(tr("Recent runs"), runs);
}

} // namespace whydah
