#include "app/paper_presets.h"
#include "app/start_entry.h"
#include "app/start_page.h"
#include "widgets/frame_colours.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"

#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace whydah {
namespace {

/// "caltech101", "/data": the last part of a path, and what comes before it. Asks no disk.
QString name_of(const QString& path) { return QDir::cleanPath(path).section(u'/', -1); }
QString place_of(const QString& path) {
    const QString place = QDir::cleanPath(path).section(u'/', 0, -2);
    return QDir::toNativeSeparators(place.isEmpty() ? QStringLiteral("/") : place);
}

/// One of the first steps: its number in a disc, and what to do.
class Step : public QWidget {
public:
    Step(int number, const QString& title, const QString& text, QWidget* parent) : QWidget(parent), number_(number) {
        auto* head = new QLabel(title, this);
        QFont strong = head->font();
        strong.setWeight(QFont::DemiBold);
        head->setFont(strong);
        auto* line = muted_label(text, this);
        line->setWordWrap(true);
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(disc + 16, 2, 0, 10);
        layout->setSpacing(2);
        layout->addWidget(head);
        layout->addWidget(line);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const PlotColours colours = plot_colours(palette());
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(palette().color(QPalette::Window), colours.highlight, 0.22));
        painter.drawEllipse(0, 2, disc, disc);
        painter.setPen(colours.text);
        painter.drawText(QRect(0, 2, disc, disc), Qt::AlignCenter, QString::number(number_));
    }

private:
    static constexpr int disc = 26;
    int number_;
};

} // namespace

void StartPage::add_presets(QVBoxLayout* column) {
    column->addWidget(section_title(tr("The paper's experiments"), this));
    for (const Preset& preset : paper_presets()) {
        const QString title = QString::fromStdString(preset.title);
        auto* entry =
            new StartEntry(title.section(QStringLiteral(": "), 0, 0), title.section(QStringLiteral(": "), 1), this);
        entry->setToolTip(plain_tip(QString::fromStdString(preset.about)));
        auto* menu = new QMenu(entry);
        // Filled when it opens: the recent data sets change.
        connect(menu, &QMenu::aboutToShow, this, [this, menu, preset] {
            menu->clear();
            if (preset.runs.size() == 1) return fill_data_menu(menu, preset.runs);
            fill_data_menu(menu->addMenu(tr("All %1 into the queue").arg(preset.runs.size())), preset.runs);
            menu->addSeparator();
            for (const PresetRun& run : preset.runs)
                fill_data_menu(menu->addMenu(QString::fromStdString(run.name)), {run});
        });
        entry->set_menu(menu);
        presets_.push_back(entry);
        column->addWidget(entry);
    }
}

/// One run goes into the form, several go into the queue.
void StartPage::fill_data_menu(QMenu* menu, const std::vector<PresetRun>& runs) {
    const auto ask = [this, runs](const QString& path, bool file) {
        runs.size() == 1 ? Q_EMIT preset_asked(runs.front(), path, file) : Q_EMIT preset_runs_asked(runs, path, file);
    };
    menu->addSection(tr("With which data?"));
    for (const QString& path : data_.mid(0, shown)) {
        QAction* known = menu->addAction(name_of(path) + u'\t' + place_of(path));
        connect(known, &QAction::triggered, this, [ask, path] { ask(path, false); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("A folder…")), &QAction::triggered, this, [ask] { ask({}, false); });
    connect(menu->addAction(tr("A single file…")), &QAction::triggered, this, [ask] { ask({}, true); });
}

QWidget* StartPage::first_steps(QWidget* parent) {
    auto* steps = new QWidget(parent);
    auto* layout = new QVBoxLayout(steps);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(section_title(tr("The first minute"), steps));
    layout->addSpacing(6);
    const std::pair<QString, QString> texts[] = {
        {tr("Open the sample"), tr("187 characters with 300 to 1 training pictures each: a long tail, ready to run.")},
        {tr("Press Run (F5)"),
         tr("Features, baselines and MetaModelNet are trained while you look around: about half a "
            "minute on two cores.")},
        {tr("Click a class anywhere"),
         tr("It is chosen in every view: its pictures, its accuracy with each method, its "
            "way from one image to many.")},
        {tr("Bring your own data"), tr("Drop a folder or a feature table on the window. Ctrl+K finds everything, F1 "
                                       "explains what is in front.")}};
    int number = 0;
    for (const auto& [title, text] : texts) layout->addWidget(new Step(++number, title, text, steps));
    auto* more = new StartEntry(tr("First steps"), tr("the help page"), steps);
    connect(more, &QAbstractButton::clicked, this, &StartPage::help_asked);
    layout->addWidget(more);
    entries_.push_back(more);
    return steps;
}

void StartPage::add_title(const QString& title) {
    if (list_->count() > 0) list_->addSpacing(14);
    list_->addWidget(section_title(title, lists_));
}

StartEntry* StartPage::add_entry(const QString& title, const QString& detail, const QString& path) {
    auto* entry = new StartEntry(title, detail, lists_);
    entry->setToolTip(plain_tip(path));
    if (const QString why = failed_.value(path); !why.isEmpty())
        entry->set_missing(plain_tip(tr("%1\nCould not be opened last: %2").arg(path, why)));
    entries_.push_back(entry);
    list_->addWidget(entry);
    return entry;
}

void StartPage::list_all() {
    const auto had =
        std::find_if(entries_.begin(), entries_.end(), [](const auto* entry) { return entry->hasFocus(); });
    const auto place = had - entries_.begin();
    const bool had_focus = had != entries_.end();
    entries_.clear();
    while (auto* item = list_->takeAt(0)) {
        if (QWidget* old = item->widget())
            old->hide(), old->setParent(nullptr), old->deleteLater(); // it may be what was clicked
        delete item;
    }
    if (is_empty()) list_->addWidget(first_steps(lists_));
    if (!data_.isEmpty()) add_title(tr("Recent data"));
    for (const QString& path : data_.mid(0, shown)) {
        StartEntry* entry = add_entry(name_of(path), place_of(path), path);
        entry->set_removable(tr("Remove from the list"));
        connect(entry, &QAbstractButton::clicked, this, [this, path] { Q_EMIT recent_asked(path, false); });
        connect(entry, &StartEntry::remove_asked, this, [this, path] { Q_EMIT recent_removed(path); });
    }
    if (!runs_.isEmpty()) add_title(tr("Recent runs"));
    for (const StartRun& run : runs_.mid(0, shown)) {
        StartEntry* entry = add_entry(run.name.isEmpty() ? name_of(run.folder) : run.name,
                                      run.detail.isEmpty() ? place_of(run.folder) : run.detail, run.folder);
        connect(entry, &QAbstractButton::clicked, this, [this, path = run.folder] { Q_EMIT recent_asked(path, true); });
    }
    add_title(tr("Workspaces"));
    QStringList folders = workspaces_;
    folders.removeAll(workspace_);
    folders.prepend(workspace_);
    for (const QString& folder : folders.mid(0, shown)) {
        const bool open = folder == workspace_;
        StartEntry* entry =
            add_entry(name_of(folder), open ? tr("open · %1").arg(place_of(folder)) : place_of(folder), folder);
        connect(entry, &QAbstractButton::clicked, this, [this, folder] { Q_EMIT workspace_asked(folder); });
        if (open) continue;
        entry->set_removable(tr("Remove from the list"));
        connect(entry, &StartEntry::remove_asked, this, [this, folder] { Q_EMIT workspace_removed(folder); });
    }
    StartEntry* other = add_entry(tr("Another folder…"), tr("to keep runs in, and to list them from"), {});
    connect(other, &QAbstractButton::clicked, this, &StartPage::other_workspace_asked);
    if (had_focus && place < static_cast<std::ptrdiff_t>(entries_.size()))
        entries_[static_cast<std::size_t>(place)]->setFocus();
}

void StartPage::show_recent(const QList<Recent>& recent) {
    QStringList paths;
    for (const Recent& known : recent)
        if (!known.is_run) paths << known.path;
    if (std::exchange(data_, paths) != paths) list_all();
}

void StartPage::show_runs(const QList<StartRun>& runs) {
    if (std::exchange(runs_, runs) != runs) list_all();
}

void StartPage::show_workspaces(const QString& current, const QStringList& recent) {
    const bool same = workspace_ == current && workspaces_ == recent;
    workspace_ = current;
    workspaces_ = recent;
    if (!same) list_all();
}

void StartPage::mark_failed(const QString& path, const QString& why) {
    if (failed_.value(path) == why) return;
    failed_[path] = why;
    list_all();
}

bool StartPage::is_empty() const { return data_.isEmpty() && runs_.isEmpty(); }

StartEntry* StartPage::entry(const QString& text) const {
    for (const auto* all : {&entries_, &presets_})
        for (StartEntry* one : *all)
            if (one->text() == text || one->toolTip().section(u'\n', 0, 0) == plain_tip(text)) return one;
    return nullptr;
}

} // namespace whydah
