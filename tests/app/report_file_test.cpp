#include "app/report_file.h"

#include "fake_core.h"
#include "support/temporary_folder.h"
#include "widgets/comparison_records.h"

#include <QBuffer>
#include <QFile>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QXmlStreamReader>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <set>
#include <sys/resource.h>

namespace whydah {
namespace {

using testing::HasSubstr;
using testing::Not;

QString inside(const test::TemporaryFolder& folder, const std::string& name) {
    return QString::fromStdString((folder / name).string());
}

/// The made-up core; "missing" cannot be read, "other" is of other data, and tests find everything significant.
const CoreApi& core() {
    static const CoreApi api = [] {
        CoreApi made = test::FakeCore::api();
        made.read_run = [](const std::filesystem::path& folder) {
            if (folder.filename() == "missing")
                throw Error(
                    {.what = "is not the folder of a Whydah run", .where = folder.string(), .mend = "give another"});
            RunRecord record = test::FakeCore::api().read_run(folder);
            record.protocol.add("Data", "hash", folder.filename() == "other" ? "sha256:2" : "sha256:1");
            record.protocol.add("Run", "command", "whydah-run --data '<made & up>'");
            record.confusion = test::made_confusion(record.results);
            if (folder.filename() == "measured") // it has ended
                for (const MethodResult& result : record.results) {
                    MethodMetrics of;
                    of.method = result.method, of.seed = result.seed, of.macro_f1 = 0.4321, of.calibration_error = 0.0765;
                    record.metrics.push_back(of);
                }
            record.log.push_back({.level = LogLine::Level::warning, .text = "a <b>warning</b>"});
            return record;
        };
        made.compare_runs = [](const KeptRuns& runs, const ComparisonWish& wish, const JobControl& control) {
            RunComparison all = test::FakeCore::api().compare_runs(runs, wish, control);
            for (std::size_t run = 0; run < all.runs.size(); ++run)
                for (const MethodRow& method : method_rows(all.runs[run].results, wish.rule)) {
                    RowComparison row;
                    row.row = {run, method.method},
                    row.reference = wish.reference.value_or(RunMethod{0, method.method});
                    if (row.row == row.reference) continue;
                    row.refusal = why_not_comparable(all.runs[run], all.runs[row.reference.run]);
                    if (row.refusal.empty())
                        row.seeds = {0}, row.tests[0] = {test::made_test("wilcoxon_classes", 0.001, 0.01)};
                    all.rows.push_back(row);
                }
            return all;
        };
        return made;
    }();
    return api;
}

struct Written {
    int code = -1;
    std::string said;
    QString text;
};

Written write(const ReportOrder& order) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Written written;
    written.code = write_report_file(order, core);
    written.said = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    QFile file(order.file);
    if (file.open(QIODevice::ReadOnly)) written.text = QString::fromUtf8(file.readAll());
    return written;
}

ReportOrder order_of(const test::TemporaryFolder& folder, const QStringList& runs,
                     const std::string& file = "report.html") {
    return {.runs = runs, .file = inside(folder, file), .against = {}, .bands = {}};
}

/// Every element is closed, as XML has it: stricter than HTML where both allow it.
QString xml_error(QString html) {
    html.remove(QStringLiteral("<!DOCTYPE html>\n"));
    html.replace(QRegularExpression(QStringLiteral("<(meta|col|br)\\b([^>]*)>")), QStringLiteral("<\\1\\2/>"));
    html.replace(QStringLiteral("<svg "), QStringLiteral("<svg xmlns:xlink=\"x\" "));
    QXmlStreamReader reader(html);
    while (!reader.atEnd()) reader.readNext();
    return reader.hasError() ? QStringLiteral("%1 at %2").arg(reader.errorString()).arg(reader.characterOffset())
                             : QString();
}

std::string count(const QString& text, const QString& part) { return std::to_string(text.count(part)); }

TEST(ReportFile, TellsOfARunInOneFileThatNeedsNoOther) {
    const test::TemporaryFolder folder;
    const Written report = write(order_of(folder, {"/runs/noted"}));
    ASSERT_EQ(report.code, 0) << report.said;
    for (const char* part :
         {"<!DOCTYPE html>", "<h1>noted</h1>", "Results", "Tests over all classes", "Protocol", "Problems and warnings",
          "Class frequency", "gain over plain", "from few-shot to many-shot", "Confusions of MetaModelNet"})
        EXPECT_TRUE(report.text.contains(QLatin1String(part))) << part;
    EXPECT_EQ(xml_error(report.text).toStdString(), "");
    EXPECT_EQ(report.text.count("<svg "), 4) << "norms are not kept in made-up runs";
    EXPECT_FALSE(report.text.contains("Qt SVG Document")) << "a browser would show it beside the mouse";
    static const QRegularExpression outside(QStringLiteral("(?:src|href)=\"(?!#|data:)[^\"]*\"|@import|url\\((?!#)"));
    EXPECT_FALSE(outside.match(report.text).hasMatch()) << outside.match(report.text).captured().toStdString();
}

TEST(ReportFile, NamesNotesAndLogsStayText) {
    const test::TemporaryFolder folder;
    const QString text = write(order_of(folder, {"/runs/noted"})).text;
    EXPECT_TRUE(text.contains("a &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; note<br>second line"));
    EXPECT_TRUE(text.contains("&lt;i&gt;thesis&lt;/i&gt;"));
    EXPECT_TRUE(text.contains("a &lt;b&gt;warning&lt;/b&gt;"));
    EXPECT_TRUE(text.contains("'&lt;made &amp; up&gt;'"));
    EXPECT_FALSE(text.contains("<b>bold"));
    ReportDocument odd;
    odd.title = "</title><script>alert(1)</script>\x01";
    odd.blocks = {
        ReportHeading{.text = "%1 <h2>"}, ReportText{.lines = {"a & b", "<img src=x>"}},
        ReportTable{.columns = {{.title = "<th>"}}, .rows = {{{.text = "<td>", .spread = "<i>", .raised = "<sup>"}}}},
        ReportFigure{.caption = "\" onload=\"x %2", .size = {10, 20}, .svg = "<svg><g/></svg>"}};
    const QString html = report_html(odd);
    EXPECT_EQ(xml_error(html).toStdString(), "");
    for (const char* bad : {"<script", "<img", "onload=\"", "<th><", "\x01"})
        EXPECT_FALSE(html.contains(QLatin1String(bad))) << bad;
    EXPECT_TRUE(html.contains("viewBox=\"0 0 10 20\"")) << "a % in a caption is only a %";
}

TEST(ReportFile, MetaModelNetStandsBeneathItsIdentityControlOrSaysThatThereIsNone) {
    const test::TemporaryFolder folder;
    const QString text = write(order_of(folder, {"/runs/a"})).text;
    const QString control = QString::fromStdString(method_label("logit_adjustment")).toHtmlEscaped();
    const auto cell = [](const QString& name) { return QStringLiteral("<td>") + name + QStringLiteral("</td>"); };
    const qsizetype at = text.indexOf(cell(control)), ours = text.indexOf(cell("MetaModelNet"));
    ASSERT_GE(at, 0);
    ASSERT_GT(ours, at);
    EXPECT_EQ(text.mid(at, ours - at).count("<tr>"), 1) << "nothing between them";
    EXPECT_TRUE(text.contains("What the meta-network adds to its identity control"));

    ReportContent content = read_report(core(), order_of(folder, {"/runs/a"}));
    std::erase_if(content.comparison.runs[0].results,
                  [](const auto& result) { return result.method == "logit_adjustment"; });
    const QString without = report_html(report_document(content, {}));
    EXPECT_TRUE(without.contains("MetaModelNet ran without its identity control"));
    EXPECT_FALSE(without.contains("What the meta-network adds"));
}

TEST(ReportFile, HasTheFurtherMeasuresOfARunThatHasEnded) {
    const test::TemporaryFolder folder;
    const QString text = write(order_of(folder, {"/runs/measured"})).text;
    const qsizetype at = text.indexOf("Further measures");
    ASSERT_GE(at, 0);
    for (const char* part : {"macro F1", "worst class", "ECE", "43.2", "7.7"})
        EXPECT_GT(text.indexOf(QLatin1String(part), at), at) << part;
    EXPECT_EQ(write(order_of(folder, {"/runs/a"})).text.count("Further measures"), 0);
}

TEST(ReportFile, OneSeedIsMarkedAndNeverGetsASpread) {
    const test::TemporaryFolder folder;
    const CoreLoader one = []() -> const CoreApi& {
        static CoreApi api = core();
        api.read_run = [](const std::filesystem::path& run) {
            RunRecord record = core().read_run(run);
            std::erase_if(record.results, [](const MethodResult& result) { return result.seed != 0; });
            return record;
        };
        return api;
    };
    const ReportOrder order = order_of(folder, {"/runs/a"});
    testing::internal::CaptureStdout();
    ASSERT_EQ(write_report_file(order, one), 0);
    testing::internal::GetCapturedStdout();
    QFile file(order.file);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    EXPECT_TRUE(text.contains(QString::fromUtf8("± –")));
    EXPECT_TRUE(text.contains("one seed. Nothing is known of its spread"));
    EXPECT_FALSE(QRegularExpression(QString::fromUtf8("<i>± \\d")).match(text).hasMatch());
}

TEST(ReportFile, ARunThatCannotBeReadIsToldOfAndLeavesTheOthersWhole) {
    const test::TemporaryFolder folder;
    const Written report = write(order_of(folder, {"/runs/missing", "/runs/a", "/runs/b", "/runs/a/"}));
    EXPECT_EQ(report.code, report_without_some);
    EXPECT_THAT(report.said, HasSubstr("whydah: left out: /runs/missing: is not the folder of a Whydah run"));
    EXPECT_TRUE(report.text.contains("Left out: /runs/missing: is not the folder"));
    EXPECT_TRUE(report.text.contains("Comparison of 2 runs")) << "the same folder counts once";
    const Written none = write(order_of(folder, {"/runs/missing"}, "none.html"));
    EXPECT_EQ(none.code, 1);
    EXPECT_THAT(none.said, HasSubstr("is not the folder of a Whydah run"));
    EXPECT_FALSE(std::filesystem::exists(folder / "none.html"));
}

TEST(ReportFile, RunsOfOtherDataAreToldOfAndHaveATableAndNoMarks) {
    const test::TemporaryFolder folder;
    const QString alike = write(order_of(folder, {"/runs/a", "/runs/b"})).text;
    EXPECT_FALSE(alike.contains("is of other data"));
    EXPECT_TRUE(alike.contains("<sup>W</sup>"));
    const QString text = write(order_of(folder, {"/runs/a", "/runs/other"})).text;
    EXPECT_TRUE(text.contains(QString::fromUtf8("B is of other data than A – the hashes in the protocols differ")));
    EXPECT_FALSE(text.contains("<sup>")) << "nothing is significant between different data";
    EXPECT_EQ(count(text, "<th class=\"number joined\">All</th>"), "2") << "no column holds numbers of both";
    EXPECT_EQ(count(alike, "<th class=\"number joined\">All</th>"), "1");
    EXPECT_TRUE(
        text.contains(QString::fromUtf8("Not tested – other data: the hashes in the protocols differ: all of B.")));
}

TEST(ReportFile, NamesOfOneDrawingsPartsAreNotThoseOfAnother) {
    const auto drawing = [] {
        QBuffer bytes;
        QSvgGenerator svg;
        svg.setOutputDevice(&bytes);
        svg.setViewBox(QRect(0, 0, 50, 50));
        QPainter painter(&svg);
        for (const QColor& colour : {QColor(Qt::red), QColor(Qt::blue)}) {
            QLinearGradient gradient(0, 0, 50, 0);
            gradient.setColorAt(1, colour);
            painter.fillRect(QRect(0, 0, 50, 25), gradient);
        }
        painter.drawText(5, 20, "url(#class id=\"x\"");
        painter.end();
        return bytes.data();
    };
    ReportDocument document;
    for (int figure = 0; figure < 2; ++figure)
        document.blocks.push_back(ReportFigure{.caption = "gradients", .size = {50, 50}, .svg = drawing()});
    const QString html = report_html(document);
    std::multiset<QString> names;
    for (auto found = QRegularExpression("\\bid=\"([^\"]*)\"").globalMatch(html); found.hasNext();)
        names.insert(found.next().captured(1));
    EXPECT_EQ(names.size(), 4U) << "each drawing has two gradients";
    EXPECT_EQ(std::set<QString>(names.begin(), names.end()).size(), names.size());
    int references = 0;
    for (auto found = QRegularExpression("<[^>]*url\\(#([^)]*)\\)").globalMatch(html); found.hasNext(); ++references)
        EXPECT_EQ(names.count(found.next().captured(1)), 1U);
    EXPECT_EQ(references, 4);
    EXPECT_EQ(html.count("url(#class id=&quot;x&quot;"), 2) << "text is left alone";
}

TEST(ReportFile, SaysWhyItCannotBeWrittenAndLeavesWhatWasThere) {
    const test::TemporaryFolder folder;
    EXPECT_THAT(write(order_of(folder, {"/runs/a"}, "no/such/folder/report.html")).said,
                testing::AllOf(HasSubstr("no/such/folder/report.html"), HasSubstr("cannot be written"),
                               HasSubstr("choose a folder")));
    EXPECT_THAT(write(order_of(folder, {"/runs/a"}, "report.docx")).said, HasSubstr("written as .html or .pdf"));
    ReportOrder forbidden = order_of(folder, {"/runs/a"});
    forbidden.file = "/proc/report.html";
    EXPECT_EQ(write(forbidden).code, 1);

    const ReportOrder order = order_of(folder, {"/runs/a"});
    const QString before = write(order).text;
    ASSERT_GT(before.size(), 10'000);
    rlimit old{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
    const rlimit small{.rlim_cur = 4096, .rlim_max = old.rlim_max};
    const auto signal = std::signal(SIGXFSZ, SIG_IGN);
    testing::internal::CaptureStderr(); // its file is small
    setrlimit(RLIMIT_FSIZE, &small);    // as if the disk were full
    const int code = write_report_file(order, core);
    setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, signal);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("cannot be written"));
    EXPECT_EQ(code, 1);
    QFile file(order.file);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(QString::fromUtf8(file.readAll()), before);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) files += entry.is_regular_file();
    EXPECT_EQ(files, 1) << "no temporary file is left";
}

TEST(ReportFile, TakesAReferenceAndARuleOfBands) {
    const test::TemporaryFolder folder;
    ReportOrder order = order_of(folder, {"/runs/missing", "/runs/a", "/runs/b"});
    order.against = "C:plain", order.bands = "50/10";
    Written report = write(order);
    EXPECT_EQ(report.code, report_without_some) << report.said;
    EXPECT_TRUE(report.text.contains("<td>B · Plain</td>")) << "letters move where a run is left out";
    EXPECT_TRUE(report.text.contains("many n &gt; 50, medium 10 to 50, few n &lt; 10"));
    order.against = "B:nothing";
    EXPECT_THAT(write(order).said, HasSubstr("the run has no results of 'nothing'"));
    order.against = "plain";
    EXPECT_THAT(write(order).said, HasSubstr("write the run's letter and the method"));
    order.against.clear(), order.bands = "many";
    EXPECT_THAT(write(order).said, HasSubstr("no rule of bands"));
    EXPECT_EQ(bands_text({.many_above = 50, .few_below = 10}), "50/10");
    EXPECT_EQ(bands_text(BandRule::named("mislas")), "mislas");
    EXPECT_EQ(against_text({1, "plain"}), "B:plain");
}

TEST(ReportFile, ARunWithoutPlainIsTestedAgainstWhatTheComparisonChose) {
    const test::TemporaryFolder folder;
    static CoreApi api;
    api = core();
    api.read_run = [](const std::filesystem::path& run) {
        RunRecord record = core().read_run(run);
        std::erase_if(record.results, [](const MethodResult& result) { return result.method == "plain"; });
        return record;
    };
    const CoreLoader without = []() -> const CoreApi& { return api; };
    const ReportOrder order = order_of(folder, {"/runs/a"});
    const auto html = [&] { return report_html(report_document(read_report(without(), order), {})); };
    EXPECT_TRUE(html().contains("None: the run has no plain models"));
    api.compare_runs = [](const KeptRuns& runs, const ComparisonWish& wish, const JobControl& control) {
        ComparisonWish ours = wish;
        ours.reference = RunMethod{0, "over_sampling"};
        return core().compare_runs(runs, ours, control);
    };
    EXPECT_FALSE(html().contains("None: the run has no plain models"));
    EXPECT_TRUE(html().contains("<td>MetaModelNet</td><td>Over-sampling</td>"));
}

TEST(ReportFile, TheOptionsThatDifferAreNamed) {
    const test::TemporaryFolder folder;
    const CoreLoader other = []() -> const CoreApi& {
        static CoreApi api = core();
        api.read_run = [](const std::filesystem::path& run) {
            RunRecord record = core().read_run(run);
            record.options.meta.strength = run.filename() == "b" ? 0.25 : 0.5;
            return record;
        };
        return api;
    };
    ReportContent content = read_report(other(), order_of(folder, {"/runs/a", "/runs/b"}));
    const QString html = report_html(report_document(content, {}));
    EXPECT_TRUE(html.contains("Options that differ"));
    EXPECT_TRUE(QRegularExpression("<td>MetaModelNet · [^<]*</td><td>0.5</td><td>0.25</td>").match(html).hasMatch());
}

} // namespace
} // namespace whydah
