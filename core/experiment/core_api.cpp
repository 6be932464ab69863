#include "core/experiment/core_api.h"

#include "core/data/duplicates.h"
#include "core/data/image_counts.h"
#include "core/data/superclass_map.h"
#include "core/data/thumbnail.h"
#include "core/experiment/experiment.h"
#include "core/store/list_export.h"
#include "core/store/options_json.h"
#include "core/store/projector_export.h"
#include "core/store/run_facts.h"
#include "core/store/run_folder.h"
#include "core/store/run_store.h"
#include "core/store/samples_file.h"

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
                                 .points_csv = points_csv,
                                 .write_projector = write_projector,
                                 .read_class_groups = read_class_groups,
                                 .list_runs = list_runs,
                                 .change_runs = change_runs,
                                 .add_run = add_run,
                                 .empty_trash = empty_trash,
                                 .read_run_results = read_run_results,
                                 .compare_runs = compare_runs,
                                 .count_images = count_images,
                                 .shuffled_class_order = shuffled_class_order,
                                 .export_lists = export_lists,
                                 .find_duplicates = find_duplicates,
                                 .read_samples = read_samples,
                                 .read_entry = read_entry};
    return &api;
}

} // namespace whydah
