#include "core/backbone/preprocessing.h"

#include "records/error.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace whydah {
namespace {

/// Weights of the source pixels of one target pixel.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

/// Taps of the target pixels first .. first + count - 1 of `to`.
std::vector<Taps> triangle_taps(int from, std::int64_t to, std::int64_t first_target, int count) {
    const double scale = from / static_cast<double>(to), support = std::max(1.0, scale);
    std::vector<Taps> taps(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double centre = (static_cast<double>(first_target + i) + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - support + 0.5)),
                  end = std::min(from, static_cast<int>(centre + support + 0.5));
        Taps& t = taps[static_cast<std::size_t>(i)];
        t.first = first;
        double total = 0;
        for (int s = first; s < end; ++s) {
            const double weight = std::max(0.0, 1 - std::abs((s + 0.5 - centre) / support));
            t.weights.push_back(static_cast<float>(weight));
            total += weight;
        }
        for (float& weight : t.weights) weight = static_cast<float>(weight / total);
    }
    return taps;
}

std::array<float, 3> three_numbers(const std::string& text, const char* flag) {
    std::vector<double> numbers;
    if (!parse_option({}, text, numbers) || numbers.size() != 3)
        throw Error({.what = "must be three numbers, is '" + text + "'",
                     .where = std::string("option ") + flag,
                     .mend = "for example 0.485,0.456,0.406"});
    return {static_cast<float>(numbers[0]), static_cast<float>(numbers[1]), static_cast<float>(numbers[2])};
}

} // namespace

cv::Mat resize_bilinear(const cv::Mat& image, std::int64_t width, std::int64_t height, const Region& region) {
    const auto across = triangle_taps(image.cols, width, region.left, region.width),
               down = triangle_taps(image.rows, height, region.top, region.height);
    // Only the source rows that the region needs: a picture of one by a million pixels takes no more memory than
    // others.
    const int first_row = down.front().first,
              end_row = down.back().first + static_cast<int>(down.back().weights.size());
    cv::Mat narrow(end_row - first_row, region.width, CV_32FC3),
        out(region.height, region.width, CV_32FC3, cv::Scalar::all(0));
    for (int y = first_row; y < end_row; ++y) {
        const auto* source = image.ptr<cv::Vec3b>(y);
        auto* target = narrow.ptr<cv::Vec3f>(y - first_row);
        for (int x = 0; x < region.width; ++x) {
            const Taps& t = across[static_cast<std::size_t>(x)];
            cv::Vec3f sum(0, 0, 0);
            for (std::size_t k = 0; k < t.weights.size(); ++k) {
                const cv::Vec3b& pixel = source[t.first + static_cast<int>(k)];
                for (int c = 0; c < 3; ++c) sum[c] += t.weights[k] * static_cast<float>(pixel[c]);
            }
            target[x] = sum;
        }
    }
    for (int y = 0; y < region.height; ++y) {
        const Taps& t = down[static_cast<std::size_t>(y)];
        auto* target = out.ptr<float>(y);
        for (std::size_t k = 0; k < t.weights.size(); ++k) {
            const auto* source = narrow.ptr<float>(t.first - first_row + static_cast<int>(k));
            for (int x = 0; x < 3 * region.width; ++x) target[x] += t.weights[k] * source[x];
        }
    }
    return out;
}

Preprocessing Preprocessing::from(const FeatureOptions& options, std::int64_t channels) {
    Preprocessing p{options.input_size,
                    options.resize_side,
                    channels,
                    options.crop == "centre",
                    three_numbers(options.mean, "--mean"),
                    three_numbers(options.std_dev, "--std-dev")};
    if (p.crop) p.resize_side = std::max(p.resize_side, p.input_size);
    return p;
}

std::pair<std::int64_t, std::int64_t> Preprocessing::resized(const cv::Mat& rgb) const {
    if (!crop) return {input_size, input_size};
    const double scale = static_cast<double>(resize_side) / std::min(rgb.cols, rgb.rows);
    return {std::llround(rgb.cols * scale), std::llround(rgb.rows * scale)};
}

cv::Mat Preprocessing::sized(const cv::Mat& rgb, const Region& region) const {
    const auto [width, height] = resized(rgb);
    cv::Mat out;
    if (width == rgb.cols && height == rgb.rows)
        rgb(cv::Rect(static_cast<int>(region.left), static_cast<int>(region.top), region.width, region.height))
            .convertTo(out, CV_32FC3);
    else
        out = resize_bilinear(rgb, width, height, region);
    return out;
}

cv::Mat Preprocessing::sized(const cv::Mat& rgb) const {
    const auto [width, height] = resized(rgb);
    // The middle is enough of a picture of one by a million pixels.
    const std::int64_t most = longest * input_size;
    const std::int64_t w = std::min(width, most), h = std::min(height, most);
    return sized(rgb, {(width - w) / 2, (height - h) / 2, static_cast<int>(w), static_cast<int>(h)});
}

void Preprocessing::apply(const cv::Mat& rgb, float* out) const {
    const auto side = static_cast<int>(input_size);
    const auto [width, height] = resized(rgb);
    cut(sized(rgb, {(width - side) / 2, (height - side) / 2, side, side}), 0, 0, false, out);
}

void Preprocessing::cut(const cv::Mat& sized, int left, int top, bool mirrored, float* out) const {
    const auto side = static_cast<int>(input_size);
    const auto plane = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    for (int y = 0; y < side; ++y) {
        const auto* source = sized.ptr<cv::Vec3f>(top + y) + left;
        float* target = out + static_cast<std::size_t>(y) * static_cast<std::size_t>(side);
        for (int x = 0; x < side; ++x) {
            const cv::Vec3f v = source[mirrored ? side - 1 - x : x] / 255.0F;
            if (channels == 1)
                target[x] = (0.299F * v[0] + 0.587F * v[1] + 0.114F * v[2] - mean[0]) / std_dev[0]; // ITU-R BT.601
            else
                for (std::size_t c = 0; c < 3; ++c)
                    target[c * plane + static_cast<std::size_t>(x)] = (v[static_cast<int>(c)] - mean[c]) / std_dev[c];
        }
    }
}

} // namespace whydah
