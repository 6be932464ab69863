#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// One image or feature row of a data set, enough to read it again.
struct ImageRef {
    std::string file;        ///< absolute path of the image, or of the IDX / feature file that holds it
    std::int64_t index = -1; ///< -1: the file is one image; else the row in an IDX or feature file
    bool operator==(const ImageRef&) const = default;
};

enum class SplitPart : std::uint8_t { train = 0, validation = 1, test = 2, left_out = 3 };
const char* split_part_name(SplitPart part); ///< "train", "validation", "test", "left out"

/// A file, line or class that could not be used, and why. The rest of the data set goes on.
struct DataProblem {
    std::string where; ///< "list.txt:214", "images/iceberg/0007.jpg", "class 'iceberg'"
    std::string what;  ///< "not an image", "label 12 is outside 0..9"
    bool operator==(const DataProblem&) const = default;
};

struct ClassSummary {
    std::string name;
    std::int64_t train = 0, validation = 0, test = 0, left_out = 0;
    std::vector<ImageRef> images;       ///< of all parts, for thumbnails; empty for feature tables without file names
    std::vector<SplitPart> image_parts; ///< of each of images
    std::int64_t total() const { return train + validation + test + left_out; }
};

/// What a screen shows of an opened and split data set. Classes keep their label order.
struct DatasetSummary {
    std::string name;   ///< last part of the path
    std::string source; ///< path as opened
    std::string kind;   ///< "image folder", "list files", "IDX files", "feature table"
    std::string split;  ///< the split in words: "SUN recipe: 50/10/40 %, drop 14, at most 40 test images, carve seed 0"
    bool has_features = false;          ///< a feature table: no backbone needed
    std::int64_t feature_dimension = 0; ///< D of a feature table, else 0
    std::vector<ClassSummary> classes;
    std::vector<DataProblem> problems; ///< at most problems_kept, the first ones found
    std::int64_t problem_count = 0;    ///< all of them
    static constexpr std::int64_t problems_kept = 10'000;

    std::int64_t train() const;
    std::int64_t validation() const;
    std::int64_t test() const;
    std::int64_t largest_class() const;  ///< most training images of a class
    std::int64_t smallest_class() const; ///< fewest training images of a class that has any
    double imbalance() const;            ///< largest / smallest; 0 without classes
    std::vector<std::int64_t> train_counts() const;
    std::vector<std::size_t> by_frequency() const; ///< class indices, most training images first, ties in label order
    std::int64_t
    head_classes(std::int64_t threshold) const; ///< |H_t|: classes with more than t training images (Sec. 3.1)
};

} // namespace whydah
