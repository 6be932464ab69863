#pragma once

#include "app/class_selection.h"
#include "app/dynamics_facts.h"
#include "app/event_batch.h"
#include "records/run_record.h"
#include "widgets/dynamics_view.h"

#include <QByteArray>
#include <QMainWindow>

#include <memory>
#include <vector>

namespace whydah {

class BlockTable;
class ClassHistogram;
class ClassPanel;
class CompareView;
class DataPanel;
class DistributionView;
class GainPlot;
class GrowingPaths;
class ImagesView;
class LogView;
class LossPlot;
class OptionsForm;
class ProtocolView;
class QueueView;
class ResultsTable;
class RunsView;
class SidePanel;
class StageList;
class ViewTabs;

/// The page with everything on it: views in the middle, panels around them, which can be moved: classes on the left,
/// options and results on the right, the log beneath. Shows records; starts nothing.
class Workbench : public QMainWindow {
    Q_OBJECT
public:
    explicit Workbench(QWidget* parent = nullptr);

    /// Another data set takes the selection away. What is shown of a run stays only where it is of this data and split;
    /// it comes back with them. @param run the last one, as RunSession has it
    void show_dataset(DatasetSummary dataset, const RunRecord& run);
    const DatasetSummary& dataset() const { return *dataset_; }
    const std::shared_ptr<const DatasetSummary>& shared_dataset() const { return dataset_; }
    /// The images of the shown classes, if `dataset` has the same ones; where no class is known, all of it.
    /// @return whether these were its classes
    bool take_images(DatasetSummary dataset, const RunRecord& run);

    void begin_run();
    /// @param record has the batch's results already
    void take(const EventBatch& batch, const RunRecord& record);
    void end_run(const RunRecord& record);
    /// A run that was read from its folder, with its data.
    void show_run(const RunRecord& record);
    /// The limits of many and few were changed.
    void show_rule(const RunRecord& record);

    void set_log_open(bool open);
    bool is_log_open() const;
    void open_problems();

    /// Data, class, experiment, results and log.
    const std::vector<SidePanel*>& panels() const { return panels_; }
    void reset_layout();
    /// Which panels are open and where, for set_panel_layout(). @param layout unreadable ones give the usual places
    QByteArray panel_layout() const;
    void set_panel_layout(const QByteArray& layout);

    OptionsForm* form() const { return form_; }
    ViewTabs* views() const { return views_; }
    ClassSelection& selection() { return selection_; }
    DataPanel* data_panel() const { return data_; }
    ClassPanel* class_panel() const { return class_; }
    DistributionView* distribution() const { return distribution_; }
    ClassHistogram* histogram() const { return histogram_; }
    GainPlot* gain_plot() const { return gain_; }
    ImagesView* images() const { return images_; }
    DynamicsView* dynamics() const { return dynamics_; }
    TrajectoryPlot* trajectory_plot() const { return dynamics_->trajectories(); }
    DynamicsFacts& dynamics_facts() { return facts_; }
    CompareView* compare() const { return compare_; }
    LossPlot* loss_plot() const { return losses_; }
    ResultsTable* results() const { return results_; }
    StageList* stages() const { return stages_; }
    BlockTable* blocks() const { return blocks_; }
    GrowingPaths* growing_paths() const { return growing_; }
    LogView* log() const { return log_; }
    ProtocolView* protocol() const { return protocol_; }
    RunsView* runs() const { return runs_; }
    QueueView* queue() const { return queue_; }

Q_SIGNALS:
    void log_changed();
    void dataset_changed();     ///< a run told of it
    void run_shown(bool shown); ///< all of a run's results, or none any more
    void panels_changed();      ///< one was opened, closed or laid behind another

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* training_view();
    QWidget* outcome_part();
    void add_panels(QWidget* outcome);
    void place_panels();
    void size_panels();
    void take_layout();
    void link_views();
    void take(const Event& event);
    void take(const DatasetSummary& dataset); ///< of the run that goes on
    void fill_views(const RunRecord& record);
    void show_break(const RunRecord& record);
    void show_results(const RunRecord& record);
    void set_last_block(std::int64_t last_block);
    void take_rule(BandRule moved); ///< into the form; a value, as it changes whose it is
    void show_counts();
    void show_class();
    BandRule rule() const;

    std::shared_ptr<const DatasetSummary> dataset_ = std::make_shared<const DatasetSummary>();
    bool shows_run_ = false;
    std::size_t shown_results_ = 0;
    bool method_chosen_ = false; ///< by the user, in this run
    ClassSelection selection_;
    DataPanel* data_;
    ClassPanel* class_;
    ViewTabs* views_;
    DistributionView* distribution_;
    ClassHistogram* histogram_; ///< of distribution_
    StageList* stages_;
    BlockTable* blocks_;
    LossPlot* losses_;
    GrowingPaths* growing_;
    GainPlot* gain_;
    ImagesView* images_;
    DynamicsView* dynamics_;
    DynamicsFacts facts_;
    CompareView* compare_;
    ProtocolView* protocol_;
    RunsView* runs_;
    QueueView* queue_;
    OptionsForm* form_;
    ResultsTable* results_;
    LogView* log_;
    std::vector<SidePanel*> panels_, hidden_floats_;
    QByteArray wanted_layout_, hidden_layout_;
    bool placed_ = false;
    double text_size_ = 0; ///< points that the panels' widths are for
};

} // namespace whydah
