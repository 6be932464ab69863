#include "core/store/dynamics_file.h"

#include "core/store/csv.h"
#include "records/error.h"
#include "records/experiment_options.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace whydah {

using Json = nlohmann::ordered_json;

namespace {

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }
double number_from(const Json& json) { return json.is_null() ? NAN : json.get<double>(); }

Json to_json(const DynamicsReport& report) {
    Json json{{"norms", Json::array()}, {"smoothness", Json::array()}, {"blocks", Json::array()}};
    for (const NormOfShot& n : report.norms)
        json["norms"].push_back({{"shot", n.shot},
                                 {"measured_classes", n.measured_classes},
                                 {"measured", number(n.measured)},
                                 {"regressed_classes", n.regressed_classes},
                                 {"regressed", number(n.regressed)},
                                 {"entering_classes", n.entering_classes},
                                 {"entering", number(n.entering)},
                                 {"leaving", number(n.leaving)}});
    for (const Smoothness& s : report.smoothness)
        json["smoothness"].push_back({{"of", s.of},
                                      {"classes", s.classes},
                                      {"rank_correlation", number(s.rank_correlation)},
                                      {"p_value", number(s.p_value)}});
    for (const BlockChange& b : report.blocks)
        json["blocks"].push_back({{"block", b.block},
                                  {"rows", b.rows},
                                  {"mean_ratio", number(b.mean_ratio)},
                                  {"largest_ratio", number(b.largest_ratio)},
                                  {"mean_cosine", number(b.mean_cosine)}});
    json["kept_nearest"] = number(report.kept_nearest);
    json["nearest"] = Json::array();
    for (const NearestClasses& n : report.nearest)
        json["nearest"].push_back({{"label", n.label}, {"before", n.before}, {"after", n.after}});
    return json;
}

DynamicsReport report_from(const Json& json) {
    DynamicsReport report;
    for (const Json& n : json.at("norms"))
        report.norms.push_back({n.at("shot"), n.at("measured_classes"), number_from(n.at("measured")),
                                n.at("regressed_classes"), number_from(n.at("regressed")), n.at("entering_classes"),
                                number_from(n.at("entering")), number_from(n.at("leaving"))});
    for (const Json& s : json.at("smoothness"))
        report.smoothness.push_back(
            {s.at("of"), s.at("classes"), number_from(s.at("rank_correlation")), number_from(s.at("p_value"))});
    for (const Json& b : json.at("blocks"))
        report.blocks.push_back({b.at("block"), b.at("rows"), number_from(b.at("mean_ratio")),
                                 number_from(b.at("largest_ratio")), number_from(b.at("mean_cosine"))});
    report.kept_nearest = number_from(json.at("kept_nearest"));
    for (const Json& n : json.at("nearest"))
        report.nearest.push_back({n.at("label"), n.at("before").get<std::vector<std::int64_t>>(),
                                  n.at("after").get<std::vector<std::int64_t>>()});
    return report;
}

std::string shot_name(std::int64_t shot) { return shot == 0 ? "many" : std::to_string(shot); }

std::string name_of(const Trajectories& t, std::int64_t label) {
    for (const ClassTrajectory& c : t.classes)
        if (c.label == label) return c.name;
    return std::to_string(label);
}

/// Lines of dynamics.csv of one method and seed.
class Lines {
public:
    Lines(const Trajectories& of, std::string& text) : of_(of), text_(text) {}
    void add(const std::string& claim, const std::string& item, const std::string& value, std::int64_t count) {
        text_ += csv_line({of_.method, std::to_string(of_.seed), claim, item, value, std::to_string(count)});
    }
    void add(const std::string& claim, const std::string& item, double value, std::int64_t count) {
        if (std::isfinite(value)) add(claim, item, option_text(value), count);
    }

private:
    const Trajectories& of_;
    std::string& text_;
};

std::string names_of(const Trajectories& t, const std::vector<std::int64_t>& labels) {
    std::string text;
    for (std::int64_t label : labels) text += (text.empty() ? "" : "; ") + name_of(t, label);
    return text;
}

} // namespace

std::string dynamics_to_json(const std::vector<Trajectories>& all) {
    Json json = Json::array();
    for (const Trajectories& t : all) {
        if (t.dynamics.empty()) continue;
        json.push_back({{"method", t.method}, {"seed", t.seed}});
        json.back().update(to_json(t.dynamics));
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

void add_dynamics_json(const std::string& text, const std::string& source, std::vector<Trajectories>& all) {
    try {
        for (const Json& json : Json::parse(text))
            for (Trajectories& t : all)
                if (t.method == json.at("method") && t.seed == json.at("seed")) t.dynamics = report_from(json);
    } catch (const nlohmann::json::exception& error) {
        throw Error({.what = std::string("cannot be understood: ") + error.what(),
                     .where = source,
                     .mend = "the file was changed or cut off: run the experiment again"});
    }
}

std::string dynamics_csv(const std::vector<Trajectories>& all) {
    std::string text = csv_line({"method", "seed", "claim", "item", "value", "count"});
    for (const Trajectories& t : all) {
        Lines lines(t, text);
        for (const NormOfShot& n : t.dynamics.norms) {
            lines.add("norm measured", shot_name(n.shot), n.measured, n.measured_classes);
            lines.add("norm regressed", shot_name(n.shot), n.regressed, n.regressed_classes);
            lines.add("norm entering", shot_name(n.shot), n.entering, n.entering_classes);
            lines.add("norm leaving", shot_name(n.shot), n.leaving, n.entering_classes);
        }
        for (const Smoothness& s : t.dynamics.smoothness) {
            lines.add("smoothness rank correlation", s.of, s.rank_correlation, s.classes);
            lines.add("smoothness p", s.of, s.p_value, s.classes);
        }
        for (const BlockChange& b : t.dynamics.blocks) {
            lines.add("block mean |f|/|theta|", std::to_string(b.block), b.mean_ratio, b.rows);
            lines.add("block largest |f|/|theta|", std::to_string(b.block), b.largest_ratio, b.rows);
            lines.add("block mean cosine", std::to_string(b.block), b.mean_cosine, b.rows);
        }
        const auto passing =
            std::count_if(t.classes.begin(), t.classes.end(), [](const auto& c) { return c.points.size() > 1; });
        lines.add("nearest kept", "all", t.dynamics.kept_nearest, passing);
        for (const NearestClasses& n : t.dynamics.nearest) {
            lines.add("nearest before", name_of(t, n.label), names_of(t, n.before),
                      static_cast<std::int64_t>(n.before.size()));
            lines.add("nearest after", name_of(t, n.label), names_of(t, n.after),
                      static_cast<std::int64_t>(n.after.size()));
        }
    }
    return text;
}

namespace {

std::string printed(const char* format, auto... values) {
    char text[160];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

/// "  0.53" or as wide a dash.
std::string cell(double value) { return std::isfinite(value) ? printed("%9.3g", value) : std::string("        -"); }

} // namespace

std::string dynamics_text(const std::vector<Trajectories>& all) {
    std::string text;
    for (const Trajectories& t : all) {
        const DynamicsReport& d = t.dynamics;
        if (d.empty()) continue;
        text += "\nDynamics of " + t.method + ", seed " + std::to_string(t.seed) + " (Sec. 4.2)\n";
        std::string shots = "shots             ", measured = "norm measured     ", regressed = "norm regressed    ",
                    entering = "norm entering     ", leaving = "norm leaving      ", change = "|f|/|theta|       ",
                    heads = "classes measured  ", enter = "classes entering  ";
        for (std::size_t i = 0; i < d.norms.size(); ++i) {
            const NormOfShot& n = d.norms[i];
            shots += printed("%9s", shot_name(n.shot).c_str());
            heads += printed("%9ld", static_cast<long>(n.measured_classes));
            enter += printed("%9ld", static_cast<long>(n.entering_classes));
            measured += cell(n.measured), regressed += cell(n.regressed), entering += cell(n.entering),
                leaving += cell(n.leaving);
            change += i < d.blocks.size() ? cell(d.blocks[i].mean_ratio) : std::string();
        }
        for (const std::string& line : {shots, heads, measured, regressed, enter, entering, leaving, change})
            text += line + "\n"; // means over other classes at each k: their numbers stand above them
        for (const Smoothness& s : d.smoothness)
            if (std::isfinite(s.rank_correlation))
                text += printed("smoothness, %s: rank correlation %.2f over %ld classes (p %.3f)\n", s.of.c_str(),
                                s.rank_correlation, static_cast<long>(s.classes), s.p_value);
        if (std::isfinite(d.kept_nearest))
            text += printed("of a class's nearest 5 classes %.0f %% stay among the nearest\n", 100 * d.kept_nearest);
    }
    return text;
}

} // namespace whydah
