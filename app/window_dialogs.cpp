#include "app/window_dialogs.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QMessageBox>
#include <QSettings>
#include <QSpinBox>

#include <utility>

namespace whydah {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("WindowDialogs", text); }

/// Begins in the folder in which the last dialog of this use ended. @param use what is read or what is written
QFileDialog* dialog_for(QWidget* parent, const QString& title, const QString& use, Chosen then) {
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->resize(dialog->sizeHint().expandedTo({760, 480}));
    const QString key = QStringLiteral("dialogs/") + use;
    if (const QString last = QSettings().value(key).toString(); !last.isEmpty()) dialog->setDirectory(last);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [key, then = std::move(then)](const QString& chosen) {
        QSettings().setValue(key, QFileInfo(chosen).absolutePath());
        then(chosen);
    });
    return dialog;
}

const QString reading = QStringLiteral("read"), writing = QStringLiteral("write");

} // namespace

void ask_folder(QWidget* parent, const QString& title, const QString& start, Chosen then, FolderUse use) {
    QFileDialog* dialog = dialog_for(parent, title, use == FolderUse::read ? reading : writing, std::move(then));
    dialog->setFileMode(QFileDialog::Directory);
    if (!start.isEmpty()) dialog->setDirectory(start);
    dialog->open();
}

void ask_file(QWidget* parent, const QString& title, Chosen then) {
    QFileDialog* dialog = dialog_for(parent, title, reading, std::move(then));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

void ask_options_file_to_save(QWidget* parent, Chosen then) {
    QFileDialog* dialog = dialog_for(parent, tr("Save options"), writing, std::move(then));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Options (*.json)"));
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->open();
}

void ask_before(QWidget* parent, const QString& question, const QString& consequence, const QString& action,
                std::function<void()> then) {
    auto* box = new QMessageBox(QMessageBox::Question, {}, question, QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(consequence);
    QAbstractButton* yes = box->addButton(action, QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::buttonClicked, parent, [yes, then = std::move(then)](QAbstractButton* clicked) {
        if (clicked == yes) then();
    });
    box->open();
}

void ask_file_to_save(QWidget* parent, const QString& title, const QString& filter, Chosen then,
                      const QString& name) {
    QFileDialog* dialog = dialog_for(parent, title, writing, std::move(then));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filter.split(QStringLiteral(";;")));
    const auto take_suffix = [dialog](const QString& chosen) {
        dialog->setDefaultSuffix(chosen.section(QStringLiteral("*."), 1, 1).section(u')', 0, 0));
    };
    take_suffix(filter);
    // With its suffix, which goes with the chosen filter: a name may have a dot of its own.
    if (!name.isEmpty()) dialog->selectFile(name + u'.' + dialog->defaultSuffix());
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, take_suffix);
    dialog->open();
}

void ask_picture_size(QWidget* parent, const QSize& size, std::function<void(const QSize& pixels)> then) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Size of the picture"));
    const auto box = [dialog](int value) {
        auto* made = new QSpinBox(dialog);
        made->setRange(64, 16384);
        made->setValue(value);
        made->setSuffix(tr(" pixels"));
        return made;
    };
    auto *width = box(size.width()), *height = box(size.height());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    auto* form = new QFormLayout(dialog);
    form->addRow(tr("Width"), width);
    form->addRow(tr("Height"), height);
    form->addRow(buttons);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, parent, [width, height, then = std::move(then)] {
        then({width->value(), height->value()});
    });
    dialog->open();
}

void show_about(QWidget* parent) {
    auto* box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Whydah"));
    box->setIconPixmap(parent->windowIcon().pixmap(96, 96));
    box->setText(tr("<h3>Whydah %1</h3><p>Workbench for long-tailed recognition, built around “Learning to Model the "
                    "Tail” (Wang, Ramanan, Hebert, NIPS 2017).</p><p>A whydah is a small bird with a very long tail."
                    "</p><p>Free software under the GNU GPL, version 3 or later.</p>")
                     .arg(QCoreApplication::applicationVersion()));
    box->open();
}

} // namespace whydah
