#pragma once

#include "records/run_comparison.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace whydah {

/// The runs of a comparison, a line each: letter, name, data, seeds, state, and a button that takes it out. The current
/// run stays.
class RunStrip : public QWidget {
    Q_OBJECT
public:
    explicit RunStrip(QWidget* parent = nullptr);

    /// @param has_current the first one is the window's own run
    void show_runs(const std::vector<ComparedRun>& runs, bool has_current);
    /// What goes on: "Reading 2 runs"; empty: nothing.
    void show_busy(const QString& text);

    int run_count() const { return static_cast<int>(lines_.size()); }
    QString facts_text(int run) const;
    QString busy_text() const;

Q_SIGNALS:
    void add_asked();
    void remove_asked(int run);

private:
    struct Line {
        QWidget* widget;
        QString facts;
    };
    QWidget* line_of(const ComparedRun& run, int index, bool current, QString& facts);

    QVBoxLayout* layout_;
    QLabel* busy_;
    QPushButton* add_;
    std::vector<Line> lines_;
};

} // namespace whydah
