#pragma once

#include "records/experiment_options.h"

#include <QList>
#include <QString>

namespace whydah {

/// Something that was open: a data set, or a run's folder.
struct Recent {
    QString path;
    bool is_run = false;
};

/// Data sets and runs that were opened last, newest first, kept in the user's settings: each data set with the options
/// that it was last used with. Never looks whether they are still there: a network folder may take its time to answer.
class RecentDatasets {
public:
    static constexpr int kept = 8; ///< of data sets, and as many runs
    /// Data sets, then runs.
    static QList<Recent> entries();
    static void add_data(const QString& path, const ExperimentOptions& options);
    static void add_run(const QString& folder);
    /// The options that a data set was last used with; the defaults if it is not known.
    static ExperimentOptions options_for(const QString& path);
    static void forget(const QString& path);
    static void clear();
};

} // namespace whydah
