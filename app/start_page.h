#pragma once

#include <QWidget>

class QVBoxLayout;

namespace whydah {

/// What is there before any data: three doors (the sample, one's own data, an earlier run) and what was open last.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    void show_recent(const QStringList& paths);

Q_SIGNALS:
    void sample_asked();
    void folder_asked();
    void file_asked();
    void run_asked();
    void path_asked(const QString& path);

private:
    QVBoxLayout* recent_;
    QWidget* recent_part_;
};

} // namespace whydah
