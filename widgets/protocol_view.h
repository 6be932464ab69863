#pragma once

#include "records/protocol_card.h"

#include <QTextBrowser>

namespace whydah {

/// A run's protocol card: what has to be known to judge or repeat it. The text can be selected and copied.
class ProtocolView : public QTextBrowser {
    Q_OBJECT
public:
    explicit ProtocolView(QWidget* parent = nullptr);
    void show_protocol(const ProtocolCard& card); ///< an empty card: a hint
};

} // namespace whydah
