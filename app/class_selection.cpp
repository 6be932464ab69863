#include "app/class_selection.h"

namespace whydah {

void ClassSelection::select_all(const std::vector<int>& labels) {
    if (labels == labels_) return;
    history_.resize(at_ + 1); // what was gone back from is gone
    history_.push_back(labels);
    if (history_.size() > most_remembered) history_.erase(history_.begin());
    at_ = history_.size() - 1;
    show(labels);
    Q_EMIT history_changed();
}

void ClassSelection::forget() {
    history_.assign(1, {});
    at_ = 0;
    show({});
    Q_EMIT history_changed();
}

void ClassSelection::go_back() {
    if (!can_go_back()) return;
    show(history_[--at_]);
    Q_EMIT history_changed();
}

void ClassSelection::go_forward() {
    if (!can_go_forward()) return;
    show(history_[++at_]);
    Q_EMIT history_changed();
}

void ClassSelection::show(const std::vector<int>& labels) {
    if (labels == labels_) return;
    const int before = label();
    labels_ = labels;
    const int now = label();
    Q_EMIT set_changed(labels_);
    if (now != before) Q_EMIT changed(now);
}

} // namespace whydah
