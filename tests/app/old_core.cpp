/// What a library of another version looks like to core_library_test: its table begins with another number.
extern "C" const void* whydah_core_api() {
    static const long table[16] = {};
    return table;
}
