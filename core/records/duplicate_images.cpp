#include "records/duplicate_images.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace whydah {
namespace {

constexpr std::size_t images_named = 6; ///< of one group; the rest is counted

const ClassSummary& class_of(const DatasetSummary& summary, const ImageOfClass& of) {
    return summary.classes[static_cast<std::size_t>(of.label)];
}

SplitPart part_of(const DatasetSummary& summary, const ImageOfClass& of) {
    const ClassSummary& c = class_of(summary, of);
    return of.image < c.image_parts.size() ? c.image_parts[of.image] : SplitPart::left_out;
}

std::set<SplitPart> parts_of(const DatasetSummary& summary, const DuplicateGroup& group) {
    std::set<SplitPart> parts;
    for (const ImageOfClass& of : group.images) parts.insert(part_of(summary, of));
    parts.erase(SplitPart::left_out); // nobody learns from these or is tested on them
    return parts;
}

std::string short_name(const DatasetSummary& summary, const ImageOfClass& of) {
    const ImageRef& image = class_of(summary, of).images[of.image];
    const std::filesystem::path file = image.file, below = file.lexically_relative(summary.source);
    std::string name =
        below.empty() || *below.begin() == ".." || *below.begin() == "." ? file.filename().string() : below.string();
    if (image.index >= 0) name += " row " + std::to_string(image.index);
    return name + " (" + split_part_name(part_of(summary, of)) + ")";
}

template <class Names>
std::string joined(const Names& names, const char* last) {
    std::string text;
    std::size_t i = 0;
    for (const std::string& name : names) {
        if (i > 0) text += i + 1 == names.size() ? last : ", ";
        text += name;
        ++i;
    }
    return text;
}

std::string counted(std::int64_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

} // namespace

std::int64_t DuplicateReport::copies() const {
    std::int64_t all = 0;
    for (const DuplicateGroup& group : groups) all += static_cast<std::int64_t>(group.images.size()) - 1;
    return all;
}

std::int64_t DuplicateReport::with_other_labels() const {
    return std::count_if(groups.begin(), groups.end(), [](const DuplicateGroup& g) { return g.other_labels; });
}

std::int64_t DuplicateReport::across_parts() const {
    return std::count_if(groups.begin(), groups.end(), [](const DuplicateGroup& g) { return g.other_parts; });
}

void mark_duplicates(DuplicateReport& report, const DatasetSummary& summary) {
    for (DuplicateGroup& group : report.groups) {
        const std::int32_t label = group.images.front().label;
        group.other_labels = std::any_of(group.images.begin(), group.images.end(),
                                         [&](const ImageOfClass& of) { return of.label != label; });
        group.other_parts = parts_of(summary, group).size() > 1;
    }
    std::stable_sort(report.groups.begin(), report.groups.end(), [](const DuplicateGroup& a, const DuplicateGroup& b) {
        return 2 * a.other_labels + a.other_parts > 2 * b.other_labels + b.other_parts;
    });
}

std::string duplicates_text(const DuplicateReport& report) {
    std::string text = "no byte-identical images among " + std::to_string(report.images);
    if (!report.groups.empty()) {
        const auto groups = static_cast<std::int64_t>(report.groups.size());
        text = counted(groups, "group", "groups") + " of byte-identical images (" +
               counted(report.copies(), "copy", "copies") + " among " + std::to_string(report.images) +
               "): " + std::to_string(report.with_other_labels()) + " with different labels, " +
               std::to_string(report.across_parts()) + " across parts of the split";
    }
    if (report.unreadable > 0) text += "; " + counted(report.unreadable, "file", "files") + " could not be read";
    return text;
}

std::vector<DataProblem> duplicate_problems(const DuplicateReport& report, const DatasetSummary& summary) {
    std::vector<DataProblem> problems;
    for (const DuplicateGroup& group : report.groups) {
        if (static_cast<std::int64_t>(problems.size()) == DatasetSummary::problems_kept) break;
        std::vector<std::string> names;
        for (const ImageOfClass& of : group.images)
            if (names.size() < images_named) names.push_back(short_name(summary, of));
        std::string where = joined(names, ", ");
        if (group.images.size() > names.size())
            where += " and " + std::to_string(group.images.size() - names.size()) + " more";
        std::string what = "byte-identical";
        if (group.other_labels) {
            std::set<std::string> labels;
            for (const ImageOfClass& of : group.images) labels.insert(class_of(summary, of).name);
            what += ", DIFFERENT LABELS: " + joined(labels, " and ");
        }
        if (group.other_parts) {
            std::vector<std::string> parts;
            for (SplitPart part : parts_of(summary, group)) parts.emplace_back(split_part_name(part));
            what += ", ACROSS " + joined(parts, " and ");
        }
        problems.push_back({where, what});
    }
    return problems;
}

} // namespace whydah
