#pragma once

#include "records/run_entry.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace whydah {

class ElidedLabel;

/// All about the selected run beneath the table of runs, with its tags and its note to be edited. Of several runs it
/// tells how many, and tags typed there are added to all of them.
class RunDetails : public QWidget {
    Q_OBJECT
public:
    explicit RunDetails(QWidget* parent = nullptr);

    /// What is being typed stays when the same runs come again.
    void show_runs(const std::vector<RunEntry>& runs);
    void edit_tags();
    void edit_note();
    /// What was typed and not taken yet is taken now.
    void commit();
    QLineEdit* tags() const { return tags_; }
    QPlainTextEdit* note() const { return note_; }
    QString facts() const;

Q_SIGNALS:
    void changes_asked(const std::vector<whydah::RunChange>& changes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit_tags();
    void commit_note();

    std::vector<RunEntry> runs_;
    QLabel* title_;
    QLabel* facts_;
    ElidedLabel* folder_;
    QLineEdit* tags_;
    QPlainTextEdit* note_;
    QTimer rest_; ///< after typing into the note
};

} // namespace whydah
