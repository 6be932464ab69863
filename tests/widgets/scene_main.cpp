#include "widgets/opengl_support.h"

#include <QApplication>

#include <gtest/gtest.h>

#include <cstdio>

int main(int argc, char** argv) {
    whydah::prepare_for_opengl();
    testing::InitGoogleTest(&argc, argv);
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    if (const QString why = whydah::why_no_opengl(); !why.isEmpty()) {
        std::printf("SKIPPED: %s\n", qUtf8Printable(why));
        return 0;
    }
    return RUN_ALL_TESTS();
}
