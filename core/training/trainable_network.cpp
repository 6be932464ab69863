#include "core/training/trainable_network.h"

#include "core/backbone/backbone.h"
#include "core/data/packed_file.h"
#include "core/networks/network_list.h"
#include "core/networks/network_weights.h"
#include "core/networks/scripted_network.h"
#include "records/error.h"

#include <c10/util/hash.h>
#include <filesystem>

namespace whydah {
namespace {

std::string hash_of(const std::string& file) { return c10::sha1(read_bytes(file, std::int64_t{64} << 30)).str(); }

[[noreturn]] void refuse(const std::string& backbone, const std::string& what, const std::string& mend) {
    throw Error({.what = what, .where = "option --backbone " + backbone, .mend = mend});
}

TrainableNetwork open_built(const std::string& name, const std::string& weights, std::int64_t classes,
                            std::uint64_t seed) {
    TrainableNetwork out{make_network(name, classes, seed), name};
    if (weights.empty()) return out;
    load_weights(*out.network, weights, HeadWeights::leave_out);
    out.origin += " " + hash_of(weights);
    return out;
}

} // namespace

TrainableNetwork open_trainable(const ExperimentOptions& options, std::int64_t classes, std::uint64_t seed) {
    const std::string& backbone = options.features.backbone;
    const std::string& weights = options.features.backbone_weights;
    const bool scratch = options.network.scenario == "scratch";
    if (find_network(backbone)) {
        if (!scratch && weights.empty())
            refuse(backbone, "has no weights to be fine-tuned",
                   "give --backbone-weights FILE, or train from random weights with --scenario scratch");
        return open_built(backbone, scratch ? std::string() : weights, classes, seed);
    }
    std::error_code error;
    if (!std::filesystem::is_regular_file(backbone, error))
        refuse(backbone, "is neither a network's name nor a file", "give a name (resnet50), or check the path");
    if (is_small_cnn(backbone)) return open_built("small_cnn", scratch ? std::string() : backbone, classes, seed);
    if (std::filesystem::path(backbone).extension() == ".onnx")
        refuse(backbone, "an ONNX file can only be run, not trained",
               "give a network's name with --backbone-weights, or a module of torch.jit.script");
    if (scratch)
        refuse(backbone, "a TorchScript module cannot be given new random weights",
               "give a network's name, or fine-tune the module with --scenario fix_ft");
    return {open_scripted_network(backbone, classes, options.features.input_size, seed), "script " + hash_of(backbone)};
}

} // namespace whydah
