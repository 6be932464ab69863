#pragma once

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

namespace whydah::test {

/// Folder with caltech101/ and the backbones, or an empty path where it is absent.
inline std::filesystem::path real_data() {
    const char* const given = std::getenv("WHYDAH_REAL_DATA"); // else the place known when building
    const std::filesystem::path folder = given ? given : WHYDAH_REAL_DATA;
    return std::filesystem::exists(folder / "caltech101") ? folder : std::filesystem::path();
}

} // namespace whydah::test

/// Ends a test of label "real" where the data is not at hand, and says so.
#define SKIP_WITHOUT_REAL_DATA()                                                                                       \
    if (whydah::test::real_data().empty()) GTEST_SKIP() << "WHYDAH_REAL_DATA names no folder with caltech101/"
