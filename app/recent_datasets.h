#pragma once

#include <QStringList>

namespace whydah {

/// Data sets and runs that were opened last, newest first, kept in the user's settings.
class RecentDatasets {
public:
    static constexpr int kept = 8;
    /// Those that still exist.
    static QStringList paths();
    static void add(const QString& path);
    static void clear();
};

} // namespace whydah
