// A window that is open while the theme changes must look like one that was opened after it.
#include "widgets/class_histogram.h"
#include "widgets/class_panel.h"
#include "widgets/clicks.h"
#include "widgets/data_panel.h"
#include "widgets/error_strip.h"
#include "widgets/gain_plot.h"
#include "widgets/log_view.h"
#include "widgets/long_tail_records.h"
#include "widgets/loss_plot.h"
#include "widgets/option_row.h"
#include "widgets/options_form.h"
#include "widgets/palette.h"
#include "widgets/results_table.h"
#include "widgets/run_status.h"
#include "widgets/stage_list.h"
#include "widgets/trajectory_plot.h"

#include <QApplication>

#include <gtest/gtest.h>

#include <memory>

namespace whydah {
namespace {

using Made = std::unique_ptr<QWidget>;

const RunRecord& run() {
    static const RunRecord run = test::long_tail_run(40, 300, 2);
    return run;
}

template <class Widget, class Fill>
Made made(Fill fill) {
    auto widget = std::make_unique<Widget>();
    fill(*widget);
    return widget;
}

struct Case {
    const char* name;
    Made (*make)();
};

const Case cases[] = {
    {"ClassHistogram",
     [] { return made<ClassHistogram>([](auto& w) { w.show_summary(run().dataset, {}), w.select_class(3); }); }},
    {"ClassHistogramHint", [] { return made<ClassHistogram>([](auto&) {}); }},
    {"GainPlot",
     [] { return made<GainPlot>([](auto& w) { w.show_results(run().results), w.set_all_methods(true); }); }},
    {"TrajectoryPlot",
     [] { return made<TrajectoryPlot>([](auto& w) { w.show_trajectories(run().trajectories), w.select_class(3); }); }},
    {"LossPlot", [] { return made<LossPlot>([](auto& w) { w.show_losses(run().losses); }); }},
    {"ResultsTable",
     [] { return made<ResultsTable>([](auto& w) { w.show_results(run().results, {}), w.select_method("plain"); }); }},
    {"DataPanel",
     [] {
         return made<DataPanel>([](auto& w) {
             DatasetSummary data = run().dataset;
             data.problems = {{"a.jpg", "not an image"}};
             data.problem_count = 1;
             w.show_summary(data, {}), w.select_class(3);
         });
     }},
    {"ClassPanel",
     [] {
         return made<ClassPanel>([](auto& w) { w.show_results(run().results), w.show_class(run().dataset, {}, 3); });
     }},
    {"StageList",
     [] {
         return made<StageList>([](auto& w) {
             w.show_plan({{"A", "S / B", "S / C", "S / D"}});
             w.start({.stage = "A", .unit = "steps", .total = 9}),
                 w.finish({.stage = "A", .seconds = 1, .note = "kept"});
             w.start({.stage = "S / B", .unit = "steps", .total = 9}), w.end(StageList::State::failed);
             w.start({.stage = "S / C", .unit = "steps", .total = 0});
         });
     }},
    {"StageListHint", [] { return made<StageList>([](auto&) {}); }},
    {"LogView",
     [] {
         return made<LogView>([](auto& w) {
             w.append({.level = LogLine::Level::info, .text = "said"});
             w.append({.level = LogLine::Level::warning, .text = "warned\nin two lines"});
             w.append({.level = LogLine::Level::error, .text = "failed"});
         });
     }},
    {"ErrorStrip",
     [] { return made<ErrorStrip>([](auto& w) { w.show_error(Error({.what = "a", .where = "b", .mend = "c"})); }); }},
    {"RunStatus",
     [] { return made<RunStatus>([](auto& w) { w.show_progress("working", 0.5, 3), w.show_counts(3, 1, 2); }); }},
    {"OptionsForm", [] { return made<OptionsForm>([](auto& w) { w.edit("strength", "7"), w.edit("seeds", "2"); }); }},
};

class ThemeChange : public testing::TestWithParam<Case> {
protected:
    ThemeChange() : before_(QApplication::palette()) {}
    ~ThemeChange() override { QApplication::setPalette(before_); }

    static void settle() {
        for (int i = 0; i < 4; ++i) QCoreApplication::processEvents();
        QTest::qWait(5);
    }
    static QImage picture(QWidget& widget) {
        settle();
        return widget.grab().toImage();
    }
    static QImage fresh() {
        const Made widget = GetParam().make();
        test::show(*widget, {620, 460});
        return picture(*widget);
    }

private:
    QPalette before_;
};

TEST_P(ThemeChange, LeavesNoOldColour) {
    QApplication::setPalette(light_palette());
    Made widget = GetParam().make();
    test::show(*widget, {620, 460});
    const QImage light = picture(*widget);
    QApplication::setPalette(dark_palette());
    const QImage dark = picture(*widget);
    QApplication::setPalette(light_palette());
    const QImage light_again = picture(*widget);
    widget.reset();
    EXPECT_NE(light, dark);
    EXPECT_EQ(light, light_again) << "light, dark and light again";
    QApplication::setPalette(dark_palette());
    const QImage wanted = fresh();
    EXPECT_EQ(dark, wanted) << "as if it had been opened in the dark";
    if (dark != wanted && qEnvironmentVariableIsSet("WHYDAH_KEEP_PICTURES")) {
        dark.save(QDir::temp().filePath(QStringLiteral("theme_%1_changed.png").arg(GetParam().name)));
        wanted.save(QDir::temp().filePath(QStringLiteral("theme_%1_fresh.png").arg(GetParam().name)));
    }
}

INSTANTIATE_TEST_SUITE_P(Of, ThemeChange, testing::ValuesIn(cases), [](const auto& one) { return one.param.name; });

} // namespace
} // namespace whydah
