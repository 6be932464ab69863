#include "app/report_content.h"
#include "widgets/confusion_matrix.h"
#include "widgets/confusion_view.h"
#include "widgets/figure_export.h"
#include "widgets/norm_plot.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"
#include "widgets/run_gain_plot.h"
#include "widgets/trajectory_plot.h"

#include <QFontInfo>
#include <QObject>

#include <algorithm>

namespace whydah {
namespace {

constexpr int width = 760; // on paper some 17 cm: letters of 8 points
constexpr int flat = 400, high = 560;

QString text_of(const std::string& text) { return QString::fromStdString(text); }

ReportFigure drawn(StyledPlot& plot, const QString& caption, int height) {
    const QSize size(width, height);
    return {.caption = caption, .size = size, .svg = plot_svg(plot, size), .picture = plot_picture(plot, size)};
}

void dress(QWidget& view) {
    view.setPalette(light_palette());
    view.setFont(QFont(QFontInfo(view.font()).family(), 10));
}

/// MetaModelNet, else the method with the greatest mean.
std::string told_method(const ComparedRun& run, const BandRule& rule) {
    const auto rows = method_rows(run.results, rule);
    const auto ours =
        std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.method == "meta_model_net"; });
    if (ours != rows.end()) return ours->method;
    const auto best = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return (a.all ? a.all->mean : -1) < (b.all ? b.all->mean : -1);
    });
    return best == rows.end() ? std::string() : best->method;
}

void add_confusions(ReportBlocks& blocks, const ComparedRun& run, const BandRule& rule) {
    constexpr std::size_t most = 12;
    const std::string method = told_method(run, rule);
    RunComparison single;
    single.runs = {run};
    ConfusionView view;
    dress(view);
    view.show_comparison(single);
    view.select({0, method});
    if (!view.hint().isEmpty() || view.shown().method != method) return;
    blocks.push_back(drawn(*view.plot(),
                           QObject::tr("Confusions of %1: true classes from top to bottom, most training images first")
                               .arg(text_of(method_label(method))),
                           high));
    std::vector<ConfusionMatrix::Cell> wrong;
    for (const auto& cell : view.matrix().cells)
        if (cell.truth != cell.predicted) wrong.push_back(cell);
    std::stable_sort(wrong.begin(), wrong.end(), [](const auto& a, const auto& b) { return a.images > b.images; });
    if (wrong.empty()) return;
    blocks.push_back(ReportHeading{
        .text = QObject::tr("Most frequent confusions of %1").arg(text_of(method_label(method))), .level = 3});
    ReportTable table;
    table.fine = true;
    table.columns = {{.title = QObject::tr("True class"), .share = 1},
                     {.title = QObject::tr("Taken for"), .share = 1},
                     {.title = QObject::tr("Images"), .number = true},
                     {.title = QObject::tr("% of the class"), .number = true}};
    for (std::size_t i = 0; i < std::min(most, wrong.size()); ++i) {
        const auto name = [&](int label) { return text_of(view.matrix().names[static_cast<std::size_t>(label)]); };
        table.rows.push_back({{.text = name(wrong[i].truth)},
                              {.text = name(wrong[i].predicted)},
                              {.text = count_text(wrong[i].images)},
                              {.text = percent_text(wrong[i].share)}});
    }
    blocks.push_back(std::move(table));
}

ReportBlocks figures_of(const ReportContent& content, std::size_t r) {
    ReportBlocks blocks;
    const RunRecord& record = *content.runs[r].record;
    draw_figures(record, content.comparison.wish.rule,
                 [&](StyledPlot& plot, const QString& name, const QString& heading) {
                     blocks.push_back(drawn(plot, heading, name == u"trajectories" ? high : flat));
                 });
    TrajectoryPlot chosen; // the same trajectories as in the figure before
    chosen.show_trajectories(record.trajectories);
    NormPlot norms;
    dress(norms);
    norms.show_trajectories(chosen.shared());
    if (norms.hint().isEmpty())
        blocks.push_back(drawn(
            *norms.plot(),
            QObject::tr("%1: norms of weights by shots").arg(text_of(method_label(chosen.shown().method))), flat));
    add_confusions(blocks, content.comparison.runs[r], content.comparison.wish.rule);
    return blocks;
}

/// Of each run that can be held against the first.
ReportBlocks gains(const RunComparison& all) {
    ReportBlocks blocks;
    for (std::size_t r = 1; r < all.runs.size(); ++r) {
        const auto has = [&](std::size_t run, const std::string& method) {
            return std::any_of(all.runs[run].results.begin(), all.runs[run].results.end(),
                               [&](const auto& m) { return m.method == method; });
        };
        std::string method = told_method(all.runs[r], all.wish.rule);
        const RunMethod reference = all.wish.reference.value_or(
            RunMethod{0, has(0, method) ? method : told_method(all.runs[0], all.wish.rule)});
        RunGainPlot gain;
        dress(gain);
        gain.show_comparison(all);
        gain.select({r, method}, reference);
        if (!gain.hint().isEmpty()) continue;
        const auto label = [&](const RunMethod& of) { return text_of(run_method_label(of, all.runs.size())); };
        blocks.push_back(
            drawn(*gain.plot(),
                  QObject::tr("%1: gain over %2 by class").arg(label(gain.method()), label(gain.reference())), flat));
    }
    return blocks;
}

} // namespace

ReportBlocks report_figures(const ReportContent& content) {
    ReportBlocks blocks;
    const auto append = [&](ReportBlocks more) {
        for (ReportBlock& block : more) blocks.push_back(std::move(block));
    };
    const bool several = content.runs.size() > 1;
    if (several)
        if (ReportBlocks of_all = gains(content.comparison); !of_all.empty()) {
            blocks.push_back(ReportHeading{.text = QObject::tr("Gains over the first run")});
            append(std::move(of_all));
        }
    for (std::size_t r = 0; r < content.runs.size(); ++r) {
        ReportBlocks own = figures_of(content, r);
        if (own.empty()) continue;
        blocks.push_back(ReportHeading{.text = several ? QObject::tr("Figures of %1").arg(report_run_name(content, r))
                                                       : QObject::tr("Figures")});
        append(std::move(own));
    }
    return blocks;
}

} // namespace whydah
