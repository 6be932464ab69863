#include "core/backbone/backbone.h"

#include "core/experiment/threads.h"
#include "records/error.h"

#include <memory>
#include <new>
#include <opencv2/dnn.hpp>

namespace whydah {

namespace {

std::string message_of(const std::exception& error) {
    const auto* const own = dynamic_cast<const cv::Exception*>(&error);
    return own ? own->err : error.what();
}

} // namespace

Backbone open_onnx(const std::string& file, std::int64_t threads) {
    auto net = std::make_shared<cv::dnn::Net>();
    try {
        *net = cv::dnn::readNetFromONNX(file);
    } catch (const std::exception& error) { // cv::Exception, and whatever a damaged file leads to
        throw Error({.what = "is not an ONNX network that OpenCV can load (" + message_of(error) + ")",
                     .where = file,
                     .mend = "export it with opset 11 or lower, or as TorchScript"});
    }
    return {3, [net, file, threads](const torch::Tensor& images) {
                set_opencv_threads(threads);
                const torch::Tensor batch = images.contiguous();
                const int shape[] = {static_cast<int>(batch.size(0)), static_cast<int>(batch.size(1)),
                                     static_cast<int>(batch.size(2)), static_cast<int>(batch.size(3))};
                try {
                    net->setInput(cv::Mat(4, shape, CV_32F, batch.data_ptr<float>()));
                    cv::Mat output = net->forward();
                    std::vector<std::int64_t> sizes(output.size.p, output.size.p + output.dims);
                    return as_features(torch::from_blob(output.ptr<float>(), sizes, torch::kFloat).clone(),
                                       images.size(0), file);
                } catch (const cv::Exception& error) {
                    if (error.code == cv::Error::StsNoMem) throw std::bad_alloc();
                    throw Error({.what = "the network failed on a batch of images (" + error.err + ")",
                                 .where = file,
                                 .mend = "does --input-size fit the network? Is its batch size free?"});
                }
            }};
}

} // namespace whydah
