#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QToolButton;

namespace whydah {

class ElidedLabel;

/// The line at the foot of the window: what is going on, how far of what, time left; then log and problems.
class RunStatus : public QWidget {
    Q_OBJECT
public:
    explicit RunStatus(QWidget* parent = nullptr);

    /// Nothing runs: a short text, "Ready".
    void show_idle(const QString& text);
    /// @param what "Seed 2 of 3 · MetaModelNet · 610 of 1,000 steps"   @param share 0..1, negative: not known
    /// @param seconds_left of the stage   @param all_left of all that runs, seeds and stages; -1: not known. Not given:
    /// it is of one stage
    void show_progress(const QString& what, double share, double seconds_left, std::optional<double> all_left = {});
    QString left_text() const;
    void show_counts(int log_lines, int warnings, qint64 problems);
    void set_log_open(bool open);
    QString text() const;

Q_SIGNALS:
    void log_asked(bool open);
    void problems_asked();

private:
    ElidedLabel* what_;
    QLabel* left_;
    QProgressBar* bar_;
    QToolButton *log_, *problems_;
};

} // namespace whydah
