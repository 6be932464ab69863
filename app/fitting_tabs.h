#pragma once

#include <QTabBar>
#include <QTabWidget>

namespace whydah {

/// A row of tabs that all stay in sight: where they need more room than there is, they stand closer first, and then the
/// long names are shortened. No arrows to scroll with.
class FittingTabBar : public QTabBar {
    Q_OBJECT
public:
    explicit FittingTabBar(QWidget* parent = nullptr);

    /// Beside a name, on both sides together, with and without room.
    static constexpr int wide_margin = 26, narrow_margin = 10;

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;

private:
    int name_width(int index) const;
};

/// The pages to such a row.
class FittingTabs : public QTabWidget {
    Q_OBJECT
public:
    explicit FittingTabs(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace whydah
