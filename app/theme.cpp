#include "app/theme.h"

#include "app/font_size.h"
#include "widgets/palette.h"

#include <QApplication>
#include <QFont>
#include <QIcon>
#include <QSettings>

namespace whydah {
namespace {

const QString key = QStringLiteral("theme");

struct Looks {
    Theme theme = Theme::system;
    QPalette system;
};
Looks& looks() {
    static Looks looks;
    return looks;
}

/// Fusion draws the frame of a check box a little darker than the window: nothing is seen of that on dark ground.
QPalette check_box_palette(QPalette palette) {
    const PlotColours colours = plot_colours(palette);
    if (colours.dark) palette.setColor(QPalette::Window, mixed(colours.background, colours.text, 0.6));
    return palette;
}

} // namespace

void set_up_looks() {
    QApplication::setStyle(QStringLiteral("Fusion"));
    looks().system = QApplication::palette();
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
    QFont font = QApplication::font();
    if (font.pointSizeF() < usual_font_size) font.setPointSizeF(usual_font_size);
    if (const double chosen = remembered_font_size(); chosen > 0) font.setPointSizeF(chosen);
    QApplication::setFont(font);
    apply_theme(theme_from(QSettings().value(key).toString()), false);
}

void apply_theme(Theme theme, bool remember) {
    looks().theme = theme;
    QApplication::setPalette(theme == Theme::light  ? light_palette()
                             : theme == Theme::dark ? dark_palette()
                                                    : looks().system);
    QApplication::setPalette(check_box_palette(QApplication::palette()), "QCheckBox");
    if (remember) QSettings().setValue(key, theme_name(theme));
}

Theme current_theme() { return looks().theme; }

QString theme_name(Theme theme) {
    return theme == Theme::light  ? QStringLiteral("light")
           : theme == Theme::dark ? QStringLiteral("dark")
                                  : QStringLiteral("system");
}

Theme theme_from(const QString& name) {
    return name == u"light" ? Theme::light : name == u"dark" ? Theme::dark : Theme::system;
}

} // namespace whydah
