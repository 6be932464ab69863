#include "app/queue_file.h"

#include "records/error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace whydah {
namespace {

QString text_of(const std::string& text) { return QString::fromStdString(text); }
QString name_of(const Field& field) {
    return QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()));
}

struct TextFact {
    const char* name;
    std::string QueueEntry::*value;
};
constexpr TextFact texts[] = {{"name", &QueueEntry::name},   {"folder", &QueueEntry::folder},
                              {"what", &QueueEntry::what},   {"where", &QueueEntry::where},
                              {"mend", &QueueEntry::mend},   {"device", &QueueEntry::device}};
struct NumberFact {
    const char* name;
    std::int64_t QueueEntry::*value;
};
constexpr NumberFact numbers[] = {{"id", &QueueEntry::id},
                                  {"threads", &QueueEntry::threads},
                                  {"started", &QueueEntry::started},
                                  {"peak_memory", &QueueEntry::peak_memory},
                                  {"stages", &QueueEntry::stages},
                                  {"finished", &QueueEntry::finished},
                                  {"reused", &QueueEntry::reused}};

QJsonObject json_of(const QueueEntry& entry) {
    QJsonObject options;
    visit_fields(entry.options, [&](const Field& field, const auto& value) {
        options.insert(name_of(field), text_of(option_text(value)));
    });
    QJsonObject json{{"state", QLatin1String(queue_state_name(entry.state))},
                     {"continues", entry.continues},
                     {"seconds", entry.seconds},
                     {"options", options}};
    for (const TextFact& fact : texts) json.insert(QLatin1String(fact.name), text_of(entry.*fact.value));
    for (const NumberFact& fact : numbers)
        json.insert(QLatin1String(fact.name), static_cast<qint64>(entry.*fact.value));
    return json;
}

QueueEntry entry_of(const QJsonObject& json) {
    QueueEntry entry;
    for (const TextFact& fact : texts) entry.*fact.value = json[QLatin1String(fact.name)].toString().toStdString();
    for (const NumberFact& fact : numbers) entry.*fact.value = json[QLatin1String(fact.name)].toInteger();
    entry.state = queue_state_named(json["state"].toString().toStdString());
    entry.continues = json["continues"].toBool();
    entry.seconds = json["seconds"].toDouble();
    const QJsonObject options = json["options"].toObject();
    visit_fields(entry.options, [&](const Field& field, auto& value) {
        const QJsonValue text = options[name_of(field)];
        if (text.isString()) parse_option(field, text.toString().toStdString(), value);
    });
    return entry;
}

} // namespace

std::string queue_to_json(const std::vector<QueueEntry>& entries) {
    QJsonArray list;
    for (const QueueEntry& entry : entries) list.append(json_of(entry));
    return QJsonDocument(QJsonObject{{"version", 1}, {"queue", list}}).toJson().toStdString();
}

std::vector<QueueEntry> queue_from_json(const std::string& text, const std::string& source) {
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &problem);
    if (!document.isObject() || !document["queue"].isArray())
        throw Error({.what = "the queue cannot be read: " +
                             (document.isNull() ? problem.errorString().toStdString() : std::string("no list \"queue\"")),
                     .where = source,
                     .mend = "mend or move the file away; runs and their folders are not touched"});
    std::vector<QueueEntry> entries;
    for (const QJsonValue& entry : document["queue"].toArray()) entries.push_back(entry_of(entry.toObject()));
    return entries;
}

} // namespace whydah
