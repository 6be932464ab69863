#pragma once

#include "records/experiment_options.h"

#include <QString>
#include <QWidget>

#include <functional>

namespace whydah {

/// What kind of value an option has: it decides on the editor.
enum class OptionKind { yes_or_no, whole_number, number, text, numbers, words };
constexpr OptionKind kind_of(const bool&) { return OptionKind::yes_or_no; }
constexpr OptionKind kind_of(const std::int64_t&) { return OptionKind::whole_number; }
constexpr OptionKind kind_of(const double&) { return OptionKind::number; }
inline OptionKind kind_of(const std::string&) { return OptionKind::text; }
inline OptionKind kind_of(const std::vector<double>&) { return OptionKind::numbers; }
inline OptionKind kind_of(const std::vector<std::string>&) { return OptionKind::words; }

/// The widget in which one option is edited. It speaks the option's text as the command line takes it, also text that
/// is wrong.
struct OptionEditor {
    QWidget* widget = nullptr;
    std::function<QString()> text;
    std::function<void(const QString&)> set_text; ///< does not call `edited`
    bool is_wide = false;                         ///< takes the whole row: lists of check boxes
};

/// Check box, number box, list of choices, path line with a browse button, or line.
/// @param edited called whenever the user changes the value
OptionEditor make_option_editor(const Field& field, OptionKind kind, QWidget* parent, std::function<void()> edited);

} // namespace whydah
