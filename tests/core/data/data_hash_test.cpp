#include "core/data/data_hash.h"

#include "core/data/sha256.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::write_text;
using testing::HasSubstr;
using testing::StartsWith;

std::string sha256(const std::string& text, std::size_t piece = 1 << 20) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) hash.add(text.substr(at, piece));
    return hash.hex();
}

TEST(Sha256, GivesTheExamplesOfTheStandard) { // FIPS 180-4 examples, as sha256sum prints them
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnThePieces) {
    for (std::size_t length : {55, 56, 63, 64, 65, 119, 120, 200}) {
        const std::string text(length, 'x');
        for (std::size_t piece : {1, 7, 63, 64, 65})
            EXPECT_EQ(sha256(text, piece), sha256(text)) << length << " " << piece;
    }
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
    const TemporaryFolder folder;
    write_text(folder / "abc", "abc");
    EXPECT_EQ(sha256_of_file(folder / "abc"), sha256("abc"));
    EXPECT_THROW(sha256_of_file(folder / "missing"), Error);
}

Manifest images(const std::filesystem::path& folder) {
    Manifest manifest;
    manifest.source = folder.string();
    manifest.class_names = {"a", "b"};
    for (const char* file : {"a/1.jpg", "a/2.jpg", "b/1.jpg"})
        manifest.samples.push_back({{(folder / file).string(), -1}, file[0] - 'a', std::nullopt});
    return manifest;
}

TEST(DataHash, FollowsTheDataWhereverItLies) {
    const TemporaryFolder one, two;
    for (const TemporaryFolder* folder : {&one, &two})
        for (const char* file : {"a/1.jpg", "a/2.jpg", "b/1.jpg"}) write_text(*folder / file, file);
    const std::string hash = data_hash(images(one.path()));
    EXPECT_THAT(hash, StartsWith("sha256:"));
    EXPECT_THAT(hash, HasSubstr("paths"));
    EXPECT_EQ(data_hash(images(two.path())), hash);
    write_text(two / "b/1.jpg", "longer than before");
    EXPECT_NE(data_hash(images(two.path())), hash) << "another size";
    Manifest relabelled = images(one.path());
    relabelled.samples[1].label = 1;
    EXPECT_NE(data_hash(relabelled), hash);
    Manifest split = images(one.path());
    split.samples[1].given = SplitPart::test;
    EXPECT_NE(data_hash(split), hash);
    Manifest shorter = images(one.path());
    shorter.samples.pop_back();
    EXPECT_NE(data_hash(shorter), hash);
    Manifest renamed = images(one.path());
    renamed.class_names[0] = "c";
    EXPECT_NE(data_hash(renamed), hash);
}

TEST(DataHash, OfAFeatureTableIsOfItsValues) {
    Manifest manifest;
    manifest.source = "features.npz", manifest.class_names = {"a", "b"};
    manifest.samples = {{{}, 0, std::nullopt}, {{}, 1, std::nullopt}};
    manifest.features = std::make_shared<FeatureMatrix>(FeatureMatrix{2, 2, {1, 2, 3, 4}});
    const std::string hash = data_hash(manifest);
    EXPECT_THAT(hash, HasSubstr("feature values"));
    manifest.features = std::make_shared<FeatureMatrix>(FeatureMatrix{2, 2, {1, 2, 3, 5}});
    EXPECT_NE(data_hash(manifest), hash);
}

} // namespace
} // namespace whydah
