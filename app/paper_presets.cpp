#include "app/paper_presets.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace whydah {
namespace {

const QString folder = QStringLiteral(":/whydah/presets");

QString text_of(const QJsonValue& value) {
    QStringList texts;
    if (value.isArray())
        for (const QJsonValue& one : value.toArray()) texts << one.toVariant().toString();
    else
        texts << value.toVariant().toString();
    return texts.join(u',');
}

void take(const QJsonObject& json, ExperimentOptions& options) {
    visit_fields(options, [&](const Field& field, auto& value) {
        const auto name = QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()));
        if (json.contains(name)) parse_option(field, text_of(json[name]).toStdString(), value);
    });
}

} // namespace

Preset paper_preset(const QString& name, const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Preset preset;
    preset.name = name.toStdString();
    preset.title = object["title"].toString().toStdString();
    preset.about = object["about"].toString().toStdString();
    ExperimentOptions shared;
    take(object["options"].toObject(), shared);
    for (const QJsonValue& run : object["runs"].toArray({QJsonObject()})) {
        preset.runs.push_back({run["name"].toString().toStdString(), shared});
        take(run["options"].toObject(), preset.runs.back().options);
    }
    return preset;
}

std::vector<Preset> paper_presets() {
    std::vector<Preset> all;
    for (const QString& file : QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile json(folder + u'/' + file);
        if (json.open(QIODevice::ReadOnly)) all.push_back(paper_preset(file.chopped(5), json.readAll()));
    }
    std::stable_partition(all.begin(), all.end(), [](const Preset& preset) { return preset.name.starts_with("table"); });
    return all;
}

ExperimentOptions preset_for_data(const PresetRun& run, const QString& path, const ExperimentOptions& known) {
    ExperimentOptions options = run.options;
    const ExperimentOptions defaults;
    std::vector<std::string> usual, last;
    visit_fields(defaults, [&](const Field&, const auto& value) { usual.push_back(option_text(value)); });
    visit_fields(known, [&](const Field&, const auto& value) { last.push_back(option_text(value)); });
    std::size_t i = 0;
    visit_fields(options, [&](const Field& field, auto& value) {
        const bool of_data = field.group == "Data" || field.group == "Features" || field.group == "Network";
        if (of_data && option_text(value) == usual[i]) parse_option(field, last[i], value);
        ++i;
    });
    options.data.data = path.toStdString();
    return options;
}

} // namespace whydah
