#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <cstdint>

class QLabel;
class QSlider;
class QToolButton;

namespace whydah {

/// Moves all classes through k = 1, 2, 4, ... many: by hand, or played. At the right end the whole ways are shown.
class StepBar : public QWidget {
    Q_OBJECT
public:
    static constexpr int seconds_a_step = 1;

    explicit StepBar(QWidget* parent = nullptr);

    /// N: there are N + 2 stages, 1, 2, 4, ..., 2^N and many.
    void set_last_block(std::int64_t last_block);
    void set_stage(double stage);
    /// 0..N + 1; whole_way at the end.
    double stage() const;
    bool playing() const { return clock_.isActive(); }
    void play(); ///< from here, or from the start if it is at the end
    void pause();
    QString text() const;

Q_SIGNALS:
    void stage_changed(double stage);

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void tick();
    void show_state();

    QToolButton* button_;
    QSlider* slider_;
    QLabel* label_;
    QTimer clock_;
    QElapsedTimer since_;
    double started_ = 0; ///< stage at which playing began
    std::int64_t last_block_ = -1;
};

} // namespace whydah
