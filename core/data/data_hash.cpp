#include "core/data/data_hash.h"

#include "core/data/sha256.h"

namespace whydah {
namespace fs = std::filesystem;

std::string data_hash(const Manifest& manifest) {
    Sha256 hash;
    const auto add = [&](const std::string& text) { hash.add(text + "\n"); };
    for (const std::string& name : manifest.class_names) add(name);
    std::error_code error;
    const fs::path source = fs::absolute(manifest.source, error).lexically_normal();
    const fs::path base = fs::is_directory(source, error) ? source : source.parent_path();
    std::string last_file, last_text;
    for (const Sample& sample : manifest.samples) {
        if (sample.image.file != last_file || last_text.empty()) {
            last_file = sample.image.file;
            last_text = fs::path(last_file).lexically_relative(base).generic_string();
            const auto size = last_file.empty() ? 0 : fs::file_size(last_file, error);
            last_text += "\t" + std::to_string(error ? 0 : size);
        }
        add(last_text + "\t" + std::to_string(sample.image.index) + "\t" + std::to_string(sample.label) + "\t" +
            (sample.given ? split_part_name(*sample.given) : ""));
    }
    if (!manifest.features) return "sha256:" + hash.hex() + ", of paths, sizes, labels and given split";
    hash.add(manifest.features->values.data(), manifest.features->values.size() * sizeof(float));
    return "sha256:" + hash.hex() + ", of feature values, names, labels and given split";
}

} // namespace whydah
