#include "core/store/predictions_file.h"

#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::text_of;
using test::write_text;
using testing::StartsWith;

const std::vector<Prediction> two{{3, 0, 1, 0.75F}, {70'000, 1, 1, 1.0F}};

TEST(PredictionsFile, ReadsBackWhatItWrote) {
    const TemporaryFolder folder;
    write_predictions(folder / "two.npy", two);
    EXPECT_EQ(read_predictions(folder / "two.npy", 2), two);
    write_predictions(folder / "none.npy", {});
    EXPECT_TRUE(read_predictions(folder / "none.npy", 2).empty());
}

TEST(PredictionsFile, IsWhatNumpyWouldWrite) {
    const TemporaryFolder folder;
    write_predictions(folder / "two.npy", two);
    const std::string bytes = text_of(folder / "two.npy");
    // numpy.save of an array of that dtype: version 1.0, the header ends with a line end at a multiple of 64.
    EXPECT_THAT(bytes, StartsWith(std::string("\x93NUMPY\x01\x00", 8)));
    const std::size_t header = static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    EXPECT_EQ((10 + header) % 64, 0U);
    EXPECT_EQ(bytes[10 + header - 1], '\n');
    EXPECT_THAT(bytes.substr(10, header),
                testing::HasSubstr("('confidence', '<f4')], 'fortran_order': False, 'shape': (2,), }"));
    EXPECT_EQ(bytes.size(), 10 + header + 2 * 16);
    EXPECT_EQ(bytes.substr(10 + header, 12), std::string("\3\0\0\0\0\0\0\0\1\0\0\0", 12)) << "little endian";
}

TEST(PredictionsFile, AnyCutOrChangedHeaderIsAnErrorThatNamesTheFile) {
    const TemporaryFolder folder;
    write_predictions(folder / "two.npy", two);
    const std::string whole = text_of(folder / "two.npy");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        write_text(folder / "cut.npy", whole.substr(0, length));
        EXPECT_THROW(read_predictions(folder / "cut.npy", 2), Error) << length;
    }
    std::string other = whole;
    other[12] = 'x';
    write_text(folder / "other.npy", other);
    try {
        read_predictions(folder / "other.npy", 2);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.where(), testing::HasSubstr("other.npy"));
    }
}

TEST(PredictionsFile, ALabelThatNoClassHasIsRefused) {
    const TemporaryFolder folder;
    write_predictions(folder / "two.npy", two);
    EXPECT_THROW(read_predictions(folder / "two.npy", 1), Error);
    write_predictions(folder / "negative.npy", {{0, 0, -1, 0.5F}});
    EXPECT_THROW(read_predictions(folder / "negative.npy", 2), Error);
    EXPECT_THROW(read_predictions(folder / "missing.npy", 2), Error);
}

} // namespace
} // namespace whydah
