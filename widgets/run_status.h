#pragma once

#include <QWidget>

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
    void show_progress(const QString& what, double share, double seconds_left);
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
