#include "widgets/projection_bar.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

namespace whydah {
namespace {

using State = ProjectionBar::State;

/// The widgets of a kind, those that fold away after the others.
template <class T>
T* nth(ProjectionBar& bar, int index) {
    return bar.findChildren<T*>().at(index);
}

void choose(QComboBox* box, int index) {
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

TEST(ProjectionBar, PcaFollowsEachChangeAtOnce) {
    ProjectionBar bar;
    QSignalSpy asked(&bar, &ProjectionBar::projection_asked);
    choose(nth<QComboBox>(bar, 0), 2);
    EXPECT_EQ(asked.count(), 1);
    EXPECT_EQ(bar.options().scaling, ProjectionOptions::Scaling::cosine);
    nth<QCheckBox>(bar, 0)->click();
    EXPECT_FALSE(bar.options().centre);
    nth<QCheckBox>(bar, 1)->click();
    EXPECT_TRUE(bar.options().axes_of_measured);
    EXPECT_EQ(asked.count(), 3);
    EXPECT_TRUE(nth<QPushButton>(bar, 0)->isHidden()) << "nothing to start";
}

TEST(ProjectionBar, TsneWaitsForItsButtonThatStopsAndGoesOn) {
    ProjectionBar bar;
    QSignalSpy asked(&bar, &ProjectionBar::projection_asked), stop(&bar, &ProjectionBar::stop_asked),
        go_on(&bar, &ProjectionBar::continue_asked);
    choose(bar.kind(), 1);
    nth<QDoubleSpinBox>(bar, 0)->setValue(12);
    EXPECT_EQ(asked.count(), 0);
    EXPECT_EQ(bar.options().kind, ProjectionOptions::Kind::tsne);
    EXPECT_EQ(bar.options().perplexity, 12);
    auto* button = nth<QPushButton>(bar, 0);
    EXPECT_EQ(button->text(), "Start");
    button->click();
    EXPECT_EQ(asked.count(), 1);
    bar.set_state(State::running);
    EXPECT_EQ(button->text(), "Stop");
    button->click();
    EXPECT_EQ(stop.count(), 1);
    bar.set_state(State::stopped);
    EXPECT_EQ(button->text(), "Continue");
    button->click();
    EXPECT_EQ(go_on.count(), 1);
    bar.set_state(State::running);
    nth<QDoubleSpinBox>(bar, 0)->setValue(13); // another map: the running one is of no use any more
    EXPECT_EQ(stop.count(), 2);
    EXPECT_EQ(bar.state(), State::idle);
}

TEST(ProjectionBar, SaysIterationDivergenceAndThatThereAreNotes) {
    ProjectionBar bar;
    ProjectionFrame frame;
    frame.iteration = 1250, frame.divergence = 0.51234;
    bar.show_frame(frame);
    EXPECT_EQ(bar.status(), QStringLiteral("iteration 1,250 · KL 0.512"));
    frame.warnings = {"perplexity 3: more is not possible with so few points"};
    bar.show_frame(frame);
    EXPECT_TRUE(bar.status().endsWith(QStringLiteral("note")));
}

TEST(ProjectionBar, WhatItSaysStandsInTheMiddleOfItsRow) {
    ProjectionBar bar;
    choose(bar.kind(), 1);
    ProjectionFrame frame;
    frame.iteration = 750;
    frame.divergence = 0.337;
    bar.show_frame(frame);
    bar.resize(800, bar.heightForWidth(800));
    bar.show();
    QCoreApplication::processEvents();
    const QPushButton& button = *nth<QPushButton>(bar, 0);
    const auto labels = bar.findChildren<QLabel*>();
    const auto said = std::find_if(labels.begin(), labels.end(), [&](auto* of) { return of->text() == bar.status(); });
    ASSERT_NE(said, labels.end());
    EXPECT_NEAR((*said)->geometry().center().y(), button.geometry().center().y(), 1);
}

} // namespace
} // namespace whydah
