#pragma once

#include <QLabel>

namespace whydah {

/// One line of plain text that ends in "…" where there is no room for all of it; then all of it is its tip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    /// @param shorter the same in fewer words, for where there is no room for all of it
    void set_text(const QString& text, const QString& shorter = {});
    /// All of it, also where only a part is shown.
    QString full_text() const { return full_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QString full_, shorter_;
};

} // namespace whydah
