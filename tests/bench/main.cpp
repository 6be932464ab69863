#include "bench/bench.h"
#include "records/error.h"

#include <CLI/CLI.hpp>
#include <iostream>

int main(int argc, char** argv) {
    using namespace whydah::bench;
    CLI::App program("Measures the speed of Whydah's core and prints it.", "whydah-bench");
    program.require_subcommand(1);
    BankBench bank;
    CLI::App* const banks = program.add_subcommand("banks", "few-shot banks: seconds a model, share of the GEMM rate");
    banks->add_option("--classes", bank.classes)->capture_default_str();
    banks->add_option("--dimension", bank.dimension)->capture_default_str();
    banks->add_option("--models", bank.models, "models of each shot")->capture_default_str();
    banks->add_option("--shots", bank.shots)->delimiter(',')->capture_default_str();
    banks->add_flag("--sgd", bank.sgd, "by SGD in place of subspace search");
    banks->add_option("--steps", bank.steps)->capture_default_str();
    banks->add_option("--learning-rate", bank.learning_rate)->capture_default_str();
    banks->add_option("--weight-decay", bank.weight_decay)->capture_default_str();
    banks->add_option("--threads", bank.threads, "0: all cores")->capture_default_str();
    banks->add_option("--out", bank.out, "folder for features, rows and losses");
    PaperScale scale;
    CLI::App* const paper = program.add_subcommand("paper-scale", "the paper's full setting at the size of SUN-397");
    paper->add_option("--classes", scale.classes)->capture_default_str();
    paper->add_option("--dimension", scale.dimension)->capture_default_str();
    paper->add_option("--literal-models", scale.literal_models)->capture_default_str();
    paper->add_option("--blocks", scale.blocks)->capture_default_str();
    paper->add_option("--bank-memory", scale.bank_memory, "GiB")->capture_default_str();
    paper->add_option("--threads", scale.threads, "0: all cores")->capture_default_str();
    TrainingBench training;
    CLI::App* const steps = program.add_subcommand("training", "a step of MetaModelNet's training and of a classifier's fit");
    steps->add_option("--classes", training.classes)->capture_default_str();
    steps->add_option("--dimension", training.dimension)->capture_default_str();
    steps->add_option("--blocks", training.blocks)->capture_default_str();
    steps->add_option("--layers", training.layers)->capture_default_str();
    steps->add_option("--rank", training.rank, "of the blocks; 0: any")->capture_default_str();
    steps->add_option("--models", training.models, "random ones, a block")->capture_default_str();
    steps->add_option("--steps", training.steps, "a block")->capture_default_str();
    steps->add_option("--fit-steps", training.fit_steps, "of a classifier")->capture_default_str();
    steps->add_option("--threads", training.threads, "0: all cores")->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    try {
        if (*banks) run_bank_bench(bank);
        if (*steps) run_training_bench(training);
        if (*paper) run_paper_scale(scale);
    } catch (const whydah::Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
