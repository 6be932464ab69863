#include "app/resource_folder.h"
#include "records/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace whydah {
namespace {

namespace fs = std::filesystem;

class ResourceFolder : public testing::Test {
protected:
    ResourceFolder() {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    ~ResourceFolder() override {
        ::unsetenv("WHYDAH_RESOURCES");
        fs::remove_all(folder);
    }
    fs::path folder = fs::path(testing::TempDir()) / ("whydah resources " + std::to_string(::getpid())); ///< of its own: cases run side by side
};

TEST_F(ResourceFolder, IsTheOneOfTheEnvironmentIfThatIsSet) {
    ::setenv("WHYDAH_RESOURCES", folder.c_str(), 1);
    EXPECT_EQ(resource_folder(), folder);
}

TEST_F(ResourceFolder, FallsBackToTheSourceTree) {
    ::unsetenv("WHYDAH_RESOURCES");
    EXPECT_TRUE(fs::exists(resource_folder() / "whydah.qrc")) << resource_folder();
}

TEST_F(ResourceFolder, AWrongEnvironmentIsNamedAndNotPassedOver) {
    const std::string missing = (folder / "nowhere").string();
    ::setenv("WHYDAH_RESOURCES", missing.c_str(), 1);
    try {
        resource_folder();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.where(), missing);
        EXPECT_THAT(error.mend(), testing::HasSubstr("WHYDAH_RESOURCES"));
    }
}

TEST_F(ResourceFolder, HoldsTheSamplesOptions) {
    ::setenv("WHYDAH_RESOURCES", folder.c_str(), 1);
    EXPECT_THROW(sample_options_file(), Error);
    fs::create_directories(folder / "sample");
    std::ofstream(folder / "sample" / "options.json") << "{}";
    EXPECT_EQ(sample_options_file(), folder / "sample" / "options.json");
}

} // namespace
} // namespace whydah
