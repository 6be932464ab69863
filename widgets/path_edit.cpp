#include "widgets/path_edit.h"

#include "widgets/dropped_path.h"
#include "widgets/plain_text.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>

namespace whydah {

PathEdit::PathEdit(bool files, QWidget* parent) : QWidget(parent), line_(new QLineEdit(this)) {
    line_->setAcceptDrops(false); // or it would take the drop as text
    setAcceptDrops(true);
    setFocusProxy(line_);
    auto* button = new QToolButton(this);
    button->setText(QStringLiteral("…"));
    button->setToolTip(tr("Browse"));
    button->setAccessibleName(tr("Browse"));
    if (files) {
        auto* menu = new QMenu(button);
        connect(menu->addAction(tr("Folder…")), &QAction::triggered, this, [this] { browse(true); });
        connect(menu->addAction(tr("File…")), &QAction::triggered, this, [this] { browse(false); });
        connect(button, &QToolButton::clicked, menu,
                [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    } else {
        connect(button, &QToolButton::clicked, this, [this] { browse(true); });
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(line_, 1);
    layout->addWidget(button);
    connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) {
        line_->setToolTip(plain_tip(text));
        Q_EMIT edited();
    });
}

QString PathEdit::path() const { return line_->text(); }

void PathEdit::set_path(const QString& path) {
    line_->setText(path);
    line_->setToolTip(plain_tip(path));
    line_->end(false); // the last part says most
}

void PathEdit::browse(bool folder) {
    auto* dialog = new QFileDialog(this, folder ? tr("Choose a folder") : tr("Choose a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    if (!path().isEmpty()) dialog->setDirectory(QFileInfo(path()).absolutePath());
    connect(dialog, &QFileDialog::fileSelected, this, &PathEdit::choose);
    dialog->open();
}

void PathEdit::choose(const QString& path) {
    set_path(path);
    Q_EMIT edited();
}

void PathEdit::dragEnterEvent(QDragEnterEvent* event) {
    if (!dropped_path(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void PathEdit::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    choose(dropped_path(event->mimeData()));
}

} // namespace whydah
