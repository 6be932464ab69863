#include "core/store/samples_file.h"

#include "core/store/csv.h"
#include "core/store/safe_file.h"
#include "records/error.h"

#include <array>
#include <optional>

namespace whydah {
namespace {

namespace fs = std::filesystem;

constexpr std::array all_parts{SplitPart::train, SplitPart::validation, SplitPart::test, SplitPart::left_out};

SplitPart part_named(const std::string& name, const fs::path& file, std::size_t line) {
    for (SplitPart part : all_parts)
        if (name == split_part_name(part)) return part;
    throw Error({.what = "'" + name + "' is no part of a split",
                 .where = file.string() + ":" + std::to_string(line + 2),
                 .mend = "the file was changed: delete it; the run opens without marks at its images"});
}

std::string part_column(std::size_t repeat) { return "part." + std::to_string(repeat); }

} // namespace

std::vector<KeptSample> kept_samples(const Manifest& manifest, const std::vector<Split>& splits) {
    std::vector<KeptSample> samples;
    samples.reserve(manifest.samples.size());
    for (std::size_t row = 0; row < manifest.samples.size(); ++row) {
        const Sample& sample = manifest.samples[row];
        samples.push_back(
            {.sample = static_cast<std::int32_t>(sample.number < 0 ? static_cast<std::int64_t>(row) : sample.number),
             .label = sample.label,
             .image = sample.image,
             .parts = std::vector<SplitPart>(splits.size(), SplitPart::left_out)});
    }
    for (std::size_t repeat = 0; repeat < splits.size(); ++repeat)
        for (const auto& [rows, part] : {std::pair{&splits[repeat].train, SplitPart::train},
                                         {&splits[repeat].validation, SplitPart::validation},
                                         {&splits[repeat].test, SplitPart::test}})
            for (std::int64_t row : *rows) samples[static_cast<std::size_t>(row)].parts[repeat] = part;
    return samples;
}

void write_samples(const fs::path& run_folder, const std::vector<KeptSample>& samples,
                   const std::vector<std::string>& class_names) {
    std::vector<std::string> fields{"sample", "label", "class", "file", "row"};
    const std::size_t repeats = samples.empty() ? 0 : samples.front().parts.size();
    for (std::size_t i = 0; i < repeats; ++i) fields.push_back(part_column(i));
    SafeFile out(run_folder / "samples.csv");
    out.write(csv_line(fields));
    for (const KeptSample& sample : samples) {
        const auto label = static_cast<std::size_t>(sample.label);
        fields = {std::to_string(sample.sample), std::to_string(sample.label),
                  label < class_names.size() ? class_names[label] : std::string(), sample.image.file,
                  sample.image.index < 0 ? std::string() : std::to_string(sample.image.index)};
        for (SplitPart part : sample.parts) fields.emplace_back(split_part_name(part));
        out.write(csv_line(fields));
    }
    out.commit();
}

std::vector<KeptSample> read_samples(const fs::path& run_folder) {
    const fs::path file = run_folder / "samples.csv";
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return {};
    const CsvTable table(file, {"sample", "label", "class", "file", "row"});
    std::size_t repeats = 0;
    while (table.has(part_column(repeats))) ++repeats;
    std::vector<KeptSample> samples;
    samples.reserve(table.lines());
    for (std::size_t i = 0; i < table.lines(); ++i) {
        KeptSample sample{.sample = static_cast<std::int32_t>(table.integer(i, "sample")),
                          .label = static_cast<std::int32_t>(table.integer(i, "label")),
                          .image = {.file = table.text(i, "file"), .index = -1},
                          .parts = {}};
        if (!table.text(i, "row").empty()) sample.image.index = table.integer(i, "row");
        for (std::size_t r = 0; r < repeats; ++r)
            sample.parts.push_back(part_named(table.text(i, part_column(r)), file, i));
        samples.push_back(std::move(sample));
    }
    return samples;
}

} // namespace whydah
