# All compiler flags of our own code, in one interface target.
add_library(whydah_flags INTERFACE)
target_compile_options(whydah_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wno-restrict -Wno-stringop-overflow) # GCC 12 sees overlaps and overflows in std::string that are not there (GCC bug 105329)
if(WHYDAH_WARNINGS_AS_ERRORS)
    target_compile_options(whydah_flags INTERFACE -Werror)
endif()
if(WHYDAH_ASSERTIONS)
    target_compile_options(whydah_flags INTERFACE -UNDEBUG)
endif()
if(WHYDAH_SANITIZE)
    target_compile_options(whydah_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -g1)
    target_link_options(whydah_flags INTERFACE -fsanitize=address,undefined)
endif()
