#include "core/networks/network_weights.h"

#include "core/networks/safetensors.h"
#include "core/networks/weights_file.h"

namespace whydah {

void load_weights(Network& network, const std::filesystem::path& file, HeadWeights head) {
    StateDict weights = read_weights(file);
    std::erase_if(weights, [](const NamedTensor& item) { return item.name == "whydah_small_cnn"; }); // the file's mark
    load_state_dict(network, weights, head, network.head_name(), file.string());
}

void save_weights(const Network& network, const std::filesystem::path& file) {
    write_safetensors(file, {state_dict_of(network), {{"format", "pt"}, {"written_by", "whydah"}}});
}

} // namespace whydah
