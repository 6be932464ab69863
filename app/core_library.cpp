#include "app/core_library.h"

#include "records/error.h"

#include <dlfcn.h>
#include <string>

namespace whydah {
namespace {

[[noreturn]] void fail(const std::string& library, const std::string& what) {
    throw Error({.what = what, .where = library, .mend = "install Whydah again, window and library of one version"});
}

std::string reason() {
    const char* said = ::dlerror();
    return said ? said : "the library cannot be loaded";
}

} // namespace

const CoreApi& load_core(const std::string& library) {
    // Never closed: LibTorch does not survive that.
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle) fail(library, reason());
    auto* entry = reinterpret_cast<const CoreApi* (*)()>(::dlsym(handle, "whydah_core_api"));
    if (!entry) fail(library, "is not Whydah's core library: " + reason());
    const CoreApi* api = entry();
    if (!api || api->version != core_api_version)
        fail(library, "the core library is of another version than the window (" +
                          std::to_string(api ? api->version : 0) + ", not " + std::to_string(core_api_version) + ")");
    return *api;
}

const CoreApi& core_api() {
    static const CoreApi& api = load_core(WHYDAH_CORE_LIBRARY); // a load that throws is tried again by the next call
    return api;
}

} // namespace whydah
