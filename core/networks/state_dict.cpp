#include "core/networks/state_dict.h"

#include "records/error.h"

#include <map>
#include <sstream>
#include <string_view>
#include <torch/nn/module.h>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr std::size_t named_at_most = 6; // of each kind in an error

/// "3 missing (a, b, c)"
std::string listed(const std::vector<std::string>& names, const char* kind) {
    if (names.empty()) return {};
    std::string text = std::to_string(names.size()) + " " + kind + " (";
    for (std::size_t i = 0; i < names.size() && i < named_at_most; ++i) text += (i > 0 ? ", " : "") + names[i];
    return text + (names.size() > named_at_most ? ", ...)" : ")");
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
    return text;
}

std::string shape_of(const torch::Tensor& tensor) {
    std::ostringstream text;
    text << tensor.sizes();
    return text.str();
}

bool is_counter(std::string_view name) { return name.ends_with("num_batches_tracked"); }

} // namespace

StateDict state_dict_of(const torch::nn::Module& module) {
    StateDict all;
    for (const auto& item : module.named_parameters()) all.push_back({item.key(), item.value()});
    for (const auto& item : module.named_buffers()) all.push_back({item.key(), item.value()});
    return all;
}

void load_state_dict(torch::nn::Module& module, const StateDict& weights, HeadWeights head,
                     const std::string& head_name, const std::string& where) {
    const auto in_head = [&](std::string_view name) { return name.starts_with(head_name + "."); };
    const auto wanted = [&](std::string_view name) { return head == HeadWeights::load || !in_head(name); };
    std::map<std::string_view, const torch::Tensor*> given;
    for (const NamedTensor& item : weights)
        if (wanted(item.name)) given[item.name] = &item.value;

    std::vector<std::string> missing, shapes, unexpected;
    bool only_head = true;
    const auto complain = [&](std::vector<std::string>& list, const std::string& name, const std::string& note) {
        list.push_back(name + note);
        only_head = only_head && in_head(name);
    };
    std::vector<std::pair<torch::Tensor, const torch::Tensor*>> copies;
    for (const NamedTensor& own : state_dict_of(module)) {
        if (!wanted(own.name)) continue;
        const auto found = given.find(own.name);
        if (found == given.end()) {
            if (is_counter(own.name))
                copies.emplace_back(own.value, nullptr);
            else
                complain(missing, own.name, "");
            continue;
        }
        if (found->second->sizes() != own.value.sizes()) {
            std::string other = " ";
            other += shape_of(*found->second);
            other += " for ";
            other += shape_of(own.value);
            complain(shapes, own.name, other);
        }
        copies.emplace_back(own.value, found->second);
        given.erase(found);
    }
    for (const auto& [name, value] : given) complain(unexpected, std::string(name), "");
    if (missing.empty() && shapes.empty() && unexpected.empty()) {
        const torch::NoGradGuard no_gradients;
        for (auto& [to, from] : copies) from ? to.copy_(*from) : to.zero_();
        return;
    }
    throw Error(
        {.what = "the weights do not fit: " + joined({listed(missing, "missing"), listed(unexpected, "unexpected"),
                                                      listed(shapes, "of another shape")}),
         .where = where,
         .mend = only_head ? "the classifier was trained for other classes: load the weights without it "
                             "(--backbone-weights does so)"
                           : "choose the network that these weights were trained with"});
}

} // namespace whydah
