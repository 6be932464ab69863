#include "app/class_selection.h"

namespace whydah {

void ClassSelection::select(int label) {
    if (label == label_) return;
    label_ = label;
    Q_EMIT changed(label);
}

} // namespace whydah
