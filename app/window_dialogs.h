#pragma once

#include <QSize>
#include <QString>

#include <functional>

class QWidget;

namespace whydah {

/// None of these waits: `then` is called with what the user chose, or never.
using Chosen = std::function<void(const QString& path)>;
/// Begins in the folder in which the last one of its use ended, reading or writing, if there is no `start`.
enum class FolderUse { read, write };
void ask_folder(QWidget* parent, const QString& title, const QString& start, Chosen then,
                FolderUse use = FolderUse::read);
void ask_file(QWidget* parent, const QString& title, Chosen then);
void ask_options_file_to_save(QWidget* parent, Chosen then);
/// A question with one way to say yes, `action`; the other is Cancel, and the usual one.
void ask_before(QWidget* parent, const QString& question, const QString& consequence, const QString& action,
                std::function<void()> then);
/// @param filter "PNG (*.png);;SVG (*.svg)": the chosen one's suffix is added where there is none
/// @param name of the file that is proposed, without suffix
void ask_file_to_save(QWidget* parent, const QString& title, const QString& filter, Chosen then,
                      const QString& name = {});
/// Width and height in pixels, beginning with `size`.
void ask_picture_size(QWidget* parent, const QSize& size, std::function<void(const QSize& pixels)> then);
void show_about(QWidget* parent);

} // namespace whydah
