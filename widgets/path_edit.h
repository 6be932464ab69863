#pragma once

#include <QWidget>

class QLineEdit;

namespace whydah {

/// A path, typed, dropped, or chosen with the browse button.
class PathEdit : public QWidget {
    Q_OBJECT
public:
    /// @param files also files, not folders alone
    explicit PathEdit(bool files, QWidget* parent = nullptr);

    QString path() const;
    /// Sends no signal.
    void set_path(const QString& path);

Q_SIGNALS:
    void edited();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void browse(bool folder);
    void choose(const QString& path);

    QLineEdit* line_;
};

} // namespace whydah
