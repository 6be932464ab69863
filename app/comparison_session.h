#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "records/run_comparison.h"

#include <QObject>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace whydah {

class CompareView;

/// The runs that are compared: reads their folders and tests their methods on a thread of its own. The window's own run
/// is the first. A folder that cannot be read is told of and left out; the others stay.
class ComparisonSession : public QObject {
    Q_OBJECT
public:
    ComparisonSession(CoreLoader core, CompareView* view, QObject* parent = nullptr);

    /// The window's own run, read anew; empty: there is none.
    void set_current(const QString& folder);
    /// Adds these run folders; those that are there already stay once.
    void compare_with(const QStringList& folders);
    void remove(int run);
    void clear(); ///< all but the current run
    /// Nothing: each method with itself in the first run.
    void set_reference(const std::optional<RunMethod>& reference);
    void set_rule(const BandRule& rule);

    QStringList folders() const; ///< the current run first
    const ComparisonWish& wish() const { return wish_; }
    bool busy() const { return runner_.busy(); }

    void ask_runs(const QString& start); ///< a dialog for one more folder, which does not wait
    void ask_picture(); ///< a dialog for the file of the plot in front
    /// With the protocol cards of the runs that it is of.
    void save_picture(const QString& file);

Q_SIGNALS:
    void runs_added();
    void compared(); ///< what was asked last is shown
    void failed(const whydah::Error& error);
    void picture_kept(const QString& file);

private:
    using Known = std::map<std::string, std::shared_ptr<const RunRecord>>;
    struct Outcome;

    void update();
    void show(Outcome& outcome);
    static Outcome compare(const CoreApi& core, const QStringList& folders, Known known, const ComparisonWish& wish,
                           const JobControl& control);

    CoreLoader core_;
    CompareView* view_;
    QString current_;
    QStringList added_;
    ComparisonWish wish_;
    Known known_;        ///< runs that were read
    bool again_ = false; ///< something else was asked for meanwhile
    JobRunner runner_;
};

} // namespace whydah
