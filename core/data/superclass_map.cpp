#include "core/data/superclass_map.h"

#include "records/error.h"

#include <fstream>
#include <unordered_map>

namespace whydah {
namespace {

struct SuperclassFile {
    std::unordered_map<std::string, std::int32_t> merged_label; ///< of each class name in the file
    std::unordered_map<std::string, std::string> place;         ///< "file:line" of each class name
    std::vector<std::string> names;                             ///< of the merged classes
};

SuperclassFile read(const std::filesystem::path& file) {
    std::error_code error;
    std::ifstream stream;
    if (std::filesystem::is_regular_file(file, error)) stream.open(file);
    if (!stream.is_open())
        throw Error({.what = "the class-to-superclass file cannot be read",
                     .where = file.string(),
                     .mend = "give a text file with lines 'class<tab>superclass'"});
    SuperclassFile result;
    std::unordered_map<std::string, std::int32_t> label_of;
    std::int64_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        if (++number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        const std::string where = file.string() + ":" + std::to_string(number);
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos || tab == 0 || tab + 1 == line.size())
            throw Error({.what = "a line without a class, a tab and a superclass: '" + line + "'",
                         .where = where,
                         .mend = "write 'class<tab>superclass'"});
        const std::string name = line.substr(0, tab), superclass = line.substr(tab + 1);
        const auto [label, is_new] = label_of.try_emplace(superclass, static_cast<std::int32_t>(result.names.size()));
        if (is_new) result.names.push_back(superclass);
        if (!result.merged_label.emplace(name, label->second).second)
            throw Error({.what = "class '" + name + "' has two lines, the first is " + result.place[name],
                         .where = where,
                         .mend = "keep one of them"});
        result.place[name] = where;
    }
    return result;
}

} // namespace

std::vector<std::string> read_class_groups(const std::vector<std::string>& class_names,
                                           const std::filesystem::path& file) {
    const SuperclassFile map = read(file);
    std::vector<std::string> groups;
    bool any = false;
    for (const std::string& name : class_names) {
        const auto found = map.merged_label.find(name);
        any |= found != map.merged_label.end();
        groups.push_back(found == map.merged_label.end() ? std::string()
                                                         : map.names[static_cast<std::size_t>(found->second)]);
    }
    if (!any)
        throw Error({.what = "the file names none of the classes",
                     .where = file.string(),
                     .mend = "write lines 'class<tab>superclass' with the classes' names as they are shown"});
    return groups;
}

void merge_classes(Manifest& manifest, const std::filesystem::path& file) {
    SuperclassFile map = read(file);
    std::vector<std::int32_t> label; // of each class of the data
    std::vector<bool> used(map.names.size(), false);
    for (const std::string& name : manifest.class_names) {
        const auto found = map.merged_label.find(name);
        if (found == map.merged_label.end())
            throw Error({.what = "class '" + name + "' has no superclass",
                         .where = file.string(),
                         .mend = "add a line '" + name + "<tab>superclass'"});
        label.push_back(found->second);
        used[static_cast<std::size_t>(found->second)] = true;
        map.place.erase(name);
    }
    for (const auto& [name, where] : map.place) manifest.add_problem(where, "class '" + name + "' is not in the data");
    // Superclasses of which the data has no class at all leave no gap.
    std::vector<std::int32_t> packed(map.names.size(), -1);
    manifest.class_names.clear();
    for (std::size_t s = 0; s < map.names.size(); ++s)
        if (used[s]) {
            packed[s] = static_cast<std::int32_t>(manifest.class_names.size());
            manifest.class_names.push_back(map.names[s]);
        }
    for (Sample& sample : manifest.samples)
        sample.label = packed[static_cast<std::size_t>(label[static_cast<std::size_t>(sample.label)])];
}

} // namespace whydah
