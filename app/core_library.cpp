#include "app/core_library.h"

#include "records/error.h"

#include <dlfcn.h>

namespace whydah {
namespace {

[[noreturn]] void fail() {
    const char* reason = ::dlerror();
    throw Error({.what = reason ? reason : "the library does not fit",
                 .where = WHYDAH_CORE_LIBRARY,
                 .mend = "install Whydah again, window and library of the same version"});
}

const CoreApi* load() {
    // Found by the program's run path. Never closed: LibTorch does not survive that.
    void* library = ::dlopen(WHYDAH_CORE_LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library) fail();
    auto* entry = reinterpret_cast<const CoreApi* (*)()>(::dlsym(library, "whydah_core_api"));
    if (!entry) fail();
    return entry();
}

} // namespace

const CoreApi& core_api() {
    static const CoreApi* const api = load(); // a load that throws is tried again by the next call
    return *api;
}

} // namespace whydah
