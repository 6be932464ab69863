#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace whydah {

/// What is known about one method beside its numbers: the one list that results, form, colours, help and the choice of
/// methods follow.
struct MethodInfo {
    std::string_view name;  ///< in files and flags
    std::string_view label; ///< for people
    std::string_view set;   ///< "paper", "modern" or "ablation"; "network": comes by itself where the network is trained
    std::string_view place; ///< the paper that it comes from
    std::string_view tip;
    std::uint32_t colour = 0;  ///< 0xRRGGBB on light ground
    bool base = false;         ///< can train the rows that MetaModelNet learns from (option base_method)
};

/// In the order of the results table. "plain" is the reference of every gain.
inline constexpr std::array method_list{
    MethodInfo{.name = "plain_before",
               .label = "Plain, before training",
               .set = "network",
               .place = "Table 3",
               .tip = "Plain on the features of the network before it was fine-tuned or trained",
               .colour = 0xa89c84},
    MethodInfo{.name = "network_head",
               .label = "Plain FT (network's own head)",
               .set = "network",
               .place = "Table 3",
               .tip = "The trained network as it is, with the last layer that it was trained with",
               .colour = 0x3d5a73},
    MethodInfo{.name = "plain",
               .label = "Plain",
               .set = "paper",
               .place = "Table 1",
               .tip = "Softmax on the data as it is",
               .colour = 0x8a8a8a,
               .base = true},
    MethodInfo{.name = "over_sampling",
               .label = "Over-sampling",
               .set = "paper",
               .place = "Table 1 [16, 17]",
               .tip = "Every class drawn alike",
               .colour = 0x4f9fd1,
               .base = true},
    MethodInfo{.name = "under_sampling",
               .label = "Under-sampling",
               .set = "paper",
               .place = "Table 1 [27]",
               .tip = "At most the median number of images a class",
               .colour = 0x6fae54},
    MethodInfo{.name = "cost_sensitive",
               .label = "Cost-sensitive",
               .set = "paper",
               .place = "Table 1 [28]",
               .tip = "Loss weighted by inverse class frequency",
               .colour = 0xc79f1c},
    MethodInfo{.name = "square_root_sampling",
               .label = "Square-root sampling",
               .set = "modern",
               .place = "Kang et al., ICLR 2020",
               .tip = "Classes drawn with probability ~ sqrt(n)",
               .colour = 0x2f7f9f,
               .base = true},
    MethodInfo{.name = "progressive_sampling",
               .label = "Progressively balanced sampling",
               .set = "modern",
               .place = "Kang et al., ICLR 2020",
               .tip = "From drawing images alike to drawing classes alike, (1 - t/T) p_image + (t/T) p_class",
               .colour = 0x1f6f8f,
               .base = true},
    MethodInfo{.name = "class_balanced_loss",
               .label = "Class-balanced loss",
               .set = "modern",
               .place = "Cui et al., CVPR 2019",
               .tip = "Loss weighted by the inverse effective number of images, (1 - b) / (1 - b^n)",
               .colour = 0xa8741a,
               .base = true},
    MethodInfo{.name = "focal_loss",
               .label = "Focal loss",
               .set = "modern",
               .place = "Lin et al., ICCV 2017",
               .tip = "Loss weighted by (1 - p)^gamma: images that are right already count less",
               .colour = 0x7a5c2e,
               .base = true},
    MethodInfo{.name = "ldam",
               .label = "LDAM",
               .set = "modern",
               .place = "Cao et al., NeurIPS 2019",
               .tip = "Margin ~ n^(-1/4) on a normalised classifier",
               .colour = 0x3f8f6f,
               .base = true},
    MethodInfo{.name = "ldam_drw",
               .label = "LDAM-DRW",
               .set = "modern",
               .place = "Cao et al., NeurIPS 2019",
               .tip = "LDAM, with class-balanced weights in the last part of the schedule",
               .colour = 0x1f7a4f,
               .base = true},
    MethodInfo{.name = "balanced_softmax",
               .label = "Balanced Softmax",
               .set = "modern",
               .place = "Ren et al., NeurIPS 2020",
               .tip = "Softmax of logits + log n in training",
               .colour = 0x8f3f9f,
               .base = true},
    MethodInfo{.name = "logit_adjusted_loss",
               .label = "Logit-adjusted loss",
               .set = "modern",
               .place = "Menon et al., ICLR 2021",
               .tip = "Softmax of logits + tau log prior in training; with tau 1 the same loss as Balanced Softmax",
               .colour = 0xa45fc0,
               .base = true},
    MethodInfo{.name = "posthoc_logit_adjustment",
               .label = "Logit adjustment, tau chosen",
               .set = "modern",
               .place = "Menon et al., ICLR 2021",
               .tip = "Plain's logits - tau log prior, tau chosen on the validation part",
               .colour = 0x4f3fa0},
    MethodInfo{.name = "tau_normalisation",
               .label = "tau-normalisation",
               .set = "modern",
               .place = "Kang et al., ICLR 2020",
               .tip = "Plain's rows divided by their norm^tau, tau chosen on the validation part",
               .colour = 0x5f6fd0},
    MethodInfo{.name = "crt",
               .label = "cRT",
               .set = "modern",
               .place = "Kang et al., ICLR 2020",
               .tip = "The classifier trained again from a random start with class-aware sampling. On fixed features this "
                      "is close to over-sampling",
               .colour = 0xd0703f},
    MethodInfo{.name = "lws",
               .label = "LWS",
               .set = "modern",
               .place = "Kang et al., ICLR 2020",
               .tip = "Plain's rows kept, one positive scale a class learned with class-aware sampling",
               .colour = 0xb85030},
    MethodInfo{.name = "nearest_class_mean",
               .label = "Nearest class mean",
               .set = "modern",
               .place = "Kang et al., ICLR 2020",
               .tip = "The class whose mean training feature is nearest",
               .colour = 0x5f8f8f},
    MethodInfo{.name = "nearest_class_mean_cosine",
               .label = "Nearest class mean, cosine",
               .set = "modern",
               .place = "Kang et al., ICLR 2020",
               .tip = "The class whose mean training feature points most alike",
               .colour = 0x3f7070},
    MethodInfo{.name = "model_regression",
               .label = "Model Regression [21]",
               .set = "ablation",
               .place = "Table 2; Wang and Hebert, ECCV 2016",
               .tip = "One transformation for all sample sizes, without identity: an MLP of two layers in "
                      "MetaModelNet's place",
               .colour = 0x9f4f6f},
    MethodInfo{.name = "meta_model_net_fixed",
               .label = "MetaModelNet, fixed split",
               .set = "ablation",
               .place = "Table 2",
               .tip = "One block for one split into head and tail, the split chosen on the validation part",
               .colour = 0xe0605a},
    MethodInfo{.name = "logit_adjustment",
               .label = "Logit adjustment (identity control)",
               .set = "paper",
               .place = "Menon et al., ICLR 2021",
               .tip = "MetaModelNet's input with strength 0: plain's logits - log prior",
               .colour = 0x6f4fc0},
    MethodInfo{.name = "meta_model_net",
               .label = "MetaModelNet",
               .set = "paper",
               .place = "Sec. 3",
               .tip = "The recommended recipe: episodes with cut classes, the prior as one more coordinate",
               .colour = 0xc8102e},
    MethodInfo{.name = "meta_model_net_literal",
               .label = "MetaModelNet, paper-literal",
               .set = "paper",
               .place = "Sec. 3",
               .tip = "The paper's letter: C_t-way models for each block, batch normalisation, no prior, strength 1",
               .colour = 0xe08a96},
};

/// Null for a name that this version does not know.
constexpr const MethodInfo* find_method(std::string_view name) {
    for (const MethodInfo& method : method_list)
        if (method.name == name) return &method;
    return nullptr;
}

constexpr std::size_t size_of_set(std::string_view set) {
    std::size_t size = 0;
    for (const MethodInfo& method : method_list) size += method.set == set;
    return size;
}

/// The paper's methods and their identity control: what "all" stands for, and the default.
inline constexpr auto method_names = [] {
    std::array<std::string_view, size_of_set("paper")> names{};
    std::size_t at = 0;
    for (const MethodInfo& method : method_list)
        if (method.set == "paper") names[at++] = method.name;
    return names;
}();

/// Names of the methods for which `wanted` is true, in order.
template <class Wanted>
std::vector<std::string_view> method_names_where(Wanted wanted) {
    std::vector<std::string_view> names;
    for (const MethodInfo& method : method_list)
        if (wanted(method)) names.push_back(method.name);
    return names;
}
/// Whose rows can be MetaModelNet's target: "base", or a method that can be its base.
inline std::vector<std::string_view> target_method_names() {
    auto names = method_names_where([](const MethodInfo& method) { return method.base; });
    names.insert(names.begin(), "base");
    return names;
}
inline std::vector<std::string_view> methods_of_set(std::string_view set) {
    return method_names_where([set](const MethodInfo& method) { return method.set == set; });
}

} // namespace whydah
