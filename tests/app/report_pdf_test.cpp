#include "app/report_content.h"

#include "widgets/comparison_records.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace whydah {
namespace {

/// A run with everything but norms.
ReportContent made_content() {
    RunRecord record = test::long_tail_run(40, 300, 2);
    record.confusion = test::made_confusion(record.results);
    record.protocol.add("Data", "hash", "sha256:1");
    ReportContent content;
    content.comparison.runs = {compared_run(record, "/runs/a")};
    content.runs.push_back({.entry = {}, .record = std::make_shared<const RunRecord>(std::move(record))});
    return content;
}

/// The page descriptions of a PDF, inflated.
std::vector<QByteArray> streams_of(const QByteArray& pdf) {
    std::vector<QByteArray> streams;
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("\nstream\n", at)) {
        at += pdf.mid(at, 1) == "\n" ? 8 : 7;
        const qsizetype end = pdf.indexOf("endstream", at);
        const QByteArray size(4, '\x10'); // at most so much, inflated
        if (const QByteArray text = qUncompress(size + pdf.mid(at, end - at)); !text.isEmpty()) streams.push_back(text);
        at = end;
    }
    return streams;
}

TEST(ReportPdf, HasNumberedPagesTextThatCanBeSelectedAndVectorFigures) {
    const ReportContent content = made_content();
    const QByteArray pdf = report_pdf(report_document(content, report_figures(content)));
    ASSERT_TRUE(pdf.startsWith("%PDF-"));
    const auto pages = pdf.count("/Type /Page\n");
    EXPECT_GE(pages, 4);
    EXPECT_LE(pages, 12);
    EXPECT_GE(pdf.count("/ToUnicode"), 1) << "glyphs are known as letters";
    EXPECT_LE(pdf.count("/Subtype /Image"), 2) << "only the two colour scales of the confusions";
    qsizetype texts = 0, curves = 0;
    for (const QByteArray& stream : streams_of(pdf))
        texts += stream.count(" Tj") + stream.count("]TJ") + stream.count("] TJ"), curves += stream.count(" l\n");
    EXPECT_GT(texts, 200);
    EXPECT_GT(curves, 500) << "lines of figures and tables";
}

ReportDocument table_document(int rows, const QString& cell) {
    ReportDocument document;
    document.title = "Long";
    ReportTable table;
    table.columns = {{.title = "Name", .share = 1}, {.title = "Number", .number = true}};
    for (int row = 0; row < rows; ++row) table.rows.push_back({{.text = cell}, {.text = QString::number(row)}});
    document.blocks.push_back(std::move(table));
    return document;
}

TEST(ReportPdf, LongTablesGoOnWithTheirHeadOnTheNextPage) {
    const QByteArray pdf = report_pdf(table_document(200, "a name"));
    const auto pages = pdf.count("/Type /Page\n");
    EXPECT_GE(pages, 4);
    EXPECT_LE(pages, 7);
    EXPECT_LT(report_pdf(table_document(20, "a name")).count("/Type /Page\n"), 2);
}

TEST(ReportPdf, ARowThatIsTallerThanAPageIsBrokenBetweenLines) {
    const QByteArray pdf = report_pdf(table_document(2, QString("word ").repeated(8000)));
    EXPECT_GE(pdf.count("/Type /Page\n"), 8);
    EXPECT_LE(pdf.count("/Type /Page\n"), 40);
    EXPECT_GE(report_pdf(table_document(1, QString(20'000, 'x'))).count("/Type /Page\n"), 2) << "without any space";
}

} // namespace
} // namespace whydah
