#pragma once

#include <QWidget>

class QToolButton;

namespace whydah {

class ElidedLabel;

/// How the search for byte-identical images stands, with a button to stop it or to begin it again. Hidden where there
/// is nothing to say.
class DuplicateLine : public QWidget {
    Q_OBJECT
public:
    explicit DuplicateLine(QWidget* parent = nullptr);

    void show_search(const QString& progress); ///< it goes on
    void show_stopped();
    void show_found(const QString& text); ///< empty: nothing to say
    QString text() const;
    QToolButton* button() const { return button_; }

Q_SIGNALS:
    void stop_asked();
    void search_asked();

private:
    ElidedLabel* text_;
    QToolButton* button_;
    bool searching_ = false;
};

} // namespace whydah
