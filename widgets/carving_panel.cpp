#include "widgets/carving_panel.h"

#include "records/distribution_facts.h"
#include "records/error.h"
#include "widgets/carving_plot.h"
#include "widgets/distribution_text.h"
#include "widgets/flow_row.h"
#include "widgets/frame_colours.h"
#include "widgets/number_box.h"
#include "widgets/plot_style.h"
#include "widgets/slider_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <map>

namespace whydah {
namespace {

constexpr const char* splits[] = {"sun", "exponential", "step", "power_law"};
constexpr const char* orders[] = {"label", "size", "shuffled"};

QLabel* facts_label(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setToolTip(distribution_tip());
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// The options' texts by their names.
std::map<std::string, std::string> texts_of(const ExperimentOptions& options) {
    std::map<std::string, std::string> texts;
    visit_fields(options,
                 [&](const Field& field, const auto& value) { texts[std::string(field.name)] = option_text(value); });
    return texts;
}

bool same_split(const ExperimentOptions& a, const ExperimentOptions& b) {
    std::vector<std::string> texts_a, texts_b;
    for (const auto& [options, texts] : {std::pair{&a, &texts_a}, {&b, &texts_b}})
        visit_fields(*options, [texts = texts](const Field& field, const auto& value) {
            if (field.group == "Data" || field.group == "Split" || field.name == "seed")
                texts->push_back(option_text(value));
        });
    return texts_a == texts_b && a.seeds_of(0).carve == b.seeds_of(0).carve;
}

} // namespace

CarvingPanel::CarvingPanel(QWidget* parent)
    : QWidget(parent),
      split_(new QComboBox(this)),
      order_(new QComboBox(this)),
      order_label_(new QLabel(tr("Order of classes"), this)),
      seed_label_(new QLabel(tr("Carve seed"), this)),
      seed_(new QSpinBox(this)),
      imbalance_(new SliderBox(tr("Imbalance factor"), tr("Largest over smallest class"), 1, 1000, 1e9, this)),
      drop_(new SliderBox(tr("Drop"),
                          tr("Training images dropped from each class, at least one stays. auto: one less than the\n"
                             "smallest class has, which is the paper's 49 on SUN-397 (Sec. 4.1)"),
                          -1, 1000, 1e9, this)),
      largest_(new SliderBox(tr("Largest class"), tr("Training images of the first class; all: as the data allows"), 0,
                             1000, 1e9, this)),
      median_(new SliderBox(tr("Median class"), tr("Training images of the median class of the power law"), 2, 1000,
                            1e9, this)),
      smallest_(new SliderBox(tr("Smallest class"), tr("Training images of the smallest class of the power law"), 1,
                              1000, 1e9, this)),
      before_(facts_label(this)),
      after_(facts_label(this)),
      plot_(new CarvingPlot(this)),
      use_(new QPushButton(tr("Use for the experiment"), this)),
      export_(new QPushButton(tr("Export lists…"), this)) {
    make_controls();
    begin_with({});
    show_hint({});
}

void CarvingPanel::make_controls() {
    split_->addItems({tr("SUN recipe"), tr("Exponential"), tr("Step"), tr("Power law")});
    split_->setToolTip(tr("How the training part is carved: the paper's recipe, LDAM's exponential and step, or the\n"
                          "way of Places-205 (largest, median and smallest class as given)"));
    split_->setAccessibleName(tr("Carving"));
    order_->addItems({tr("by label"), tr("by size"), tr("shuffled")});
    order_->setToolTip(tr("Which class comes first, with most images"));
    order_label_->setBuddy(order_);
    seed_->setRange(0, 1'000'000'000);
    seed_->setToolTip(tr("Which images stay; and the order of classes, where it is shuffled"));
    seed_label_->setBuddy(seed_);
    for (QAbstractSpinBox* box : {static_cast<QAbstractSpinBox*>(seed_)}) box->setKeyboardTracking(false);
    for (QWidget* box : {static_cast<QWidget*>(split_), static_cast<QWidget*>(order_), static_cast<QWidget*>(seed_)})
        ignore_wheel_without_focus(box);
    imbalance_->set_decimals(1);
    drop_->set_word_for_lowest(tr("auto"));
    largest_->set_word_for_lowest(tr("all"));
    auto* controls = new QWidget(this);
    auto* flow = new FlowRow(controls);
    flow->addWidget(split_);
    for (QWidget* box : {imbalance_, drop_, largest_, median_, smallest_}) {
        box->setFixedWidth(box->sizeHint().width() + 24);
        flow->addWidget(box);
    }
    flow->add({order_label_, order_});
    flow->add({seed_label_, seed_});
    export_->setToolTip(tr("train.txt, val.txt and test.txt with 'relative/path label' on each line, and classes.txt:\n"
                           "what other codebases read, and Whydah itself"));
    use_->setToolTip(tr("Takes this carving over into the options of the experiment"));
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 8);
    buttons->addStretch(1);
    buttons->addWidget(export_);
    buttons->addWidget(use_);
    auto* facts = new QVBoxLayout;
    facts->setContentsMargins(8, 4, 8, 0);
    facts->setSpacing(2);
    facts->addWidget(before_);
    facts->addWidget(after_);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(controls);
    rows->addLayout(facts);
    rows->addWidget(plot_, 1);
    rows->addLayout(buttons);
    for (SliderBox* box : {imbalance_, drop_, largest_, median_, smallest_})
        connect(box, &SliderBox::edited, this, &CarvingPanel::take_controls);
    connect(split_, &QComboBox::activated, this, &CarvingPanel::take_controls);
    connect(order_, &QComboBox::activated, this, &CarvingPanel::take_controls);
    connect(seed_, &QSpinBox::valueChanged, this, &CarvingPanel::take_controls);
    connect(use_, &QPushButton::clicked, this, &CarvingPanel::use_asked);
    connect(export_, &QPushButton::clicked, this, &CarvingPanel::export_asked);
}

void CarvingPanel::set_options(const ExperimentOptions& options) {
    if (!same_split(given_, options)) return begin_with(options);
    const DataOptions shown = options_.data; // what was tried here stays while other options are changed
    given_ = options_ = options;
    options_.data = shown;
}

void CarvingPanel::begin_with(const ExperimentOptions& options) {
    given_ = options_ = options;
    DataOptions& carving = options_.data;
    if (carving.split == "auto" || carving.split == "given")
        carving.split = counts_ && counts_->given ? "exponential" : "sun";
    const auto place = [](const auto& words, const std::string& word) {
        const auto found = std::find(std::begin(words), std::end(words), word);
        return found == std::end(words) ? 0 : static_cast<int>(found - std::begin(words));
    };
    split_->setCurrentIndex(place(splits, carving.split));
    order_->setCurrentIndex(place(orders, carving.class_order));
    const QSignalBlocker quiet(seed_);
    seed_->setValue(static_cast<int>(options.seeds_of(0).carve));
    imbalance_->set_value(carving.imbalance_factor);
    drop_->set_value(static_cast<double>(carving.drop));
    largest_->set_value(static_cast<double>(carving.largest_class));
    median_->set_value(static_cast<double>(carving.median_class));
    smallest_->set_value(static_cast<double>(carving.smallest_class));
    show_controls();
    show_plan();
}

void CarvingPanel::take_controls() {
    const auto whole = [](const SliderBox* box) { return std::llround(box->value()); };
    DataOptions& carving = options_.data;
    carving.split = splits[split_->currentIndex()];
    carving.class_order = orders[order_->currentIndex()];
    carving.imbalance_factor = imbalance_->value();
    carving.drop = whole(drop_);
    carving.largest_class = whole(largest_), carving.median_class = whole(median_),
    carving.smallest_class = whole(smallest_);
    if (seed_->value() != options_.seeds_of(0).carve) carving.carve_seed = seed_->value();
    show_controls();
    show_plan();
}

/// Those that the chosen carving listens to.
void CarvingPanel::show_controls() {
    const std::string& split = options_.data.split;
    const bool sun = split == "sun", power = split == "power_law";
    drop_->setVisible(sun);
    imbalance_->setVisible(!sun && !power);
    largest_->setVisible(!sun);
    median_->setVisible(power);
    smallest_->setVisible(power);
    order_label_->setVisible(!sun);
    order_->setVisible(!sun);
}

void CarvingPanel::show_counts(ImageCounts counts, ShuffledOrder order) {
    counts_ = std::move(counts);
    shuffled_order_ = std::move(order);
    std::int64_t most = 2;
    for (const ClassImages& c : counts_->classes) most = std::max({most, c.images, c.train});
    for (SliderBox* box : {drop_, largest_, median_, smallest_}) box->set_high(static_cast<double>(most));
    begin_with(given_);
}

void CarvingPanel::show_hint(const QString& text) {
    counts_.reset();
    plan_.reset();
    before_->clear(), after_->clear();
    use_->setEnabled(false), export_->setEnabled(false);
    plot_->show_hint(text.isEmpty() ? tr("Open a data set to carve a tail out of it.") : text);
}

void CarvingPanel::show_rule(const BandRule& rule) {
    rule_ = rule;
    show_plan();
}

void CarvingPanel::show_plan() {
    if (!counts_) return;
    plan_.reset();
    const auto line = [](const QString& name, const std::vector<std::int64_t>& counts) {
        return tr("<b>%1</b> %2").arg(name, unbroken(distribution_text(distribution_facts(counts))).toHtmlEscaped());
    };
    try {
        plan_ = plan_split(*counts_, options_.data, options_.seeds_of(0).carve, shuffled_order_);
        const std::vector<std::int64_t> before = plan_->train_pool_counts(), after = plan_->train_counts();
        plot_->show_carving(counts_->class_names, before, after, rule_);
        before_->setText(line(tr("Before"), before));
        after_->setText(line(tr("After"), after));
    } catch (const Error& error) {
        plot_->show_hint(QString::fromStdString(error.problem() + ".\n" + error.mend()));
        before_->clear(), after_->clear();
    }
    use_->setEnabled(plan_ && !edits().empty());
    export_->setEnabled(plan_.has_value());
}

std::vector<std::pair<QString, QString>> CarvingPanel::edits() const {
    std::vector<std::pair<QString, QString>> edits;
    const auto before = texts_of(given_);
    for (const auto& [name, text] : texts_of(options_))
        if (before.at(name) != text) edits.emplace_back(QString::fromStdString(name), QString::fromStdString(text));
    return edits;
}

QString CarvingPanel::before_text() const { return before_->text().replace(QChar(QChar::Nbsp), u' '); }
QString CarvingPanel::after_text() const { return after_->text().replace(QChar(QChar::Nbsp), u' '); }

void CarvingPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    Q_EMIT seen();
}

} // namespace whydah
