#pragma once

#include <QLabel>

namespace whydah {

/// One line of plain text that ends in "…" where there is no room for all of it; then all of it is its tip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    void set_text(const QString& text);
    /// All of it, also where only a part is shown.
    QString full_text() const { return full_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QString full_;
};

} // namespace whydah
