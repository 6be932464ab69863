#pragma once

#include "app/main_window.h"
#include "app/resource_folder.h"
#include "app/workbench.h"
#include "support/real_data.h"
#include "support/temporary_folder.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <filesystem>

namespace whydah::test {

/// A short run of the whole program: features of real images if they are there, else the built-in sample.
inline ExperimentOptions short_run(const std::filesystem::path& folder) {
    ExperimentOptions options;
    const auto features = real_data() / "caltech101" / "features_mobilenet_v2.npz";
    if (!real_data().empty()) {
        options.data.data = features.string();
    } else {
        options = core_api().read_options(sample_options_file());
        options.features.cache = (folder / "cache").string();
    }
    options.features.pca = 64;
    options.classifier.methods = {"plain", "meta_model_net"};
    options.classifier.steps = 120;
    options.meta.episodes = 6;
    options.meta.meta_steps = 60;
    options.run.stage_cache = false; // every run trains
    options.run.out = (folder / "run").string();
    return options;
}

class RealRun : public testing::Test {
protected:
    RealRun() {
        window.resize(1280, 800);
        window.show();
    }
    void SetUp() override { // here, and not within what is measured: it loads the core on this thread
        core_api().write_file_safely(file, core_api().options_to_json(short_run(folder.path())));
    }
    bool open() {
        QSignalSpy opened(&window, &MainWindow::opened);
        window.open(QString::fromStdString(file));
        return opened.wait(120'000);
    }
    TemporaryFolder folder;
    const std::string file = (folder / "options.json").string();
    MainWindow window;
};

} // namespace whydah::test
