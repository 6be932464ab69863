#include "widgets/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace whydah {
namespace {

enum Role { entry_role = Qt::UserRole + 1, kind_role };

/// The name at the left, its kind and shortcut in grey at the right.
class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        item.text.clear();
        item.state &= ~QStyle::State_HasFocus;
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        const bool chosen = item.state & QStyle::State_Selected, enabled = item.state & QStyle::State_Enabled;
        const auto colour = [&](QPalette::ColorRole plain) {
            return item.palette.color(enabled ? QPalette::Active : QPalette::Disabled,
                                      chosen ? QPalette::HighlightedText : plain);
        };
        const QRect place = option.rect.adjusted(12, 0, -12, 0);
        const QString kind = index.data(kind_role).toString();
        const int right = option.fontMetrics.horizontalAdvance(kind);
        painter->save();
        painter->setPen(colour(QPalette::PlaceholderText));
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, kind);
        painter->setPen(colour(QPalette::Text));
        const QRect left = place.adjusted(0, 0, -right - 16, 0);
        painter->drawText(left, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, left.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 10};
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window, Qt::Popup), line_(new QLineEdit(this)), list_(new QListWidget(this)), hint_(new QLabel(this)) {
    setFrameShape(QFrame::StyledPanel);
    line_->setPlaceholderText(tr("Type what to do, a class or a run"));
    line_->setAccessibleName(tr("Find actions, classes and runs"));
    line_->setClearButtonEnabled(true);
    list_->setAccessibleName(tr("Found"));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setUniformItemSizes(true);
    list_->setItemDelegate(new EntryDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    hint_->setTextFormat(Qt::PlainText); // what was typed
    hint_->setWordWrap(true);
    hint_->setMargin(12);
    hint_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    hint_->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(line_);
    layout->addWidget(list_, 1);
    layout->addWidget(hint_, 1);
    line_->installEventFilter(this);
    connect(line_, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::choose);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries) {
    entries_ = std::move(entries);
    line_->clear();
    filter();
    const QSize room = parentWidget()->size();
    const QSize size(std::min(600, room.width() - 32), std::min(420, room.height() - 96));
    resize(size);
    move(parentWidget()->mapToGlobal(QPoint((room.width() - size.width()) / 2, 72)));
    show();
    line_->setFocus();
}

// All words somewhere in the text beat the initials of its words; the beginning of the text or of a word beats its
// middle, short texts beat long ones.
int CommandPalette::match(const QString& text, const QString& typed) {
    const QString low = text.toCaseFolded();
    const QStringList words = typed.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    const int length = static_cast<int>(std::min<qsizetype>(text.size(), 99));
    if (words.isEmpty()) return 0;
    int score = 0;
    for (const QString& word : words) {
        const auto at = low.indexOf(word);
        if (at < 0) {
            score = -1;
            break;
        }
        const bool begins = at == 0 || !low[at - 1].isLetterOrNumber();
        score += at == 0 ? 300 : begins ? 200 : 100;
    }
    if (score >= 0) return score * 100 - length;
    QString initials;
    for (qsizetype i = 0; i < low.size(); ++i)
        if (low[i].isLetterOrNumber() && (i == 0 || !low[i - 1].isLetterOrNumber())) initials += low[i];
    return initials.contains(words.join(QString())) ? 100 - length : -1;
}

void CommandPalette::filter() {
    const QString typed = line_->text();
    std::vector<std::pair<int, std::size_t>> matches;
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (const int score = match(entries_[i].text, typed); score >= 0) matches.emplace_back(-score, i);
    std::stable_sort(matches.begin(), matches.end());
    if (matches.size() > shown) matches.resize(shown);
    list_->clear();
    for (const auto& [score, i] : matches) {
        const PaletteEntry& entry = entries_[i];
        auto* item = new QListWidgetItem(entry.text, list_);
        item->setData(entry_role, static_cast<qulonglong>(i));
        item->setData(kind_role, entry.hint.isEmpty() ? entry.kind : entry.kind + QStringLiteral(" · ") + entry.hint);
        if (!entry.enabled) item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
    list_->setCurrentRow(0);
    const QString what = list_->fontMetrics().elidedText(typed.simplified(), Qt::ElideRight, 300);
    hint_->setText(matches.empty() ? tr("No action, view, class or run matches “%1”.").arg(what) : QString());
    list_->setVisible(!matches.empty());
    hint_->setVisible(matches.empty());
}

QString CommandPalette::hint() const { return hint_->isHidden() ? QString() : hint_->text(); }

QStringList CommandPalette::found() const {
    QStringList out;
    for (int row = 0; row < list_->count(); ++row) out << list_->item(row)->text();
    return out;
}

void CommandPalette::choose() {
    const QListWidgetItem* item = list_->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled)) return;
    const auto then = entries_[item->data(entry_role).toULongLong()].then;
    hide();
    if (then) then();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == line_ && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(list_, event);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace whydah
