#pragma once

#include <QObject>

#include <vector>

namespace whydah {

/// The selected classes of the window, the current one last. Every view is linked to it: what is clicked in one is
/// selected in all. Views of one class show the current one. It remembers what was selected before, to go back to.
class ClassSelection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    int label() const { return labels_.empty() ? -1 : labels_.back(); } ///< label order, -1: none
    const std::vector<int>& labels() const { return labels_; }
    /// One class, -1: none.
    void select(int label) { select_all(label < 0 ? std::vector<int>{} : std::vector{label}); }
    void select_all(const std::vector<int>& labels);
    /// Selects none and forgets all: labels mean other classes now.
    void forget();

    bool can_go_back() const { return at_ > 0; }
    bool can_go_forward() const { return at_ + 1 < history_.size(); }
    void go_back();
    void go_forward();
    static constexpr std::size_t most_remembered = 200;

    /// @param view has the signal class_selected(int) and the slot select_class(int)
    template <class View>
    void link(View* view) {
        connect(view, &View::class_selected, this, &ClassSelection::select);
        connect(this, &ClassSelection::changed, view, &View::select_class);
    }
    /// @param view has the signal classes_selected(std::vector<int>) and the slot select_classes(std::vector<int>)
    template <class View>
    void link_set(View* view) {
        connect(view, &View::classes_selected, this, &ClassSelection::select_all);
        connect(this, &ClassSelection::set_changed, view, &View::select_classes);
    }

Q_SIGNALS:
    void changed(int label);                          ///< the current class is another
    void set_changed(const std::vector<int>& labels); ///< any of them
    void history_changed();

private:
    void show(const std::vector<int>& labels);

    std::vector<int> labels_;
    std::vector<std::vector<int>> history_{{}}; ///< the oldest first
    std::size_t at_ = 0;                        ///< where in it labels_ is
};

} // namespace whydah
