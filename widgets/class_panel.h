#pragma once

#include "records/accuracy_report.h"
#include "records/bands.h"
#include "records/dataset_summary.h"
#include "records/image_pixels.h"

#include <QWidget>

class QLabel;

namespace whydah {

class ClassRelations;
class ElidedLabel;
class RecallBars;
class ThumbnailStrip;

/// The selected class: images of each part, band, the block at which it enters MetaModelNet, its recall under each
/// method with its interval, how it stands to other classes, and its pictures.
class ClassPanel : public QWidget {
    Q_OBJECT
public:
    explicit ClassPanel(QWidget* parent = nullptr);

    /// @param label -1: no class
    void show_class(const DatasetSummary& summary, const BandRule& rule, int label);
    void show_results(const std::vector<MethodResult>& results);
    /// N of the network that was trained, -1 if none is known.
    void set_last_block(std::int64_t last_block);
    int shown_class() const { return label_; }
    QString facts_text() const;
    ThumbnailStrip* thumbnails() const { return thumbnails_; }
    ClassRelations* relations() const { return relations_; }
    RecallBars* recalls() const { return recalls_; }

Q_SIGNALS:
    void thumbnails_asked(int label, const std::vector<whydah::ImageRef>& images); ///< replaces what was asked before
    void class_selected(int label); ///< one that it is confused with or near to

private:
    void show_facts();

    ElidedLabel* title_;
    QLabel* facts_;
    RecallBars* recalls_;
    ClassRelations* relations_;
    ThumbnailStrip* thumbnails_;
    ClassSummary class_; ///< without its images
    Band band_ = Band::few;
    std::vector<MethodResult> results_;
    std::int64_t last_block_ = -1;
    int label_ = -1;
};

/// "enters at block 3 (8 shots)", "keeps its weights (beyond block 6)", "no training image".
QString entry_text(std::int64_t train, std::int64_t last_block);

} // namespace whydah
