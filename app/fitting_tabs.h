#pragma once

#include <QTabBar>
#include <QTabWidget>

namespace whydah {

/// A row of tabs that all stay in sight. With room each has its name; without, they stand closer first, and then only
/// the one in front has its name, the others their icons. No arrows to scroll with.
class FittingTabBar : public QTabBar {
    Q_OBJECT
public:
    explicit FittingTabBar(QWidget* parent = nullptr);

    /// Beside a name, on both sides together, with and without room.
    static constexpr int wide_margin = 26, narrow_margin = 12;
    /// Only icons, but for the tab in front.
    bool is_narrow() const;
    /// Measures the room anew.
    void fit();

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void initStyleOption(QStyleOptionTab* option, int index) const override;
    void tabInserted(int index) override;
    void changeEvent(QEvent* event) override;

private:
    int room() const;
    int name_width(int index) const;
    int names_width() const;
    void draw_icons();

    bool drawing_ = false;
};

/// The pages to such a row.
class FittingTabs : public QTabWidget {
    Q_OBJECT
public:
    explicit FittingTabs(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    FittingTabBar* row_;
};

} // namespace whydah
