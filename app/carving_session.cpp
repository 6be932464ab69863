#include "app/carving_session.h"

#include "app/window_dialogs.h"
#include "records/error.h"
#include "widgets/carving_panel.h"
#include "widgets/number_text.h"

#include <QTimer>

namespace whydah {
namespace {

/// The options that decide on the images and their classes.
std::string data_of(const ExperimentOptions& options) {
    const DataOptions& data = options.data;
    return data.data + '\n' + data.root + '\n' + data.class_names + '\n' + data.superclasses;
}

} // namespace

CarvingSession::CarvingSession(CoreLoader core, CarvingPanel* panel, std::function<ExperimentOptions()> options,
                               QObject* parent)
    : QObject(parent),
      core_(core),
      panel_(panel),
      options_(std::move(options)) {
    connect(panel, &CarvingPanel::seen, this, &CarvingSession::refresh);
    connect(panel, &CarvingPanel::use_asked, this, &CarvingSession::use);
    connect(panel, &CarvingPanel::export_asked, this, &CarvingSession::ask_folder_to_export);
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) {
        counting_ = false;
        counted_.clear();
        panel_->show_hint(tr("The images cannot be counted: %1").arg(QString::fromStdString(error.what())));
        Q_EMIT failed(error);
    });
    connect(&runner_, &JobRunner::stopped, this, [this] {
        counting_ = false;
        counted_.clear();
        refresh();
    });
    connect(&exporter_, &JobRunner::failed, this, &CarvingSession::failed);
}

void CarvingSession::refresh() {
    if (!panel_->isVisible()) return;
    const ExperimentOptions options = options_();
    if (options.data.data.empty()) return panel_->clear();
    panel_->set_options(options);
    if (data_of(options) == counted_) return;
    if (counting_) return runner_.stop(); // stopped() comes back here
    count(options);
}

void CarvingSession::count(const ExperimentOptions& options) {
    counted_ = data_of(options);
    counting_ = true;
    panel_->show_hint(tr("Counting images …"));
    runner_.start(
        "Counting images",
        [core = core_, options](const JobControl& control, const Report& report) {
            return core().count_images(options, control, report);
        },
        [this](ImageCounts counts) {
            counting_ = false;
            panel_->show_counts(std::move(counts), core_().shuffled_class_order); // loaded by now
            refresh();
        });
}

void CarvingSession::use() {
    const auto edits = panel_->edits(); // each edit changes what the panel begins with
    for (const auto& [name, text] : edits) Q_EMIT use_asked(name, text);
    refresh();
}

void CarvingSession::ask_folder_to_export() {
    ask_folder(panel_, tr("Folder for train.txt, val.txt, test.txt and classes.txt"), {},
               [this](const QString& folder) { export_to(folder); }, FolderUse::write);
}

void CarvingSession::export_to(const QString& folder) {
    if (exporter_.busy()) {
        QTimer::singleShot(50, this, [this, folder] { export_to(folder); });
        return;
    }
    exporter_.start(
        "Export of lists",
        [core = core_, folder, options = panel_->options()](const JobControl& control, const Report& report) {
            return core().export_lists(folder.toStdString(), options, control, report);
        },
        [this](const ExportedLists& lists) {
            QString text = tr("Lists of %1 training, %2 validation and %3 test images written to %4")
                               .arg(count_text(lists.train), count_text(lists.validation), count_text(lists.test),
                                    QString::fromStdString(lists.folder));
            if (lists.spaces > 0)
                text += tr(" · %1 with white space, where other codebases cut them")
                            .arg(count_text(lists.spaces, tr("path")));
            Q_EMIT written(text);
        });
}

} // namespace whydah
