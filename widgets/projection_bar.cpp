#include "widgets/projection_bar.h"

#include "widgets/flow_row.h"
#include "widgets/number_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace whydah {
namespace {

using Kind = ProjectionOptions::Kind;
using Scaling = ProjectionOptions::Scaling;

} // namespace

ProjectionBar::ProjectionBar(QWidget* parent)
    : QWidget(parent),
      always_(new QWidget(this)),
      details_(new QWidget(this)),
      kind_(new QComboBox(this)),
      scaling_(new QComboBox(this)),
      chains_(new QComboBox(this)),
      centre_(new QCheckBox(tr("Centre"), this)),
      axes_(new QCheckBox(tr("Axes of measured"), this)),
      perplexity_label_(new QLabel(tr("Perplexity"), this)),
      seed_label_(new QLabel(tr("Seed"), this)),
      status_(new QLabel(this)),
      perplexity_(new QDoubleSpinBox(this)),
      seed_(new QSpinBox(this)),
      button_(new QPushButton(this)) {
    perplexity_->setAccessibleName(tr("Perplexity"));
    seed_->setAccessibleName(tr("Seed"));
    kind_->addItems({tr("PCA"), tr("t-SNE")});
    kind_->setToolTip(tr("PCA keeps norms and is the same each time (Fig. 4a);\n"
                         "t-SNE keeps neighbours and hides norms (Fig. 4b)"));
    scaling_->addItems({tr("As they are"), tr("Unit norm"), tr("Cosine")});
    scaling_->setToolTip(tr("Weights as they are, their directions only,\nor so that inner products are cosines"));
    chains_->addItems({tr("All classes, test time"), tr("Head classes, measured and predicted")});
    chains_->setToolTip(tr("The way of each class through MetaModelNet, or for head classes the mean of their\n"
                           "k-shot models beside what MetaModelNet predicts from the first of them"));
    centre_->setChecked(true);
    centre_->setToolTip(tr("Subtract the mean of the weights"));
    axes_->setToolTip(tr("Fit the axes to the measured chains and project the predicted ones on them"));
    perplexity_->setRange(1, 1000);
    perplexity_->setDecimals(0);
    perplexity_->setValue(30);
    perplexity_->setToolTip(tr("How many neighbours count; at most a third of the points"));
    seed_->setRange(0, 1'000'000'000);
    seed_->setMaximumWidth(72);
    status_->setTextFormat(Qt::PlainText);
    auto* row = new FlowRow(always_);
    row->add({perplexity_label_, perplexity_});
    row->add({seed_label_, seed_});
    row->addWidget(button_);
    row->addWidget(status_);
    auto* more = new FlowRow(details_);
    for (QWidget* part : std::initializer_list<QWidget*>{scaling_, chains_, centre_, axes_}) more->addWidget(part);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(always_);
    rows->addWidget(details_);
    set_details_open(false);

    for (QComboBox* box : {kind_, scaling_}) connect(box, &QComboBox::activated, this, &ProjectionBar::change);
    for (QCheckBox* box : {centre_, axes_}) connect(box, &QCheckBox::toggled, this, &ProjectionBar::change);
    connect(perplexity_, &QDoubleSpinBox::valueChanged, this, &ProjectionBar::change);
    connect(seed_, &QSpinBox::valueChanged, this, &ProjectionBar::change);
    connect(chains_, &QComboBox::currentIndexChanged, this, &ProjectionBar::chains_changed);
    connect(button_, &QPushButton::clicked, this, &ProjectionBar::press);
    set_state(State::idle);
}

void ProjectionBar::set_details_open(bool open) { details_->setVisible(open); }

bool ProjectionBar::is_tsne() const { return kind_->currentIndex() == 1; }

ProjectionOptions ProjectionBar::options() const {
    ProjectionOptions options;
    options.kind = is_tsne() ? Kind::tsne : Kind::pca;
    options.scaling = static_cast<Scaling>(scaling_->currentIndex());
    options.centre = centre_->isChecked();
    options.axes_of_measured = axes_->isChecked() && !is_tsne();
    options.perplexity = perplexity_->value();
    options.seed = seed_->value();
    options.dimensions = dimensions_;
    return options;
}

ProjectionBar::Chains ProjectionBar::chains() const { return static_cast<Chains>(chains_->currentIndex()); }

void ProjectionBar::set_dimensions(int dimensions) {
    dimensions_ = dimensions;
    button_->setToolTip(tr("A map in %1 dimensions").arg(dimensions));
}

void ProjectionBar::set_state(State state) {
    state_ = state;
    for (QWidget* part :
         std::initializer_list<QWidget*>{perplexity_label_, perplexity_, seed_label_, seed_, button_, status_})
        part->setVisible(is_tsne());
    always_->setVisible(is_tsne());
    for (QWidget* part : {centre_, axes_}) part->setVisible(!is_tsne());
    button_->setText(state == State::running   ? tr("Stop")
                     : state == State::stopped ? tr("Continue")
                     : state == State::done    ? tr("Go on")
                                               : tr("Start"));
}

/// Another map is asked for: PCA comes at once, t-SNE waits for its button.
void ProjectionBar::change() {
    if (state_ == State::running) Q_EMIT stop_asked();
    set_state(State::idle);
    status_->clear();
    status_->setToolTip({});
    if (!is_tsne()) Q_EMIT projection_asked();
}

void ProjectionBar::press() {
    if (state_ == State::running)
        Q_EMIT stop_asked();
    else if (state_ == State::idle)
        Q_EMIT projection_asked();
    else
        Q_EMIT continue_asked();
}

void ProjectionBar::show_frame(const ProjectionFrame& frame) {
    QString text;
    if (frame.divergence)
        text = tr("iteration %1 · KL %2").arg(count_text(frame.iteration), QString::number(*frame.divergence, 'f', 3));
    QString notes;
    for (const std::string& warning : frame.warnings)
        notes += (notes.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromStdString(warning);
    if (!notes.isEmpty()) text += QStringLiteral(" · ") + tr("note");
    status_->setText(text);
    status_->setToolTip(notes);
}

QString ProjectionBar::status() const { return status_->text(); }

} // namespace whydah
