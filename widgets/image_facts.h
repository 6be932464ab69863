#pragma once

#include "widgets/image_choice.h"

#include <QFontMetrics>
#include <QString>
#include <QStringList>

namespace whydah {

/// "image_0001.jpg", "train-images-idx3-ubyte, row 7".
QString image_name(const ImageRef& image);

/// The same where there is little room: what tells images of one file apart, "row 7".
QString short_image_name(const ImageRef& image);
/// short_image_name() in `width` pixels: without its suffix if that does, else its end, which tells images apart.
QString fitted_image_name(const ImageRef& image, const QFontMetrics& metrics, int width);

/// What stands beneath a picture that was taken for another class: "→ beaver", "→ beaver 3/15" where it was tested
/// more than once: the class that was said most often, wrong times of all tests. Empty: never wrong.
QString mistake_mark(const ImageChoice& choice, int shown);

/// Such a mark within a width: the class's name gives way, how often it was wrong stays.
QString elided_mark(const QString& mark, const QFontMetrics& metrics, int width);

/// "image_0001.jpg · airplane · test".
QString image_line(const ImageChoice& choice, int shown);

/// A line for each class that it was taken for, the most frequent first: "taken for beaver by Plain (seeds 0, 1, up to
/// 71 % sure), MetaModelNet (seed 0, 40 % sure)".
QStringList mistake_lines(const ImageChoice& choice, int shown);

} // namespace whydah
