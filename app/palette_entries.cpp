#include "app/palette_entries.h"

#include "widgets/number_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>

namespace whydah {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("PaletteEntries", text); }

QString plain(QString text) { return text.remove(u'&').remove(QStringLiteral("…")); }

void add_menu(const QMenu& menu, const QMenu* without, const QString& path, std::vector<PaletteEntry>& entries) {
    if (&menu == without) return;
    for (QAction* action : menu.actions()) {
        if (action->isSeparator() || action->text().isEmpty()) continue;
        const QString text = path.isEmpty() ? plain(action->text()) : path + QStringLiteral(": ") + plain(action->text());
        if (const QMenu* below = action->menu()) {
            add_menu(*below, without, plain(action->text()), entries);
            continue;
        }
        entries.push_back({.text = text,
                           .kind = tr("action"),
                           .hint = action->shortcut().toString(QKeySequence::NativeText),
                           .enabled = action->isEnabled(),
                           .then = [action] { action->trigger(); }});
    }
}

} // namespace

std::vector<PaletteEntry> menu_entries(const QMenuBar& bar, const QMenu* without) {
    std::vector<PaletteEntry> entries;
    for (const QAction* action : bar.actions())
        if (const QMenu* menu = action->menu()) add_menu(*menu, without, {}, entries);
    return entries;
}

std::vector<PaletteEntry> class_entries(const DatasetSummary& dataset, std::function<void(int)> then) {
    std::vector<PaletteEntry> entries;
    entries.reserve(dataset.classes.size());
    for (std::size_t label = 0; label < dataset.classes.size(); ++label) {
        const ClassSummary& shown = dataset.classes[label];
        entries.push_back({.text = QString::fromStdString(shown.name),
                           .kind = tr("class"),
                           .hint = tr("%1 train").arg(count_text(shown.train)),
                           .enabled = true,
                           .then = [then, label] { then(static_cast<int>(label)); }});
    }
    return entries;
}

std::vector<PaletteEntry> recent_entries(const QList<Recent>& recent, std::function<void(const Recent&)> then) {
    std::vector<PaletteEntry> entries;
    for (const Recent& entry : recent)
        entries.push_back({.text = QFileInfo(entry.path).fileName(),
                           .kind = entry.is_run ? tr("run") : tr("data set"),
                           .hint = QFileInfo(entry.path).absolutePath(),
                           .enabled = true,
                           .then = [then, entry] { then(entry); }});
    return entries;
}

} // namespace whydah
