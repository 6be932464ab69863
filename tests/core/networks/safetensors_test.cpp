#include "core/data/seed.h"
#include "core/networks/safetensors.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <cstring>
#include <gtest/gtest.h>

namespace whydah {
namespace {

std::string file_of(const std::string& header, const std::string& numbers) {
    std::string bytes(8, '\0');
    const std::uint64_t length = header.size();
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + header + numbers;
}

/// Two float tensors: a [2], b [1].
const std::string good_header =
    R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})";
const std::string good_numbers("\0\0\x80\x3f\0\0\0\x40\0\0\x40\x40", 12); // 1, 2, 3

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string complaint(const std::string& bytes) {
    try {
        parse_safetensors(bytes, "w.safetensors");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(Safetensors, ReadsNamesShapesAndNumbers) {
    const Safetensors content = parse_safetensors(file_of(good_header, good_numbers), "w");
    ASSERT_EQ(content.tensors.size(), 2U);
    EXPECT_EQ(content.tensors[0].name, "a");
    EXPECT_TRUE(content.tensors[0].value.equal(torch::tensor({1.0F, 2.0F})));
    EXPECT_TRUE(content.tensors[1].value.equal(torch::tensor({3.0F})));
}

TEST(Safetensors, EveryTypeAndTheNotesPassThroughAFile) {
    const test::TemporaryFolder folder;
    Safetensors content{{}, {{"epoch", "3"}, {"a \"quoted\"\nline", "ä"}}};
    for (const auto type : {torch::kBool, torch::kHalf, torch::kDouble, torch::kFloat, torch::kBFloat16, torch::kLong,
                            torch::kInt, torch::kShort, torch::kChar, torch::kByte})
        content.tensors.push_back({c10::toString(type), torch::arange(6).reshape({2, 3}).to(type)});
    content.tensors.push_back({"scalar", torch::tensor(7.5)});
    content.tensors.push_back({"empty", torch::zeros({0, 4})});
    content.tensors.push_back({"turned", torch::arange(6).reshape({2, 3}).t()});
    write_safetensors(folder / "w.safetensors", content);
    const std::string bytes = test::text_of(folder / "w.safetensors");
    const Safetensors again = parse_safetensors(bytes, "w");
    EXPECT_EQ(again.notes, content.notes);
    const Safetensors mapped = map_safetensors(folder / "w.safetensors");
    ASSERT_EQ(mapped.tensors.size(), again.tensors.size());
    std::filesystem::remove(folder / "w.safetensors");
    for (std::size_t i = 0; i < again.tensors.size(); ++i)
        EXPECT_TRUE(torch::equal(mapped.tensors[i].value, again.tensors[i].value)) << "without its file, too";
    ASSERT_EQ(again.tensors.size(), content.tensors.size());
    for (const NamedTensor& item : content.tensors) {
        bool found = false;
        for (const NamedTensor& other : again.tensors)
            if (other.name == item.name)
                found = other.value.scalar_type() == item.value.scalar_type() && other.value.equal(item.value);
        EXPECT_TRUE(found) << item.name;
    }
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    EXPECT_EQ(length % 8, 0U);
}

TEST(Safetensors, RefusesWhatIsNotWhole) {
    const std::pair<std::string, const char*> cases[] = {
        {"", "cut off in its header"},
        {"\1\0\0", "cut off in its header"},
        {file_of(good_header, good_numbers).substr(0, 40), "cut off in its header"},
        {std::string(8, '\xff') + "{}", "header claims"},
        {file_of(good_header, good_numbers.substr(0, 11)), "lies beyond its end"},
        {file_of(good_header, good_numbers + "x"), "bytes that belong to no tensor"},
        {file_of("{", ""), "not valid JSON"},
        {file_of("[1]", ""), "no JSON object"},
        {file_of("{\"a\":3}", ""), "'a' has no dtype"},
        {file_of(replaced(good_header, "\"F32\"", "\"F99\""), good_numbers), "type F99"},
        {file_of(replaced(good_header, "\"F32\"", "7"), good_numbers), "no dtype"},
        {file_of(replaced(good_header, "[2]", "[3]"), good_numbers), "shape that its numbers do not fill"},
        {file_of(replaced(good_header, "[2]", "[-2]"), good_numbers), "shape that is no whole number"},
        {file_of(replaced(good_header, "[2]", "[2.0]"), good_numbers), "shape that is no whole number"},
        {file_of(replaced(good_header, "[2]", "\"2\""), good_numbers), "no shape"},
        {file_of(replaced(good_header, "[2]", "[4611686018427387904,4]"), good_numbers), "do not fill"},
        {file_of(replaced(good_header, "[2]", "[99999999999999999999]"), good_numbers), "no whole number"},
        {file_of(replaced(good_header, "[8,12]", "[4,8]"), good_numbers), "overlap"},
        {file_of(replaced(good_header, "[8,12]", "[12,16]"), good_numbers + "abcd"), "belong to no tensor"},
        {file_of(replaced(good_header, "[8,12]", "[12,8]"), good_numbers), "no valid data_offsets"},
        {file_of(replaced(good_header, "[8,12]", "[8]"), good_numbers), "no valid data_offsets"},
        {file_of(replaced(good_header, "\"b\"", "\"a\""), good_numbers), "'a' stands twice"},
        {file_of(R"({"__metadata__":{"a":1}})", ""), "something else than texts"},
        {file_of(R"({"__metadata__":[]})", ""), "__metadata__ is no object"},
    };
    for (const auto& [bytes, expected] : cases) {
        const std::string text = complaint(bytes);
        EXPECT_NE(text.find(expected), std::string::npos) << "expected: " << expected << "\ngot: " << text;
    }
}

// Any bytes give tensors or an Error, never anything else.
TEST(Safetensors, DamagedFilesNeverDoMoreThanFail) {
    const std::string good = file_of(good_header, good_numbers);
    Random random(seed_from(1, "safetensors fuzz"));
    int read = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = good;
        for (std::int64_t flips = 1 + random.below(4); flips > 0; --flips)
            bytes[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(bytes.size())))] =
                static_cast<char>(random.below(256));
        if (random.below(4) == 0)
            bytes.resize(static_cast<std::size_t>(random.below(static_cast<std::int64_t>(bytes.size()))));
        try {
            parse_safetensors(bytes, "fuzz");
            ++read;
        } catch (const Error&) {
        }
    }
    EXPECT_GT(read, 0) << "flips among the numbers alone do no harm";
    EXPECT_LT(read, 20'000);
}

} // namespace
} // namespace whydah
