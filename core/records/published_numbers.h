#pragma once

#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// One figure from a paper or repository, in percent as printed there. Never to stand in one column with measured ones.
struct PublishedNumber {
    std::string setting; ///< "SUN-LT, frozen features"
    std::string method, backbone;
    double all = 0;
    std::optional<double> many, medium, few;
    std::string source; ///< "paper, Table 1"; "RIDE model zoo"
    std::string note;   ///< "3 seeds rerun by a user"; may be empty
};

/// The numbers of one data set or paper.
struct PublishedTable {
    std::string name;    ///< "cifar100_lt": the file's name
    std::string title;   ///< "CIFAR-100-LT, imbalance factor 100"
    std::string measure; ///< "top-1 accuracy on the balanced test set, %"
    std::string split;   ///< what data and split they are on
    std::string bands;   ///< name of the rule of many, medium, few; empty if there are none
    std::vector<PublishedNumber> numbers;
};

} // namespace whydah
