#include "widgets/carving_panel.h"

#include "widgets/carving_plot.h"
#include "widgets/clicks.h"
#include "widgets/plot_style.h"
#include "widgets/slider_box.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <numeric>

namespace whydah {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The last class first.
std::vector<std::size_t> backwards(std::size_t classes, std::int64_t) {
    std::vector<std::size_t> order(classes);
    std::iota(order.rbegin(), order.rend(), std::size_t{0});
    return order;
}

ImageCounts cifar(int classes = 100) { // 500 for training and 100 for testing in each class
    ImageCounts counts{{}, {}, true};
    for (int c = 0; c < classes; ++c) {
        counts.class_names.push_back("class " + std::to_string(c));
        counts.classes.push_back({600, 500, 0, 100});
    }
    return counts;
}

ExperimentOptions carved() {
    ExperimentOptions options;
    options.data.split = "exponential", options.data.validation_share = 0;
    return options;
}

std::int64_t total(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

TEST(CarvingPanel, ShowsBeforeAndAfterWhileTheSliderMoves) {
    CarvingPanel panel;
    panel.set_options(carved());
    panel.show_counts(cifar(), backwards);
    EXPECT_EQ(total(panel.plot()->shown_before()), 50'000);
    EXPECT_EQ(total(panel.plot()->shown_after()), 10'847) << "CIFAR-100-LT of imbalance 100";
    EXPECT_THAT(panel.before_text().toStdString(), HasSubstr("50,000 training images"));
    EXPECT_THAT(panel.after_text().toStdString(), HasSubstr("5 to 500, median"));
    EXPECT_THAT(panel.after_text().toStdString(), HasSubstr("imbalance 100 (inverse 0.01)"));
    panel.imbalance()->box()->setValue(10);
    EXPECT_EQ(total(panel.plot()->shown_after()), 19'573);
    const auto before = panel.plot()->shown_after();
    panel.imbalance()->slider()->setValue(panel.imbalance()->slider()->value() + 40);
    EXPECT_NE(panel.plot()->shown_after(), before);
    EXPECT_GT(panel.imbalance()->value(), 10);
}

TEST(CarvingPanel, IsWhatPlanSplitSays) {
    CarvingPanel panel;
    panel.set_options(carved());
    panel.show_counts(cifar(10), backwards);
    for (int split = 0; split < 4; ++split) {
        panel.split_box()->setCurrentIndex(split);
        Q_EMIT panel.split_box()->activated(split);
        panel.median()->box()->setValue(30);
        ASSERT_TRUE(panel.plan());
        const SplitPlan own = plan_split(cifar(10), panel.options().data, panel.options().seeds_of(0).carve, backwards);
        EXPECT_EQ(panel.plan()->classes, own.classes);
        EXPECT_EQ(panel.plan()->text, own.text);
    }
}

TEST(CarvingPanel, WhatIsUsedAreTheOptionsThatDiffer) {
    CarvingPanel panel;
    panel.set_options(carved());
    panel.show_counts(cifar(), backwards);
    EXPECT_TRUE(panel.edits().empty());
    EXPECT_FALSE(panel.use_button()->isEnabled());
    panel.imbalance()->box()->setValue(50);
    panel.seed_box()->setValue(7);
    using Edit = std::pair<QString, QString>;
    EXPECT_THAT(panel.edits(), testing::UnorderedElementsAre(Edit("imbalance_factor", "50"), Edit("carve_seed", "7")));
    EXPECT_TRUE(panel.use_button()->isEnabled());
    QSignalSpy asked(&panel, &CarvingPanel::use_asked);
    panel.use_button()->click();
    EXPECT_EQ(asked.count(), 1);
}

TEST(CarvingPanel, WhatWasTriedStaysWhileOtherOptionsChangeAndGoesWithAnotherSplit) {
    CarvingPanel panel;
    ExperimentOptions options = carved();
    panel.set_options(options);
    panel.show_counts(cifar(), backwards);
    panel.imbalance()->box()->setValue(20);
    options.classifier.batch = 64;
    panel.set_options(options);
    EXPECT_EQ(panel.imbalance()->value(), 20);
    EXPECT_EQ(panel.options().classifier.batch, 64);
    options.data.validation_share = 0.2;
    panel.set_options(options);
    EXPECT_EQ(panel.imbalance()->value(), 100);
}

TEST(CarvingPanel, OnlyTheChosenCarvingsSlidersAreThere) {
    CarvingPanel panel;
    ExperimentOptions options;
    options.data.split = "sun";
    panel.set_options(options);
    panel.show_counts(cifar(), backwards);
    EXPECT_FALSE(panel.drop()->isHidden());
    EXPECT_TRUE(panel.imbalance()->isHidden());
    EXPECT_TRUE(panel.median()->isHidden());
    panel.split_box()->setCurrentIndex(3);
    Q_EMIT panel.split_box()->activated(3);
    EXPECT_TRUE(panel.drop()->isHidden());
    EXPECT_FALSE(panel.median()->isHidden());
    EXPECT_FALSE(panel.order_box()->isHidden());
}

TEST(CarvingPanel, SaysWhyACarvingCannotBeAndHowToMendIt) {
    CarvingPanel panel;
    ExperimentOptions options = carved();
    options.data.split = "power_law", options.data.median_class = 400;
    panel.set_options(options);
    panel.show_counts(cifar(), backwards);
    EXPECT_FALSE(panel.plan());
    EXPECT_FALSE(panel.export_button()->isEnabled());
    EXPECT_THAT(panel.plot()->hint().toStdString(), HasSubstr("a median of 400 images is out of reach"));
    panel.median()->box()->setValue(40);
    EXPECT_TRUE(panel.plan());
    EXPECT_EQ(panel.plot()->hint(), "");
}

TEST(CarvingPanel, WithoutCountsItOffersNothing) {
    CarvingPanel panel;
    EXPECT_FALSE(panel.use_button()->isEnabled());
    EXPECT_FALSE(panel.plot()->hint().isEmpty());
    panel.show_counts(cifar(), backwards);
    panel.show_hint("Counting images …");
    EXPECT_FALSE(panel.export_button()->isEnabled());
    EXPECT_EQ(panel.plot()->hint(), "Counting images …");
}

// The panel computes on the GUI thread.
TEST(CarvingPanel, MovesWithoutAGapForEightThousandClasses) {
    CarvingPanel panel;
    panel.set_options(carved());
    panel.show_counts(cifar(8142), backwards);
    test::show(panel);
    const std::clock_t start = std::clock(); // the processor's time: others may use it too
    for (int place = 100; place < 110; ++place) panel.imbalance()->slider()->setValue(place);
    EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / 10, 0.050);
}

TEST(SliderBox, TypesBeyondItsEndsAndGivesItsEndsExactly) {
    SliderBox box("n", "", 1, 1000, 1e9, nullptr);
    box.slider()->setValue(0);
    EXPECT_EQ(box.value(), 1);
    box.slider()->setValue(box.slider()->maximum());
    EXPECT_EQ(box.value(), 1000);
    QSignalSpy edited(&box, &SliderBox::edited);
    box.box()->setValue(5000);
    EXPECT_EQ(box.value(), 5000) << "the slider at its end takes nothing back";
    EXPECT_EQ(edited.count(), 1);
    box.set_value(30);
    EXPECT_EQ(edited.count(), 1);
}

} // namespace
} // namespace whydah
