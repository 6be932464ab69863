#include "widgets/compare_view.h"

#include "widgets/comparison_gap_line.h"
#include "widgets/comparison_table.h"
#include "widgets/confusion_list.h"
#include "widgets/confusion_view.h"
#include "widgets/measures_table.h"
#include "widgets/menu_button.h"
#include "widgets/option_differences_table.h"
#include "widgets/plot_style.h"
#include "widgets/run_gain_plot.h"
#include "widgets/run_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <set>

namespace whydah {
namespace {

constexpr int wide = 860; // pixels from which the list of confusions stands beside the matrix

} // namespace

CompareView::CompareView(QWidget* parent)
    : QWidget(parent),
      strip_(new RunStrip(this)),
      gaps_(new ComparisonGapLine(this)),
      bar_(new QTabBar(this)),
      export_(new MenuButton(tr("Copy and save"), this)),
      pages_(new QStackedWidget(this)),
      table_(new ComparisonTable(this)),
      measures_(new MeasuresTable(this)),
      options_(new OptionDifferencesTable(this)),
      gain_(new RunGainPlot(this)),
      confusion_(new ConfusionView(this)),
      list_(new ConfusionList(this)),
      confusion_page_(new QSplitter(Qt::Vertical, this)) {
    confusion_page_->addWidget(confusion_);
    confusion_page_->addWidget(list_);
    confusion_page_->setChildrenCollapsible(false);
    confusion_page_->setStretchFactor(0, 3);
    confusion_page_->setStretchFactor(1, 1);
    confusion_page_->setSizes({420, 170});
    const std::pair<QString, QWidget*> pages[] = {
        {tr("Methods"), table_}, {tr("Measures"), measures_}, {tr("Options"), options_}, {tr("Gain"), gain_},
        {tr("Confusions"), confusion_page_}};
    for (const auto& [name, page] : pages) bar_->addTab(name), pages_->addWidget(page);
    bar_->setDocumentMode(true);
    bar_->setDrawBase(false);
    bar_->setExpanding(false);
    bar_->setAccessibleName(tr("Pages of the comparison"));
    auto* menu = new QMenu(export_);
    export_->setMenu(menu);
    export_->setObjectName(QStringLiteral("export"));
    connect(menu, &QMenu::aboutToShow, this, &CompareView::fill_menu);
    connect(bar_, &QTabBar::currentChanged, this, &CompareView::fill_menu);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(bar_);
    row->addStretch(1);
    row->addWidget(export_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(strip_);
    layout->addWidget(gaps_);
    layout->addLayout(row);
    layout->addWidget(pages_, 1);
    connect(bar_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(strip_, &RunStrip::add_asked, this, &CompareView::add_asked);
    connect(strip_, &RunStrip::remove_asked, this, &CompareView::remove_asked);
    connect(table_, &ComparisonTable::reference_asked, this, &CompareView::reference_asked);
    connect(table_, &ComparisonTable::row_selected, gain_, &RunGainPlot::select);
    connect(table_, &ComparisonTable::row_selected, confusion_, &ConfusionView::select);
    connect(confusion_, &ConfusionView::matrix_changed, this, [this] { list_->show_matrix(confusion_->matrix()); });
    link_classes();
    show_comparison({}, false);
}

void CompareView::link_classes() {
    connect(gain_, &RunGainPlot::class_selected, this,
            [this](int label) { choose_class(gain_->class_names(), label); });
    const auto choose = [this](int label) { choose_class(confusion_->matrix().names, label); };
    connect(confusion_, &ConfusionView::class_selected, this, choose);
    connect(list_, &ConfusionList::class_selected, this, choose);
}

void CompareView::choose_class(const std::vector<std::string>& names, int label) {
    mark_class(names, label);
    if (names != class_names_) return;
    selected_ = label;
    Q_EMIT class_selected(label);
}

void CompareView::select_class(int label) {
    selected_ = label;
    mark_class(class_names_, label);
}

void CompareView::mark_class(const std::vector<std::string>& names, int label) {
    if (label < 0 || gain_->class_names() == names) gain_->select_class(label);
    if (label >= 0 && confusion_->matrix().names != names) return;
    confusion_->select_class(label);
    list_->select_class(label);
}

void CompareView::show_comparison(const RunComparison& comparison, bool has_current) {
    comparison_ = comparison;
    strip_->show_runs(comparison.runs, has_current);
    gaps_->show_runs(comparison.runs);
    table_->show_comparison(comparison);
    measures_->show_comparison(comparison);
    options_->show_comparison(comparison);
    gain_->show_comparison(comparison);
    confusion_->show_comparison(comparison);
    mark_class(class_names_, selected_);
    export_->setEnabled(!comparison.runs.empty());
    fill_menu();
}

void CompareView::show_busy(const QString& text) { strip_->show_busy(text); }

void CompareView::show_page(Page page) { bar_->setCurrentIndex(static_cast<int>(page)); }

void CompareView::show_page_named(const QString& name) {
    for (int tab = 0; tab < bar_->count(); ++tab)
        if (bar_->tabText(tab) == name) bar_->setCurrentIndex(tab);
}

QStringList CompareView::page_names() const {
    QStringList names;
    for (int tab = 0; tab < bar_->count(); ++tab) names << bar_->tabText(tab);
    return names;
}

CompareView::Page CompareView::page() const { return static_cast<Page>(bar_->currentIndex()); }

int CompareView::selected_class() const { return confusion_->selected_class(); }

StyledPlot* CompareView::plot() const {
    if (page() == Page::gain && gain_->hint().isEmpty()) return gain_->plot();
    if (page() == Page::confusion && confusion_->hint().isEmpty()) return confusion_->plot();
    return nullptr;
}

QString CompareView::plot_name() const {
    const auto label = [this](const RunMethod& of) {
        QString text = QString::fromStdString(run_method_label(of, comparison_.runs.size()));
        return text.remove(QStringLiteral("· ")).replace(u'/', u'-');
    };
    if (page() == Page::confusion) return tr("confusion of %1").arg(label(confusion_->shown()));
    return tr("gain of %1 over %2").arg(label(gain_->method()), label(gain_->reference()));
}

QString CompareView::protocol_text() const {
    std::set<std::size_t> runs{confusion_->shown().run};
    if (page() == Page::gain) runs = {gain_->method().run, gain_->reference().run};
    QString text;
    for (std::size_t run : runs) {
        if (run >= comparison_.runs.size()) continue;
        if (comparison_.runs.size() > 1)
            text +=
                tr("Run %1: %2\n")
                    .arg(QString::fromStdString(run_letter(run)), QString::fromStdString(comparison_.runs[run].name));
        text += QString::fromStdString(::whydah::protocol_text(comparison_.runs[run].protocol)) + u'\n';
    }
    return text;
}

void CompareView::fill_menu() {
    QMenu* menu = export_->menu();
    menu->clear();
    const auto copy = [&](const QString& name, auto content) {
        menu->addAction(name, this, [content] { QApplication::clipboard()->setText(content()); });
    };
    const auto copy_both = [&](const auto* table) {
        copy(tr("Copy the table as text"), [table] { return table->as_text(); });
        copy(tr("Copy the table as CSV"), [table] { return table->as_csv(); });
    };
    if (page() == Page::methods) copy_both(table_);
    if (page() == Page::measures) copy_both(measures_);
    if (page() == Page::options) copy_both(options_);
    if (page() == Page::confusion) copy_both(list_);
    if (page() == Page::gain || page() == Page::confusion) {
        if (page() == Page::confusion) menu->addSeparator();
        QAction* picture = menu->addAction(tr("Copy the picture"), this, &CompareView::copy_picture);
        QAction* save = menu->addAction(tr("Save the picture…"), this, &CompareView::picture_asked);
        picture->setEnabled(plot());
        save->setEnabled(plot());
    }
    menu->addSeparator();
    menu->addAction(tr("Save a report of all runs…"), this, &CompareView::report_asked);
}

void CompareView::copy_picture() {
    if (StyledPlot* shown = plot()) QApplication::clipboard()->setPixmap(shown->toPixmap(0, 0, 2));
}

void CompareView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const Qt::Orientation wanted = width() >= wide ? Qt::Horizontal : Qt::Vertical;
    if (confusion_page_->orientation() == wanted) return;
    confusion_page_->setOrientation(wanted);
    confusion_page_->setSizes(wanted == Qt::Horizontal ? QList<int>{width() - 320, 320}
                                                       : QList<int>{3 * height() / 4, height() / 4});
}

} // namespace whydah
