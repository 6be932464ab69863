#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "widgets/dynamics_bar.h"

#include <QObject>
#include <QSize>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace whydah {

class DynamicsView;

/// Takes pictures and numbers of the Dynamics view along. Dialogs do not wait; tables are written on a thread of its
/// own. Every file is whole or not there.
class DynamicsExport : public QObject {
    Q_OBJECT
public:
    /// @param full what is shown with all its chains, also those that are not on the screen
    DynamicsExport(CoreLoader core, DynamicsView* view, std::function<Trajectories()> full, QObject* parent = nullptr);

    void ask(DynamicsBar::Export what); ///< where to
    void ask_groups();                  ///< the file with classes and their groups

    void save_picture(const QString& file); ///< of the page in front: .png, .svg or .pdf
    void save_scene(const QString& file, const QSize& pixels);
    void save_vtp(const QString& file);
    void save_points(const QString& file);
    void save_projector(const QString& folder);
    void read_groups(const QString& file);
    /// @param title of what is shown, a run or data: the beginning of the file names that are proposed
    void name_files_by(std::function<QString()> title) { title_ = std::move(title); }
    /// Goes into pictures.
    void set_protocol(const QString& text) { protocol_ = text; }
    void set_class_names(std::vector<std::string> names) { class_names_ = std::move(names); }

Q_SIGNALS:
    void written(const QString& path);
    void failed(const whydah::Error& error);
    void groups_read(const std::vector<std::string>& groups);

private:
    QString file_name(const QString& what) const;
    void now(const QString& path, const std::function<void()>& write);
    void later(const QString& path, std::function<void(const CoreApi&)> write);

    CoreLoader core_;
    DynamicsView* view_;
    std::function<Trajectories()> full_;
    QString protocol_;
    std::function<QString()> title_;
    std::vector<std::string> class_names_;
    JobRunner runner_;
};

} // namespace whydah
