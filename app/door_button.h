#pragma once

#include <QAbstractButton>

namespace whydah {

/// One way in, on the start page: picture, title, and a line about what is behind it.
class DoorButton : public QAbstractButton {
    Q_OBJECT
public:
    DoorButton(const QIcon& icon, const QString& title, const QString& line, QWidget* parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QFont title_font() const;
    QString line_;
};

} // namespace whydah
