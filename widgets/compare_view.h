#pragma once

#include "records/run_comparison.h"

#include <QWidget>

#include <optional>
#include <string>
#include <utility>
#include <vector>

class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace whydah {

class ComparisonGapLine;
class ComparisonTable;
class ConfusionList;
class ConfusionView;
class MeasuresTable;
class OptionDifferencesTable;
class RunGainPlot;
class RunStrip;
class StyledPlot;

/// The Compare tab: the runs on top; beneath them, one page each, the methods by bands with marks of significance, further
/// measures of theirs, the options that differ, the gain of one over another class by class, and who is taken for whom. One run is enough for
/// the first two, the gain and the confusions.
class CompareView : public QWidget {
    Q_OBJECT
public:
    enum class Page { methods, measures, options, gain, confusion };
    explicit CompareView(QWidget* parent = nullptr);

    /// @param has_current the first run is the window's own
    void show_comparison(const RunComparison& comparison, bool has_current);
    void show_busy(const QString& text);
    void show_page(Page page);
    void show_page_named(const QString& name); ///< as its tab says; others change nothing
    QStringList page_names() const;
    Page page() const;

    /// Classes of the window's data: runs of others do not take part in its selection.
    void set_class_names(std::vector<std::string> names) { class_names_ = std::move(names); }
    /// Label in label order of the window's data, -1 for none. Sends no signal.
    void select_class(int label);
    int selected_class() const;

    /// The plot of the page in front; null for a table.
    StyledPlot* plot() const;
    QString plot_name() const;     ///< "gain B MetaModelNet over A plain": a file's name
    QString protocol_text() const; ///< cards of the runs that the plot is of

    RunStrip* strip() const { return strip_; }
    ComparisonTable* table() const { return table_; }
    MeasuresTable* measures() const { return measures_; }
    OptionDifferencesTable* options() const { return options_; }
    RunGainPlot* gain() const { return gain_; }
    ConfusionView* confusion() const { return confusion_; }
    ConfusionList* list() const { return list_; }

Q_SIGNALS:
    void add_asked();
    void remove_asked(int run);
    void reference_asked(const std::optional<whydah::RunMethod>& reference);
    void class_selected(int label); ///< the user chose it here; -1: none
    void picture_asked();           ///< of plot()
    void report_asked();            ///< of all runs

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void link_classes();
    void choose_class(const std::vector<std::string>& names, int label);
    void mark_class(const std::vector<std::string>& names, int label);
    void fill_menu();
    void copy_picture();

    RunComparison comparison_;
    std::vector<std::string> class_names_;
    int selected_ = -1; ///< in the window; a comparison that comes later shows it, too
    RunStrip* strip_;
    ComparisonGapLine* gaps_;
    QTabBar* bar_;
    QPushButton* export_;
    QStackedWidget* pages_;
    ComparisonTable* table_;
    MeasuresTable* measures_;
    OptionDifferencesTable* options_;
    RunGainPlot* gain_;
    ConfusionView* confusion_;
    ConfusionList* list_;
    QSplitter* confusion_page_;
};

} // namespace whydah
