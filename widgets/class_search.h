#pragma once

#include <QLineEdit>

#include <vector>

class QStringListModel;

namespace whydah {

/// A field in which a class is found by any part of its name; Enter or a click on a proposal selects it.
class ClassSearch : public QLineEdit {
    Q_OBJECT
public:
    explicit ClassSearch(QWidget* parent = nullptr);
    /// @param labels of each name
    void set_classes(const QStringList& names, std::vector<int> labels);
    /// The first class with this name, or else the first that has the text in its name; -1: none.
    int label_of(const QString& text) const;

Q_SIGNALS:
    void class_selected(int label);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fit_width();
    void choose(const QString& text);
    QStringListModel* model_;
    std::vector<int> labels_;
};

} // namespace whydah
