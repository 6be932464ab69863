#include "core/experiment/core_api.h"

#include "core/data/thumbnail.h"
#include "core/experiment/experiment.h"
#include "core/store/options_json.h"
#include "core/store/run_folder.h"

namespace whydah {

const CoreApi* whydah_core_api() {
    static constexpr CoreApi api{.version = core_api_version,
                                 .open_dataset = open_dataset,
                                 .run_experiment = run_experiment,
                                 .read_thumbnail = read_thumbnail,
                                 .read_run = read_run,
                                 .read_options = read_options,
                                 .options_to_json = options_to_json,
                                 .begin_projection = begin_projection,
                                 .write_file_safely = write_file_safely,
                                 .read_run_results = read_run_results,
                                 .compare_runs = compare_runs};
    return &api;
}

} // namespace whydah
