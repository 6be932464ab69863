#pragma once

#include "records/accuracy_report.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace whydah {

/// Recall of one class under each method, mean over seeds, as bars of the methods' colours; the line over a bar is the
/// 95 % interval of that mean at the number of test images of one seed (Wilson): more seeds on the same images do not
/// make it narrower.
class RecallBars : public QWidget {
    Q_OBJECT
public:
    explicit RecallBars(QWidget* parent = nullptr);

    void show_class(const std::vector<MethodResult>& results, int label);
    int row_count() const { return static_cast<int>(rows_.size()); }
    /// "MetaModelNet 45.0".
    QString text(int row) const;
    std::optional<Interval> interval(int row) const { return rows_[static_cast<std::size_t>(row)].interval; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        std::string method;
        QString label;
        std::optional<double> recall;
        std::optional<Interval> interval;
    };
    int line_height() const;

    std::vector<Row> rows_;
};

} // namespace whydah
