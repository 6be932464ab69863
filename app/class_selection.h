#pragma once

#include <QObject>

namespace whydah {

/// The one selected class of the window. Every view is linked to it: what is clicked in one is selected in all.
class ClassSelection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    int label() const { return label_; } ///< label order, -1: none
    void select(int label);

    /// @param view has the signal class_selected(int) and the slot select_class(int)
    template <class View>
    void link(View* view) {
        connect(view, &View::class_selected, this, &ClassSelection::select);
        connect(this, &ClassSelection::changed, view, &View::select_class);
    }

Q_SIGNALS:
    void changed(int label);

private:
    int label_ = -1;
};

} // namespace whydah
