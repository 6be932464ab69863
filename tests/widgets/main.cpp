#include <QApplication>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    // Also when the cases are listed at build time, without CTest's environment.
    if (!qEnvironmentVariableIsSet("DISPLAY")) qputenv("QT_QPA_PLATFORM", "offscreen");
    testing::InitGoogleTest(&argc, argv);
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    return RUN_ALL_TESTS();
}
