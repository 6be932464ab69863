#include "core/backbone/small_cnn.h"

#include "core/backbone/backbone.h"
#include "core/store/safe_file.h"
#include "records/error.h"

#include <sstream>
#include <torch/serialize.h>

namespace whydah {
namespace nn = torch::nn;

namespace {

constexpr const char* mark = "whydah_small_cnn"; // name of a buffer that holds the format's version
constexpr std::int64_t format_version = 1;

void add_stage(nn::Sequential& layers, std::int64_t from, std::int64_t to) {
    layers->push_back(nn::Conv2d(nn::Conv2dOptions(from, to, 3).padding(1).bias(false)));
    layers->push_back(nn::BatchNorm2d(to));
    layers->push_back(nn::ReLU(nn::ReLUOptions(true)));
}

/// The version in an archive that bears the mark; -1 for any other file.
std::int64_t version_of(torch::serialize::InputArchive& archive) {
    torch::Tensor version;
    return archive.try_read(mark, version, true) && version.numel() == 1 ? version.item<std::int64_t>() : -1;
}

} // namespace

SmallCnnImpl::SmallCnnImpl() {
    const std::int64_t widths[] = {1, 32, 64, 128};
    for (int stage = 0; stage < 3; ++stage) {
        add_stage(layers_, widths[stage], widths[stage + 1]);
        layers_->push_back(nn::MaxPool2d(2));
    }
    add_stage(layers_, 128, 128);
    layers_->push_back(nn::AdaptiveAvgPool2d(2));
    layers_->push_back(nn::Flatten());
    register_module("layers", layers_);
}

torch::Tensor SmallCnnImpl::forward(const torch::Tensor& images) { return layers_->forward(images); }

void save_small_cnn(SmallCnn& network, const std::string& file) {
    torch::serialize::OutputArchive archive;
    archive.write(mark, torch::tensor(format_version), true);
    network->save(archive);
    std::ostringstream bytes;
    archive.save_to(bytes);
    SafeFile out(file);
    out.write(bytes.str());
    out.commit();
}

bool is_small_cnn(const std::string& file) {
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(file);
        return version_of(archive) >= 0;
    } catch (const std::exception&) { // not an archive at all: open_torchscript says so
        return false;
    }
}

SmallCnn load_small_cnn(const std::string& file) {
    SmallCnn network;
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(file);
        if (version_of(archive) > format_version)
            throw Error({.what = "was written by a newer Whydah", .where = file, .mend = "use that version"});
        network->load(archive);
    } catch (const c10::Error& error) {
        throw Error({.what = "holds no weights of Whydah's small CNN",
                     .where = file,
                     .mend = "train them with whydah-run train-backbone"});
    }
    network->eval();
    return network;
}

Backbone open_small_cnn(const std::string& file, torch::Device device) {
    SmallCnn network = load_small_cnn(file);
    network->to(device);
    return {1, [network, device, file](const torch::Tensor& images) mutable {
                const c10::InferenceMode inference;
                if (images.size(2) != SmallCnnImpl::input_size)
                    throw Error({.what = "sees pictures of 32 x 32 pixels",
                                 .where = file,
                                 .mend = "set --input-size 32 and --resize-side 32"});
                return as_features(network->forward(images.to(device)), images.size(0), file);
            }};
}

} // namespace whydah
