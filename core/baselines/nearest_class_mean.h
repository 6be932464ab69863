#pragma once

#include "core/classifier/class_images.h"

#include <torch/types.h>

namespace whydah {

/// Nearest class mean (Kang et al., ICLR 2020, Sec. 4; Mensink et al., PAMI 2013): argmin_c |x - m_c| with m_c the mean
/// of the class's training features. As a linear classifier on images with a constant 1: |x - m|^2 = |x|^2 - 2 (m x -
/// |m|^2 / 2), so that theta_c = [m_c ; -|m_c|^2 / 2]. A class without images is never predicted.
/// @param x [n, D] training features   @return [C, D + 1]
torch::Tensor nearest_class_mean(const torch::Tensor& x, const ClassImages& images);

/// The same by angle: argmax_c x m_c / |m_c|. @return [C, D + 1], the last coordinate 0 (or "never")
torch::Tensor nearest_class_mean_cosine(const torch::Tensor& x, const ClassImages& images);

} // namespace whydah
