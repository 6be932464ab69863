#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QCheckBox;
class QVBoxLayout;

namespace whydah {

/// A list of words as check boxes beneath each other; method names get their labels and colours.
class WordChecks : public QWidget {
    Q_OBJECT
public:
    explicit WordChecks(QWidget* parent = nullptr);

    void add_word(const QString& word);
    /// The checked ones, from top to bottom.
    QStringList words() const;
    /// Words that are not in the list are added to it. Sends no signal.
    void set_words(const QStringList& words);

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QString word;
        QCheckBox* box;
    };
    void recolour();

    QVBoxLayout* layout_;
    std::vector<Row> rows_;
};

} // namespace whydah
