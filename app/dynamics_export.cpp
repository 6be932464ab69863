#include "app/dynamics_export.h"

#include "app/window_dialogs.h"
#include "records/error.h"
#include "widgets/dynamics_view.h"
#include "widgets/figure_export.h"
#include "widgets/norm_plot.h"
#include "widgets/plot_style.h"
#include "widgets/trajectory_plot.h"
#include "widgets/trajectory_space.h"
#include "widgets/trajectory_vtp.h"

#include <QBuffer>
#include <QTimer>

namespace whydah {

using Export = DynamicsBar::Export;

DynamicsExport::DynamicsExport(CoreLoader core, DynamicsView* view, std::function<Trajectories()> full, QObject* parent)
    : QObject(parent),
      core_(core),
      view_(view),
      full_(std::move(full)) {
    connect(view, &DynamicsView::export_asked, this, &DynamicsExport::ask);
    connect(view, &DynamicsView::groups_asked, this, &DynamicsExport::ask_groups);
    connect(&runner_, &JobRunner::failed, this, &DynamicsExport::failed);
}

void DynamicsExport::ask(Export what) {
    const auto to_file = [this](const QString& title, const QString& filter, auto save, const QString& content) {
        ask_file_to_save(
            view_, title, filter, [this, save](const QString& file) { (this->*save)(file); }, file_name(content));
    };
    switch (what) {
    case Export::picture:
        return to_file(tr("Save the picture"), tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"),
                       &DynamicsExport::save_picture,
                       view_->page() == DynamicsView::Page::norms ? tr("norms") : tr("paths"));
    case Export::vtp:
        return to_file(tr("Save the 3-D scene"), tr("VTK polygonal data (*.vtp)"), &DynamicsExport::save_vtp,
                       tr("paths"));
    case Export::points:
        return to_file(tr("Save the points"), tr("Comma-separated values (*.csv)"), &DynamicsExport::save_points,
                       tr("points"));
    case Export::projector:
        return ask_folder(view_, tr("Folder for vectors.tsv and metadata.tsv"), {},
                          [this](const QString& folder) { save_projector(folder); }, FolderUse::write);
    case Export::scene:
        if (!view_->space()) return;
        return ask_picture_size(view_, 2 * view_->space()->size(), [this](const QSize& pixels) {
            ask_file_to_save(
                view_, tr("Save the 3-D picture"), tr("PNG (*.png)"),
                [this, pixels](const QString& file) { save_scene(file, pixels); }, file_name(tr("3-D")));
        });
    }
}

QString DynamicsExport::file_name(const QString& what) const {
    const QString title = title_ ? title_() : QString();
    QString name = title.isEmpty() ? what : title + u' ' + what;
    return name.replace(u'/', u'-');
}

void DynamicsExport::ask_groups() {
    ask_file(view_, tr("Classes and their groups (lines 'class<tab>group')"),
             [this](const QString& file) { read_groups(file); });
}

void DynamicsExport::now(const QString& path, const std::function<void()>& write) {
    try {
        write();
        Q_EMIT written(path);
    } catch (const Error& error) {
        Q_EMIT failed(error);
    }
}

void DynamicsExport::later(const QString& path, std::function<void(const CoreApi&)> write) {
    if (runner_.busy()) {
        QTimer::singleShot(50, this, [this, path, write = std::move(write)] { later(path, write); });
        return;
    }
    runner_.start(
        "Export",
        [core = core_, path, write = std::move(write)](const JobControl&, const Report&) {
            write(core());
            return path;
        },
        [this](const QString& done) { Q_EMIT written(done); });
}

void DynamicsExport::save_picture(const QString& file) {
    const bool norms = view_->page() == DynamicsView::Page::norms;
    StyledPlot* plot = norms ? view_->norms()->plot() : view_->trajectories()->plot();
    now(file, [&] { save_plot(*plot, file, figure_width, figure_height, protocol_); });
}

void DynamicsExport::save_scene(const QString& file, const QSize& pixels) {
    now(file, [&] {
        if (!view_->space())
            throw Error({.what = "the 3-D view was not shown yet",
                         .where = file.toStdString(),
                         .mend = "open it in the Dynamics view first"});
        QImage image = view_->space()->scene_picture(pixels);
        if (!protocol_.isEmpty()) image.setText(QStringLiteral("Protocol"), protocol_);
        QBuffer bytes;
        bytes.open(QIODevice::WriteOnly);
        image.save(&bytes, "PNG");
        write_whole(file, bytes.data());
    });
}

void DynamicsExport::save_vtp(const QString& file) {
    now(file, [&] { write_whole(file, trajectories_vtp(full_(), view_->trajectories()->colours())); });
}

void DynamicsExport::save_points(const QString& file) {
    later(file, [file, shown = full_()](const CoreApi& core) {
        core.write_file_safely(file.toStdString(), core.points_csv(shown));
    });
}

void DynamicsExport::save_projector(const QString& folder) {
    later(folder,
          [folder, shown = full_()](const CoreApi& core) { core.write_projector(folder.toStdString(), shown); });
}

void DynamicsExport::read_groups(const QString& file) {
    runner_.start(
        "Groups",
        [core = core_, file, names = class_names_](const JobControl&, const Report&) {
            return core().read_class_groups(names, file.toStdString());
        },
        [this](const std::vector<std::string>& groups) { Q_EMIT groups_read(groups); });
}

} // namespace whydah
