#pragma once

#include "records/error.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace whydah {

/// What went wrong, where, and how to mend it, above the view; stays until it is closed or the next attempt begins.
class ErrorStrip : public QWidget {
    Q_OBJECT
public:
    explicit ErrorStrip(QWidget* parent = nullptr);

    void show_error(const Error& error);
    void clear();
    QString what() const;
    QString where() const;
    QString mend() const;
    QString as_text() const; ///< as the copy button copies it

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void show_icon();

    QLabel *icon_, *what_, *where_, *mend_;
    QToolButton *copy_, *close_;
};

} // namespace whydah
