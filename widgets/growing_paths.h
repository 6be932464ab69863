#pragma once

#include "records/block_progress.h"
#include "widgets/plot_view.h"

#include <QTimer>

#include <string>
#include <vector>

class QToolButton;

namespace whydah {

class ElidedLabel;
class SwatchStrip;

/// Fig. 4 while it comes into being: head classes' weights in a plane that stays the same during a method and seed, as
/// measured (faint) and as the blocks that are trained so far make them. It grows by one piece a block, from the last
/// one to the first; the piece of the block in training is strong.
class GrowingPaths : public PlotView {
    Q_OBJECT
public:
    explicit GrowingPaths(QWidget* parent = nullptr);

    void set_class_names(std::vector<std::string> names);
    /// Cheap: the picture follows at most ten times a second.
    void show_progress(BlockProgress progress);
    void clear();
    /// All about that method's and seed's paths is there to be seen elsewhere: a button leads to it.
    void offer_details();

    QString title() const;   ///< "MetaModelNet · seed 0 · net 2 of 3"
    QString caption() const; ///< "block 4, 3 of 7 back to front: 21 classes with > 32 images"
    QString shown_caption() const; ///< in fewer words where there is little room
    /// The points that are drawn of what block `block` makes: two for each class that passes it.
    std::vector<PlanePoint> piece(std::int64_t block) const;
    int measured_count() const; ///< classes with a measured way

Q_SIGNALS:
    void details_asked();

private:
    std::int64_t first_block(const GrowingPath& path) const; ///< that it enters
    void redraw();
    void draw_measured();
    void draw_piece(std::int64_t block);
    void draw_ends();
    void show_legend();
    void fit_ranges();
    void hover(const QPointF& at);
    QColor colour_of(std::int64_t block) const; ///< of weights at 2^block shots; N + 1: many

    SwatchStrip* legend_;
    ElidedLabel *title_, *caption_;
    QToolButton* details_;
    std::vector<std::string> names_;
    BlockProgress shown_;
    bool any_ = false, whole_ = true;
    QTimer redraw_;
};

} // namespace whydah
