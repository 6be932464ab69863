#include "core/experiment/program_build.h"

#include <cstdint>
#include <elf.h>
#include <link.h>
#include <string_view>

namespace whydah {
namespace {

struct Search {
    std::uintptr_t address; ///< of something in the library
    std::string build_id;
};

std::string hex_of(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += "0123456789abcdef"[value >> 4], text += "0123456789abcdef"[value & 15];
    }
    return text;
}

/// The build id among the notes of one segment; empty if it has none.
std::string build_id_in(const char* at, std::size_t bytes) {
    const auto padded = [](std::size_t size) { return (size + 3) / 4 * 4; };
    while (bytes >= sizeof(ElfW(Nhdr))) {
        const auto* const note = reinterpret_cast<const ElfW(Nhdr)*>(at);
        const std::size_t name = padded(note->n_namesz), content = padded(note->n_descsz);
        const char* const text = at + sizeof *note;
        if (bytes < sizeof *note + name + content) return {};
        if (note->n_type == NT_GNU_BUILD_ID && std::string_view(text, note->n_namesz) == std::string_view("GNU", 4))
            return hex_of({text + name, note->n_descsz});
        at += sizeof *note + name + content, bytes -= sizeof *note + name + content;
    }
    return {};
}

int look_at(dl_phdr_info* info, std::size_t, void* found) {
    auto& search = *static_cast<Search*>(found);
    const auto holds_address = [&](const ElfW(Phdr) & part) {
        const std::uintptr_t first = info->dlpi_addr + part.p_vaddr;
        return part.p_type == PT_LOAD && search.address >= first && search.address < first + part.p_memsz;
    };
    bool ours = false;
    for (int i = 0; i < info->dlpi_phnum; ++i) ours |= holds_address(info->dlpi_phdr[i]);
    for (int i = 0; ours && i < info->dlpi_phnum && search.build_id.empty(); ++i)
        if (const auto& part = info->dlpi_phdr[i]; part.p_type == PT_NOTE)
            search.build_id = build_id_in(reinterpret_cast<const char*>(info->dlpi_addr + part.p_vaddr), part.p_memsz);
    return ours;
}

} // namespace

std::string program_build() {
    static const int here = 0;
    Search search{reinterpret_cast<std::uintptr_t>(&here), {}};
    ::dl_iterate_phdr(look_at, &search);
    return std::string(WHYDAH_VERSION) + " " + (search.build_id.empty() ? "without build id" : search.build_id);
}

} // namespace whydah
