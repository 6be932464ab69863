#include "core/data/image_reader.h"
#include "core/data/seed.h"
#include "records/error.h"
#include "support/made_data.h"
#include "support/synthetic_features.h"

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;
using test::idx_bytes;
using test::image_bytes;
using test::npy_bytes;
using test::TemporaryFolder;
using test::write_text;

/// A kind of bad input: what is made, what is opened, and what the user must be told.
struct BadInput {
    std::string name;
    std::function<void(const fs::path&)> make;
    std::string open;     ///< path below the folder
    std::string expected; ///< in the text of a problem or of the error
};

void good_classes(const fs::path& folder) {
    for (const char* file : {"a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/2.jpg", "b/3.jpg"})
        write_text(folder / file, image_bytes(".jpg"));
}

BadInput bad_image(const std::string& name, const std::string& bytes, const std::string& expected,
                   const std::string& file = "a/bad.jpg") {
    return {name, [=](const fs::path& f) { good_classes(f), write_text(f / file, bytes); }, "", expected};
}

BadInput bad_list(const std::string& name, const std::string& line, const std::string& expected) {
    return {name,
            [=](const fs::path& f) {
                good_classes(f), write_text(f / "s_train.txt", "a/1.jpg 0\nb/1.jpg 1\n" + line + "\n"),
                    write_text(f / "s_test.txt", "a/2.jpg 0\nb/2.jpg 1\n");
            },
            "s_train.txt", expected};
}

using Members = std::vector<std::pair<std::string, std::string>>;
const std::string features = npy_bytes<float>("<f4", "(4, 2)", {1, 2, 3, 4, 5, 6, 7, 8});
const std::string labels = npy_bytes<std::int64_t>("<i8", "(4,)", {0, 1, 0, 1});

BadInput bad_table(const std::string& name, const Members& members, const std::string& expected) {
    return {name, [=](const fs::path& f) { test::write_zip(f / "t.npz", members); }, "t.npz", expected};
}

BadInput bad_bytes(const std::string& name, const std::string& file, const std::string& bytes,
                   const std::string& expected) {
    return {name, [=](const fs::path& f) { write_text(f / file, bytes); }, file, expected};
}

BadInput bad_idx(const std::string& name, const std::string& images, const std::string& label_bytes,
                 const std::string& expected) {
    return {name,
            [=](const fs::path& f) {
                write_text(f / "train-images-idx3-ubyte", images),
                    write_text(f / "train-labels-idx1-ubyte", label_bytes);
            },
            "", expected};
}

std::vector<BadInput> all_kinds() {
    const std::string jpeg = image_bytes(".jpg", 60, 50), png = image_bytes(".png", 60, 50),
                      two_labels = idx_bytes({2}, std::string{'\0', '\1'});
    std::string bomb = png; // claims 65,000 x 65,000 pixels
    bomb.replace(16, 8, std::string("\0\0\xfd\xe8\0\0\xfd\xe8", 8));
    return {
        bad_image("empty file", "", "is empty"),
        bad_image("text instead of an image", "hello, I am no image", "is not an image"),
        bad_image("truncated JPEG", jpeg.substr(0, jpeg.size() / 2), "cut off"),
        bad_image("truncated PNG", png.substr(0, png.size() / 2), "cut off", "a/bad.png"),
        bad_image("JPEG of zeros after the mark", std::string("\xff\xd8\xff", 3) + std::string(500, '\0') + "\xff\xd9",
                  "cannot be decoded"),
        bad_image("PNG that claims a giant size", bomb, "cannot be decoded", "a/bad.png"),
        bad_image("GIF", "GIF89a and so on", "GIF"),
        bad_image("HTML page saved as an image", "<html>404</html>", "is not an image", "b/bad.png"),
        bad_image("BMP with nonsense in its header", "BM" + std::string(60, '\x7f'), "cannot be decoded", "a/bad.bmp"),
        bad_image("image outside the class folders", jpeg, "outside the class folders", "stray.jpg"),
        {"broken link", [](const fs::path& f) { good_classes(f), fs::create_symlink("nowhere.jpg", f / "a/bad.jpg"); },
         "", "broken link"},
        {"folder that links back into itself",
         [](const fs::path& f) { good_classes(f), fs::create_directory_symlink(f / "a", f / "a/again"); }, "",
         "is a link to a folder that this class has already"},
        {"pipe instead of an image",
         [](const fs::path& f) { good_classes(f), ::mkfifo((f / "a/bad.jpg").c_str(), 0600); }, "", "is not a file"},
        {"pipe instead of a table", [](const fs::path& f) { ::mkfifo((f / "t.npz").c_str(), 0600); }, "t.npz",
         "is not a file"},
        {"class folder without images", [](const fs::path& f) { good_classes(f), fs::create_directory(f / "empty"); },
         "", "has no training image"},
        {"empty folder", [](const fs::path& f) { fs::create_directories(f / "x"); }, "x", "no class folders"},
        {"one class only", [](const fs::path& f) { write_text(f / "a/1.jpg", image_bytes(".jpg")); }, "",
         "only one class"},
        {"nothing there", [](const fs::path&) {}, "absent", "no such file or folder"},
        bad_bytes("file of an unknown kind", "x.docx", "PK", "no data set that can be read"),
        bad_list("list line without label", "a/3.jpg", "s_train.txt:3: is not 'path label'"),
        bad_list("list line with a word as label", "a/3.jpg cat", "s_train.txt:3: 'cat' is not a label"),
        bad_list("list line with a label too large for a number", "a/3.jpg 99999999999999999999", "is not a label"),
        bad_list("list line with a negative label", "a/3.jpg -7", "s_train.txt:3: label -7"),
        bad_list("list line with an open quote", "\"a/3.jpg 0", "s_train.txt:3: has a quote"),
        bad_list("list line with a missing image", "a/none.jpg 0", "s_train.txt:3: a/none.jpg there is no such file"),
        bad_list("list line of a million characters", std::string(1'000'000, 'x') + " 0",
                 "s_train.txt:3: the line is too long"),
        bad_list("list line with a zero byte", std::string("a/3.jpg\0 0", 10), "s_train.txt:3: holds a zero byte"),
        bad_list("image of two parts", "a/2.jpg 0", "is also in the"),
        bad_bytes("list of binary rubbish", "x_train.txt", std::string("\x01\x02\xff\xfe\n\x03", 6),
                  "no image that can be used"),
        bad_bytes("empty list", "x_train.txt", "", "no image that can be used"),
        bad_bytes("npz that is no zip", "t.npz", "not a zip", "not a whole zip"),
        bad_bytes("npy without numpy's mark", "t.npy", "hello world, hello world", "is not a numpy array"),
        bad_table("npz without labels", {{"features.npy", features}}, "has no array 'labels'"),
        bad_table("npz without features", {{"labels.npy", labels}}, "has no array 'features'"),
        bad_table("labels of another length",
                  {{"features.npy", features}, {"labels.npy", npy_bytes<std::int64_t>("<i8", "(3,)", {0, 1, 0})}},
                  "3 entries for 4 rows"),
        bad_table("labels as floats",
                  {{"features.npy", features}, {"labels.npy", npy_bytes<double>("<f8", "(4,)", {0, 1, 0, 1})}},
                  "holds no whole numbers"),
        bad_table("labels as Python objects",
                  {{"features.npy", features}, {"labels.npy", npy_bytes<std::int64_t>("|O", "(4,)", {0, 1, 0, 1})}},
                  "Python objects"),
        bad_table(
            "features of three dimensions",
            {{"features.npy", npy_bytes<float>("<f4", "(2, 2, 2)", {1, 2, 3, 4, 5, 6, 7, 8})}, {"labels.npy", labels}},
            "must have 2 dimensions"),
        bad_table("features cut off",
                  {{"features.npy", features.substr(0, features.size() - 8)}, {"labels.npy", labels}}, "is cut off"),
        bad_table("features that claim a trillion rows",
                  {{"features.npy", npy_bytes<float>("<f4", "(1000000000000, 1280)", {1})}, {"labels.npy", labels}},
                  "impossible size"),
        bad_table("half a billion names of no length",
                  {{"features.npy", features},
                   {"labels.npy", labels},
                   {"class_names.npy", npy_bytes<float>("<U0", "(500000000,)", {})}},
                  "impossible size"),
        bad_table("features of zero rows",
                  {{"features.npy", npy_bytes<float>("<f4", "(0, 2)", {})},
                   {"labels.npy", npy_bytes<std::int64_t>("<i8", "(0,)", {})}},
                  "holds no features"),
        bad_table("features that are not finite",
                  {{"features.npy", npy_bytes<float>("<f4", "(4, 2)", {1, 2, INFINITY, 4, 5, 6, 7, 8})},
                   {"labels.npy", labels}},
                  "row 1: a feature is not a finite number"),
        bad_table("label out of range",
                  {{"features.npy", features},
                   {"labels.npy", npy_bytes<std::int64_t>("<i8", "(4,)", {0, 1, 0, 5'000'000'000})}},
                  "row 3: label 5000000000"),
        bad_idx("IDX images without labels", idx_bytes({2, 2, 2}, "abcdefgh"), "", "is not an IDX file"),
        bad_idx("IDX images cut off", idx_bytes({9, 28, 28}, "abc"), two_labels, "is cut off"),
        bad_idx("IDX of floats", idx_bytes({2, 2, 2}, "abcdefgh", 13), two_labels, "another type"),
        bad_idx("IDX of more labels than images", idx_bytes({2, 2, 2}, "abcdefgh"),
                idx_bytes({3}, std::string{'\0', '\1', '\1'}), "3 labels for 2 images"),
        bad_idx("IDX that claims four billion images", idx_bytes({0xffffffff, 0xffffffff, 2}, "abc"), two_labels,
                "impossible size"),
        {"packed IDX cut off",
         [=](const fs::path& f) {
             test::write_gz(f / "train-images-idx3-ubyte.gz", idx_bytes({200, 8, 8}, std::string(12'800, 'q')));
             fs::resize_file(f / "train-images-idx3-ubyte.gz", 30);
             write_text(f / "train-labels-idx1-ubyte", two_labels);
         },
         "", "train-images-idx3-ubyte.gz"},
    };
}

/// Everything that a user would be told of an input, whether it can be used in part or not at all.
std::string all_that_is_told(const fs::path& path) {
    std::string told;
    try {
        const Manifest manifest = test::open(path);
        told = test::problems_of(manifest);
        for (const Sample& sample : manifest.samples) {
            if (sample.image.file.empty()) continue;
            try {
                read_image(sample.image);
            } catch (const Error& error) {
                told += error.what();
            }
        }
        DataOptions options;
        for (const DataProblem& problem : summarise(manifest, make_split(manifest, options, 0)).problems)
            told += problem.where + " " + problem.what;
    } catch (const Error& error) {
        EXPECT_FALSE(error.where().empty()) << error.what();
        EXPECT_FALSE(error.mend().empty()) << error.what();
        told += error.what();
    }
    return told;
}

class EveryBadInput : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryBadInput, IsNamedAndNeitherCrashesNorHangs) {
    const BadInput input = all_kinds()[GetParam()];
    const TemporaryFolder folder;
    input.make(folder.path());
    EXPECT_THAT(all_that_is_told(folder.path() / input.open), testing::HasSubstr(input.expected)) << input.name;
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryBadInput, testing::Range<std::size_t>(0, all_kinds().size()));

TEST(BadInput, ThereAreAtLeastThirtyKinds) { EXPECT_GE(all_kinds().size(), 30U); }

/// Opens damaged copies of a file: every length it can be cut to, and many with a few bytes changed.
void damage(const std::string& name, const std::string& whole, std::size_t step,
            const std::function<void(const fs::path&)>& beside) {
    const TemporaryFolder folder;
    beside(folder.path());
    const fs::path file = folder / name;
    for (std::size_t length = 0; length < whole.size(); length += step) {
        write_text(file, whole.substr(0, length));
        all_that_is_told(name.find('/') == std::string::npos && name.ends_with("z") ? file : folder.path());
    }
    Random random(seed_from(1, name));
    for (int round = 0; round < 300; ++round) {
        std::string bytes = whole;
        for (int change = 0; change < 3; ++change)
            bytes[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(bytes.size())))] =
                static_cast<char>(random.below(256));
        write_text(file, bytes);
        all_that_is_told(name.find('/') == std::string::npos && name.ends_with("z") ? file : folder.path());
    }
}

TEST(BadInput, DamagedFeatureTablesNeverCrash) {
    const TemporaryFolder folder;
    for (bool deflated : {false, true}) {
        test::write_zip(folder / "t.npz", {{"features.npy", features}, {"labels.npy", labels}}, deflated);
        damage("t.npz", test::text_of(folder / "t.npz"), 3, [](const fs::path&) {});
    }
    damage("features.npy", features, 1, [](const fs::path& f) { write_text(f / "labels.npy", labels); });
}

TEST(BadInput, DamagedImagesNeverCrash) {
    for (const char* name : {"a/x.jpg", "a/x.png", "a/x.bmp", "a/x.tif", "a/x.webp", "a/x.ppm"}) {
        const std::string whole = image_bytes(fs::path(name).extension());
        damage(name, whole, whole.size() / 40 + 1, [](const fs::path& f) {
            write_text(f / "b/1.png", image_bytes(".png")), write_text(f / "a/1.png", image_bytes(".png"));
        });
    }
}

TEST(BadInput, DamagedIdxFilesNeverCrash) {
    damage("train-images-idx3-ubyte", idx_bytes({2, 2, 2}, "abcdefgh"), 1, [](const fs::path& f) {
        write_text(f / "train-labels-idx1-ubyte", idx_bytes({2}, std::string{'\0', '\1'}));
    });
}

TEST(BadInput, DamagedListsNeverCrash) {
    damage("s_train.txt", "a/1.png 0\n\"b/1.png\" 1\n'b/1.png'\t1\n", 1, [](const fs::path& f) {
        write_text(f / "b/1.png", image_bytes(".png")), write_text(f / "a/1.png", image_bytes(".png"));
    });
}

} // namespace
} // namespace whydah
