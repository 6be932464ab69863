#include "core/store/csv.h"

#include "records/error.h"
#include "support/temporary_folder.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::write_text;

TEST(Csv, QuotesOnlyWhatNeedsIt) {
    EXPECT_EQ(csv_line({"a", "b c", "d,e", "say \"hi\"", "two\nlines"}),
              "a,b c,\"d,e\",\"say \"\"hi\"\"\",\"two\nlines\"\n");
}

TEST(Csv, ReadsBackWhatItWrote) {
    const TemporaryFolder folder;
    write_text(folder / "t.csv", csv_line({"name", "n"}) + csv_line({"a,\"b\"\nc", "12"}) + csv_line({"", "-3"}));
    const CsvTable table(folder / "t.csv", {"name", "n"});
    ASSERT_EQ(table.lines(), 2U);
    EXPECT_EQ(table.text(0, "name"), "a,\"b\"\nc");
    EXPECT_EQ(table.integer(1, "n"), -3);
}

TEST(Csv, TakesWindowsLineEndsAndEmptyLines) {
    const TemporaryFolder folder;
    write_text(folder / "t.csv", "x,y\r\n1,2.5\r\n\r\n3,\r\n");
    const CsvTable table(folder / "t.csv", {"x"});
    ASSERT_EQ(table.lines(), 2U);
    EXPECT_DOUBLE_EQ(table.number(0, "y"), 2.5);
    EXPECT_TRUE(std::isnan(table.number(1, "y")));
}

TEST(Csv, NamesFileAndLineOfABadNumber) {
    const TemporaryFolder folder;
    write_text(folder / "t.csv", "name,n\n\"a\nb\",1\nc,many\n");
    const CsvTable table(folder / "t.csv", {"n"});
    try {
        table.integer(1, "n");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.where(), testing::EndsWith("t.csv:4"));
        EXPECT_THAT(error.problem(), testing::HasSubstr("'many'"));
    }
}

TEST(Csv, RefusesAMissingColumnAndACutLine) {
    const TemporaryFolder folder;
    write_text(folder / "t.csv", "a,b\n1,2\n3\n");
    EXPECT_THROW(CsvTable(folder / "t.csv", {"c"}), Error);
    EXPECT_THROW(CsvTable(folder / "t.csv", {"a"}), Error);
    EXPECT_THROW(CsvTable(folder / "absent.csv", {"a"}), Error);
}

} // namespace
} // namespace whydah
