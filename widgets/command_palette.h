#pragma once

#include <QFrame>
#include <QString>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace whydah {

/// Something that can be done by typing a part of its name.
struct PaletteEntry {
    QString text;      ///< "Save pictures…", "inline_skate"
    QString kind;      ///< "action", "class", "run", "view": said in grey
    QString hint;      ///< shortcut, "1 image"; may be empty
    bool enabled = true;
    std::function<void()> then;
};

/// Opens over the window's middle (Ctrl+K): type, choose with the arrows, Enter does it, Escape or a click elsewhere
/// leaves. Finds entries that have all typed words, or the initials of whose words are typed; the best match first.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    static constexpr int shown = 60; ///< entries at most
    explicit CommandPalette(QWidget* window);

    void open(std::vector<PaletteEntry> entries);
    QLineEdit* line() const { return line_; }
    QStringList found() const; ///< texts as shown, best first
    QString hint() const;      ///< said in place of the list when nothing is found; else empty
    void choose();             ///< does what the current entry says

    /// How well a text matches what was typed; below 0: not at all.
    static int match(const QString& text, const QString& typed);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter();

    std::vector<PaletteEntry> entries_;
    QLineEdit* line_;
    QListWidget* list_;
    QLabel* hint_;
};

} // namespace whydah
