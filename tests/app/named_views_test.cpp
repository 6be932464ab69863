#include "app/named_views.h"

#include "app/view_tabs.h"
#include "widgets/compare_view.h"
#include "widgets/distribution_view.h"
#include "widgets/dynamics_view.h"
#include "window_fixture.h"

#include <gmock/gmock.h>

#include <set>

namespace whydah {
namespace {

using testing::HasSubstr;

class NamedViews : public test::MainWindowTest {
protected:
    std::vector<NamedView> views = named_views(*window);
    bool show(const QString& name) {
        const NamedView* view = find_view(views, name);
        if (view) view->show();
        return view;
    }
};

TEST_F(NamedViews, EveryOneOfThemComesToTheFront) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    std::set<QString> tabs;
    for (const NamedView& view : views) {
        view.show();
        EXPECT_EQ(bench().views()->front_view(), view.name.section(u'/', 0, 0)) << view.name.toStdString();
        tabs.insert(view.name.section(u'/', 0, 0));
    }
    EXPECT_EQ(tabs.size(), static_cast<std::size_t>(bench().views()->view_names().size()));
    EXPECT_GT(views.size(), tabs.size() + 9) << "and the pages of three";
}

TEST_F(NamedViews, PagesAreShown) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(show("Distribution/Carving"));
    EXPECT_EQ(bench().distribution()->page(), DistributionView::Page::carving);
    ASSERT_TRUE(show("Dynamics/Norms"));
    EXPECT_EQ(bench().dynamics()->page(), DynamicsView::Page::norms);
    ASSERT_TRUE(show("Compare/Confusions"));
    EXPECT_EQ(bench().compare()->page(), CompareView::Page::confusion);
    EXPECT_EQ(bench().distribution()->page(), DistributionView::Page::carving) << "another view's page stays";
}

TEST_F(NamedViews, AWrongNameIsToldWithThoseThatThereAre) {
    for (const char* name : {"Nonsense", "dynamics", "Dynamics/Nonsense", "Queue/", "", "3-D", "Images/3-D"})
        EXPECT_EQ(find_view(views, name), nullptr) << name;
    const std::string text = unknown_view_text(views, "Dynamics/Nonsense").toStdString();
    EXPECT_THAT(text, HasSubstr("'Dynamics/Nonsense'"));
    for (const NamedView& view : views) EXPECT_THAT(text, HasSubstr(view.name.toStdString()));
}

} // namespace
} // namespace whydah
