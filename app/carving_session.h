#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"

#include <QObject>

#include <functional>
#include <string>

namespace whydah {

class CarvingPanel;

/// What the carving panel asks for: the data's images counted when it is first looked at, the carving as list files.
/// Both on a thread of its own.
class CarvingSession : public QObject {
    Q_OBJECT
public:
    /// @param options of the experiment, as the form has them
    CarvingSession(CoreLoader core, CarvingPanel* panel, std::function<ExperimentOptions()> options,
                   QObject* parent = nullptr);

    /// The form's options may be others: the panel follows where it is seen, else when it is.
    void refresh();
    void export_to(const QString& folder);
    void ask_folder_to_export();

Q_SIGNALS:
    void use_asked(const QString& name, const QString& text); ///< for each option of the carving
    void written(const QString& text);
    void failed(const whydah::Error& error);

private:
    void count(const ExperimentOptions& options);
    void use();

    CoreLoader core_;
    CarvingPanel* panel_;
    std::function<ExperimentOptions()> options_;
    std::string counted_; ///< what names the data whose counts the panel has or waits for
    bool counting_ = false;
    JobRunner runner_, exporter_;
};

} // namespace whydah
