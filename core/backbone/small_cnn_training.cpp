#include "core/backbone/small_cnn_training.h"

#include "core/backbone/preprocessing.h"
#include "core/backbone/small_cnn.h"
#include "core/data/image_reader.h"
#include "core/data/manifest.h"
#include "core/data/seed.h"
#include "core/experiment/stage_reporter.h"
#include "core/experiment/threads.h"
#include "records/error.h"
#include "records/fixed_text.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <torch/nn/functional.h>
#include <torch/optim/sgd.h>
#include <torch/utils.h>

namespace whydah {
namespace {

namespace F = torch::nn::functional;

struct Pictures {
    torch::Tensor x; ///< [n, 1, 32, 32] float32, 0..1
    torch::Tensor y; ///< [n]
    std::int64_t size() const { return y.size(0); }
};

Pictures load(const Manifest& manifest, const JobControl& control, const Report& report) {
    const auto n = static_cast<std::int64_t>(manifest.samples.size());
    FeatureOptions options;
    options.input_size = options.resize_side = SmallCnnImpl::input_size;
    const Preprocessing preprocessing = Preprocessing::from(options, 1);
    Pictures all{torch::empty({n, 1, SmallCnnImpl::input_size, SmallCnnImpl::input_size}),
                 torch::empty({n}, torch::kLong)};
    StageReporter stage(report, "Reading", "images", n);
    for (std::int64_t i = 0; i < n; ++i) {
        if (i % 256 == 0) control.check();
        const Sample& sample = manifest.samples[static_cast<std::size_t>(i)];
        preprocessing.apply(read_image(sample.image), all.x.data_ptr<float>() + i * preprocessing.floats());
        all.y.data_ptr<std::int64_t>()[i] = sample.label;
        stage.progress(i + 1);
    }
    stage.finish();
    return all;
}

/// Turns by up to 8 degrees, sizes by up to 10 %, shifts by up to two pixels, each picture in its own way.
torch::Tensor varied(const torch::Tensor& images, Random& random) {
    const std::int64_t n = images.size(0);
    torch::Tensor motion = torch::empty({n, 2, 3});
    auto at = motion.accessor<float, 3>();
    const auto within = [&](double most) { return most * (2 * random.uniform() - 1); };
    for (std::int64_t i = 0; i < n; ++i) {
        const double angle = within(8 * std::numbers::pi / 180), size = 1 + within(0.1),
                     pixel = 2.0 / SmallCnnImpl::input_size;
        at[i][0][0] = static_cast<float>(size * std::cos(angle)),
        at[i][0][1] = static_cast<float>(-size * std::sin(angle));
        at[i][1][0] = static_cast<float>(size * std::sin(angle)),
        at[i][1][1] = static_cast<float>(size * std::cos(angle));
        at[i][0][2] = static_cast<float>(within(2 * pixel)), at[i][1][2] = static_cast<float>(within(2 * pixel));
    }
    const torch::Tensor grid = F::affine_grid(motion, images.sizes(), false);
    return F::grid_sample(
        images, grid,
        F::GridSampleFuncOptions().mode(torch::kBilinear).padding_mode(torch::kZeros).align_corners(false));
}

double accuracy(SmallCnn& network, torch::nn::Linear& classifier, const Pictures& pictures, const torch::Tensor& rows) {
    const torch::NoGradGuard no_gradients;
    network->eval();
    std::int64_t right = 0;
    for (const torch::Tensor& batch : rows.split(512))
        right += classifier(network->forward(pictures.x.index_select(0, batch)))
                     .argmax(1)
                     .eq(pictures.y.index_select(0, batch))
                     .sum()
                     .item<std::int64_t>();
    network->train();
    return static_cast<double>(right) / static_cast<double>(std::max<std::int64_t>(1, rows.size(0)));
}

void say(const Report& report, const std::string& text) {
    if (report) report(LogLine{LogLine::Level::info, text});
}

} // namespace

void train_small_cnn(const SmallCnnTraining& t, const JobControl& control, const Report& report) {
    if (t.out.empty())
        throw Error({.what = "no file for the weights is given",
                     .where = "option --out",
                     .mend = "for example --out small_cnn.pt"});
    set_thread_budget(t.threads);
    const Manifest manifest = read_manifest(t.data, control, report);
    if (manifest.features)
        throw Error({.what = "a feature table has no images to train on",
                     .where = t.data.data,
                     .mend = "give IDX files or a folder of images"});
    const Pictures pictures = load(manifest, control, report);
    torch::manual_seed(seed_from(t.seed, "small cnn"));
    SmallCnn network;
    torch::nn::Linear classifier(SmallCnnImpl::dimension, static_cast<std::int64_t>(manifest.class_names.size()));
    auto parameters = network->parameters();
    for (const torch::Tensor& parameter : classifier->parameters()) parameters.push_back(parameter);
    torch::optim::SGD sgd(
        parameters,
        torch::optim::SGDOptions(t.learning_rate).momentum(t.momentum).weight_decay(t.weight_decay).nesterov(true));

    Random random(seed_from(t.seed, "small cnn/order"));
    std::vector<std::int64_t> order(static_cast<std::size_t>(pictures.size()));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    random.shuffle(order);
    const torch::Tensor held_out =
        torch::tensor(std::vector<std::int64_t>(order.begin(), order.begin() + pictures.size() / 10), torch::kLong);
    order.erase(order.begin(), order.begin() + pictures.size() / 10);
    const auto per_epoch = static_cast<std::int64_t>(order.size());
    StageReporter stage(report, "Training", "images", per_epoch * t.epochs);
    std::int64_t seen = 0;
    for (std::int64_t epoch = 0; epoch < t.epochs; ++epoch) {
        random.shuffle(order);
        double loss_sum = 0;
        for (std::int64_t first = 0; first + 1 < per_epoch; first += t.batch) {
            control.check();
            const std::int64_t count = std::min(t.batch, per_epoch - first);
            const torch::Tensor rows = torch::tensor(
                std::vector<std::int64_t>(order.begin() + first, order.begin() + first + count), torch::kLong);
            const double progress = static_cast<double>(seen) / static_cast<double>(per_epoch * t.epochs);
            for (auto& group : sgd.param_groups())
                static_cast<torch::optim::SGDOptions&>(group.options())
                    .lr(t.learning_rate * 0.5 * (1 + std::cos(std::numbers::pi * progress)));
            sgd.zero_grad();
            const torch::Tensor scores = classifier(network->forward(varied(pictures.x.index_select(0, rows), random)));
            const torch::Tensor loss = F::cross_entropy(scores, pictures.y.index_select(0, rows));
            loss.backward();
            sgd.step();
            loss_sum += loss.item<double>() * static_cast<double>(count);
            stage.progress(seen += count);
        }
        say(report, "epoch " + std::to_string(epoch + 1) + " of " + std::to_string(t.epochs) + ": loss " +
                        fixed_text(loss_sum / static_cast<double>(per_epoch), 3) + ", held-out accuracy " +
                        fixed_text(100 * accuracy(network, classifier, pictures, held_out), 1) + " %");
    }
    stage.finish();
    network->eval();
    save_small_cnn(network, t.out);
}

} // namespace whydah
