#include "widgets/options_form.h"

#include "widgets/form_section.h"
#include "widgets/number_box.h"
#include "widgets/option_presets.h"
#include "widgets/option_row.h"

#include <gtest/gtest.h>

#include <map>

namespace whydah {
namespace {

/// A value of each type that differs from the default and is allowed.
struct Another {
    void operator()(const Field&, bool& value) const { value = !value; }
    void operator()(const Field& field, std::int64_t& value) const {
        value = static_cast<double>(value) + 1 <= field.high ? value + 1 : value - 1;
    }
    void operator()(const Field& field, double& value) const { value = 0.7 * value + 0.3 * field.low + 1e-7; }
    void operator()(const Field& field, std::string& value) const {
        if (!field.choices.empty())
            value = std::string(value == field.choices[0] ? field.choices[1] : field.choices[0]);
        else
            value = field.name == "device"                            ? "cpu"
                    : field.name == "literal_models"                  ? "1000,500,200"
                    : field.name == "mean" || field.name == "std_dev" ? "0.485,0.456,0.406"
                                                                      : "/data/a folder/it's \"here\"";
    }
    void operator()(const Field&, std::vector<double>& value) const { value = {0.001, 0.5}; }
    void operator()(const Field& field, std::vector<std::string>& value) const {
        value = {std::string(field.choices[0]), std::string(field.choices[2])};
    }
};

std::map<std::string, std::string> texts_of(const ExperimentOptions& options) {
    std::map<std::string, std::string> texts;
    visit_fields(options,
                 [&](const Field& field, const auto& value) { texts[std::string(field.name)] = option_text(value); });
    return texts;
}

TEST(OptionsForm, ShowsTheDefaultsAndFindsNothingWrong) {
    const OptionsForm form;
    EXPECT_EQ(texts_of(form.options()), texts_of(ExperimentOptions()));
    EXPECT_TRUE(form.is_valid());
    for (const auto& [name, text] : texts_of(ExperimentOptions())) {
        ASSERT_NE(form.row(QString::fromStdString(name)), nullptr) << name;
        EXPECT_EQ(form.row(QString::fromStdString(name))->text().toStdString(), text) << name;
    }
}

TEST(OptionsForm, GivesEveryFieldBackAsItWasSet) {
    ExperimentOptions options;
    visit_fields(options, Another());
    options.network.network_loss = "balanced_softmax"; // the others would have to choose one of several values
    ASSERT_TRUE(check_options(options).empty()) << check_options(options).front().name;
    OptionsForm form;
    form.set_options(options);
    EXPECT_EQ(texts_of(form.options()), texts_of(options));
    for (const auto& [name, text] : texts_of(options))
        EXPECT_EQ(form.row(QString::fromStdString(name))->text().toStdString(), text) << name;
}

TEST(OptionsForm, ReadsEveryFieldBackFromWhatItsEditorShows) {
    ExperimentOptions options;
    visit_fields(options, Another());
    OptionsForm form;
    for (const auto& [name, text] : texts_of(options))
        form.edit(QString::fromStdString(name), QString::fromStdString(text));
    EXPECT_EQ(texts_of(form.options()), texts_of(options));
}

TEST(OptionsForm, TellsOfEachEditWithNameAndGroup) {
    OptionsForm form;
    QSignalSpy changed(&form, &OptionsForm::changed);
    form.set_options(ExperimentOptions());
    EXPECT_EQ(changed.count(), 0);
    form.edit("drop", "14");
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed[0][0].toString(), "drop");
    EXPECT_EQ(changed[0][1].toString(), "Split");
    EXPECT_EQ(form.options().data.drop, 14);
}

TEST(OptionsForm, MarksAWrongValueWhereItIs) {
    OptionsForm form;
    form.section("Split")->set_open(false);
    form.edit("train_share", "3");
    EXPECT_FALSE(form.is_valid());
    EXPECT_EQ(form.row("train_share")->problem(), "must be between 0.01 and 0.98, is 3");
    EXPECT_EQ(form.row("drop")->problem(), "");
    EXPECT_TRUE(form.section("Split")->is_open());
    form.edit("train_share", "0.5");
    EXPECT_TRUE(form.is_valid());
    EXPECT_EQ(form.row("train_share")->problem(), "");
}

TEST(OptionsForm, KeepsTheLastValueOfATextThatCannotBeRead) {
    OptionsForm form;
    form.edit("steps", "500");
    form.edit("steps", "50o");
    EXPECT_EQ(form.options().classifier.steps, 500);
    EXPECT_EQ(form.row("steps")->text(), "50o");
    EXPECT_EQ(form.row("steps")->problem(), "must be a whole number");
    EXPECT_FALSE(form.is_valid());
    form.edit("lambda", "1,,2");
    EXPECT_EQ(form.row("lambda")->problem(), "must be numbers with commas between them");
    form.edit("methods", "");
    EXPECT_EQ(form.row("methods")->problem(), "choose at least one");
    EXPECT_EQ(form.problems().size(), 3u);
}

TEST(OptionsForm, MarksAWrongPairOfValues) {
    OptionsForm form;
    form.edit("input_size", "300");
    EXPECT_EQ(form.row("resize_side")->problem(), "is smaller than the input size, so that the crop does not fit");
}

TEST(OptionsForm, UnfoldsTheExpertsOptionsForAWrongOne) {
    OptionsForm form;
    EXPECT_FALSE(form.section("Methods")->is_advanced_open());
    form.edit("momentum", "1.5");
    EXPECT_TRUE(form.section("Methods")->is_advanced_open());
}

TEST(OptionsForm, ShowsAnUnknownChoiceAsItIsAndMarksIt) {
    ExperimentOptions options;
    options.data.split = "halves";
    OptionsForm form;
    form.set_options(options);
    EXPECT_EQ(form.options().data.split, "halves");
    EXPECT_EQ(form.row("split")->problem(), "'halves' is not known");
}

TEST(OptionsForm, MarksWhatDiffersFromTheDefaultAndSetsItBack) {
    OptionsForm form;
    EXPECT_FALSE(form.row("pca")->is_marked_changed());
    form.edit("pca", "64");
    EXPECT_TRUE(form.row("pca")->is_marked_changed());
    for (auto* button : form.findChildren<QToolButton*>())
        if (button->accessibleName() == "Reset PCA dimensions") button->click();
    EXPECT_EQ(form.options().features.pca, 256);
    EXPECT_FALSE(form.row("pca")->is_marked_changed());
}

// There is none to set back to: the field would be empty and nothing could run.
TEST(OptionsForm, AChosenDataSetIsNoChange) {
    OptionsForm form;
    form.edit("data", "/data/my images");
    EXPECT_FALSE(form.row("data")->is_marked_changed());
}

TEST(OptionsForm, ShowsTheSameRunAsACommand) {
    OptionsForm form;
    form.edit("data", "/data/my images");
    form.edit("seeds", "3");
    EXPECT_EQ(form.command(), "whydah-run --data '/data/my images' --seeds 3");
}

TEST(OptionsForm, APresetSetsTheMethodsOptionsAndLeavesTheDataAlone) {
    OptionsForm form;
    form.edit("data", "/data/images");
    auto* presets = form.findChild<QComboBox*>("preset");
    ASSERT_EQ(presets->currentText(), "Recommended");
    presets->setCurrentIndex(1);
    Q_EMIT presets->activated(1);
    EXPECT_EQ(form.options().meta.literal_models, "1000,500,200");
    EXPECT_EQ(form.options().data.data, "/data/images");
    EXPECT_TRUE(form.is_valid());
    form.edit("literal_models", "8");
    EXPECT_EQ(presets->currentIndex(), -1);
    form.edit("literal_models", "1000,500,200");
    EXPECT_EQ(presets->currentIndex(), 1);
}

TEST(OptionsForm, TheWheelChangesNothingWithoutTheFocus) {
    OptionsForm form;
    form.resize(400, 700);
    form.show();
    QWidget* editor = form.row("seeds")->editor();
    ASSERT_FALSE(editor->hasFocus());
    QWheelEvent wheel(QPointF(5, 5), editor->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(editor, &wheel);
    EXPECT_EQ(form.options().run.seeds, 1);
}

TEST(NumberBox, StepsByATenthOfTheNumbersPowerOfTen) {
    NumberBox box(1e-9, 1e6, false);
    const auto after = [&](const char* text, Qt::Key key) {
        box.set_text(text);
        QTest::keyClick(&box, key);
        return box.text();
    };
    EXPECT_EQ(after("30", Qt::Key_Up), "31");
    EXPECT_EQ(after("0.5", Qt::Key_Up), "0.51");
    EXPECT_EQ(after("1e-05", Qt::Key_Up), "1.1e-05");
    EXPECT_EQ(after("10", Qt::Key_Down), "9.9");
    EXPECT_EQ(after("9.9", Qt::Key_Up), "10");
    EXPECT_EQ(after("900000", Qt::Key_Up), "910000");
    EXPECT_EQ(after("1e6", Qt::Key_Up), "1e6"); // the end of the range
}

TEST(NumberBox, StepsWholeNumbersByWholeNumbersWithinTheirRange) {
    NumberBox box(-1, 8, true);
    box.set_text("7");
    for (int i = 0; i < 5; ++i) QTest::keyClick(&box, Qt::Key_Up);
    EXPECT_EQ(box.text(), "8");
    for (int i = 0; i < 50; ++i) QTest::keyClick(&box, Qt::Key_Down);
    EXPECT_EQ(box.text(), "-1");
}

TEST(NumberBox, LetsAnythingBeTyped) {
    NumberBox box(0, 1, false);
    QSignalSpy edited(&box, &NumberBox::edited);
    box.set_text("");
    QTest::keyClicks(&box, "many");
    EXPECT_EQ(box.text(), "many");
    EXPECT_EQ(edited.count(), 4);
    QTest::keyClick(&box, Qt::Key_Up);
    EXPECT_EQ(box.text(), "many");
}

} // namespace
} // namespace whydah
