#include "app/named_views.h"

#include "app/main_window.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "widgets/compare_view.h"
#include "widgets/distribution_view.h"
#include "widgets/dynamics_view.h"

#include <QStringList>
#include <QToolButton>

#include <algorithm>

namespace whydah {

std::vector<NamedView> named_views(MainWindow& window) {
    std::vector<NamedView> all;
    Workbench& bench = window.workbench();
    for (const QString& view : bench.views()->view_names()) {
        all.push_back({view, [&window, view] { window.show_view(view); }});
        const auto add_page = [&](const QString& page, const std::function<void()>& show_page) {
            all.push_back({view + u'/' + page, [&window, view, show_page] { window.show_view(view), show_page(); }});
        };
        if (view == QLatin1String("Distribution")) {
            using Page = DistributionView::Page;
            DistributionView* distribution = bench.distribution();
            for (Page page : {Page::bars, Page::rank_frequency, Page::carving})
                add_page(distribution->page_button(page)->text(), [distribution, page] { distribution->show_page(page); });
        }
        if (view == QLatin1String("Dynamics")) {
            using Page = DynamicsView::Page;
            DynamicsView* dynamics = bench.dynamics();
            for (Page page : {Page::plane, Page::space, Page::norms, Page::nearest})
                add_page(dynamics->bar()->page_button(page)->text(), [dynamics, page] { dynamics->show_page(page); });
        }
        if (view == QLatin1String("Compare"))
            for (const QString& page : bench.compare()->page_names())
                add_page(page, [compare = bench.compare(), page] { compare->show_page_named(page); });
    }
    return all;
}

const NamedView* find_view(const std::vector<NamedView>& views, const QString& name) {
    const auto found = std::ranges::find(views, name, &NamedView::name);
    return found == views.end() ? nullptr : &*found;
}

QString unknown_view_text(const std::vector<NamedView>& views, const QString& name) {
    QStringList names;
    for (const NamedView& view : views) names << view.name;
    return QStringLiteral("whydah: --view: there is no view '%1'; there are %2\n").arg(name, names.join(QStringLiteral(", ")));
}

} // namespace whydah
