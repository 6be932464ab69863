#include <QApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("DISPLAY")) qputenv("QT_QPA_PLATFORM", "offscreen");
    // Settings, runs and caches of its own for each test program: several run at the same time.
    const QTemporaryDir home;
    for (const char* variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(variable, home.filePath(variable).toUtf8());
    qputenv("QT_NO_GLIB", "1"); // for GapMeter
    QApplication application(argc, argv);
    QApplication::setOrganizationName("whydah-tests");
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
