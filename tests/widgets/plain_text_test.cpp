// A class may be called "<b>x</b>": every name is shown as it is written.
#include "widgets/plain_text.h"

#include "widgets/class_panel.h"
#include "widgets/class_table_model.h"
#include "widgets/clicks.h"
#include "widgets/data_panel.h"
#include "widgets/elided_label.h"
#include "widgets/error_strip.h"
#include "widgets/log_view.h"
#include "widgets/long_tail_records.h"
#include "widgets/options_form.h"
#include "widgets/run_status.h"
#include "widgets/swatch_icon.h"

#include <QAbstractItemView>
#include <QTextDocument>

#include <gtest/gtest.h>

namespace whydah {
namespace {

const char* const name = "<b>x</b> & y";

/// What a reader of a tip sees.
QString seen(const QString& tip) {
    if (!Qt::mightBeRichText(tip)) return tip;
    QTextDocument document;
    document.setHtml(tip);
    return document.toPlainText();
}

DatasetSummary tagged() {
    DatasetSummary data = test::long_tail_dataset(3, 100);
    data.classes[1].name = name;
    data.split = "<i>drop</i> 3";
    return data;
}

TEST(PlainText, ATipShowsTagsAsTheyAreWritten) {
    EXPECT_EQ(seen(plain_tip(name)), name);
    EXPECT_EQ(plain_tip("accordion"), "accordion");
    EXPECT_EQ(seen(plain_tip("<b>a</b>\nline two")), "<b>a</b>\nline two");
}

TEST(PlainText, NoLabelOfTheWidgetsTakesTagsForMarkup) {
    ClassPanel panel;
    panel.show_class(tagged(), {}, 1);
    DataPanel table;
    table.show_summary(tagged(), {});
    OptionsForm form;
    form.edit("strength", "<b>7</b>");
    RunStatus status;
    status.show_idle(name);
    ErrorStrip strip;
    strip.show_error(Error({.what = name, .where = name, .mend = name}));
    for (QWidget* view : std::initializer_list<QWidget*>{&panel, &table, &form, &status, &strip})
        for (const QLabel* label : view->findChildren<QLabel*>()) {
            const bool marked_up = label->textFormat() == Qt::RichText ||
                                   (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()));
            EXPECT_FALSE(marked_up) << label->text().toStdString();
        }
    EXPECT_EQ(panel.findChild<ElidedLabel*>()->full_text(), name);
}

TEST(PlainText, TheTipOfAClassInTheTableIsItsName) {
    ClassTableModel model;
    model.show_summary(tagged(), {});
    EXPECT_EQ(seen(model.index(1, ClassTableModel::name_column).data(Qt::ToolTipRole).toString()), name);
}

TEST(ElidedLabel, EndsInAnEllipsisWhereThereIsNoRoomAndTellsAllInItsTip) {
    ElidedLabel label;
    const QString text = "a name of a data set that is far too long for the line that it stands in";
    label.set_text(text);
    test::show(label, {120, 30});
    EXPECT_TRUE(label.text().endsWith(QChar(0x2026)));
    EXPECT_LE(label.fontMetrics().horizontalAdvance(label.text()), 120);
    EXPECT_EQ(label.toolTip(), text);
    EXPECT_EQ(label.full_text(), text);
    label.resize(label.sizeHint());
    QCoreApplication::processEvents();
    EXPECT_EQ(label.text(), text);
    EXPECT_EQ(label.toolTip(), "");
}

TEST(SwatchIcon, HasAsManyPixelsAsTheScreenAsksFor) {
    const QIcon icon = swatch_icon(Qt::red);
    const QPixmap dense = icon.pixmap(QSize(14, 14), 2.0);
    EXPECT_EQ(dense.size(), QSize(28, 28));
    EXPECT_EQ(dense.devicePixelRatio(), 2.0);
    EXPECT_EQ(dense.toImage().pixelColor(14, 14), QColor(Qt::red));
    EXPECT_EQ(icon.pixmap(QSize(14, 14), 1.0, QIcon::Selected).toImage().pixelColor(7, 7), QColor(Qt::red));
}

} // namespace
} // namespace whydah
