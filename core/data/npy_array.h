#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whydah {

/// An array as numpy writes it (.npy, versions 1 to 3): C or Fortran order, either byte order. Only numbers, booleans
/// and texts; arrays of Python objects are refused.
class NpyArray {
public:
    /// @param bytes the file   @param source name for errors, "features.npz: labels"   @throws Error
    NpyArray(std::string bytes, std::string source);

    const std::vector<std::int64_t>& shape() const { return shape_; }
    std::int64_t count() const;         ///< of all numbers
    char kind() const { return kind_; } ///< as numpy's: b boolean, i, u integer, f float, U unicode, S bytes
    const std::string& source() const { return source_; }

    std::vector<float> floats() const;          ///< C order, from f2, f4, f8 or integers. @throws Error for other kinds
    std::vector<std::int64_t> integers() const; ///< from b, i, u. @throws Error for other kinds
    std::vector<std::string> texts() const;     ///< UTF-8, from U, S. @throws Error for other kinds

private:
    void parse_header(std::string_view header);
    [[noreturn]] void refuse(const std::string& what, const std::string& mend) const;
    template <class Read>
    void for_each(Read read) const; ///< calls read(position in C order, bytes of the item)
    std::string bytes_, source_;
    std::size_t data_ = 0; ///< offset of the first item
    std::vector<std::int64_t> shape_;
    char kind_ = 0;
    std::size_t item_ = 0; ///< bytes an item
    bool big_endian_ = false, fortran_ = false;
};

} // namespace whydah
