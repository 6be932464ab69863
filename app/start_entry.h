#pragma once

#include <QAbstractButton>

class QMenu;

namespace whydah {

/// One line of a list on the start page: what it is, in grey where it is or what it is about, and a cross that takes it
/// from the list. Arrow keys go up and down, Enter and Space open it, Del takes it away.
class StartEntry : public QAbstractButton {
    Q_OBJECT
public:
    StartEntry(const QString& title, const QString& detail, QWidget* parent);

    void set_removable(const QString& tip);
    /// A menu opens instead of a click.
    void set_menu(QMenu* menu);
    QMenu* menu() const { return menu_; }
    /// Grey: it could not be opened last. It can be asked for again.
    void set_missing(const QString& tip);
    bool is_missing() const { return missing_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

Q_SIGNALS:
    void remove_asked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QFont title_font() const;
    QRect cross() const; ///< empty where it cannot be removed

    QString detail_, remove_tip_;
    QMenu* menu_ = nullptr;
    bool missing_ = false;
};

} // namespace whydah
