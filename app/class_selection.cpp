#include "app/class_selection.h"

namespace whydah {

void ClassSelection::select_all(const std::vector<int>& labels) {
    if (labels == labels_) return;
    const int before = label();
    labels_ = labels;
    const int now = label();
    Q_EMIT set_changed(labels);
    if (now != before) Q_EMIT changed(now);
}

} // namespace whydah
