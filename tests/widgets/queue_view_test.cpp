#include "widgets/queue_view.h"

#include "support/settled.h"
#include "widgets/log_view.h"
#include "widgets/queue_details.h"
#include "widgets/queue_row_delegate.h"
#include "widgets/queue_table.h"
#include "widgets/stage_delegate.h"
#include "widgets/stage_list.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>

#include <gmock/gmock.h>

#include <memory>

namespace whydah {
namespace {

using testing::HasSubstr;
using testing::Not;

QueueEntry entry(std::int64_t id, QueueState state, const std::string& name = "sample") {
    QueueEntry made;
    made.id = id, made.state = state, made.name = name;
    return made;
}

class QueueViewTest : public testing::Test {
protected:
    QueueViewTest() {
        view.resize(700, 600);
        view.show();
    }
    void show(const std::vector<QueueEntry>& entries, bool held = false, const QString& note = {}) {
        view.show_queue(entries, held, note);
    }
    std::string cell(int row, int column) {
        return view.table()->queue()->index(row, column).data().toString().toStdString();
    }
    std::string state(int row) { return cell(row, QueueTableModel::state_column); }
    std::string progress(int row) { return cell(row, QueueTableModel::progress_column); }
    std::string facts() { return view.details()->facts().toStdString(); }
    QueueView view;
};

TEST_F(QueueViewTest, NamesEveryStateAndNeverTheWrongOne) {
    std::vector<QueueEntry> all;
    for (int i = 0; i <= static_cast<int>(QueueState::interrupted); ++i)
        all.push_back(entry(i + 1, static_cast<QueueState>(i)));
    show(all);
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        EXPECT_EQ(state(i), queue_state_name(all[static_cast<std::size_t>(i)].state));
        view.table()->select(i + 1);
        EXPECT_THAT(facts(), HasSubstr(queue_state_name(all[static_cast<std::size_t>(i)].state)));
        EXPECT_EQ(view.proceed->isEnabled(), can_continue(all[static_cast<std::size_t>(i)].state)) << i;
        EXPECT_EQ(view.remove->isEnabled(), !is_active(all[static_cast<std::size_t>(i)].state)) << i;
    }
}

TEST_F(QueueViewTest, ShowsTheProgressOfTheOneThatRuns) {
    show({entry(1, QueueState::running), entry(2, QueueState::queued), entry(3, QueueState::queued)});
    view.table()->queue()->show_progress("MetaModelNet · 50 of 100 steps", 0.5, "0:05 left");
    EXPECT_THAT(progress(0), HasSubstr("50 of 100"));
    EXPECT_EQ(cell(0, QueueTableModel::time_column), "0:05 left");
    EXPECT_EQ(progress(1), "next");
    EXPECT_EQ(progress(2), "");
    EXPECT_EQ(view.totals_text(), "1 running · 2 waiting · 0 finished");
}

TEST_F(QueueViewTest, WhereTheProgressHasNoRoomLessIsSaidAndNothingIsCut) {
    view.resize(550, 690); // at 1280 x 800
    show({entry(1, QueueState::running), entry(2, QueueState::queued)});
    const QString whole = "Seed 1 · MetaModelNet · block 4, 3 of 7 back to front · 610 of 1,000 steps · stage 5 of 11";
    const QStringList shorter{"Seed 1 · MetaModelNet · stage 5 of 11", "MetaModelNet · stage 5 of 11", "stage 5 of 11"};
    view.table()->queue()->show_progress(whole, 0.5, "0:05 left", shorter);
    ASSERT_TRUE(test::settles());
    const QModelIndex index = view.table()->queue()->index(0, QueueTableModel::progress_column);
    const auto shown = [&] {
        return StageDelegate::fitting_text(index, view.table()->fontMetrics(), view.table()->visualRect(index).width() - 12);
    };
    EXPECT_EQ(shown(), "MetaModelNet · stage 5 of 11") << view.table()->visualRect(index).width();
    EXPECT_EQ(index.data().toString(), whole) << "the tip and screen readers have all of it";
    view.resize(1400, 690);
    ASSERT_TRUE(test::settles());
    EXPECT_EQ(shown(), whole);
    EXPECT_TRUE(StageDelegate::fitting_text(index, view.table()->fontMetrics(), 40).endsWith(u'…')) << "room for nothing";
    view.table()->queue()->show_progress("Starting", -1, "");
    EXPECT_EQ(shown(), "Starting");
}

TEST_F(QueueViewTest, EveryStateHasItsRoom) {
    for (int state = 0; state <= static_cast<int>(QueueState::interrupted); ++state) {
        show({entry(1, static_cast<QueueState>(state))});
        const QString text = view.table()->queue()->index(0, QueueTableModel::state_column).data().toString();
        const int mark = view.table()->fontMetrics().height() + 6, margins = 6;
        EXPECT_GE(view.table()->columnWidth(QueueTableModel::state_column),
                  view.table()->fontMetrics().horizontalAdvance(text) + mark + margins)
            << text.toStdString();
    }
}

TEST_F(QueueViewTest, TellsExperimentsOnTheSameDataApartByWhatDiffers) {
    QueueEntry usual = entry(1, QueueState::completed), strong = entry(2, QueueState::queued),
               other = entry(3, QueueState::queued);
    usual.options.data.data = strong.options.data.data = "/d";
    other.options.data.data = "/e";
    show({usual, other});
    const int one_line = view.table()->verticalHeader()->defaultSectionSize();
    EXPECT_FALSE(view.table()->queue()->has_changes()) << "each is alone on its data";
    strong.options.meta.strength = 1;
    strong.options.run.seeds = 3;
    show({usual, strong, other});
    const auto changes = [&](int row) {
        return view.table()->queue()->index(row, 1).data(QueueRowDelegate::changes_role).toString().toStdString();
    };
    EXPECT_EQ(changes(0), "Strength a 0.5");
    EXPECT_EQ(changes(1), "Strength a 1") << "the seeds stand in the name";
    EXPECT_EQ(changes(2), "");
    strong.options.features.backbone = "/far/away/net.pt";
    show({usual, strong, other});
    EXPECT_EQ(changes(1), "Backbone net.pt, Strength a 1");
    EXPECT_GE(view.table()->verticalHeader()->defaultSectionSize(), one_line + view.fontMetrics().height());
    EXPECT_THAT(view.table()->queue()->index(1, 1).data(Qt::ToolTipRole).toString().toStdString(),
                HasSubstr("Strength a 1"));
}

TEST_F(QueueViewTest, WhatFewestShareIsToldFirstOverTheWholeRow) {
    std::vector<QueueEntry> entries{entry(1, QueueState::queued), entry(2, QueueState::queued),
                                    entry(3, QueueState::failed)};
    for (QueueEntry& one : entries) one.options.data.data = "/d";
    entries[2].options.features.backbone = "/far/away/broken.pt";
    entries[1].options.meta.strength = 1;
    view.resize(550, 600); // as at a screen of 1,280 pixels
    show(entries);
    const auto changes = [&](int row) {
        return view.table()->queue()->index(row, 1).data(QueueRowDelegate::changes_role).toString().toStdString();
    };
    EXPECT_EQ(changes(0), "Backbone –, Strength a 0.5");
    EXPECT_EQ(changes(1), "Strength a 1, Backbone –") << "that is what it was queued for";
    EXPECT_EQ(changes(2), "Backbone broken.pt, Strength a 0.5");
    const auto* delegate = qobject_cast<QueueRowDelegate*>(view.table()->itemDelegate());
    ASSERT_NE(delegate, nullptr);
    for (int row = 0; row < 3; ++row) {
        const QRect place = delegate->changes_place(row);
        EXPECT_GE(place.width(), view.fontMetrics().horizontalAdvance(QString::fromStdString(changes(row)))) << "cut";
        const QRect cell = view.table()->visualRect(view.table()->queue()->index(row, QueueTableModel::name_column));
        EXPECT_EQ(place.left(), cell.left() + 4);
        EXPECT_GE(place.top(), cell.top() + view.fontMetrics().height()) << "the name is above it";
        EXPECT_LE(place.bottom(), cell.bottom());
    }
    ASSERT_TRUE(test::settles());
    const QImage picture = view.table()->viewport()->grab().toImage();
    const QRect beneath_time = delegate->changes_place(1).adjusted(0, 0, 0, 0);
    const QColor ground = view.palette().color(QPalette::Base);
    int painted = 0;
    for (int y = beneath_time.top(); y <= beneath_time.bottom(); ++y)
        for (int x = beneath_time.left(); x < beneath_time.right(); ++x) painted += picture.pixelColor(x, y) != ground;
    EXPECT_GT(painted, 100) << "the line is there";
}

TEST_F(QueueViewTest, APausedOneHasAMarkOfItsOwnAndSaysWhatItHasTaken) {
    show({entry(1, QueueState::paused), entry(2, QueueState::queued)});
    view.table()->select(1);
    const auto mark = [&] { return view.table()->queue()->index(0, 0).data(StageList::state_role).toInt(); };
    EXPECT_EQ(mark(), static_cast<int>(StageList::State::paused));
    view.details()->show_running("412 MiB now", 65);
    EXPECT_THAT(facts(), HasSubstr("1:05 so far"));
    show({entry(1, QueueState::running), entry(2, QueueState::queued)});
    EXPECT_EQ(mark(), static_cast<int>(StageList::State::running));
    view.table()->select(2);
    EXPECT_THAT(facts(), Not(HasSubstr("so far")));
}

TEST_F(QueueViewTest, HalfOfItsHeightIsForTheList) {
    std::vector<QueueEntry> entries;
    for (int i = 1; i <= 8; ++i) entries.push_back(entry(i, QueueState::queued)), entries.back().options.run.seed = i;
    view.resize(550, 690); // at 1280 x 800
    show(entries);
    view.table()->select(1);
    ASSERT_TRUE(test::settles());
    EXPECT_GE(view.table()->viewport()->height() / view.table()->rowHeight(0), 4);
}

TEST_F(QueueViewTest, WhatRunsIsReadableAlsoWhileItIsSelected) {
    show({entry(1, QueueState::running)});
    view.table()->queue()->show_progress("MMMMMMMM", 0.5, "0:05 left");
    QPalette palette = view.palette();
    palette.setColor(QPalette::Text, Qt::black);
    palette.setColor(QPalette::Highlight, Qt::blue);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    view.table()->setPalette(palette);
    view.table()->select(1);
    ASSERT_TRUE(test::settles());
    const QImage picture = view.table()->viewport()->grab().toImage();
    for (int column : {QueueTableModel::state_column, QueueTableModel::progress_column}) {
        const QRect cell = view.table()->visualRect(view.table()->queue()->index(0, column));
        const int right =
            column == QueueTableModel::state_column ? cell.left() + view.fontMetrics().height() : cell.right();
        int white = 0, black = 0;
        for (int y = cell.top(); y < cell.bottom(); ++y)
            for (int x = cell.left(); x < right; ++x) {
                white += qGray(picture.pixel(x, y)) > 230;
                black += picture.pixelColor(x, y).blue() < 100;
            }
        EXPECT_GT(white, 10) << "the mark, the text and the bar";
        EXPECT_EQ(black, 0) << column;
    }
}

TEST_F(QueueViewTest, SaysWhatThoseThatWaitWillTakeAndTheWholeQueue) {
    show({entry(1, QueueState::running), entry(2, QueueState::queued), entry(3, QueueState::queued)});
    view.table()->queue()->show_expected({{2, 125.2}});
    EXPECT_EQ(cell(1, QueueTableModel::time_column), "about 2:05");
    EXPECT_EQ(cell(2, QueueTableModel::time_column), "") << "there is no ground to say";
    view.show_time_left("12:34 left");
    EXPECT_EQ(view.totals_text(), "1 running · 2 waiting · 0 finished · 12:34 left");
    view.show_time_left({});
    EXPECT_EQ(view.totals_text(), "1 running · 2 waiting · 0 finished");
}

TEST_F(QueueViewTest, ItsDetailsNameTheStagesOnce) {
    show({entry(1, QueueState::running)});
    int shown = 0;
    for (const QLabel* label : view.details()->stages()->findChildren<QLabel*>())
        shown +=
            label->text().compare("stages", Qt::CaseInsensitive) == 0 && label->isVisibleTo(view.details()->stages());
    EXPECT_EQ(shown, 0) << "the tab says it";
}

TEST_F(QueueViewTest, AFailedOneSaysWhatWhereAndHowToMend) {
    QueueEntry failed = entry(1, QueueState::failed);
    failed.what = "the disk is full", failed.where = "/runs/one", failed.mend = "free some space";
    show({failed, entry(2, QueueState::completed)});
    view.table()->select(1);
    const std::string problem = view.details()->problem().toStdString();
    EXPECT_THAT(problem, HasSubstr("The disk is full"));
    EXPECT_THAT(problem, HasSubstr("/runs/one"));
    EXPECT_THAT(problem, HasSubstr("free some space"));
    EXPECT_EQ(progress(0), "the disk is full · /runs/one");
    EXPECT_THAT(view.table()->queue()->index(0, QueueTableModel::progress_column).data(Qt::ToolTipRole).toString().toStdString(),
                HasSubstr("free some space"));
    view.table()->select(2);
    EXPECT_EQ(view.details()->problem(), "");
    failed.state = QueueState::out_of_memory, failed.what = "memory ran out", failed.where = "stage 'Episodes'";
    show({failed, entry(2, QueueState::completed)});
    EXPECT_EQ(state(0), "out of memory");
    EXPECT_EQ(progress(0), "stage 'Episodes'");
}

TEST_F(QueueViewTest, SaysWhatAContinuedRunReuses) {
    QueueEntry waits = entry(1, QueueState::queued);
    waits.continues = true, waits.folder = "/runs/one";
    show({waits});
    EXPECT_EQ(progress(0), "next, to be continued");
    EXPECT_THAT(facts(), HasSubstr("finished stages come from the cache"));
    waits.options.run.stage_cache = false;
    show({waits});
    EXPECT_THAT(facts(), HasSubstr("computed again"));
    QueueEntry done = entry(1, QueueState::completed);
    done.stages = done.finished = 11, done.reused = 3;
    show({done});
    EXPECT_EQ(progress(0), "11 stages, 3 reused");
    EXPECT_THAT(facts(), HasSubstr("3 stages reused from the cache"));
}

TEST_F(QueueViewTest, WhatRunsAgainSaysThatItsTimeIsOfBefore) {
    QueueEntry continued = entry(1, QueueState::running);
    continued.seconds = 75;
    show({continued});
    view.table()->select(1);
    EXPECT_THAT(facts(), testing::EndsWith("before"));
    continued.state = QueueState::completed;
    show({continued});
    EXPECT_THAT(facts(), Not(HasSubstr("before")));
}

TEST_F(QueueViewTest, RowsThatWaitMoveByKeysAndByDragging) {
    show({entry(1, QueueState::running), entry(2, QueueState::queued), entry(3, QueueState::queued)});
    QSignalSpy moves(&view, &QueueView::move_asked);
    view.table()->select(3);
    view.table()->setFocus();
    EXPECT_FALSE(view.down->isEnabled());
    view.up->trigger();
    ASSERT_EQ(moves.count(), 1);
    EXPECT_EQ(moves[0][0].toLongLong(), 3);
    EXPECT_EQ(moves[0][1].toInt(), 1);
    view.table()->select(2);
    EXPECT_FALSE(view.up->isEnabled());
    view.down->trigger();
    EXPECT_EQ(moves[1][1].toInt(), 3);
    QueueTableModel& model = *view.table()->queue();
    const std::unique_ptr<QMimeData> dragged(model.mimeData({model.index(2, 0)}));
    EXPECT_TRUE(model.dropMimeData(dragged.get(), Qt::MoveAction, 1, 0, {}));
    EXPECT_EQ(moves[2][0].toLongLong(), 3);
    EXPECT_EQ(moves[2][1].toInt(), 1);
    EXPECT_FALSE(model.flags(model.index(0, 0)).testFlag(Qt::ItemIsDragEnabled)); // it runs
    EXPECT_TRUE(model.flags(model.index(1, 0)).testFlag(Qt::ItemIsDragEnabled));
    const QMimeData foreign;
    EXPECT_FALSE(model.dropMimeData(&foreign, Qt::MoveAction, 1, 0, {}));
    EXPECT_EQ(model.rowCount(), 3); // whoever keeps the queue moves it
}

TEST_F(QueueViewTest, TheSelectionStaysWithItsExperiment) {
    show({entry(1, QueueState::queued), entry(2, QueueState::queued)});
    view.table()->select(2);
    show({entry(2, QueueState::queued), entry(1, QueueState::queued)});
    EXPECT_EQ(view.current(), 2);
    show({entry(1, QueueState::queued)});
    EXPECT_EQ(view.current(), 0);
    EXPECT_TRUE(view.details()->isHidden());
}

TEST_F(QueueViewTest, PauseAndHoldSayWhatTheyDoNow) {
    QSignalSpy pauses(&view, &QueueView::pause_asked), resumes(&view, &QueueView::resume_asked);
    QSignalSpy holds(&view, &QueueView::hold_asked);
    show({entry(1, QueueState::running)});
    EXPECT_EQ(view.pause->text(), "&Pause");
    view.pause->trigger();
    show({entry(1, QueueState::paused)});
    EXPECT_EQ(view.pause->text(), "&Resume");
    view.pause->trigger();
    EXPECT_EQ(pauses.count(), 1);
    EXPECT_EQ(resumes.count(), 1);
    show({entry(1, QueueState::stopping)});
    EXPECT_FALSE(view.pause->isEnabled());
    EXPECT_FALSE(view.stop->isEnabled());
    view.hold->trigger();
    EXPECT_TRUE(holds[0][0].toBool());
    show({entry(1, QueueState::queued)}, true, "The queue is held");
    EXPECT_EQ(view.note_text(), "The queue is held");
    view.hold->trigger();
    EXPECT_FALSE(holds[1][0].toBool());
}

TEST_F(QueueViewTest, ShowsStagesAndLogWhileTheyCome) {
    show({entry(1, QueueState::running)});
    RunRecord trace;
    trace.plan.stages = {"Reading", "Seed 0 / Base", "Seed 1 / Base"};
    trace.stages = {{.stage = "Reading", .seconds = 1, .note = ""}};
    trace.log = {{.level = LogLine::Level::info, .text = "begun"}};
    view.details()->show_trace(&trace, StageStarted{.stage = "Seed 0 / Base", .unit = "steps", .total = 10},
                               StageProgress{.stage = "Seed 0 / Base", .done = 4, .total = 10});
    const StageList& stages = *view.details()->stages();
    EXPECT_EQ(stages.stage_count(), 3);
    EXPECT_EQ(stages.text("Seed 0 / Base"), "4 of 10 steps");
    view.details()->take({StageFinished{.stage = "Seed 0 / Base", .seconds = 2, .note = "from cache"},
                          LogLine{.level = LogLine::Level::warning, .text = "careful"}});
    EXPECT_EQ(stages.done_count(), 2);
    EXPECT_THAT(view.details()->log()->toPlainText().toStdString(), HasSubstr("careful"));
    trace.state = RunState::failed;
    view.details()->show_trace(&trace);
    EXPECT_EQ(stages.state("Seed 0 / Base"), StageList::State::failed);
    EXPECT_EQ(stages.state("Seed 1 / Base"), StageList::State::waiting);
    EXPECT_THAT(view.details()->log()->toPlainText().toStdString(), Not(HasSubstr("careful")));
}

TEST_F(QueueViewTest, ShowsTheCommandAndWhatDiffersFromTheUsual) {
    QueueEntry one = entry(1, QueueState::queued);
    one.options.data.data = "/d";
    one.options.run.seeds = 3;
    show({one});
    const std::string command = view.details()->command().toStdString();
    EXPECT_EQ(command, equivalent_command(one.options));
    EXPECT_THAT(command, HasSubstr("--seeds 3"));
    const QTableWidget& options = *view.details()->options();
    ASSERT_EQ(options.rowCount(), 2);
    EXPECT_EQ(options.item(1, 1)->text(), "3");
    EXPECT_EQ(options.item(1, 2)->text(), "1");
}

TEST_F(QueueViewTest, DeviceAndThreadsAreChosenForEachThatWaits) {
    show({entry(1, QueueState::queued)});
    EXPECT_THAT(view.details()->stages()->hint().toStdString(), HasSubstr("once it has begun"));
    QSignalSpy places(view.details(), &QueueDetails::place_changed);
    view.details()->threads()->setValue(1);
    ASSERT_EQ(places.count(), 1);
    EXPECT_EQ(places[0][0].toLongLong(), 1);
    EXPECT_EQ(places[0][1].toString(), "auto");
    EXPECT_EQ(places[0][2].toInt(), 1);
    show({entry(1, QueueState::running)});
    EXPECT_FALSE(view.details()->threads()->isEnabled());
    EXPECT_FALSE(view.details()->device()->isEnabled());
}

TEST_F(QueueViewTest, SaysWhatToDoWhileItIsEmpty) {
    EXPECT_FALSE(view.add->isEnabled());
    EXPECT_TRUE(view.hold->isEnabled()) << "a queue can be put together before any of it begins";
    EXPECT_FALSE(view.stop->isEnabled());
    EXPECT_TRUE(view.details()->isHidden());
    view.allow_add(true, {});
    EXPECT_TRUE(view.add->isEnabled());
    QSignalSpy adds(&view, &QueueView::add_asked);
    view.add->trigger();
    EXPECT_EQ(adds.count(), 1);
}

} // namespace
} // namespace whydah
