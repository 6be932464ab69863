#include "core/baselines/loss.h"

#include "core/classifier/classifier_training.h"
#include "records/error.h"

#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

// Two images, three classes with 100, 10 and 1 training images. Expected values from the formulas in double precision.
torch::Tensor logits() { return torch::tensor({{2.0F, -1.0F, 0.5F}, {0.0F, 1.0F, -0.5F}}); }
torch::Tensor cosines() { return torch::tensor({{0.8F, -0.2F, 0.1F}, {0.3F, 0.6F, -0.4F}}); }
torch::Tensor labels() { return torch::tensor({2, 0}, torch::kLong); }
torch::Tensor counts() { return torch::tensor({100.0F, 10.0F, 1.0F}); }

double value(const LossChoice& choice, const torch::Tensor& z, double progress = 0) {
    return make_loss(choice, counts()).value(z, labels(), progress).item<double>();
}

TEST(Loss, CrossEntropyByHand) { EXPECT_NEAR(value({"cross_entropy"}, logits()), 1.6028400403825511, 1e-6); }

TEST(Loss, ClassBalancedByHand) {
    const torch::Tensor w = effective_number_weights(counts(), 0.9);
    EXPECT_NEAR(w[0].item<double>(), 0.2393292360088335, 1e-6);
    EXPECT_NEAR(w[1].item<double>(), 0.3674419730958617, 1e-6);
    EXPECT_NEAR(w[2].item<double>(), 2.3932287908953045, 1e-6);
    EXPECT_NEAR(value({"class_balanced_loss", {.class_balanced_beta = 0.9}}, logits()), 1.7161340966602723, 1e-6);
}

TEST(Loss, EffectiveNumberGoesFromUniformToInverseFrequencyAndLeavesEmptyClassesOut) {
    const torch::Tensor n = torch::tensor({40.0F, 8.0F, 0.0F});
    EXPECT_NEAR(effective_number_weights(n, 0)[0].item<double>(), 1, 1e-6);
    const torch::Tensor w = effective_number_weights(n, 0.9999999);
    EXPECT_NEAR((w[1] / w[0]).item<double>(), 5, 1e-3);
    EXPECT_EQ(w[2].item<double>(), 0);
    EXPECT_NEAR(w.sum().item<double>(), 2, 1e-6) << "mean 1 over the classes that have images";
}

TEST(Loss, FocalByHand) {
    EXPECT_NEAR(value({"focal_loss", {.focal_gamma = 1}}, logits()), 1.2809239414592735, 1e-6);
    EXPECT_NEAR(value({"focal_loss", {.focal_gamma = 2}}, logits()), 1.0249061019472832, 1e-6);
    EXPECT_NEAR(value({"focal_loss", {.focal_gamma = 0}}, logits()), value({"cross_entropy"}, logits()), 1e-6);
}

TEST(Loss, LdamByHandScalesMarginAndCosineAlike) {
    const torch::Tensor m = ldam_margins(counts(), 0.5);
    EXPECT_NEAR(m[0].item<double>(), 0.15811388300841897, 1e-6);
    EXPECT_NEAR(m[1].item<double>(), 0.28117066259517454, 1e-6);
    EXPECT_NEAR(m[2].item<double>(), 0.5, 1e-6);
    EXPECT_NEAR(value({"ldam"}, cosines()), 24.871708782504307, 1e-4);
    EXPECT_TRUE(make_loss({"ldam"}, counts()).cosine);
}

TEST(Loss, DeferredWeightsBeginAtTheirShareOfTheSchedule) {
    EXPECT_NEAR(value({"ldam_drw"}, cosines(), 0.79), value({"ldam"}, cosines()), 1e-6);
    EXPECT_NEAR(value({"ldam_drw"}, cosines(), 0.8), 35.778556039731704, 1e-4);
}

TEST(Loss, BalancedSoftmaxAndLogitAdjustmentByHand) {
    EXPECT_NEAR(value({"balanced_softmax"}, logits()), 3.1787836687338658, 1e-6);
    EXPECT_NEAR(value({"logit_adjusted_loss", {.tau = 0.5}}, logits()), 2.2461954274212035, 1e-6);
    EXPECT_NEAR(value({"logit_adjusted_loss", {.tau = 1}}, logits()), value({"balanced_softmax"}, logits()), 1e-6)
        << "the same loss";
}

TEST(Loss, SeveralModelsSideBySideGetTheValuesOfEach) {
    const torch::Tensor other = torch::tensor({3.0F, 50.0F, 20.0F});
    for (const LossEntry& entry : loss_list()) {
        SCOPED_TRACE(std::string(entry.name));
        const LossChoice choice{std::string(entry.name)};
        const torch::Tensor both = make_loss(choice, torch::stack({counts(), other}))
                                       .value(torch::stack({cosines(), logits()}),
                                              torch::stack({labels(), labels().flip(0)}), 0.9);
        ASSERT_EQ(both.sizes(), torch::IntArrayRef({2}));
        EXPECT_NEAR(both[0].item<double>(), make_loss(choice, counts()).value(cosines(), labels(), 0.9).item<double>(),
                    1e-4);
        EXPECT_NEAR(both[1].item<double>(),
                    make_loss(choice, other).value(logits(), labels().flip(0), 0.9).item<double>(), 1e-4);
    }
}

TEST(Loss, GradientsAgreeWithFiniteDifferencesAlsoWithoutGradientMode) {
    const torch::NoGradGuard no_gradients;
    constexpr double step = 1e-5;
    for (const LossEntry& entry : loss_list()) {
        const Loss loss = make_loss({std::string(entry.name)}, counts().to(torch::kDouble));
        const torch::Tensor z = cosines().to(torch::kDouble);
        const torch::Tensor gradient = logit_gradient(loss, z, labels(), 0.9);
        for (std::int64_t i = 0; i < z.numel(); ++i) {
            torch::Tensor above = z.clone(), below = z.clone();
            above.view(-1)[i] += step, below.view(-1)[i] -= step;
            const double slope = (loss.value(above, labels(), 0.9) - loss.value(below, labels(), 0.9)).item<double>();
            EXPECT_NEAR(gradient.reshape(-1)[i].item<double>(), slope / (2 * step), 1e-6) << entry.name << " " << i;
        }
    }
}

TEST(Loss, AnUnknownNameIsRefusedWithTheList) {
    try {
        make_loss({"hinge"}, counts());
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.mend()).find("balanced_softmax"), std::string::npos);
    }
}

/// Three classes around three axes, 60, 12 and 2 images.
struct Blobs {
    torch::Tensor x;
    TrainingSet set{{{}, {}, {}}, 5};
    Blobs() {
        torch::manual_seed(3);
        std::vector<torch::Tensor> rows;
        const int images[] = {60, 12, 2};
        std::int64_t row = 0;
        for (int c = 0; c < 3; ++c)
            for (int n = 0; n < images[c]; ++n, ++row) {
                torch::Tensor centre = torch::zeros({6});
                centre[c] = 1;
                rows.push_back(centre + 0.5 * torch::randn({6}));
                set.rows[static_cast<std::size_t>(c)].push_back(row);
            }
        x = torch::nn::functional::normalize(torch::stack(rows),
                                             torch::nn::functional::NormalizeFuncOptions().dim(1));
    }
    torch::Tensor fit(const std::string& loss, std::int64_t threads = 1) const {
        FitSettings settings{.steps = 60, .batch = 32, .learning_rate = 5};
        settings.loss.name = loss;
        return fit_classifiers(x, {set}, settings, threads, {})[0];
    }
};

TEST(LossTraining, TheRegisteredCrossEntropyTrainsAsTheOneByHand) {
    const Blobs blobs;
    EXPECT_LT((blobs.fit("cross_entropy") - blobs.fit("")).abs().max().item<double>(), 1e-4);
}

TEST(LossTraining, LossesForTailsLiftTheRareClass) {
    const Blobs blobs;
    const auto rare_score = [&](const std::string& loss) { // mean lead of the rare class over the frequent one
        const torch::Tensor w = blobs.fit(loss);
        return blobs.x.mv(w[2] / w.norm() - w[0] / w.norm()).mean().item<double>();
    };
    const double plain = rare_score("");
    for (const char* loss : {"class_balanced_loss", "balanced_softmax", "logit_adjusted_loss", "ldam", "ldam_drw"})
        EXPECT_GT(rare_score(loss), plain) << loss;
}

TEST(LossTraining, LdamRowsHaveTheLengthOfItsScale) {
    const torch::Tensor w = Blobs().fit("ldam");
    EXPECT_LT((w.norm(2, 1) - 30).abs().max().item<double>(), 1e-3);
}

// The gradient by hand of a cosine classifier, one step from the same start, against automatic differentiation.
TEST(LossTraining, OneStepOfLdamAgreesWithAutomaticDifferentiation) {
    const torch::Tensor x = torch::tensor({{0.6F, 0.8F}});
    FitSettings settings{.steps = 1, .batch = 2, .learning_rate = 0.1, .momentum = 0, .weight_decay = 0};
    settings.loss.name = "ldam";
    settings.start = torch::tensor({{20.0F, -3.0F}, {4.0F, 25.0F}});
    const torch::Tensor after = fit_classifiers(x, {{{{0}, {}}, 1}}, settings, 1, {})[0];
    torch::Tensor w = settings.start.clone().requires_grad_();
    const torch::Tensor batch = x.repeat({2, 1});
    const Loss loss = make_loss(settings.loss, torch::tensor({1.0F, 0.0F}));
    loss.value(batch.mm((w / w.norm(2, 1, true)).t()), torch::zeros({2}, torch::kLong), 0).backward();
    const torch::Tensor stepped = w.detach() - 0.1 * w.grad();
    EXPECT_LT((after - 30 * stepped / stepped.norm(2, 1, true)).abs().max().item<double>(), 1e-4);
    EXPECT_GT((after - 30 * settings.start / settings.start.norm(2, 1, true)).abs().max().item<double>(), 1e-3);
}

} // namespace
} // namespace whydah
