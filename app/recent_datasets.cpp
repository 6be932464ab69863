#include "app/recent_datasets.h"

#include "app/own_options.h"

#include <QDir>
#include <QSettings>
#include <QStringList>

namespace whydah {
namespace {

const QString data_key = QStringLiteral("recent_data"), runs_key = QStringLiteral("recent_runs");
const QString path_key = QStringLiteral("path"), options_key = QStringLiteral("options");

struct Entry {
    QString path;
    QStringList options;
};

QList<Entry> read(const QString& key) {
    QSettings settings;
    QList<Entry> entries;
    const int count = settings.beginReadArray(key);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        entries.append({settings.value(path_key).toString(), settings.value(options_key).toStringList()});
    }
    return entries;
}

void write(const QString& key, const QList<Entry>& entries) {
    QSettings settings;
    settings.remove(key);
    settings.beginWriteArray(key, static_cast<int>(entries.size()));
    for (int i = 0; i < entries.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue(path_key, entries[i].path);
        settings.setValue(options_key, entries[i].options);
    }
}

void remove(QList<Entry>& entries, const QString& path) {
    entries.removeIf([&](const Entry& entry) { return entry.path == path; });
}

void add(const QString& key, const Entry& entry) {
    if (entry.path.isEmpty()) return;
    QList<Entry> entries = read(key);
    remove(entries, entry.path);
    entries.prepend(entry);
    write(key, entries.mid(0, RecentDatasets::kept));
}

} // namespace

QList<Recent> RecentDatasets::entries() {
    QList<Recent> all;
    for (const Entry& entry : read(data_key)) all.append({entry.path, false});
    for (const Entry& entry : read(runs_key)) all.append({entry.path, true});
    return all;
}

void RecentDatasets::add_data(const QString& path, const ExperimentOptions& options) {
    QStringList changed;
    for (const std::string& line : changed_options(options)) changed << QString::fromStdString(line);
    // The list outlives the folder that the window was started in.
    add(data_key, {QDir::isRelativePath(path) && !path.isEmpty() ? QDir::current().absoluteFilePath(path) : path, changed});
}

void RecentDatasets::add_run(const QString& folder) { add(runs_key, {folder, {}}); }

ExperimentOptions RecentDatasets::options_for(const QString& path) {
    std::vector<std::string> changed;
    for (const Entry& entry : read(data_key))
        if (entry.path == path)
            for (const QString& line : entry.options) changed.push_back(line.toStdString());
    ExperimentOptions options = options_of(changed);
    options.data.data = path.toStdString();
    return options;
}

void RecentDatasets::forget(const QString& path) {
    for (const QString& key : {data_key, runs_key}) {
        QList<Entry> entries = read(key);
        remove(entries, path);
        write(key, entries);
    }
}

void RecentDatasets::clear() {
    for (const QString& key : {data_key, runs_key}) QSettings().remove(key);
}

} // namespace whydah
