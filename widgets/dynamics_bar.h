#pragma once

#include "widgets/region_picker.h"
#include "widgets/trajectory_colours.h"

#include <QWidget>

#include <array>

class QAction;
class QActionGroup;
class QComboBox;
class QPushButton;
class QToolButton;

namespace whydah {

class ClassSearch;

/// The controls above the Dynamics view: whose trajectories, as what, in which colours, what dragging does, a class by
/// its name, and what to take along.
class DynamicsBar : public QWidget {
    Q_OBJECT
public:
    enum class Page { plane, space, norms, nearest };
    enum class Export { picture, scene, vtp, points, projector };

    explicit DynamicsBar(QWidget* parent = nullptr);
    /// "Display": whether what is seldom changed (colours, scaling, axes) is shown beneath.
    void open_details(bool open);
    QToolButton* display_button() const { return display_; }
    /// Which projection is shown, among the other controls while there are paths.
    void add_projection(QWidget* kind);

    void show_choices(const QStringList& choices, int chosen);
    void set_page(Page page);
    Page page() const { return page_; }
    /// @param why 3-D cannot be shown here; empty: it can
    void refuse_space(const QString& why);
    /// What is not known cannot be a colour; groups are asked for.
    void show_colours(const TrajectoryColours& colours);
    TrajectoryColours::By colour_by() const;
    ShotScale scale() const;
    ClassSearch* search() const { return search_; }
    QToolButton* page_button(Page page) const { return pages_[static_cast<std::size_t>(page)]; }
    QToolButton* pointer_button(RegionPicker::Shape shape) const;
    QAction* export_action(Export what) const { return exports_[static_cast<std::size_t>(what)]; }

Q_SIGNALS:
    void chosen(int index);
    void page_asked(whydah::DynamicsBar::Page page);
    void colours_changed();
    void groups_asked(); ///< a file with groups of classes
    void pointer_changed(whydah::RegionPicker::Shape shape);
    void details_opened(bool open);
    void export_asked(whydah::DynamicsBar::Export what);

private:
    void make_pages();
    void make_pointers();
    void make_exports();
    void choose_colour(int index);
    void recolour();
    void changeEvent(QEvent* event) override;

    Page page_ = Page::plane;
    bool has_groups_ = false;
    QComboBox *choice_, *by_, *scale_;
    std::array<QToolButton*, 4> pages_{};
    std::array<QToolButton*, 3> pointers_{};
    std::array<QAction*, 5> exports_{};
    ClassSearch* search_;
    QWidget* projection_;
    QToolButton* display_;
    QWidget* details_;
    QPushButton* export_;
};

} // namespace whydah
