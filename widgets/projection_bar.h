#pragma once

#include "records/projection.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace whydah {

/// How Fig. 4 is made: PCA or t-SNE, of what, and how far it is. PCA follows each change at once; t-SNE begins, stops
/// and goes on by the button.
class ProjectionBar : public QWidget {
    Q_OBJECT
public:
    enum class State { idle, running, stopped, done };
    enum class Chains { test_time, head_classes };

    explicit ProjectionBar(QWidget* parent = nullptr);
    /// What is seldom changed folds away: of what, scaling, axes.
    void set_details_open(bool open);

    /// PCA or t-SNE: stands where the bar's owner puts it, not in the bar.
    QComboBox* kind() const { return kind_; }
    ProjectionOptions options() const;
    Chains chains() const;
    /// Of the next t-SNE: 2, or 3 where it is shown in space. A map that runs or is there keeps its own.
    void set_dimensions(int dimensions);
    State state() const { return state_; }
    void set_state(State state);
    /// Iteration, divergence and warnings; variance explained of PCA.
    void show_frame(const ProjectionFrame& frame);
    QString status() const;

Q_SIGNALS:
    void projection_asked(); ///< with options()
    void stop_asked();
    void continue_asked();
    void chains_changed();

private:
    void press();
    void change();
    bool is_tsne() const;

    State state_ = State::idle;
    int dimensions_ = 2;
    QWidget *always_, *details_; ///< of t-SNE
    QComboBox *kind_, *scaling_, *chains_;
    QCheckBox *centre_, *axes_;
    QLabel *perplexity_label_, *seed_label_, *status_;
    QDoubleSpinBox* perplexity_;
    QSpinBox* seed_;
    QPushButton* button_;
};

} // namespace whydah
