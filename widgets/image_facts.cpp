#include "widgets/image_facts.h"

#include "records/accuracy_report.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace whydah {
namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("ImageFacts", text, nullptr, n); }

struct TakenFor {
    int label;
    std::vector<Mistake> by;
};

/// By the class that was said, most often said first; ties in label order.
std::vector<TakenFor> taken_for(const ImageChoice& choice, int shown) {
    std::map<int, std::vector<Mistake>> by_label;
    for (const Mistake& mistake : choice.mistakes_of(shown)) by_label[mistake.predicted].push_back(mistake);
    std::vector<TakenFor> all;
    for (auto& [label, by] : by_label) all.push_back({label, std::move(by)});
    std::stable_sort(all.begin(), all.end(),
                     [](const TakenFor& a, const TakenFor& b) { return a.by.size() > b.by.size(); });
    return all;
}

QString by_text(const std::string& method, const std::vector<Mistake>& all) {
    QStringList seeds;
    float most = 0;
    for (const Mistake& mistake : all) {
        if (mistake.method != method) continue;
        seeds << QString::number(mistake.seed);
        most = std::max(most, mistake.confidence);
    }
    const QString sure = QString::number(std::lround(100 * most));
    const QString text = seeds.size() == 1 ? tr("%1 (seed %2, %3 % sure)") : tr("%1 (seeds %2, up to %3 % sure)");
    return text.arg(QString::fromStdString(method_label(method)), seeds.join(QStringLiteral(", ")), sure);
}

} // namespace

QString image_name(const ImageRef& image) {
    const QString file = QFileInfo(QString::fromStdString(image.file)).fileName();
    return image.index < 0 ? file : tr("%1, row %2").arg(file).arg(image.index);
}

QString short_image_name(const ImageRef& image) {
    return image.index < 0 ? image_name(image) : tr("row %1").arg(image.index);
}

QString fitted_image_name(const ImageRef& image, const QFontMetrics& metrics, int width) {
    const QString whole = short_image_name(image);
    if (image.index >= 0 || metrics.horizontalAdvance(whole) <= width) return metrics.elidedText(whole, Qt::ElideLeft, width);
    return metrics.elidedText(QFileInfo(whole).completeBaseName(), Qt::ElideLeft, width);
}

QString mistake_mark(const ImageChoice& choice, int shown) {
    const std::vector<TakenFor> all = taken_for(choice, shown);
    if (all.empty()) return {};
    std::size_t wrong = 0;
    for (const TakenFor& one : all) wrong += one.by.size();
    const QString said = QStringLiteral("→ ") + choice.class_name(all.front().label);
    const std::int64_t tests = choice.tests_of(shown);
    return tests > 1 ? QStringLiteral("%1 %2/%3").arg(said).arg(wrong).arg(tests) : said;
}

QString elided_mark(const QString& mark, const QFontMetrics& metrics, int width) {
    static const QRegularExpression times(QStringLiteral(" \\d+/\\d+$"));
    const QString often = times.match(mark).captured();
    const int room = width - metrics.horizontalAdvance(often);
    return metrics.elidedText(mark.chopped(often.size()), Qt::ElideRight, room) + often;
}

QString image_line(const ImageChoice& choice, int shown) {
    const ChosenImage& of = choice.at(shown);
    return QStringList{image_name(of.image), choice.class_name(of.label), QString::fromLatin1(split_part_name(of.part))}
        .join(QStringLiteral(" · "));
}

QStringList mistake_lines(const ImageChoice& choice, int shown) {
    QStringList lines;
    for (const TakenFor& one : taken_for(choice, shown)) {
        QStringList by;
        for (const std::string& method : choice.mistakes().methods())
            if (std::any_of(one.by.begin(), one.by.end(), [&](const Mistake& m) { return m.method == method; }))
                by << by_text(method, one.by);
        lines << tr("taken for %1 by %2").arg(choice.class_name(one.label), by.join(QStringLiteral(", ")));
    }
    return lines;
}

} // namespace whydah
