#pragma once

#include "records/experiment_options.h"

// The one list of options. Included by experiment_options.h.

namespace whydah {

template <class Options, class Visit>
void visit_fields(Options& options, Visit&& visit) {
    auto& d = options.data;
    visit(Field{.name = "data",
                .group = "Data",
                .label = "Data set",
                .tip = "Folder of class folders, list file (or a folder with train, val and test lists), IDX files, or "
                       "a feature table (.npz, .npy)",
                .path = Field::Path::file_or_folder},
          d.data);
    visit(Field{.name = "root",
                .group = "Data",
                .label = "Image root",
                .tip = "Folder that the paths in list files are relative to; empty: the list's own folder",
                .path = Field::Path::folder,
                .advanced = true},
          d.root);
    visit(Field{.name = "class_names",
                .group = "Data",
                .label = "Class names",
                .tip = "File with one class name a line, in label order; empty: taken from the data",
                .path = Field::Path::file_or_folder,
                .advanced = true},
          d.class_names);

    visit(Field{.name = "superclasses",
                .group = "Data",
                .label = "Superclasses",
                .tip = "File with lines 'class<tab>superclass': the classes are merged, as the paper merges ILSVRC's "
                       "1,000 classes into 200; empty: classes as they are",
                .paper = "Sec. 4.3",
                .path = Field::Path::file_or_folder,
                .advanced = true},
          d.superclasses);

    visit(Field{.name = "split",
                .group = "Split",
                .label = "Split",
                .tip = "given: as the data says. sun: the paper's recipe for any data set. exponential: carve n_max * "
                       "mu^(i/(C-1)). step: half of the classes keep n_max, the others n_max * mu. power_law: largest, "
                       "median and smallest class as given, the way of Places-205. auto: given where the data has one, else sun",
                .paper = "Sec. 4.1",
                .choices = {"auto", "given", "sun", "exponential", "step", "power_law"}},
          d.split);
    visit(Field{.name = "train_share",
                .group = "Split",
                .label = "Train share",
                .tip = "Share of each class's images for training",
                .paper = "Sec. 4.1",
                .low = 0.01,
                .high = 0.98},
          d.train_share);
    visit(Field{.name = "validation_share",
                .group = "Split",
                .label = "Validation share",
                .tip = "Share of each class's images for choosing options; the rest is for testing",
                .paper = "Sec. 4.1",
                .low = 0,
                .high = 0.9},
          d.validation_share);
    visit(Field{.name = "drop",
                .group = "Split",
                .label = "Drop",
                .tip = "Training images dropped from each class, at least one stays. -1: one less than the smallest "
                       "class has, which is the paper's 49 on SUN-397",
                .paper = "Sec. 4.1",
                .unit = "images",
                .low = -1,
                .high = 1e9},
          d.drop);
    visit(Field{.name = "validation_drop",
                .group = "Split",
                .label = "Validation drop",
                .tip = "Validation images dropped from each class, at least one stays. -1: one less than the smallest "
                       "class has (the paper's way). 0, ours: more images to choose with",
                .paper = "Sec. 4.1",
                .unit = "images",
                .low = -1,
                .high = 1e9,
                .advanced = true},
          d.validation_drop);
    visit(Field{.name = "test_per_class",
                .group = "Split",
                .label = "Test images",
                .tip = "At most this many test images a class, so that the test set is balanced; a given "
                       "split is kept as it is",
                .paper = "Sec. 4.1",
                .unit = "a class",
                .low = 1,
                .high = 1e9},
          d.test_per_class);
    visit(Field{.name = "imbalance_factor",
                .group = "Split",
                .label = "Imbalance factor",
                .tip = "Largest over smallest class of the exponential and the step carving",
                .paper = "ours",
                .low = 1,
                .high = 1e9,
                .advanced = true},
          d.imbalance_factor);
    visit(Field{.name = "largest_class",
                .group = "Split",
                .label = "Largest class",
                .tip = "Training images of the first class of a carving; 0: as many as the data allows",
                .paper = "ours",
                .unit = "images",
                .low = 0,
                .high = 1e9,
                .advanced = true},
          d.largest_class);
    visit(Field{.name = "median_class",
                .group = "Split",
                .label = "Median class",
                .tip = "Training images of the median class of the power law. 73 in the paper's Places-205",
                .paper = "Sec. 4.3",
                .unit = "images",
                .low = 2,
                .high = 1e9,
                .advanced = true},
          d.median_class);
    visit(Field{.name = "smallest_class",
                .group = "Split",
                .label = "Smallest class",
                .tip = "Training images of the smallest class of the power law. 5 in the paper's Places-205",
                .paper = "Sec. 4.3",
                .unit = "images",
                .low = 1,
                .high = 1e9,
                .advanced = true},
          d.smallest_class);
    visit(Field{.name = "class_order",
                .group = "Split",
                .label = "Class order",
                .tip = "Which classes a carving makes rare: by label (the CIFAR-LT way), by size, or "
                       "shuffled, the same way in all repeats (another --carve-seed, another way)",
                .paper = "ours",
                .choices = {"label", "size", "shuffled"},
                .advanced = true},
          d.class_order);
    visit(Field{.name = "carve_seed",
                .group = "Split",
                .label = "Carve seed",
                .tip = "Which images go where. -1: the first seed. Further seeds of a run add 1, 2, ... where --vary "
                       "names carve",
                .low = -1,
                .high = 1e9},
          d.carve_seed);

    auto& f = options.features;
    visit(Field{.name = "backbone",
                .group = "Features",
                .label = "Backbone",
                .tip =
                    "Network that turns images into features: TorchScript (.pt), ONNX (.onnx), a small CNN trained by "
                    "Whydah, or a name with backbone_weights: resnet18, resnet34, resnet50, resnet101, resnet152, "
                    "alexnet, resnet32 (CIFAR), small_cnn. Not used for feature tables",
                .paper = "Sec. 3.4",
                .path = Field::Path::file_or_folder},
          f.backbone);
    visit(Field{.name = "backbone_weights",
                .group = "Features",
                .label = "Backbone weights",
                .tip = "Weights of a backbone given by name: state_dict of torchvision (.pth) or .safetensors",
                .paper = "Sec. 3.4",
                .path = Field::Path::file_or_folder},
          f.backbone_weights);
    visit(Field{.name = "input_size",
                .group = "Features",
                .label = "Input size",
                .tip = "Side of the square that the network sees",
                .unit = "px",
                .low = 8,
                .high = 2048},
          f.input_size);
    visit(Field{.name = "resize_side",
                .group = "Features",
                .label = "Short side",
                .tip = "The image's short side is resized to this before the crop",
                .unit = "px",
                .low = 8,
                .high = 4096},
          f.resize_side);
    visit(Field{.name = "crop",
                .group = "Features",
                .label = "Crop",
                .tip = "centre: cut the middle square. none: stretch the whole image to the input size",
                .choices = {"centre", "none"},
                .advanced = true},
          f.crop);
    visit(
        Field{
            .name = "mean",
            .group = "Features",
            .label = "Mean",
            .tip =
                "Subtracted from each channel (R,G,B in 0..1): 0.485,0.456,0.406 for torchvision's weights; 0,0,0 for "
                "networks that normalise inside",
            .advanced = true},
        f.mean);
    visit(
        Field{
            .name = "std_dev",
            .group = "Features",
            .label = "Standard deviation",
            .tip =
                "Divides each channel after the mean is taken off (R,G,B): 0.229,0.224,0.225 for torchvision's weights",
            .advanced = true},
        f.std_dev);
    visit(Field{.name = "image_batch",
                .group = "Features",
                .label = "Image batch",
                .tip = "Images that go through the network together; halved once when memory runs out",
                .unit = "images",
                .low = 1,
                .high = 4096,
                .advanced = true},
          f.image_batch);
    visit(Field{.name = "cache",
                .group = "Features",
                .label = "Cache folder",
                .tip = "Folder for what later runs can use: features, networks and trained stages; empty: whydah in "
                       "the user's cache folder",
                .path = Field::Path::folder,
                .advanced = true},
          f.cache);
    visit(Field{.name = "centre_features",
                .group = "Features",
                .label = "Subtract mean",
                .tip = "Take the training mean off every feature",
                .paper = "ours",
                .advanced = true},
          f.centre_features);
    visit(Field{.name = "pca",
                .group = "Features",
                .label = "PCA dimensions",
                .tip = "Project features to this many principal directions of the training part; 0: keep all",
                .paper = "ours",
                .unit = "D",
                .low = 0,
                .high = 65536},
          f.pca);
    visit(Field{.name = "unit_norm",
                .group = "Features",
                .label = "Unit norm",
                .tip = "Scale every feature vector to length 1; the learning rates below are for such features",
                .paper = "ours",
                .advanced = true},
          f.unit_norm);

    auto& n = options.network;
    visit(Field{.name = "scenario",
                .group = "Network",
                .label = "Scenario",
                .tip = "features: the backbone as it is. fix_ft: fine-tune it on the whole training part first, then "
                       "learn the dynamics on its features. recur_ft: fine-tune it block by block on the head classes "
                       "H_t of each, and learn each block's dynamics on that network's features. scratch: train it from "
                       "random weights. The last three need a network given by name, Whydah's small CNN or (not "
                       "scratch) a TorchScript module",
                .paper = "Sec. 3.4, Table 3",
                .choices = {"features", "fix_ft", "recur_ft", "scratch"}},
          n.scenario);
    visit(Field{.name = "network_epochs",
                .group = "Network",
                .label = "Epochs",
                .tip = "Passes over the training images",
                .paper = "Sec. 4.1",
                .low = 1,
                .high = 10000},
          n.network_epochs);
    visit(Field{.name = "recur_epochs",
                .group = "Network",
                .label = "Epochs a block",
                .tip = "Of recur_ft: passes over the head classes' images for each block; the schedule is shortened to "
                       "them. 0: the epochs shared out among the blocks, at least one for each",
                .paper = "ours",
                .low = 0,
                .high = 10000,
                .advanced = true},
          n.recur_epochs);
    visit(Field{.name = "network_batch",
                .group = "Network",
                .label = "Batch",
                .tip = "Images a step",
                .unit = "images",
                .low = 2,
                .high = 65536},
          n.network_batch);
    visit(Field{.name = "accumulate",
                .group = "Network",
                .label = "Parts of a batch",
                .tip =
                    "The batch goes through the network in this many parts, their gradients added: for little memory. "
                    "Batch normalisation sees one part at a time",
                .low = 1,
                .high = 1024,
                .advanced = true},
          n.accumulate);
    visit(Field{.name = "network_learning_rate",
                .group = "Network",
                .label = "Learning rate",
                .tip = "Of the first epoch",
                .paper = "Sec. 4.1",
                .low = 0,
                .high = 100},
          n.network_learning_rate);
    visit(Field{.name = "network_momentum",
                .group = "Network",
                .label = "Momentum",
                .tip = "Of SGD",
                .low = 0,
                .high = 0.9999,
                .advanced = true},
          n.network_momentum);
    visit(Field{.name = "network_weight_decay",
                .group = "Network",
                .label = "Weight decay",
                .tip = "L2 penalty on the network's weights",
                .low = 0,
                .high = 1,
                .advanced = true},
          n.network_weight_decay);
    visit(Field{.name = "schedule",
                .group = "Network",
                .label = "Schedule",
                .tip = "step: the learning rate falls to a tenth every step_epochs. cosine: to 0 along a cosine",
                .paper = "Sec. 4.1",
                .choices = {"step", "cosine"}},
          n.schedule);
    visit(Field{.name = "step_epochs",
                .group = "Network",
                .label = "Epochs a step",
                .tip = "Of the step schedule",
                .paper = "Sec. 4.1",
                .low = 1,
                .high = 10000,
                .advanced = true},
          n.step_epochs);
    visit(Field{.name = "network_loss",
                .group = "Network",
                .label = "Loss",
                .tip = "What the network is trained with: the losses of the methods of the same names, with their "
                       "hyper-parameters (one value of each). The LDAM losses make its head a classifier of cosines; "
                       "ldam_drw weights by class after the share drw_start of the epochs",
                .paper = "ours",
                .choices = {"cross_entropy", "class_balanced_loss", "focal_loss", "ldam", "ldam_drw",
                            "balanced_softmax", "logit_adjusted_loss"}},
          n.network_loss);
    visit(Field{.name = "network_sampling",
                .group = "Network",
                .label = "Sampling",
                .tip = "plain: every image once an epoch. balanced: every class equally often, by label shuffling. Drawn "
                       "with replacement: class_balanced, square_root (classes ~ sqrt(n)), progressive (from images "
                       "alike to classes alike over the epochs), class_aware (rounds over the classes, four images "
                       "each), image",
                .paper = "ours",
                .choices = {"plain", "balanced", "image", "class_balanced", "square_root", "progressive",
                            "class_aware"}},
          n.network_sampling);
    visit(Field{.name = "augmentation",
                .group = "Network",
                .label = "Augmentation",
                .tip =
                    "resized_crop: a random part of the image, stretched. padded_crop: the image shifted by up to four "
                    "pixels. auto: padded_crop up to an input of 64 pixels, else resized_crop",
                .choices = {"auto", "none", "resized_crop", "padded_crop"}},
          n.augmentation);
    visit(Field{.name = "flip",
                .group = "Network",
                .label = "Mirror",
                .tip = "Mirror training images left and right at random; not for letters",
                .advanced = true},
          n.flip);
    visit(Field{.name = "precision",
                .group = "Network",
                .label = "Precision",
                .tip = "Of training. auto: float16 with a scaled loss on CUDA, full on the CPU",
                .choices = {"auto", "full", "bfloat16", "float16"},
                .advanced = true},
          n.precision);

    auto& c = options.classifier;
    visit(Field{.name = "methods",
                .group = "Methods",
                .label = "Methods",
                .tip = "A list of names and sets: all is the paper's, modern the methods that people compare with today, "
                       "ablation Table 2's. MetaModelNet's identity control (strength 0) always stands beside it",
                .paper = "baselines: Table 1",
                .choices = method_names_where([](const MethodInfo& method) { return method.set != "network"; }),
                .sets = {{"all", methods_of_set("paper")},
                         {"modern", methods_of_set("modern")},
                         {"ablation", methods_of_set("ablation")}}},
          c.methods);
    visit(Field{.name = "steps",
                .group = "Methods",
                .label = "Steps",
                .tip = "SGD steps of each classifier, step size x0.1 after 60 %. 0: 400 up to 5,000 training images, "
                       "else 800. The paper: about 60 epochs",
                .paper = "Sec. 4.1.1",
                .low = 0,
                .high = 1e7},
          c.steps);
    visit(Field{.name = "batch",
                .group = "Methods",
                .label = "Batch",
                .tip = "Images a step, drawn with replacement",
                .unit = "images",
                .low = 1,
                .high = 65536,
                .advanced = true},
          c.batch);
    visit(Field{.name = "learning_rate",
                .group = "Methods",
                .label = "Learning rate",
                .tip = "Of the classifiers; 30 is right for unit-norm features only (the paper's 0.01 is for raw ones)",
                .paper = "Sec. 4.1.1",
                .low = 1e-9,
                .high = 1e6},
          c.learning_rate);
    visit(
        Field{.name = "cost_sensitive_learning_rate",
              .group = "Methods",
              .label = "  cost-sensitive",
              .tip = "Learning rate of the cost-sensitive baseline, whose weights make the steps of rare classes long",
              .paper = "ours",
              .low = 1e-9,
              .high = 1e6,
              .advanced = true},
        c.cost_sensitive_learning_rate);
    visit(Field{.name = "momentum",
                .group = "Methods",
                .label = "Momentum",
                .tip = "Of the classifiers' SGD",
                .low = 0,
                .high = 0.9999,
                .advanced = true},
          c.momentum);
    visit(Field{.name = "weight_decay",
                .group = "Methods",
                .label = "Weight decay",
                .tip = "Of the classifiers. Several values with commas: each method's is chosen on the validation part",
                .paper = "Sec. 4.1",
                .low = 0,
                .high = 10},
          c.weight_decay);

    auto& l = c.loss;
    visit(Field{.name = "class_balanced_beta",
                .group = "Methods",
                .label = "Class-balanced beta",
                .tip = "b of the effective number of images (1 - b^n) / (1 - b). Several values: chosen on the "
                       "validation part",
                .paper = "Cui et al.",
                .low = 0,
                .high = 0.9999999,
                .advanced = true},
          l.class_balanced_beta);
    visit(Field{.name = "focal_gamma",
                .group = "Methods",
                .label = "Focal gamma",
                .tip = "Exponent of the focal loss. Several values: chosen on the validation part",
                .paper = "Lin et al.",
                .low = 0,
                .high = 10,
                .advanced = true},
          l.focal_gamma);
    visit(Field{.name = "ldam_margin",
                .group = "Methods",
                .label = "LDAM margin",
                .tip = "Margin of the rarest class; that of a class with n images falls as n^(-1/4). Several values: "
                       "chosen on the validation part",
                .paper = "Cao et al.",
                .low = 0,
                .high = 2,
                .advanced = true},
          l.ldam_margin);
    visit(Field{.name = "ldam_scale",
                .group = "Methods",
                .label = "LDAM scale s",
                .tip = "What cosines and margins are multiplied by",
                .paper = "Cao et al.",
                .low = 0.01,
                .high = 1000,
                .advanced = true},
          l.ldam_scale);
    visit(Field{.name = "drw_start",
                .group = "Methods",
                .label = "DRW start",
                .tip = "Share of the steps after which LDAM-DRW weights by class; the reference: epoch 160 of 200",
                .paper = "Cao et al.",
                .low = 0,
                .high = 1,
                .advanced = true},
          l.drw_start);
    visit(Field{.name = "loss_tau",
                .group = "Methods",
                .label = "Loss tau",
                .tip = "Of the logit-adjusted loss; 1 is Balanced Softmax. Several values: chosen on the validation part",
                .paper = "Menon et al.",
                .low = 0,
                .high = 10,
                .advanced = true},
          l.loss_tau);
    visit(Field{.name = "tau_grid",
                .group = "Methods",
                .label = "tau after training",
                .tip = "What tau-normalisation and the logit adjustment after training choose from on the validation "
                       "part",
                .paper = "Kang et al.",
                .low = 0,
                .high = 10,
                .advanced = true},
          l.tau_grid);

    auto& m = options.meta;
    visit(Field{.name = "base_method",
                .group = "MetaModelNet",
                .label = "Base method",
                .tip = "How the rows are trained that MetaModelNet learns from and is applied to; plain with the prior "
                       "as one more coordinate, the others without. Several: a result for each, beside its base method",
                .paper = "ours",
                .choices = method_names_where([](const MethodInfo& method) { return method.base; }),
                .advanced = true},
          m.base_method);
    visit(Field{.name = "strength",
                .group = "MetaModelNet",
                .label = "Strength a",
                .tip = "theta + a (F(theta) - theta). 1: the paper. 0: the identity control",
                .paper = "ours",
                .low = 0,
                .high = 2},
          m.strength);
    visit(Field{.name = "strength_gate",
                .group = "MetaModelNet",
                .label = "Strength by gate",
                .tip = "Choose a from 0, 0.25, 0.5, 0.75, 1 on head classes that were kept out of MetaModelNet's "
                       "training, without validation images. Trains two more networks",
                .paper = "ours",
                .advanced = true},
          m.strength_gate);
    visit(Field{.name = "gate_levels",
                .group = "MetaModelNet",
                .label = "Gate for each level",
                .tip = "Let the gate choose a strength for each number of shots (1, 2, 4, ...) apart",
                .paper = "ours",
                .advanced = true},
          m.gate_levels);
    visit(Field{.name = "networks",
                .group = "MetaModelNet",
                .label = "Networks",
                .tip = "So many networks are trained from other starts and draws, and the rows that they give are averaged",
                .paper = "ours",
                .low = 1,
                .high = 100,
                .advanced = true},
          m.networks);
    visit(Field{.name = "pseudo_classes",
                .group = "MetaModelNet",
                .label = "Pseudo-classes",
                .tip = "More classes to learn from, beside the data's own. split: the halves of each head class by "
                       "2-means. merge: random pairs of head classes. Takes a second bank of episodes",
                .paper = "ours",
                .choices = {"none", "split", "merge"},
                .advanced = true},
          m.pseudo_classes);
    visit(Field{.name = "target_method",
                .group = "MetaModelNet",
                .label = "Target rows",
                .tip = "Whose many-shot rows theta_star are. base: the base method's own, as in the paper",
                .paper = "ours",
                .choices = target_method_names(),
                .advanced = true},
          m.target_method);
    visit(Field{.name = "lambda",
                .group = "MetaModelNet",
                .label = "Lambda",
                .tip = "Weight of the task loss beside the regression loss. Several values with commas: chosen on the "
                       "validation part",
                .paper = "Eqn (1)",
                .low = 0,
                .high = 1e6},
          m.lambda);
    visit(Field{.name = "blocks",
                .group = "MetaModelNet",
                .label = "Blocks",
                .tip = "N + 1 residual blocks, block i for 2^i shots. 0: as many as leave enough head classes to each. "
                       "The paper: 7",
                .paper = "Sec. 3.2",
                .low = 0,
                .high = 16},
          m.blocks);
    visit(Field{.name = "max_blocks",
                .group = "MetaModelNet",
                .label = "Most blocks",
                .tip = "Upper limit where the number comes from the data",
                .paper = "ours",
                .low = 1,
                .high = 16,
                .advanced = true},
          m.max_blocks);
    visit(Field{.name = "head_classes",
                .group = "MetaModelNet",
                .label = "Fewest head classes",
                .tip = "The last block needs at least this many classes with more than 2^(N+1) training images",
                .paper = "ours",
                .low = 2,
                .high = 1e6,
                .advanced = true},
          m.head_classes);
    visit(Field{.name = "head_share",
                .group = "MetaModelNet",
                .label = "Fewest head share",
                .tip = "... and at least this share of all classes",
                .paper = "ours",
                .low = 0,
                .high = 1,
                .advanced = true},
          m.head_share);
    visit(Field{.name = "episodes",
                .group = "MetaModelNet",
                .label = "Episodes S",
                .tip = "Classifiers in which some classes are cut to 1, 2, 4, ... images: what the network learns from",
                .paper = "ours",
                .low = 1,
                .high = 1e5},
          m.episodes);
    visit(Field{.name = "cut_probability",
                .group = "MetaModelNet",
                .label = "Cut probability",
                .tip = "Chance of a class to be cut in an episode",
                .paper = "ours",
                .low = 0.01,
                .high = 1,
                .advanced = true},
          m.cut_probability);
    visit(Field{.name = "normalisation",
                .group = "MetaModelNet",
                .label = "Normalisation",
                .tip = "Before the leaky ReLU of each block. The paper: batch; it hurts on the sets we measured",
                .paper = "Fig. 2b",
                .choices = {"none", "batch"}},
          m.normalisation);
    visit(Field{.name = "identity",
                .group = "MetaModelNet",
                .label = "Identity",
                .tip = "theta + f(theta). Off: f(theta) alone, an ablation; give it less weight decay (0.001)",
                .paper = "Sec. 3.2",
                .advanced = true},
          m.identity);
    visit(Field{.name = "single_block",
                .group = "MetaModelNet",
                .label = "Single block",
                .tip = "One block for all numbers of shots, an ablation of the recommended recipe",
                .paper = "Table 2",
                .advanced = true},
          m.single_block);
    visit(Field{.name = "entry_rule",
                .group = "MetaModelNet",
                .label = "Entry rule",
                .tip = "Block of a class with n images: floor: the largest i with 2^i <= n. nearest: log2 n rounded",
                .paper = "Sec. 3.2",
                .choices = {"floor", "nearest"},
                .advanced = true},
          m.entry_rule);
    visit(Field{.name = "layers",
                .group = "MetaModelNet",
                .label = "Layers a block",
                .tip = "Pre-activation linear layers in each residual block",
                .paper = "Fig. 2b",
                .low = 1,
                .high = 8,
                .advanced = true},
          m.layers);
    visit(Field{.name = "block_rank",
                .group = "MetaModelNet",
                .label = "Rank of a block",
                .tip = "Each linear map as U V^T of this rank, starting at 0: fewer parameters. 0: any rank, as in the paper",
                .paper = "ours",
                .low = 0,
                .high = 65536,
                .advanced = true},
          m.block_rank);
    visit(Field{.name = "leaky_slope",
                .group = "MetaModelNet",
                .label = "Leaky slope",
                .tip = "Negative slope of the leaky ReLU",
                .paper = "Sec. 3.4",
                .low = 0,
                .high = 1,
                .advanced = true},
          m.leaky_slope);
    visit(Field{.name = "meta_steps",
                .group = "MetaModelNet",
                .label = "Steps a stage",
                .tip = "SGD steps for each block, from the last to the first",
                .paper = "Sec. 3.3",
                .low = 1,
                .high = 1e6},
          m.meta_steps);
    visit(Field{.name = "meta_learning_rate",
                .group = "MetaModelNet",
                .label = "Learning rate",
                .tip = "Of MetaModelNet, x0.1 for the last 30 % of a stage",
                .paper = "ours",
                .low = 1e-9,
                .high = 1e3,
                .advanced = true},
          m.meta_learning_rate);
    visit(Field{.name = "meta_weight_decay",
                .group = "MetaModelNet",
                .label = "Weight decay",
                .tip = "Of MetaModelNet, strong on purpose: it holds the blocks near the identity",
                .paper = "ours",
                .low = 0,
                .high = 10,
                .advanced = true},
          m.meta_weight_decay);
    visit(Field{.name = "gradient_clip",
                .group = "MetaModelNet",
                .label = "Gradient clip",
                .tip = "Largest norm of the gradient",
                .paper = "ours",
                .low = 1e-6,
                .high = 1e9,
                .advanced = true},
          m.gradient_clip);
    visit(Field{.name = "data_batch",
                .group = "MetaModelNet",
                .label = "Data batch",
                .tip = "Images for the task loss in each step",
                .paper = "Sec. 3.4",
                .unit = "images",
                .low = 1,
                .high = 65536,
                .advanced = true},
          m.data_batch);
    visit(Field{.name = "proximal",
                .group = "MetaModelNet",
                .label = "Proximal fine-tuning",
                .tip = "Fine-tune the classifier near MetaModelNet's weights as in [21]; gets a row of its own",
                .paper = "Sec. 4.1.1"},
          m.proximal);
    visit(Field{.name = "proximal_weight",
                .group = "MetaModelNet",
                .label = "Proximal weight",
                .tip = "Pull towards MetaModelNet's weights",
                .paper = "ours",
                .low = 0,
                .high = 1e3,
                .advanced = true},
          m.proximal_weight);
    visit(Field{.name = "regression_weight_decay",
                .group = "MetaModelNet",
                .label = "Model Regression",
                .tip = "Weight decay of Model Regression. Several values: chosen on the validation part",
                .paper = "Table 2",
                .low = 0,
                .high = 10,
                .advanced = true},
          m.regression_weight_decay);
    visit(Field{.name = "fixed_split",
                .group = "MetaModelNet",
                .label = "Fixed split",
                .tip = "i of the fixed split: head classes have more than 2^(i+1) images, the network learns from "
                       "2^i-shot rows. -1: chosen on the validation part",
                .paper = "Table 2",
                .low = -1,
                .high = 15,
                .advanced = true},
          m.fixed_split);
    visit(Field{.name = "bank_memory",
                .group = "MetaModelNet",
                .label = "Bank memory",
                .tip = "Banks of models above this are kept in half precision and streamed from disk",
                .paper = "ours",
                .unit = "GiB",
                .low = 0.001,
                .high = 1e5,
                .advanced = true},
          m.bank_memory);

    visit(Field{.name = "literal_models",
                .group = "Paper-literal mode",
                .label = "Models S",
                .tip = "Models for 1, 2, 4, ... shots, the last number repeats. The paper: 1000,500,200",
                .paper = "Sec. 4.1.1"},
          m.literal_models);
    visit(Field{.name = "literal_solver",
                .group = "Paper-literal mode",
                .label = "Solver",
                .tip = "How these models are trained. subspace: to the minimum over all k-shot images, in some ten directions. "
                       "sgd: with the batches and the schedule of all other classifiers",
                .paper = "ours",
                .choices = {"subspace", "sgd"},
                .advanced = true},
          m.literal_solver);
    visit(Field{.name = "literal_steps",
                .group = "Paper-literal mode",
                .label = "Steps",
                .tip = "Steps of each of these models; of subspace, at most so many directions",
                .paper = "ours",
                .low = 1,
                .high = 1e6,
                .advanced = true},
          m.literal_steps);
    visit(Field{.name = "literal_normalisation",
                .group = "Paper-literal mode",
                .label = "Normalisation",
                .tip = "Before the leaky ReLU of each block",
                .paper = "Fig. 2b",
                .choices = {"batch", "none"},
                .advanced = true},
          m.literal_normalisation);
    visit(Field{.name = "literal_weight_decay",
                .group = "Paper-literal mode",
                .label = "Weight decay",
                .tip = "Of the literal mode's MetaModelNet",
                .paper = "ours",
                .low = 0,
                .high = 10,
                .advanced = true},
          m.literal_weight_decay);

    auto& r = options.run;
    visit(Field{.name = "seeds",
                .group = "Run",
                .label = "Seeds",
                .tip = "How often the experiment is repeated with other splits and starts; the table shows mean and "
                       "standard deviation",
                .low = 1,
                .high = 1000},
          r.seeds);
    visit(Field{.name = "seed",
                .group = "Run",
                .label = "First seed",
                .tip = "Seeds seed, seed + 1, ... give everything that is drawn by chance, but for seeds that are "
                       "given apart",
                .low = 0,
                .high = 1e9},
          r.seed);
    visit(Field{.name = "sampling_seed",
                .group = "Run",
                .label = "Sampling seed",
                .tip = "Which images and episodes training draws. -1: the first seed",
                .paper = "ours",
                .low = -1,
                .high = 1e9,
                .advanced = true},
          r.sampling_seed);
    visit(Field{.name = "initialisation_seed",
                .group = "Run",
                .label = "Initialisation seed",
                .tip = "Where the weights of networks start. -1: the first seed",
                .paper = "ours",
                .low = -1,
                .high = 1e9,
                .advanced = true},
          r.initialisation_seed);
    visit(Field{.name = "vary",
                .group = "Run",
                .label = "Vary",
                .tip = "Which seeds change from one seed of the run to the next; the others stay, so that their share "
                       "in the standard deviation can be told apart",
                .paper = "ours",
                .choices = {"carve", "sampling", "initialisation"},
                .advanced = true},
          r.vary);
    visit(Field{.name = "device",
                .group = "Run",
                .label = "Device",
                .tip = "auto: the first CUDA device if there is one, else the processor; cpu; cuda:N"},
          r.device);
    visit(Field{.name = "threads",
                .group = "Run",
                .label = "Threads",
                .tip = "Processor threads for everything together; 0: all cores",
                .low = 0,
                .high = 1024},
          r.threads);
    visit(Field{.name = "stage_cache",
                .group = "Run",
                .label = "Keep stages",
                .tip = "Classifiers, banks of models and meta-networks are kept in the cache folder: another run trains "
                       "only what depends on the options that changed. The numbers are the same with and without",
                .paper = "ours",
                .advanced = true},
          r.stage_cache);
    visit(Field{.name = "stage_cache_size",
                .group = "Run",
                .label = "Kept stages, at most",
                .tip = "Of more, those go that were not used for longest",
                .paper = "ours",
                .unit = "GiB",
                .low = 0.01,
                .high = 1e6,
                .advanced = true},
          r.stage_cache_size);
    visit(Field{.name = "bands",
                .group = "Run",
                .label = "Bands",
                .tip =
                    "Which classes are many, medium, few. decoupling: more than 100, 20 to 100, fewer than 20 training "
                    "images (most papers). oltr: 100 or more, 21 to 99, 20 or fewer. mislas: by rank, whatever the "
                    "counts (36, 35 and 29 % of the classes, or its ranges for 365, 1000 and 8142 classes)",
                .paper = "ours",
                .choices = {band_rule_names.begin(), band_rule_names.end()}},
          r.bands);
    visit(Field{.name = "many_above",
                .group = "Run",
                .label = "Many: more than",
                .tip = "Classes with more training images than this are 'many', in the rule decoupling",
                .unit = "images",
                .low = 0,
                .high = 1e9,
                .advanced = true},
          r.many_above);
    visit(Field{.name = "few_below",
                .group = "Run",
                .label = "Few: fewer than",
                .tip = "Classes with fewer training images than this are 'few', in the rule decoupling",
                .unit = "images",
                .low = 0,
                .high = 1e9,
                .advanced = true},
          r.few_below);
    visit(Field{.name = "out",
                .group = "Run",
                .label = "Output folder",
                .tip = "Where results, trajectories, options, log and pictures go",
                .path = Field::Path::folder},
          r.out);
}

} // namespace whydah
