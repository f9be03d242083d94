namespace Functional.Tests.Onnx;

/// <summary>What ONNX has and Functional has not.</summary>
/// <param name="What">What a mapping refuses.</param>
/// <param name="Why">Why there is none.</param>
/// <param name="Cases">The cases that ask for it.</param>
internal sealed record OnnxLimit(string What, string Why, params string[] Cases);

/// <summary>The cases that have no counterpart.</summary>
internal static class OnnxLimits
{
    public static OnnxLimit[] All { get; } =
    [
        new(
            "a class that does not count", "Costs count every row; a row that does not count is left out of the scores and the labels before.",
            "nllloss_NCd1_ii", "nllloss_NCd1_mean_weight_negative_ii", "nllloss_NCd1_weight_ii", "nllloss_NCd1d2_no_weight_reduction_mean_ii",
            "nllloss_NCd1d2_with_weight_reduction_sum_ii", "nllloss_NCd1d2d3_sum_weight_high_ii", "sce_NCd1_mean_weight_negative_ii",
            "sce_NCd1_mean_weight_negative_ii_log_prob", "sce_NCd1d2d3_sum_weight_high_ii", "sce_NCd1d2d3_sum_weight_high_ii_log_prob", "sce_mean_no_weight_ii",
            "sce_mean_no_weight_ii_3d", "sce_mean_no_weight_ii_3d_log_prob", "sce_mean_no_weight_ii_4d", "sce_mean_no_weight_ii_4d_log_prob",
            "sce_mean_no_weight_ii_log_prob", "sce_mean_weight_ii", "sce_mean_weight_ii_3d", "sce_mean_weight_ii_3d_log_prob", "sce_mean_weight_ii_4d",
            "sce_mean_weight_ii_4d_log_prob", "sce_mean_weight_ii_log_prob"),
        new(
            "the cost of each row", "A cost is one number, for training descends one: the sum over rows, or their mean.",
            "nllloss_NC", "nllloss_NCd1d2", "nllloss_NCd1d2_with_weight", "nllloss_NCd1d2d3_none_no_weight_negative_ii", "sce_NCd1d2d3_none_no_weight_negative_ii",
            "sce_NCd1d2d3_none_no_weight_negative_ii_log_prob", "sce_none", "sce_none_log_prob", "sce_none_weights", "sce_none_weights_log_prob"),
        new(
            "weights of classes", "Costs take all classes alike.",
            "nllloss_NCd1_weight", "nllloss_NCd1d2_with_weight_reduction_mean", "nllloss_NCd1d2_with_weight_reduction_sum", "sce_mean_weight", "sce_mean_weight_log_prob"),
        new(
            "masks of different shapes", "Masks are combined element by element, without being repeated.",
            "and_bcast3v1d", "and_bcast3v2d", "and_bcast4v2d", "and_bcast4v3d", "and_bcast4v4d", "or_bcast3v1d", "or_bcast3v2d", "or_bcast4v2d", "or_bcast4v3d",
            "or_bcast4v4d", "xor_bcast3v1d", "xor_bcast3v2d", "xor_bcast4v2d", "xor_bcast4v3d", "xor_bcast4v4d"),
        new(
            "cubic interpolation", "Upsample takes the nearest place, or draws lines.",
            "resize_downsample_scales_cubic", "resize_downsample_scales_cubic_A_n0p5_exclude_outside", "resize_downsample_scales_cubic_align_corners",
            "resize_downsample_sizes_cubic", "resize_upsample_scales_cubic", "resize_upsample_scales_cubic_A_n0p5_exclude_outside",
            "resize_upsample_scales_cubic_align_corners", "resize_upsample_scales_cubic_asymmetric", "resize_upsample_sizes_cubic"),
        new(
            "a size that is no multiple", "Upsample makes each axis a whole number of times as long, and none shorter.",
            "resize_downsample_scales_linear", "resize_downsample_scales_linear_align_corners", "resize_downsample_scales_nearest",
            "resize_downsample_sizes_linear_pytorch_half_pixel", "resize_downsample_sizes_nearest", "resize_tf_crop_and_resize", "resize_upsample_sizes_nearest"),
        new(
            "a nearest place that is not the cell's own", "Upsample repeats each place: there is one way to do so.",
            "resize_upsample_sizes_nearest_ceil_half_pixel", "resize_upsample_sizes_nearest_floor_align_corners",
            "resize_upsample_sizes_nearest_round_prefer_ceil_asymmetric"),
        new(
            "output 1", "Neither dropout gives its mask, nor MaxPool the places of what it took.",
            "dropout_default_mask", "dropout_default_mask_ratio", "maxpool_with_argmax_2d_precomputed_pads", "training_dropout_zero_ratio_mask"),
        new("attribute storage_order", "It is the order of the places of what MaxPool took, which it does not give.", "maxpool_with_argmax_2d_precomputed_strides"),
        new(
            "the same random numbers", "ONNX draws them from NumPy's generator, and we from Threefry.",
            "training_dropout", "training_dropout_default", "training_dropout_default_mask", "training_dropout_mask"),
        new(
            "an empty list of axes that stands for none", "An empty list of axes stands for all.",
            "reduce_sum_empty_axes_input_noop_example", "reduce_sum_empty_axes_input_noop_random", "reduce_sum_negative_axes_keepdims_random"),
        new(
            "a hard sigmoid of another slope than 1/6", "HardSigmoid is that of PyTorch, and of HardSwish.",
            "hardsigmoid", "hardsigmoid_default", "hardsigmoid_example"),
        new("numbers of one's own in Selu", "They follow from mean 0 and variance 1.", "selu", "selu_example"),
        new("a slope for each element", "PRelu has one slope, or one for each feature.", "prelu_example"),
        new(
            "an identity that is not square, or beside the diagonal", "Tensor.Identity is the neutral element of the product.",
            "eyelike_populate_off_main_diagonal", "eyelike_with_dtype"),
        new("axes without letters", "Einsum names each axis.", "einsum_batch_diagonal"),
        new("a product of what goes to the same place", "What goes to the same place is added up.", "scatternd_multiply"),
    ];
}
