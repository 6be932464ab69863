#pragma once

#include "app/recent_datasets.h"
#include "records/preset.h"

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <vector>

class QMenu;
class QVBoxLayout;

namespace whydah {

class StartEntry;

/// A run that can be opened again: its folder, what the user calls it, and more about it in grey.
struct StartRun {
    QString folder, name, detail;
    bool operator==(const StartRun&) const = default;
};

/// What is there before any data: three doors (the sample, one's own data, an earlier run), the paper's experiments, and
/// what was open last. Draws what it is told and never looks at a disk. start_page.cpp has the doors, start_lists.cpp
/// the lists.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void show_recent(const QList<Recent>& recent); ///< of which the data sets are shown
    void show_runs(const QList<StartRun>& runs);
    /// @param current the one that is open
    void show_workspaces(const QString& current, const QStringList& recent);
    /// Grey, for as long as this page lives. @param why it could not be opened when it was asked for last; empty: it was
    void mark_failed(const QString& path, const QString& why);
    /// @param name of the data set that can be gone back to; empty: none
    void show_open_data(const QString& name);

    /// The entry of a list whose tip or text is this; null: none.
    StartEntry* entry(const QString& text) const;
    bool is_empty() const; ///< nothing was open yet: the first steps are shown

    static constexpr int shown = 4; ///< of each list: the menus have all

Q_SIGNALS:
    void sample_asked();
    void folder_asked();
    void file_asked();
    void run_asked();
    void recent_asked(const QString& path, bool is_run);
    void recent_removed(const QString& path);
    void workspace_asked(const QString& folder);
    void workspace_removed(const QString& folder);
    void other_workspace_asked();
    /// A preset for a data set. @param path empty: it is to be asked for, a folder or (`file`) a file
    void preset_asked(const whydah::PresetRun& run, const QString& path, bool file);
    /// All runs of a preset, into the queue.
    void preset_runs_asked(const std::vector<whydah::PresetRun>& runs, const QString& path, bool file);
    void help_asked();
    void back_asked();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* left_column();
    QWidget* masthead(QWidget* parent);
    void add_presets(QVBoxLayout* column);
    void fill_data_menu(QMenu* menu, const std::vector<PresetRun>& runs);
    QWidget* first_steps(QWidget* parent);
    void list_all();
    StartEntry* add_entry(const QString& title, const QString& detail, const QString& path);
    void add_title(const QString& title);

    QWidget *left_, *lists_;
    QVBoxLayout* list_;
    StartEntry* back_;
    std::vector<StartEntry*> entries_, presets_;
    QStringList data_, workspaces_;
    QList<StartRun> runs_;
    QString workspace_;
    QHash<QString, QString> failed_;
};

} // namespace whydah
