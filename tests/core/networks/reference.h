#pragma once

#include "core/networks/weights_file.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace whydah::test {

/// Runs reference_networks.py with these arguments. @return its exit code; 77 where PyTorch is not installed
inline int run_reference(const std::vector<std::string>& arguments, const TemporaryFolder& folder) {
    std::vector<std::string> all{WHYDAH_SOURCE "/tests/core/networks/reference_networks.py"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Program python(WHYDAH_PYTHON, all, folder / "out.txt", folder / "err.txt");
    const int code = python.wait();
    if (code != 0 && code != 77) ADD_FAILURE() << text_of(folder / "err.txt");
    return code;
}

/// A tensor of a file that the reference wrote.
inline torch::Tensor tensor_of(const StateDict& values, const std::string& name) {
    for (const NamedTensor& item : values)
        if (item.name == name) return item.value;
    ADD_FAILURE() << "the reference wrote no " << name;
    return torch::zeros({1});
}

inline double largest_difference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a.to(torch::kDouble) - b.to(torch::kDouble)).abs().max().item<double>();
}

} // namespace whydah::test

/// Skips the test where python3 has no torch and torchvision.
#define NEED_REFERENCE(folder, ...)                                                                                    \
    if (const int code = whydah::test::run_reference({__VA_ARGS__}, folder); code != 0) {                              \
        if (code == 77) GTEST_SKIP() << WHYDAH_PYTHON << " has no torch and torchvision (python3-torchvision)";        \
        return;                                                                                                        \
    }
