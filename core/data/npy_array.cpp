#include "core/data/npy_array.h"

#include "records/error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace whydah {
namespace {

constexpr const char* rewrite = "write it again with numpy.save or numpy.savez";

float half_to_float(std::uint16_t half) { // IEEE 754 binary16
    const bool negative = (half & 0x8000U) != 0;
    const int exponent = (half >> 10) & 0x1f, fraction = half & 0x3ff;
    float value = exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24)
                  : exponent == 31
                      ? (fraction ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity())
                      : std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
    return negative ? -value : value;
}

template <class T>
T number_at(const char* bytes, bool swap) {
    char copy[sizeof(T)];
    std::memcpy(copy, bytes, sizeof(T));
    if (swap) std::reverse(copy, copy + sizeof(T));
    return std::bit_cast<T>(copy);
}

void append_utf8(std::string& text, std::uint32_t c) {
    if (c < 0x80)
        text += static_cast<char>(c);
    else if (c < 0x800)
        text += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 0x3f))};
    else if (c < 0x10000)
        text += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)),
                 static_cast<char>(0x80 | (c & 0x3f))};
    else
        text += {static_cast<char>(0xf0 | (c >> 18 & 0x07)), static_cast<char>(0x80 | (c >> 12 & 0x3f)),
                 static_cast<char>(0x80 | (c >> 6 & 0x3f)), static_cast<char>(0x80 | (c & 0x3f))};
}

/// What stands after "'key':" in the header's Python dict.
std::string_view value_of(std::string_view header, std::string_view key) {
    const std::string quoted = "'" + std::string(key) + "'";
    std::size_t at = header.find(quoted);
    if (at == std::string_view::npos) return {};
    at = header.find(':', at + quoted.size());
    if (at == std::string_view::npos) return {};
    at = header.find_first_not_of(' ', at + 1);
    return at == std::string_view::npos ? std::string_view() : header.substr(at);
}

} // namespace

void NpyArray::refuse(const std::string& what, const std::string& mend) const {
    throw Error({.what = what, .where = source_, .mend = mend});
}

NpyArray::NpyArray(std::string bytes, std::string source) : bytes_(std::move(bytes)), source_(std::move(source)) {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes_[i])); };
    if (bytes_.size() < 12 || bytes_.compare(0, 6, "\x93NUMPY") != 0) refuse("is not a numpy array", rewrite);
    const std::size_t start = byte(6) == 1 ? 10 : 12;
    if (byte(6) < 1 || byte(6) > 3) refuse("has an unknown version of numpy's format", rewrite);
    const std::size_t length = byte(8) | byte(9) << 8 | (start == 12 ? byte(10) << 16 | byte(11) << 24 : 0);
    if (length > bytes_.size() - start) refuse("is cut off in its header", rewrite);
    data_ = start + length;
    parse_header(std::string_view(bytes_).substr(start, length));
    const std::size_t have = bytes_.size() - data_, want = static_cast<std::size_t>(count());
    if (item_ == 0 && want > 1'000'000) refuse("claims an impossible size", rewrite); // texts of no length take no bytes
    if (item_ != 0 && want > have / item_)
        refuse("is cut off: " + std::to_string(have) + " bytes where " + std::to_string(want) + " items of " +
                   std::to_string(item_) + " should be",
               rewrite);
}

void NpyArray::parse_header(std::string_view header) {
    const std::string_view type = value_of(header, "descr"), order = value_of(header, "fortran_order"),
                           shape = value_of(header, "shape");
    if (type.size() < 4 || shape.size() < 2 || shape[0] != '(')
        refuse("has a header that cannot be understood", rewrite);
    if (type[0] != '\'') refuse("is a structured array", "save plain arrays of numbers");
    kind_ = type[2], big_endian_ = type[1] == '>';
    if (kind_ == 'O')
        refuse("holds Python objects, which cannot be read safely",
               "save it as a plain array: numpy.array(list_of_names, dtype=str)");
    fortran_ = order.starts_with("True");
    std::size_t size = 0;
    for (std::size_t i = 3; i < type.size() && type[i] >= '0' && type[i] <= '9' && size < 1'000'000; ++i)
        size = size * 10 + static_cast<std::size_t>(type[i] - '0');
    item_ = kind_ == 'U' ? 4 * size : size;
    const bool number = (kind_ == 'f' && (size == 2 || size == 4 || size == 8)) ||
                        ((kind_ == 'i' || kind_ == 'u') && (size == 1 || size == 2 || size == 4 || size == 8)) ||
                        (kind_ == 'b' && size == 1);
    if (!number && kind_ != 'U' && kind_ != 'S')
        refuse("has items of a type that is not used here (" + std::string(type.substr(1, type.find('\'', 1) - 1)) +
                   ")",
               "save numbers or texts");
    std::int64_t total = 1;
    for (std::size_t i = 1; i < shape.size() && shape[i] != ')';) {
        if (shape[i] < '0' || shape[i] > '9') {
            ++i;
            continue;
        }
        std::int64_t dimension = 0;
        for (; i < shape.size() && shape[i] >= '0' && shape[i] <= '9'; ++i) {
            dimension = dimension * 10 + (shape[i] - '0');
            if (dimension > std::int64_t{1} << 40) refuse("claims an impossible size", rewrite);
        }
        shape_.push_back(dimension);
        if (dimension != 0 && total > (std::int64_t{1} << 40) / dimension) refuse("claims an impossible size", rewrite);
        total *= dimension;
    }
}

std::int64_t NpyArray::count() const {
    std::int64_t total = 1;
    for (std::int64_t dimension : shape_) total *= dimension;
    return total;
}

template <class Read>
void NpyArray::for_each(Read read) const {
    const std::int64_t total = count();
    const char* const items = bytes_.data() + data_;
    if (!fortran_ || shape_.size() != 2) {
        for (std::int64_t i = 0; i < total; ++i) read(i, items + static_cast<std::size_t>(i) * item_);
        return;
    }
    const std::int64_t rows = shape_[0], columns = shape_[1]; // columns follow each other
    for (std::int64_t c = 0; c < columns; ++c)
        for (std::int64_t r = 0; r < rows; ++r)
            read(r * columns + c, items + static_cast<std::size_t>(c * rows + r) * item_);
}

std::vector<float> NpyArray::floats() const {
    if (kind_ != 'f') {
        const auto whole = integers();
        return {whole.begin(), whole.end()};
    }
    std::vector<float> out(static_cast<std::size_t>(count()));
    const bool swap = big_endian_;
    if (item_ == 4)
        for_each([&](std::int64_t i, const char* p) { out[static_cast<std::size_t>(i)] = number_at<float>(p, swap); });
    else if (item_ == 8)
        for_each([&](std::int64_t i, const char* p) {
            out[static_cast<std::size_t>(i)] = static_cast<float>(number_at<double>(p, swap));
        });
    else {
        std::vector<float> table(65'536); // every half once: ldexp for each number is slow
        for (std::uint32_t h = 0; h < table.size(); ++h) table[h] = half_to_float(static_cast<std::uint16_t>(h));
        for_each([&](std::int64_t i, const char* p) {
            out[static_cast<std::size_t>(i)] = table[number_at<std::uint16_t>(p, swap)];
        });
    }
    return out;
}

std::vector<std::int64_t> NpyArray::integers() const {
    if (kind_ != 'i' && kind_ != 'u' && kind_ != 'b')
        refuse("holds no whole numbers", "save it with an integer type: labels.astype('int64')");
    std::vector<std::int64_t> out(static_cast<std::size_t>(count()));
    const bool swap = big_endian_, sign = kind_ == 'i';
    for_each([&](std::int64_t i, const char* p) {
        auto& value = out[static_cast<std::size_t>(i)];
        switch (item_) {
        case 1:
            value = sign ? number_at<std::int8_t>(p, false) : number_at<std::uint8_t>(p, false);
            break;
        case 2:
            value = sign ? number_at<std::int16_t>(p, swap) : number_at<std::uint16_t>(p, swap);
            break;
        case 4:
            value =
                sign ? number_at<std::int32_t>(p, swap) : static_cast<std::int64_t>(number_at<std::uint32_t>(p, swap));
            break;
        default:
            value = number_at<std::int64_t>(p, swap);
        }
    });
    return out;
}

std::vector<std::string> NpyArray::texts() const {
    if (kind_ != 'U' && kind_ != 'S') refuse("holds no texts", "save names with numpy.array(names, dtype=str)");
    std::vector<std::string> out(static_cast<std::size_t>(count()));
    for_each([&](std::int64_t i, const char* p) {
        std::string& text = out[static_cast<std::size_t>(i)];
        if (kind_ == 'S') {
            text.assign(p, item_);
            text.resize(text.find_last_not_of('\0') + 1);
            return;
        }
        for (std::size_t at = 0; at + 4 <= item_; at += 4) {
            const auto c = number_at<std::uint32_t>(p + at, big_endian_);
            if (c == 0) break;
            append_utf8(text, c > 0x10ffff ? 0xfffd : c);
        }
    });
    return out;
}

} // namespace whydah
