#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace whydah {

/// None of these waits: `then` is called with what the user chose, or never.
using Chosen = std::function<void(const QString& path)>;
void ask_folder(QWidget* parent, const QString& title, const QString& start, Chosen then);
void ask_file(QWidget* parent, const QString& title, Chosen then);
void ask_options_file_to_save(QWidget* parent, Chosen then);
/// A question with one way to say yes, `action`; the other is Cancel, and the usual one.
void ask_before(QWidget* parent, const QString& question, const QString& consequence, const QString& action,
                std::function<void()> then);
void show_about(QWidget* parent);

} // namespace whydah
