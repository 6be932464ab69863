#include "core/networks/pickle_machine.h"

#include <cstring>

namespace whydah {
namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t most_values = 4'000'000; // on the stack, in the memo and in containers together

PickleValue whole(std::int64_t number) { return {.kind = Kind::whole, .whole = number}; }

} // namespace

PickleValue PickleMachine::read(std::string_view& bytes) {
    rest_ = bytes;
    stack_.clear();
    memo_.clear();
    for (;;) {
        const auto code = number<unsigned char>();
        if (code == '.') break;
        step(code);
    }
    PickleValue value = pop();
    bytes = rest_;
    return value;
}

void PickleMachine::step(unsigned char code) {
    if (push_literal(code) || push_container(code) || fill_container(code) || use_memo(code)) return;
    switch (code) {
    case 0x80: // PROTO
        if (number<std::uint8_t>() > 5) throw PickleProblem("is a pickle of a newer protocol than 5");
        return;
    case 0x95: // FRAME
        number<std::uint64_t>();
        return;
    case '0': // POP
        pop();
        return;
    case 'c': { // GLOBAL
        const std::string module = line();
        return push({.kind = Kind::global, .text = module + "." + line()});
    }
    case 0x93: { // STACK_GLOBAL
        const PickleValue name = pop(), module = pop();
        return push({.kind = Kind::global, .text = module.text + "." + name.text});
    }
    case 'R':
        return call();
    case 0x81:
        return new_object();
    case 'b':
        return build();
    case 'Q':
        return persistent_load();
    default:
        throw PickleProblem("has the pickle instruction " + std::to_string(code) + ", which weights files do not need");
    }
}

bool PickleMachine::push_literal(unsigned char code) {
    switch (code) {
    case 'N':
        return push({}), true;
    case 0x88: // NEWTRUE
        return push(whole(1)), true;
    case 0x89: // NEWFALSE
        return push(whole(0)), true;
    case 'K':
        return push(whole(number<std::uint8_t>())), true;
    case 'M':
        return push(whole(number<std::uint16_t>())), true;
    case 'J':
        return push(whole(number<std::int32_t>())), true;
    case 0x8a: // LONG1
        return push_long(number<std::uint8_t>()), true;
    case 'G': { // BINFLOAT, big-endian
        auto bits = __builtin_bswap64(number<std::uint64_t>());
        PickleValue value{.kind = Kind::real};
        std::memcpy(&value.real, &bits, sizeof bits);
        return push(std::move(value)), true;
    }
    case 'U':  // SHORT_BINSTRING
    case 'C':  // SHORT_BINBYTES
    case 0x8c: // SHORT_BINUNICODE
        return push_text(number<std::uint8_t>()), true;
    case 'T': // BINSTRING
    case 'B': // BINBYTES
    case 'X': // BINUNICODE
        return push_text(number<std::uint32_t>()), true;
    case 0x8d: // BINUNICODE8
    case 0x8e: // BINBYTES8
        return push_text(number<std::uint64_t>()), true;
    default:
        return false;
    }
}

bool PickleMachine::push_container(unsigned char code) {
    switch (code) {
    case '(':
        return push({.kind = Kind::mark}), true;
    case '}':
        return push(new_container(Kind::dictionary)), true;
    case ']':
    case ')':
        return push(new_container(Kind::list)), true;
    case 't':
        return push(new_container(Kind::list, pop_to_mark())), true;
    case 0x85: // TUPLE1
        return push_tuple(1), true;
    case 0x86:
        return push_tuple(2), true;
    case 0x87:
        return push_tuple(3), true;
    default:
        return false;
    }
}

bool PickleMachine::fill_container(unsigned char code) {
    PickleItems items;
    switch (code) {
    case 'a': // APPEND
        items.push_back(pop());
        break;
    case 's': { // SETITEM
        PickleValue value = pop();
        items.push_back(pop());
        items.push_back(std::move(value));
        break;
    }
    case 'e': // APPENDS
    case 'u': // SETITEMS
        items = pop_to_mark();
        break;
    default:
        return false;
    }
    PickleItems& target = container_on_top();
    const bool pairs = code == 's' || code == 'u', dictionary = stack_.back().kind == Kind::dictionary;
    if (pairs != dictionary || (pairs && items.size() % 2 != 0))
        throw PickleProblem("is damaged: items are put where none can be");
    for (PickleValue& item : items) target.push_back(std::move(item));
    if (target.size() > most_values) throw PickleProblem("holds more values than any weights file");
    return true;
}

bool PickleMachine::use_memo(unsigned char code) {
    const auto put = [&](std::uint32_t key) {
        if (stack_.empty()) throw PickleProblem("is damaged: it keeps a value that is not there");
        if (memo_.size() >= most_values) throw PickleProblem("holds more values than any weights file");
        memo_[key] = stack_.back();
    };
    const auto get = [&](std::uint32_t key) {
        const auto found = memo_.find(key);
        if (found == memo_.end()) throw PickleProblem("is damaged: it refers to a value that is not there");
        push(found->second);
    };
    switch (code) {
    case 'q':
        return put(number<std::uint8_t>()), true;
    case 'r':
        return put(number<std::uint32_t>()), true;
    case 0x94: // MEMOIZE
        return put(static_cast<std::uint32_t>(memo_.size())), true;
    case 'h':
        return get(number<std::uint8_t>()), true;
    case 'j':
        return get(number<std::uint32_t>()), true;
    default:
        return false;
    }
}

void PickleMachine::push(PickleValue value) {
    if (stack_.size() >= most_values) throw PickleProblem("holds more values than any weights file");
    stack_.push_back(std::move(value));
}

void PickleMachine::push_text(std::uint64_t bytes) { push({.kind = Kind::text, .text = std::string(take(bytes))}); }

/// A whole number of up to eight bytes, two's complement.
void PickleMachine::push_long(std::uint64_t bytes) {
    if (bytes > 8) throw PickleProblem("has a whole number of more than eight bytes");
    const std::string_view raw = take(bytes);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < raw.size(); ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(raw[i])) << (8 * i);
    if (bytes > 0 && bytes < 8 && (static_cast<unsigned char>(raw.back()) & 0x80) != 0)
        value |= ~std::uint64_t{0} << (8 * bytes);
    push(whole(static_cast<std::int64_t>(value)));
}

void PickleMachine::push_tuple(std::size_t count) {
    PickleItems items(count);
    for (std::size_t i = count; i > 0; --i) items[i - 1] = pop();
    push(new_container(Kind::list, std::move(items)));
}

PickleValue PickleMachine::pop() {
    if (stack_.empty() || stack_.back().kind == Kind::mark)
        throw PickleProblem("is damaged: it takes a value that is not there");
    PickleValue value = std::move(stack_.back());
    stack_.pop_back();
    return value;
}

PickleItems PickleMachine::pop_to_mark() {
    std::size_t mark = stack_.size();
    while (mark > 0 && stack_[mark - 1].kind != Kind::mark) --mark;
    if (mark == 0) throw PickleProblem("is damaged: a list has no beginning");
    PickleItems items(std::make_move_iterator(stack_.begin() + static_cast<std::ptrdiff_t>(mark)),
                      std::make_move_iterator(stack_.end()));
    stack_.resize(mark - 1);
    return items;
}

PickleItems& PickleMachine::container_on_top() {
    if (stack_.empty() || (stack_.back().kind != Kind::list && stack_.back().kind != Kind::dictionary))
        throw PickleProblem("is damaged: items are put where none can be");
    return *stack_.back().items;
}

PickleValue PickleMachine::new_container(Kind kind, PickleItems items) {
    if (containers_.size() >= most_values) throw PickleProblem("holds more values than any weights file");
    containers_.push_back(std::move(items));
    return {.kind = kind, .items = &containers_.back()};
}

std::string_view PickleMachine::take(std::uint64_t bytes) {
    if (bytes > rest_.size()) throw PickleProblem("is cut off within its pickle");
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
}

std::string PickleMachine::line() {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) throw PickleProblem("is cut off within its pickle");
    std::string text(take(end));
    take(1);
    return text;
}

} // namespace whydah
