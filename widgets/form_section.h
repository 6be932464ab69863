#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;

namespace whydah {

/// A section of a form that folds under its title. Options of the expert fold again within it.
class FormSection : public QWidget {
    Q_OBJECT
public:
    explicit FormSection(const QString& title, QWidget* parent = nullptr);

    QString title() const { return title_; }
    QWidget* body(bool advanced);
    QGridLayout* grid(bool advanced);
    void set_open(bool open);
    bool is_open() const { return open_; }
    void set_advanced_open(bool open);
    bool is_advanced_open() const { return advanced_open_; }
    /// Shown in the title lines.
    void show_counts(int changed, int changed_advanced, int advanced);
    /// The same width in all sections, so that their editors stand beneath each other.
    void set_label_width(int width);

private:
    void show_state();

    QString title_;
    QToolButton *header_, *more_;
    QLabel* note_;
    QWidget *body_, *basic_, *advanced_;
    bool open_ = true, advanced_open_ = false;
    int changed_ = 0, changed_advanced_ = 0, advanced_count_ = 0;
};

} // namespace whydah
