#include "widgets/protocol_view.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(ProtocolView, ShowsEverySectionAsItIs) {
    ProtocolCard card;
    card.add("Data", "hash", "sha256:12ab");
    card.add("Bands", "oltr", "few (n < 21) 60 & more");
    ProtocolView view;
    view.show_protocol(card);
    const QString text = view.toPlainText();
    for (const char* part : {"Data", "hash", "sha256:12ab", "Bands", "few (n < 21) 60 & more"})
        EXPECT_TRUE(text.contains(QLatin1String(part))) << part;
    view.show_protocol({});
    EXPECT_TRUE(view.document()->isEmpty());
    EXPECT_FALSE(view.placeholderText().isEmpty());
}

} // namespace
} // namespace whydah
