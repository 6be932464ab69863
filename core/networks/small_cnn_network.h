#pragma once

#include "core/backbone/small_cnn.h"
#include "core/networks/network.h"

#include <cstdint>
#include <memory>

namespace whydah {

/// The sample's small CNN (core/backbone/small_cnn.h) with a head "fc". Its weights bear the names of small_cnn.pt.
/// Features: [B, 512].
class SmallCnnNetwork : public Network {
public:
    explicit SmallCnnNetwork(std::int64_t classes);
    torch::Tensor features(const torch::Tensor& images) override; ///< [B, 1, 32, 32]

private:
    SmallCnn body_;
};

std::shared_ptr<Network> small_cnn(std::int64_t classes);

} // namespace whydah
