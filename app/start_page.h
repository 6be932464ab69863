#pragma once

#include "app/recent_datasets.h"

#include <QWidget>

class QVBoxLayout;

namespace whydah {

/// What is there before any data: three doors (the sample, one's own data, an earlier run) and what was open last.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    void show_recent(const QList<Recent>& recent);

Q_SIGNALS:
    void sample_asked();
    void folder_asked();
    void file_asked();
    void run_asked();
    void recent_asked(const QString& path, bool is_run);

private:
    static constexpr int shown = 3; ///< of data sets, and as many runs: the menu has all
    void add_recent(const QString& title, const QList<Recent>& entries);

    QVBoxLayout* recent_;
    QWidget* recent_part_;
};

} // namespace whydah
