package io.spotmanager.domain.settings;

import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.domain.pool.GpuCapacity;
import io.spotmanager.domain.pool.GpuCount;
import io.spotmanager.domain.pool.GpuTypes;
import io.spotmanager.domain.pool.PoolNaming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code SPOT_POOL_*} and {@code SPOT_GPU_*} settings. */
public final class FleetSettings {
    private static final String POOL = "SPOT_POOL_PATTERN";
    private static final String CONTRACT = "SPOT_POOL_CONTRACT_PATTERN";
    private static final String TYPES = "SPOT_GPU_TYPES";
    private static final String CAPACITY = "SPOT_GPU_CAPACITY";
    private static final String USUAL = "SPOT_GPU_CAPACITY_DEFAULT";
    private static final String ALIAS = "SPOT_GPU_ALIAS";
    private static final String RESOURCE = "SPOT_GPU_RESOURCE";
    private static final String PART = "SPOT_GPU_PART";

    private static final String USUAL_TYPES =
            "A100, H100, H200, L40, RTX-A4000=A4000, RTX-A6000=A6000, RTX-PRO6000-SE=RTX6000PRO|PRO6000";

    /** Names of GPUs: a maker's or a series, or a model such as {@code h100}, {@code MI300X}, {@code gb200} or {@code l4}. */
    private static final String SERIES = "gpu|nvidia|rtx|quadro|tesla|geforce|radeon|instinct|gaudi";

    private static final String MODEL = "(?:(?:[abhlvpkm]|gb|gh|mi)[0-9]{2,3}(?![0-9])|(?:a2|l4|t4)(?![a-z0-9]))";

    /** The other functions of a GPU's card, and devices that are named after the GPU beside them. */
    private static final String NO_GPU =
            "audio|hda|usb|ucsi|serial|nic|mlx|eth|infiniband|roce|nvme|ssd|nvswitch|nvlink|bridge|qat|fpga";

    private static final String USUAL_ALIAS =
            "(?i)(?!.*(?:%s))(?:.*(?:%s).*|(?:.*[^a-z0-9])?%s.*)".formatted(NO_GPU, SERIES, MODEL);

    /**
     * Whole GPUs: {@code PGPU}, a custom class with the name of a GPU, and the class that Nova makes of a PCI device of
     * NVIDIA (10DE) or AMD (1002) (Nova, admin guide, PCI passthrough: {@code CUSTOM_PCI_VENDOR_PRODUCT}). The product 22A3
     * is an NVSwitch.
     */
    private static final String USUAL_RESOURCE =
            "(?i)(?!.*(?:%s))(?:PGPU|CUSTOM_(?!PCI_)(?:.*(?:%s).*|(?:.*_)?%s.*)|CUSTOM_PCI_(?:10DE|1002)_(?!22A3)[0-9A-F]{4}(?:_.*)?)"
                    .formatted(NO_GPU, SERIES, MODEL);

    /**
     * Parts of GPUs: {@code VGPU}, custom classes with VGPU, MDEV or MIG in their names, and NVIDIA's profiles such as
     * {@code V100_16Q} and {@code A100_1_5C} (NVIDIA, virtual GPU types: the letter is the series A, B, C or Q).
     */
    private static final String USUAL_PART =
            "(?i)VGPU|CUSTOM_(?:(?:.*_)?(?:VGPU|MDEV|MIG)(?:[_0-9].*)?|.*_[0-9]{1,2}[ABCQ](?:_.*)?|.*_[0-9]G_[0-9]{1,3}GB(?:_.*)?)";

    private static final int GROUPS = 3;

    /** The rules with default settings. */
    public static final FleetRules STANDARD = from(_ -> null);

    private final Function<String, @Nullable String> settings;
    private final List<String> wrong = new ArrayList<>();

    private FleetSettings(Function<String, @Nullable String> settings) {
        this.settings = settings;
    }

    /**
     * @param settings returns null for what is not set
     * @throws InvalidConfigurationException with one sentence that names every wrong setting
     */
    public static FleetRules from(Function<String, @Nullable String> settings) {
        return new FleetSettings(settings).read();
    }

    private FleetRules read() {
        var naming = new PoolNaming(
                pattern(POOL, PoolNaming.STANDARD.pool().pattern()),
                pattern(CONTRACT, PoolNaming.STANDARD.contract().pattern()));
        if (naming.pool().matcher("").groupCount() != GROUPS) {
            wrong.add(POOL + " needs three groups: the GPU type, the NVLink part, the kind (spot or runpod)");
        }
        var rules = new FleetRules(
                naming,
                types(),
                new GpuCapacity(capacities(), usual()),
                new GpuCount(
                        pattern(ALIAS, USUAL_ALIAS), pattern(RESOURCE, USUAL_RESOURCE), pattern(PART, USUAL_PART)));
        if (!wrong.isEmpty()) {
            throw new InvalidConfigurationException(
                    "The fleet cannot be read until these settings are put right: " + String.join("; ", wrong) + ".");
        }
        return rules;
    }

    private GpuTypes types() {
        Map<String, Set<String>> types = new TreeMap<>();
        items(given(TYPES, USUAL_TYPES)).forEach(item -> {
            var typeAndWords = item.split("=", 2);
            types.put(
                    typeAndWords[0].strip(),
                    typeAndWords.length == 1
                            ? Set.of()
                            : Arrays.stream(typeAndWords[1].split("\\|"))
                                    .map(String::strip)
                                    .collect(Collectors.toSet()));
        });
        return new GpuTypes(types);
    }

    private List<GpuCapacity.Rule> capacities() {
        return items(given(CAPACITY, "A4000=10"))
                .flatMap(item -> {
                    var cut = item.lastIndexOf('=');
                    if (cut < 1) {
                        wrong.add(CAPACITY + " has '" + item + "', which is not of the form PATTERN=GPUS");
                        return Stream.empty();
                    }
                    var gpus = number(CAPACITY, item.substring(cut + 1).strip());
                    return Stream.of(new GpuCapacity.Rule(compiled(CAPACITY, item.substring(0, cut)), gpus));
                })
                .toList();
    }

    private int usual() {
        return number(USUAL, given(USUAL, "8"));
    }

    private int number(String name, String text) {
        if (!text.matches("[1-9][0-9]?")) {
            wrong.add(name + " has '" + text + "', which is no number of GPUs from 1 to 99");
            return 1;
        }
        return Integer.parseInt(text);
    }

    private Pattern pattern(String name, String usual) {
        return compiled(name, given(name, usual));
    }

    private Pattern compiled(String name, String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            wrong.add(name + " has '" + pattern + "', which is no regular expression (" + e.getDescription() + ")");
            return Pattern.compile("");
        }
    }

    private static Stream<String> items(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    private String given(String name, String usual) {
        var value = settings.apply(name);
        return value == null || value.isBlank() ? usual : value.strip();
    }
}
