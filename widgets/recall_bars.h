#pragma once

#include "records/accuracy_report.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace whydah {

/// Recall of one class under each method, mean over seeds, as bars of the methods' colours.
class RecallBars : public QWidget {
    Q_OBJECT
public:
    explicit RecallBars(QWidget* parent = nullptr);

    void show_class(const std::vector<MethodResult>& results, int label);
    int row_count() const { return static_cast<int>(rows_.size()); }
    /// "MetaModelNet 45.0".
    QString text(int row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        std::string method;
        QString label;
        std::optional<double> recall;
    };
    int line_height() const;

    std::vector<Row> rows_;
};

} // namespace whydah
