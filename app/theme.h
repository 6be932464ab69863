#pragma once

#include <QString>

namespace whydah {

/// `system` follows the desktop's palette.
enum class Theme { system, light, dark };

/// Fusion style, the house's font size, the theme of the user's settings. Once, before the first widget.
void set_up_looks();
/// @param remember keep it in the user's settings
void apply_theme(Theme theme, bool remember);
Theme current_theme();
QString theme_name(Theme theme); ///< "system", "light", "dark"
Theme theme_from(const QString& name);

} // namespace whydah
