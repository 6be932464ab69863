#pragma once

#include <QWidget>

class QSplitter;
class QTabBar;

namespace whydah {

/// Losses and growing trajectories beside each other where there is room for both, else one at a time behind two tabs.
class TrainingPlots : public QWidget {
    Q_OBJECT
public:
    TrainingPlots(QWidget* losses, QWidget* paths, QWidget* parent = nullptr);
    bool shows_both() const;
    void show_page(int page); ///< 0: losses, 1: paths; the one that is seen where there is room for one

    static constexpr int room_for_both = 860;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QTabBar* tabs_;
    QSplitter* splitter_;
};

} // namespace whydah
