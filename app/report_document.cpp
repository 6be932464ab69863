#include "app/report_document.h"

#include "app/report_content.h"
#include "widgets/comparison_text.h"
#include "widgets/duration_text.h"
#include "widgets/number_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QObject>

#include <iterator>
#include <set>

namespace whydah {
namespace {

using Tone = ReportText::Tone;

QString tr(const char* text) { return QObject::tr(text); }
QString text_of(const std::string& text) { return QString::fromStdString(text); }

QString moment_of(std::int64_t seconds) {
    return seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds).toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                       : QString(no_number);
}

QString seeds_of(const ComparedRun& run) {
    std::set<std::int64_t> seeds;
    for (const MethodResult& result : run.results) seeds.insert(result.seed);
    return count_text(static_cast<std::int64_t>(seeds.size()), tr("seed"));
}

QString problems_of(const RunRecord& record) {
    std::int64_t warnings = 0;
    for (const LogLine& line : record.log) warnings += line.level != LogLine::Level::info;
    QStringList parts;
    if (record.dataset.problem_count > 0)
        parts << count_text(record.dataset.problem_count, tr("problem")) + tr(" in the data");
    if (warnings > 0) parts << count_text(warnings, tr("warning"));
    return parts.join(QStringLiteral(", "));
}

/// Name, data, split, seeds, state of each run, with tags and notes.
ReportTable runs_table(const ReportContent& content) {
    ReportTable table;
    const bool several = content.runs.size() > 1;
    if (several)
        table.columns = {
            {.title = {}},          {.title = tr("Run"), .share = 3}, {.title = tr("Data and split"), .share = 4},
            {.title = tr("Seeds")}, {.title = tr("State")},           {.title = tr("Started")}};
    else
        table.columns = {{.title = {}}, {.title = {}, .share = 1}};
    for (std::size_t r = 0; r < content.runs.size(); ++r) {
        const ComparedRun& run = content.comparison.runs[r];
        const ReportedRun& kept = content.runs[r];
        const QString data = text_of(run.dataset + (run.split.empty() ? "" : " · " + run.split));
        const QString tags = text_of(tags_text(kept.entry.tags)), note = text_of(kept.entry.note).trimmed();
        const QString state = tr(run_state_name(run.state)), started = moment_of(kept.record->started);
        if (several) {
            QString name = text_of(run.name);
            if (!tags.isEmpty()) name += u'\n' + QObject::tr("Tags: %1").arg(tags);
            if (!note.isEmpty()) name += u'\n' + note;
            table.rows.push_back({{.text = text_of(run_letter(r)), .strong = true},
                                  {.text = name},
                                  {.text = data},
                                  {.text = seeds_of(run)},
                                  {.text = state},
                                  {.text = started}});
            continue;
        }
        const std::pair<QString, QString> facts[] = {
            {tr("Data"), data},
            {tr("Classes"), count_text(static_cast<std::int64_t>(kept.record->dataset.classes.size()))},
            {tr("Seeds"), seeds_of(run)},
            {tr("State"), state},
            {tr("Started"), kept.record->seconds > 0
                                ? QObject::tr("%1, took %2").arg(started, duration_text(kept.record->seconds))
                                : started},
            {tr("Tags"), tags},
            {tr("Note"), note},
            {tr("Folder"), text_of(run.folder)}};
        for (const auto& [name, value] : facts)
            if (!value.isEmpty()) table.rows.push_back({{.text = name, .strong = true}, {.text = value}});
    }
    return table;
}

/// What a reader has to know before any number.
ReportBlocks warnings_of(const ReportContent& content) {
    ReportBlocks blocks;
    const auto warn = [&](QStringList lines) {
        blocks.push_back(ReportText{.tone = Tone::warning, .lines = std::move(lines)});
    };
    for (const auto& [folder, error] : content.unread) warn({QObject::tr("Left out: %1").arg(text_of(error.what()))});
    if (const QStringList gaps = gap_lines(content.comparison.runs); !gaps.isEmpty()) warn(gaps);
    for (std::size_t r = 0; r < content.runs.size(); ++r) {
        const QString who = content.runs.size() > 1 ? text_of(run_letter(r)) : tr("The run");
        const ComparedRun& run = content.comparison.runs[r];
        if (run.state != RunState::completed)
            warn({QObject::tr("%1 is %2: only what it had finished is told of.")
                      .arg(who, tr(run_state_name(run.state)))});
        if (const QString problems = problems_of(*content.runs[r].record); !problems.isEmpty())
            warn({QObject::tr("%1 has %2: see Problems and warnings.").arg(who, problems)});
    }
    return blocks;
}

void add_problems(ReportBlocks& blocks, const ReportContent& content) {
    blocks.push_back(ReportHeading{.text = tr("Problems and warnings")});
    for (std::size_t r = 0; r < content.runs.size(); ++r) {
        const RunRecord& record = *content.runs[r].record;
        ReportTable table;
        table.fine = true;
        table.columns = {{.title = tr("Where"), .share = 1}, {.title = tr("What"), .share = 2}};
        for (const DataProblem& problem : record.dataset.problems)
            table.rows.push_back({{.text = text_of(problem.where)}, {.text = text_of(problem.what)}});
        for (const LogLine& line : record.log)
            if (line.level != LogLine::Level::info)
                table.rows.push_back(
                    {{.text = line.level == LogLine::Level::error ? tr("log, error") : tr("log, warning")},
                     {.text = text_of(line.text)}});
        if (content.runs.size() > 1) blocks.push_back(ReportHeading{.text = report_run_name(content, r), .level = 3});
        if (table.rows.empty())
            blocks.push_back(ReportText{.lines = {tr("None.")}});
        else
            blocks.push_back(std::move(table));
        const auto more = record.dataset.problem_count - static_cast<std::int64_t>(record.dataset.problems.size());
        if (more > 0)
            blocks.push_back(ReportText{
                .tone = Tone::muted,
                .lines = {QObject::tr("%1 more problems of the data are not listed.").arg(count_text(more))}});
    }
}

/// Long values in a row each; many short ones before them, two in a row.
void add_entries(ReportBlocks& blocks, const ProtocolCard::Entries& entries) {
    constexpr qsizetype short_value = 26;
    constexpr std::size_t few = 6;
    ReportTable pairs, rows;
    pairs.fine = rows.fine = true;
    pairs.columns = {{.title = {}, .share = 1.25},
                     {.title = {}, .share = 1},
                     {.title = {}, .share = 1.25},
                     {.title = {}, .share = 1}};
    rows.columns = {{.title = {}, .share = 1.25}, {.title = {}, .share = 3.25}};
    bool open = false;
    for (const auto& [name, value] : entries) {
        const bool list = name != "command" && value.find(' ') == std::string::npos;
        const ReportCell cells[] = {
            {.text = text_of(name)},
            {.text = list ? text_of(value).replace(u',', QStringLiteral(", ")) : text_of(value)}};
        ReportTable& table = entries.size() > few && cells[1].text.size() <= short_value ? pairs : rows;
        if (&table == &rows || !open) table.rows.emplace_back();
        if (&table == &pairs) open = !open;
        table.rows.back().insert(table.rows.back().end(), std::begin(cells), std::end(cells));
    }
    for (ReportTable* table : {&pairs, &rows})
        if (!table->rows.empty()) blocks.push_back(std::move(*table));
}

void add_protocols(ReportBlocks& blocks, const ReportContent& content) {
    for (std::size_t r = 0; r < content.runs.size(); ++r) {
        blocks.push_back(ReportHeading{.text = content.runs.size() > 1
                                                   ? QObject::tr("Protocol of %1").arg(report_run_name(content, r))
                                                   : tr("Protocol")});
        const ProtocolCard& card = content.comparison.runs[r].protocol;
        if (card.empty()) blocks.push_back(ReportText{.lines = {tr("The run has no protocol card.")}});
        for (const ProtocolCard::Section& section : card.sections) {
            blocks.push_back(ReportHeading{.text = text_of(section.title), .level = 3});
            add_entries(blocks, section.entries);
        }
    }
}

} // namespace

QString report_run_name(const ReportContent& content, std::size_t run) {
    const auto& runs = content.comparison.runs;
    return text_of((runs.size() > 1 ? run_letter(run) + " · " : std::string()) + runs[run].name);
}

ReportDocument report_document(const ReportContent& content, ReportBlocks figures) {
    const bool one = content.runs.size() == 1;
    ReportDocument document;
    document.title = one ? report_run_name(content, 0) : QObject::tr("Comparison of %1 runs").arg(content.runs.size());
    document.footer = QObject::tr("%1 · Whydah %2 · %3")
                          .arg(document.title, QCoreApplication::applicationVersion(),
                               QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd")));
    const auto append = [&](ReportBlocks blocks) {
        for (ReportBlock& block : blocks) document.blocks.push_back(std::move(block));
    };
    document.blocks.push_back(runs_table(content));
    append(warnings_of(content));
    append(report_results(content));
    append(report_tests(content));
    append(std::move(figures));
    append(report_options(content));
    add_problems(document.blocks, content);
    add_protocols(document.blocks, content);
    return document;
}

} // namespace whydah
