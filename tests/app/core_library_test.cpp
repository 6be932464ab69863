#include "app/core_library.h"

#include "records/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::HasSubstr;

std::string complaint_about(const std::string& library) {
    try {
        load_core(library);
    } catch (const Error& error) {
        EXPECT_EQ(error.where(), library);
        EXPECT_THAT(error.mend(), HasSubstr("install Whydah again"));
        return error.problem();
    }
    return "no complaint";
}

TEST(CoreLibrary, ThatIsMissingIsNamed) {
    EXPECT_THAT(complaint_about("/nowhere/libwhydah_core.so"), HasSubstr("No such file"));
}

TEST(CoreLibrary, ThatIsAnotherLibraryIsRefused) {
    EXPECT_THAT(complaint_about("libm.so.6"), HasSubstr("is not Whydah's core library"));
}

TEST(CoreLibrary, OfAnotherVersionIsRefused) { // old_core.cpp
    EXPECT_THAT(complaint_about(WHYDAH_OLD_CORE), HasSubstr("another version than the window (0, not"));
}

} // namespace
} // namespace whydah
