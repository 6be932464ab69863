#include "core/data/seed.h"
#include "core/networks/network_list.h"
#include "core/networks/network_weights.h"
#include "core/networks/pickle_machine.h"
#include "core/networks/torch_file.h"
#include "networks/reference.h"
#include "records/error.h"
#include "support/made_data.h"

namespace whydah {
namespace {

std::string complaint(const std::filesystem::path& file) {
    try {
        read_weights(file);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool equal(const StateDict& a, const StateDict& b) {
    if (a.size() != b.size()) return false;
    for (const NamedTensor& item : a)
        if (!test::tensor_of(b, item.name).equal(item.value)) return false;
    return true;
}

TEST(WeightsFile, EveryFormGivesTheSameWeights) {
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "files", folder.path());
    const StateDict plain = read_weights(folder / "plain.pth");
    EXPECT_EQ(plain.size(), 1 + 5 + 15 * (2 + 10) + 2U);
    const auto network = make_network("resnet32", 7, 0);
    load_weights(*network, folder / "plain.pth", HeadWeights::load);
    for (const char* file : {"old.pth", "dict.pth", "protocol4.pth", "checkpoint.pth", "parameters.pth", "scripted.pt",
                             "plain.safetensors"})
        EXPECT_TRUE(equal(read_weights(folder / file), plain)) << file;
    for (const char* file : {"views.pth", "old_views.pth"}) { // without the counters
        const StateDict views = read_weights(folder / file);
        EXPECT_EQ(views.size(), plain.size() - 31) << file;
        for (const NamedTensor& item : views)
            EXPECT_TRUE(test::tensor_of(plain, item.name).equal(item.value)) << file << ": " << item.name;
    }
    for (const char* file :
         {"half.pth", "bfloat16.pth", "half.safetensors", "bfloat16.safetensors", "double.safetensors"}) {
        const StateDict other = read_weights(folder / file);
        EXPECT_NE(other[0].value.scalar_type(), torch::kFloat) << file;
        for (const NamedTensor& item : plain)
            EXPECT_TRUE(
                item.value.to(test::tensor_of(other, item.name).scalar_type()).equal(test::tensor_of(other, item.name)))
                << file << ": " << item.name;
        load_weights(*network, folder / file, HeadWeights::load);
    }
}

TEST(WeightsFile, RunsNoCodeAndNamesWhatItRefuses) {
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "files", folder.path());
    EXPECT_NE(complaint(folder / "attack.pth").find("posix.system"), std::string::npos)
        << complaint(folder / "attack.pth");
    EXPECT_NE(complaint(folder / "old_attack.pth").find("posix.system"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder / "code_was_run"));
    for (const char* file : {"whole_model.pth", "old_whole_model.pth"}) {
        const std::string text = complaint(folder / file);
        EXPECT_NE(text.find("CifarResNet32"), std::string::npos) << text;
        EXPECT_NE(text.find("model.state_dict()"), std::string::npos) << text;
    }
    EXPECT_NE(complaint(folder / "list.pth").find("no dictionary of weights"), std::string::npos);
    EXPECT_NE(complaint(folder / "no_weights.pth").find("holds no weights"), std::string::npos);
}

TEST(WeightsFile, StrangersAreKnownByTheirContent) {
    const test::TemporaryFolder folder;
    const std::pair<std::string, const char*> cases[] = {
        {"", "is empty"},
        {"<!DOCTYPE html><html>", "web page"},
        {"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"},
        {std::string("\x89HDF\r\n\x1a\n", 8), "HDF5"},
        {std::string("\x80\x02}q\x00.", 6), "a Python pickle that torch.save did not write"},
        {std::string(257, 'x') + "ustar  ", "tar file"},
        {std::string(1000, 'x'), "holds no weights that are known here"},
        {"PK\3\4 and then nothing", "not a whole zip file"},
    };
    for (const auto& [bytes, expected] : cases) {
        test::write_text(folder / "w.pth", bytes);
        EXPECT_NE(complaint(folder / "w.pth").find(expected), std::string::npos) << expected << "\n"
                                                                                 << complaint(folder / "w.pth");
    }
    EXPECT_NE(complaint(folder / "absent.pth").find("no such file"), std::string::npos);
    EXPECT_NE(complaint(folder.path()).find("is not a file"), std::string::npos);
    test::write_zip(folder / "w.pth", {{"a.txt", "hello"}});
    EXPECT_NE(complaint(folder / "w.pth").find("none that torch.save wrote"), std::string::npos);
}

/// A pickle of {"w": tensor} with the parts of the tensor as given.
std::string pickle(const std::string& storage_type = "torch\nFloatStorage", const std::string& count = "K\x04",
                   const std::string& offset = std::string("K\0", 2), const std::string& size = "K\x02K\x02\x86",
                   const std::string& stride = "K\x02K\x01\x86",
                   const std::string& function = "torch._utils\n_rebuild_tensor_v2") {
    return "\x80\x02}X" + std::string("\1\0\0\0", 4) + "wc" + function + "\n((X" + std::string("\7\0\0\0", 4) +
           "storagec" + storage_type + "\nX" + std::string("\1\0\0\0", 4) + "0X" + std::string("\3\0\0\0", 4) + "cpu" +
           count + "tQ" + offset + size + stride + "\x89}tRs.";
}

TEST(WeightsFile, ADamagedPickleIsRefusedWithItsReason) {
    const test::TemporaryFolder folder;
    const auto write = [&](const std::string& data_pkl, const std::string& numbers = std::string(16, '\0')) {
        test::write_zip(folder / "w.pth", {{"w/data.pkl", data_pkl}, {"w/data/0", numbers}});
        return complaint(folder / "w.pth");
    };
    ASSERT_EQ(write(pickle()), "");
    const std::string zero("K\0", 2), four = "K\x04", square = "K\x02K\x02\x86", rows = "K\x02K\x01\x86",
                                      floats = "torch\nFloatStorage";
    const std::pair<std::string, const char*> cases[] = {
        {"", "cut off"},
        {pickle().substr(0, 30), "cut off"},
        {"\x80\x09.", "newer protocol"},
        {".", "takes a value that is not there"},
        {"(.", "takes a value that is not there"},
        {"t.", "a list has no beginning"},
        {"h\x07.", "refers to a value that is not there"},
        {"q\x07.", "keeps a value that is not there"},
        {"}K\x01"
         "a.",
         "items are put where none can be"},
        {"]K\x01K\x02s.", "items are put where none can be"},
        {"K\x01K\x01"
         "a.",
         "items are put where none can be"},
        {"}(K\x01u.", "items are put where none can be"},
        {"K\x01K\x01R.", "a call of nothing"},
        {"cos\nsystem\n)R.", "os.system"},
        {"cbuiltins\neval\n)\x81.", "builtins.eval"},
        {"K\x01"
         "Q.",
         "names numbers that are none"},
        {"K\x01}b.", "a state belongs to nothing"},
        {"}b.", "a state belongs to nothing"},
        {"i.", "pickle instruction"},
        {"\x8a\x09"
         "123456789.",
         "more than eight bytes"},
        {"X\xff\xff\xff\xff"
         "a.",
         "cut off"},
        {pickle("torch\nComplexFloatStorage"), "numbers of a kind"},
        {pickle(floats, "K\x05"), "lacks the numbers"},
        {pickle(floats, std::string("J\xff\xff\xff\xff", 5)), "no valid size"},
        {pickle(floats, four, "K\x01"), "reaches beyond its numbers"},
        {pickle(floats, four, std::string("J\xff\xff\xff\xff", 5)), "no valid size"},
        {pickle(floats, four, zero, "K\x02K\x03\x86"), "reaches beyond its numbers"},
        {pickle(floats, four, zero, square, "K\x02K\x03\x86"), "reaches beyond its numbers"},
        {pickle(floats, four, zero, "K\xffK\xff\x86", std::string("K\0K\0\x86", 5)), "reaches beyond its numbers"},
        {pickle(floats, four, zero, square, "K\x02\x85"), "no valid size"},
        {pickle(floats, four, zero, std::string("\x8a\x08\0\0\0\0\0\0\0\x40\x8a\x08\0\0\0\0\0\0\0\x40\x86", 21)),
         "reaches beyond its numbers"},
        {pickle(floats, four, zero, "}", rows), "a tensor is not described"},
        {pickle(floats, four, zero, square, rows, "torch._utils\n_rebuild_sparse_tensor"), "_rebuild_sparse_tensor"},
        {pickle(floats, four, zero, square, rows, "torch.storage\n_load_from_bytes"), "_load_from_bytes"},
    };
    for (const auto& [bytes, expected] : cases) {
        const std::string text = write(bytes);
        EXPECT_NE(text.find(expected), std::string::npos) << "expected: " << expected << "\ngot: " << text;
    }
    EXPECT_NE(write(pickle(), "short").find("lacks the numbers"), std::string::npos);
}

TEST(WeightsFile, ModulesThatHoldThemselvesEnd) {
    const std::string loop = "\x80\x02"
                             "c__torch__\nM\n)\x81q\x01}X" +
                             std::string("\1\0\0\0", 4) + "ah\x01sb.";
    const test::TemporaryFolder folder;
    test::write_zip(folder / "w.pt", {{"w/data.pkl", loop}});
    EXPECT_NE(complaint(folder / "w.pt").find("without end"), std::string::npos) << complaint(folder / "w.pt");
}

// Any bytes give weights or an Error, never anything else.
TEST(WeightsFile, DamagedPicklesNeverDoMoreThanFail) {
    Random random(seed_from(2, "pickle fuzz"));
    const std::string good = pickle();
    int read = 0;
    for (int i = 0; i < 100'000; ++i) {
        std::string bytes = good;
        for (std::int64_t flips = 1 + random.below(3); flips > 0; --flips)
            bytes[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(bytes.size())))] =
                static_cast<char>(random.below(256));
        PickleMachine machine([](const std::string&, torch::ScalarType type, std::int64_t n) {
            if (n > 64) throw PickleProblem("too many");
            return torch::zeros({n}, type);
        });
        try {
            std::string_view rest = bytes;
            machine.read(rest);
            ++read;
        } catch (const PickleProblem&) {
        }
    }
    EXPECT_GT(read, 0);
    EXPECT_LT(read, 100'000);
}

TEST(WeightsFile, DamagedFilesOfTheOlderFormNeverDoMoreThanFail) {
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "files", folder.path());
    const std::string whole = test::text_of(folder / "old.pth");
    ASSERT_TRUE(is_torch_stream(whole));
    for (const double share : {0.0001, 0.001, 0.01, 0.5, 0.999}) // cut at all places: none may be read as whole
        EXPECT_THROW(
            parse_torch_stream(
                whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size())) + 20), "cut"),
            Error);
    Random random(seed_from(3, "old pickle fuzz"));
    int failed = 0;
    for (int i = 0; i < 1'000; ++i) {
        std::string bytes = whole;
        bytes[static_cast<std::size_t>(15 + random.below(6'000))] = static_cast<char>(random.below(256));
        try {
            parse_torch_stream(bytes, "fuzz");
        } catch (const Error&) {
            ++failed;
        }
    }
    EXPECT_GT(failed, 0);
}

} // namespace
} // namespace whydah
