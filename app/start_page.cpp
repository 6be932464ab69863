#include "app/start_page.h"

#include "app/door_button.h"
#include "app/start_entry.h"
#include "app/tinted_icon.h"
#include "widgets/frame_colours.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

constexpr int widest_column = 560, between = 56; // pixels

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

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    auto* page = new QWidget(this);
    left_ = left_column();
    lists_ = new QWidget(page);
    list_ = new QVBoxLayout(lists_);
    list_->setContentsMargins(0, 0, 0, 0);
    list_->setSpacing(2);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addStretch(1);
    for (QWidget* column : {left_, lists_}) {
        if (column == lists_) columns->addSpacing(between);
        column->setMaximumWidth(std::max(widest_column, left_->minimumSizeHint().width()));
        columns->addWidget(column, 100, Qt::AlignTop);
    }
    columns->addStretch(1);
    auto* head = new QHBoxLayout;
    head->addStretch(1);
    auto* top = masthead(page);
    top->setMaximumWidth(2 * left_->maximumWidth() + between);
    head->addWidget(top, 100);
    head->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(48, 24, 48, 24);
    layout->setSpacing(28);
    layout->addStretch(2);
    layout->addLayout(head);
    layout->addLayout(columns);
    layout->addStretch(3);
    auto* scroll = new QScrollArea(this); // small windows, large fonts
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    for (QWidget* ground : {static_cast<QWidget*>(page), scroll->viewport()}) ground->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    list_all();
}

QWidget* StartPage::masthead(QWidget* parent) {
    auto* line = new QWidget(parent);
    auto* bird = new Picture(QIcon(QStringLiteral(":/whydah/icons/whydah.svg")), 88, line);
    auto* title = new QLabel(QStringLiteral("Whydah"), line);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2.4);
    large.setWeight(QFont::Light);
    title->setFont(large);
    auto* text = muted_label(tr("Workbench for long-tailed recognition"), line);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addStretch(1);
    texts->addWidget(title);
    texts->addWidget(text);
    texts->addStretch(1);
    back_ = new StartEntry({}, {}, line);
    back_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    back_->hide();
    connect(back_, &QAbstractButton::clicked, this, &StartPage::back_asked);
    show_open_data({});
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    layout->addWidget(bird);
    layout->addLayout(texts, 1);
    layout->addWidget(back_, 0, Qt::AlignBottom);
    return line;
}

QWidget* StartPage::left_column() {
    auto* column = new QWidget(this);
    const auto door = [&](const char* icon, const QString& title, const QString& line) {
        return new DoorButton(tinted_icon(QString::fromLatin1(icon)), title, line, column);
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
    auto* doors = new QVBoxLayout(column);
    doors->setContentsMargins(0, 0, 0, 0);
    doors->setSpacing(8);
    for (DoorButton* one : {sample, own, run}) doors->addWidget(one);
    auto* papers = new QVBoxLayout;
    papers->setContentsMargins(0, 12, 0, 0);
    papers->setSpacing(2);
    add_presets(papers);
    doors->addLayout(papers);
    return column;
}

void StartPage::show_open_data(const QString& name) {
    back_->setVisible(!name.isEmpty());
    back_->setText(tr("Back to %1").arg(name));
    back_->setAccessibleName(back_->text());
    back_->setToolTip(tr("Back to the data that is open (Esc)"));
    back_->setFixedWidth(std::min(360, back_->fontMetrics().horizontalAdvance(back_->text()) * 5 / 4 + 24));
}

void StartPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !back_->isHidden()) return Q_EMIT back_asked();
    QWidget::keyPressEvent(event);
}

} // namespace whydah
