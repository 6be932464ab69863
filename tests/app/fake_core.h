#pragma once

#include "app/core_library.h"

#include <atomic>
#include <string>
#include <vector>

namespace whydah::test {

/// A core without LibTorch: a made-up data set of 25 classes, and runs whose pace the test holds in its hand. Runs of
/// data called "bad" fail, those of "huge" data take all memory. Of what is written safely, only queues are.
struct FakeCore {
    static inline std::atomic<int> opened = 0;        ///< calls of open_dataset
    static inline std::atomic<bool> hold_run = false; ///< a run stays in its second stage until this falls
    static inline std::atomic<int> runs = 0;
    static inline std::atomic<bool> hold_opening = false; ///< opening tells of 12 images and waits until this falls
    static inline std::atomic<bool> fail_run = false;     ///< a run fails once it is no longer held
    static inline std::atomic<bool> fail_on_stop = false; ///< what is done cannot be written when a run is stopped
    static inline std::atomic<bool> hold_writing = false; ///< write_file_safely waits until this falls
    static inline std::atomic<int> written = 0;           ///< calls of write_file_safely that are over
    static inline std::atomic<int> thumbnails = 0;        ///< calls of read_thumbnail
    static inline std::atomic<bool> hold_thumbnails = false;
    static inline std::atomic<int> classes = 25;          ///< of every data set
    static inline ExperimentOptions last_opened;          ///< read it when the opening is over
    static inline std::string kept_data = "/made-up";     ///< data set of the runs that read_run gives
    static inline std::vector<RunEntry> kept_runs;        ///< of every workspace; for tests while no job runs
    static inline std::atomic<bool> fail_changes = false; ///< change_runs refuses
    static inline std::atomic<bool> hold_listing = false; ///< list_runs waits until this falls
    static inline std::atomic<int> listed = 0;            ///< calls of list_runs
    static inline std::vector<std::string> added;         ///< folders that add_run got
    static inline std::atomic<int> counted = 0;           ///< calls of count_images
    static inline ExperimentOptions last_exported;        ///< of the last export_lists; read it when it is over
    static inline std::string last_out;                   ///< of the last run; read it when the run is over

    static inline std::atomic<int> searches = 0;         ///< calls of find_duplicates
    static inline std::atomic<bool> hold_search = false; ///< find_duplicates waits until this falls
    static inline std::atomic<bool> hold_results = false; ///< read_run_results waits until this falls
    static inline std::atomic<int> results_read = 0;      ///< calls of read_run_results
    static inline bool predict = false; ///< a run's first method takes every second image of class 3 for class 5
    static inline bool twice = false;   ///< the first two images of class 3 are the same

    static const CoreApi& api();
    static void reset() {
        kept_runs.clear(), added.clear(), listed = 0, searches = 0, twice = false, predict = false;
        results_read = 0, counted = 0, opened = 0, runs = 0, written = 0, thumbnails = 0, classes = 25, last_out.clear();
        last_opened = {}, kept_data = "/made-up";
        release();
    }
    /// Lets everything that is held go on.
    static void release() {
        hold_run = false, fail_on_stop = false, hold_opening = false, fail_run = false, hold_writing = false,
        hold_thumbnails = false, fail_changes = false, hold_listing = false, hold_search = false, hold_results = false;
    }
};

} // namespace whydah::test
