#pragma once

#include "records/experiment_options.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <vector>

class QAction;

namespace whydah {

class OptionsForm;

/// Takes back what a user changed in the options: a preset that replaced all values, an edge of a band that was dragged,
/// a carving that was taken over. Edits of one option right after each other are one step, and so is what is changed at
/// once. Options that come with other data begin anew.
class OptionsHistory : public QObject {
    Q_OBJECT
public:
    explicit OptionsHistory(OptionsForm* form);

    QAction *undo, *redo;
    static constexpr int together_milliseconds = 1500;
    static constexpr std::size_t kept = 100; ///< steps

private:
    struct Step {
        QString name; ///< of the option that was changed first
        ExperimentOptions options;
    };
    void take(const QString& name);
    void forget();
    void go(std::vector<Step>& from, std::vector<Step>& to);
    void show_state();

    OptionsForm* form_;
    std::vector<Step> past_, future_;
    ExperimentOptions now_;
    QElapsedTimer last_;
    bool going_ = false, same_turn_ = false;
};

} // namespace whydah
