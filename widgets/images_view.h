#pragma once

#include "records/dataset_summary.h"
#include "records/image_pixels.h"
#include "widgets/image_choice.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;

namespace whydah {

class ElidedLabel;
class ImageGrid;
class ImageViewer;

/// The Images view: pictures of the selected classes or of all, of one part or all, all or only those that a method
/// took for another class. A double click or Return enlarges one in a window.
class ImagesView : public QWidget {
    Q_OBJECT
public:
    explicit ImagesView(QWidget* parent = nullptr);

    void show_dataset(std::shared_ptr<const DatasetSummary> dataset);
    /// What the shown run took test images for; null: nothing is known.
    void show_mistakes(const std::shared_ptr<const ImageMistakes>& mistakes);
    void show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem);
    void show_full_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem);
    void select_classes(const std::vector<int>& labels);

    void set_all_classes(bool all); ///< false: of the selected ones, of all while none is
    void set_part(std::optional<SplitPart> part);
    void set_wrong_only(bool on);
    void set_method(const QString& method); ///< empty: any
    void enlarge(int shown);

    const ImageChoice& choice() const { return choice_; }
    ImageGrid* grid() const { return grid_; }
    ImageViewer* viewer() const { return viewer_; } ///< null before an image was enlarged
    QString count_text_shown() const;

Q_SIGNALS:
    void classes_selected(const std::vector<int>& labels);
    void thumbnails_asked(const std::vector<whydah::ImageRef>& images);
    void full_image_asked(const whydah::ImageRef& image);

private:
    void choose();
    void show_current();
    void step_to(int shown);
    QString hint() const;

    ImageChoice choice_;
    std::vector<int> selected_;
    bool has_features_ = false;
    QComboBox *classes_, *parts_, *methods_;
    QCheckBox* wrong_;
    QLabel* count_;
    ImageGrid* grid_;
    ElidedLabel* current_;
    ImageViewer* viewer_ = nullptr;
};

} // namespace whydah
