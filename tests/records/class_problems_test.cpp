#include "records/class_problems.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(ClassProblems, AreThoseThatNameTheClassOrItsFolder) {
    std::vector<ClassSummary> classes(3);
    classes[0].name = "ant", classes[1].name = "bee, wild", classes[2].name = "data";
    const std::vector<DataProblem> problems{{"/data/set/ant/1.png", "cannot be decoded"},
                                            {"class 'data'", "has no test image"},
                                            {"list.txt:214", "not an image"},
                                            {"ant/1.png (train), ant/2.png (test), data/9.png (train)", "twice"}};
    const auto of = problems_of_classes(classes, problems);
    EXPECT_EQ(of[0], (std::vector<std::size_t>{0, 3}));
    EXPECT_TRUE(of[1].empty());
    EXPECT_EQ(of[2], (std::vector<std::size_t>{1, 3})) << "the folder above the classes' is none of them";
}

} // namespace
} // namespace whydah
