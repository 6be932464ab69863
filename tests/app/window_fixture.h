#pragma once

#include "app/main_window.h"
#include "app/recent_datasets.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "fake_core.h"
#include "widgets/error_strip.h"
#include "widgets/option_row.h"
#include "widgets/options_form.h"
#include "widgets/run_status.h"
#include "widgets/stage_list.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace whydah::test {

/// The whole window on a made-up core.
class MainWindowTest : public testing::Test {
protected:
    MainWindowTest() {
        FakeCore::reset();
        RecentDatasets::clear();
        window = std::make_unique<MainWindow>(FakeCore::api);
        window->resize(1280, 800);
        window->show();
    }
    ~MainWindowTest() override { FakeCore::release(); }

    bool open(const QString& path = "/made-up") {
        QSignalSpy opened(window.get(), &MainWindow::opened);
        window->open(path);
        return opened.count() > 0 || opened.wait(5000);
    }
    bool fails_to_open(const QString& path) {
        QSignalSpy failed(window.get(), &MainWindow::failed);
        window->open(path);
        return failed.count() > 0 || failed.wait(5000);
    }
    bool run_to_end() {
        QSignalSpy ended(window.get(), &MainWindow::run_ended);
        window->run();
        return ended.wait(5000);
    }
    bool run_and_hold() {
        FakeCore::hold_run = true;
        window->run();
        return QTest::qWaitFor([&] { return bench().stages()->state("MetaModelNet") == StageList::State::running; });
    }
    Workbench& bench() { return window->workbench(); }
    /// The field of an option in the form, into which a user types.
    QLineEdit* field(const QString& option) { return bench().form()->row(option)->editor()->findChild<QLineEdit*>(); }
    void type(const QString& option, const QString& text) {
        QLineEdit* line = field(option);
        ASSERT_NE(line, nullptr);
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    std::string status() { return window->status().text().toStdString(); }

    std::unique_ptr<MainWindow> window;
};

} // namespace whydah::test
