#include "app/comparison_session.h"

#include "app/run_session.h"
#include "app/window_dialogs.h"
#include "widgets/compare_view.h"
#include "widgets/figure_export.h"
#include "widgets/number_text.h"

#include <QDir>
#include <QFileInfo>

#include <exception>
#include <utility>
#include <vector>

namespace whydah {

struct ComparisonSession::Outcome {
    QStringList folders; ///< what was asked for
    Known known;
    RunComparison comparison;
    std::vector<std::pair<QString, Error>> unread;
};

ComparisonSession::ComparisonSession(CoreLoader core, CompareView* view, QObject* parent)
    : QObject(parent),
      core_(core),
      view_(view) {
    connect(view, &CompareView::remove_asked, this, &ComparisonSession::remove);
    connect(view, &CompareView::reference_asked, this, &ComparisonSession::set_reference);
    connect(view, &CompareView::picture_asked, this, &ComparisonSession::ask_picture);
    connect(&runner_, &JobRunner::stopped, this, [this] {
        view_->show_busy({});
        if (std::exchange(again_, false)) update();
    });
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) {
        view_->show_busy({});
        if (std::exchange(again_, false)) update();
        Q_EMIT failed(error);
    });
}

QStringList ComparisonSession::folders() const { return current_.isEmpty() ? added_ : QStringList{current_} + added_; }

void ComparisonSession::set_current(const QString& folder) {
    const QString clean = folder.isEmpty() ? QString() : QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (clean.isEmpty() && current_.isEmpty()) return;
    // A reference in a run that is no longer the same is none.
    if (clean != current_) wish_.reference.reset();
    current_ = clean;
    added_.removeAll(clean);
    known_.erase(clean.toStdString());
    update();
}

void ComparisonSession::compare_with(const QStringList& folders) {
    bool more = false;
    for (const QString& folder : folders) {
        const QString clean = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
        if (folder.isEmpty() || this->folders().contains(clean)) continue;
        added_ << clean;
        more = true;
    }
    if (!more) return;
    wish_.reference.reset();
    Q_EMIT runs_added();
    update();
}

void ComparisonSession::remove(int run) {
    const int place = run - (current_.isEmpty() ? 0 : 1);
    if (place < 0 || place >= added_.size()) return;
    known_.erase(added_[place].toStdString());
    added_.removeAt(place);
    wish_.reference.reset();
    update();
}

void ComparisonSession::clear() {
    added_.clear();
    wish_.reference.reset();
    update();
}

void ComparisonSession::set_reference(const std::optional<RunMethod>& reference) {
    if (wish_.reference == reference) return;
    wish_.reference = reference;
    update();
}

void ComparisonSession::set_rule(const BandRule& rule) {
    if (wish_.rule == rule) return;
    wish_.rule = rule;
    if (!folders().isEmpty()) update();
}

void ComparisonSession::update() {
    if (runner_.busy()) {
        again_ = true;
        return runner_.stop();
    }
    const QStringList folders = this->folders();
    if (folders.isEmpty()) {
        known_.clear();
        view_->show_comparison({}, false);
        Q_EMIT compared();
        return;
    }
    view_->show_busy(tr("Comparing %1").arg(count_text(folders.size(), tr("run"))));
    runner_.start(
        "Comparison",
        [core = core_, folders, known = known_, wish = wish_](const JobControl& control, const Report&) {
            return compare(core(), folders, known, wish, control);
        },
        [this](Outcome outcome) { show(outcome); });
}

ComparisonSession::Outcome ComparisonSession::compare(const CoreApi& core, const QStringList& folders, Known known,
                                                      const ComparisonWish& wish, const JobControl& control) {
    Outcome outcome{.folders = folders, .known = {}, .comparison = {}, .unread = {}};
    KeptRuns runs;
    for (const QString& folder : folders) {
        if (control.stop_requested()) throw Stopped();
        const std::string path = folder.toStdString();
        auto& record = known[path];
        try {
            if (!record) record = std::make_shared<const RunRecord>(core.read_run_results(path));
            runs.push_back({path, record});
            outcome.known[path] = record;
        } catch (const Error& error) {
            outcome.unread.emplace_back(folder, error);
        } catch (const std::exception& error) {
            outcome.unread.emplace_back(
                folder, Error({.what = error.what(), .where = path, .mend = "the run is left out of the comparison"}));
        }
    }
    ComparisonWish ours = wish;
    // One run is held against its plain models; letters move where a folder is left out.
    if (!outcome.unread.empty()) ours.reference.reset();
    if (runs.size() == 1 && !ours.reference) ours.reference = RunMethod{0, std::string(method_names.front())};
    outcome.comparison = core.compare_runs(runs, ours, control);
    return outcome;
}

void ComparisonSession::show(Outcome& outcome) {
    known_ = std::move(outcome.known);
    for (const auto& [folder, error] : outcome.unread) {
        added_.removeAll(folder);
        if (current_ == folder) current_.clear();
    }
    if (std::exchange(again_, false)) {
        update();
    } else {
        view_->show_busy({});
        view_->show_comparison(outcome.comparison, !current_.isEmpty());
        Q_EMIT compared();
    }
    for (const auto& [folder, error] : outcome.unread) Q_EMIT failed(error);
}

void ComparisonSession::ask_runs(const QString& start) {
    ask_folder(view_, tr("Compare with a run"), start, [this](const QString& folder) { compare_with({folder}); });
}

void ComparisonSession::ask_picture() {
    if (!view_->plot()) return;
    ask_file_to_save(
        view_, tr("Save the picture"), tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"),
        [this](const QString& file) { save_picture(file); }, view_->plot_name());
}

void ComparisonSession::save_picture(const QString& file) {
    StyledPlot* plot = view_->plot();
    if (!plot) return;
    try {
        save_plot(*plot, file, figure_width, figure_height, view_->protocol_text());
        Q_EMIT picture_kept(file);
    } catch (const Error& error) {
        Q_EMIT failed(error);
    }
}

} // namespace whydah
