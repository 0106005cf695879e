package io.spotmanager.clouds.settings;

import io.spotmanager.domain.launch.Region;
import io.spotmanager.domain.launch.Region.VmChoice;
import io.spotmanager.domain.launch.Regions;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code SPOT_REGIONS} and the settings of each region that it names. */
public final class RegionSettings {
    private static final String FLAVOR = "n3-{gpu}x{gpus}{nvlink}";
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9]+)=([A-Za-z0-9._-]+)");

    private final Function<String, @Nullable String> setting;
    private final List<String> mistakes = new ArrayList<>();

    private RegionSettings(Function<String, @Nullable String> setting) {
        this.setting = setting;
    }

    /**
     * @param setting returns null for what is not set
     * @throws InvalidConfigurationException with one text that names every missing or wrong setting
     */
    public static Regions from(Function<String, @Nullable String> setting) {
        return new RegionSettings(setting).read();
    }

    private Regions read() {
        var regions = new ArrayList<Region>();
        var seen = new HashSet<String>();
        var entries =
                optional(Regions.SETTING).map(list -> List.of(list.split(","))).orElse(List.of());
        if (entries.isEmpty()) {
            mistakes.add(
                    "%s is not set: name each prefix of host names and its region, such as CA1=CANADA-1,NO1=NORWAY-1"
                            .formatted(Regions.SETTING));
        }
        for (var entry : entries) {
            var parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                mistakes.add("%s has the entry '%s', which is not of the form CA1=CANADA-1"
                        .formatted(Regions.SETTING, entry.strip()));
            } else if (!seen.add(parts.group(1).toUpperCase(Locale.ROOT))) {
                mistakes.add("%s names %s twice".formatted(Regions.SETTING, parts.group(1)));
            } else {
                regions.add(region(parts.group(1), parts.group(2)));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidConfigurationException(
                    "The regions for launches are not usable: %s. Correct these settings."
                            .formatted(String.join("; ", mistakes)));
        }
        return new Regions(regions);
    }

    private Region region(String prefix, String name) {
        var settings = "SPOT_REGION_" + prefix.toUpperCase(Locale.ROOT) + "_";
        var vm = new VmChoice(
                required(settings + "ENVIRONMENT", "the environment in which its VMs are created"),
                required(settings + "KEY_PAIR", "the SSH key pair that its VMs get"),
                images(settings + "IMAGES"),
                flavor(settings + "FLAVOR"));
        return new Region(
                prefix,
                name,
                vm,
                optional(settings + "STORAGE_NETWORK").orElse(null),
                firewall(settings + "FIREWALL_ID"));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(setting.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private String required(String name, String what) {
        return optional(name).orElseGet(() -> {
            mistakes.add("%s is not set: it names %s".formatted(name, what));
            return "";
        });
    }

    private Pattern images(String name) {
        try {
            return Pattern.compile(optional(name).orElse(".*"));
        } catch (PatternSyntaxException e) {
            mistakes.add("%s is no regular expression: %s".formatted(name, e.getDescription()));
            return Pattern.compile(".*");
        }
    }

    private String flavor(String name) {
        var flavor = optional(name).orElse(FLAVOR);
        if (!flavor.contains("{gpu}") || !flavor.contains("{gpus}")) {
            mistakes.add("%s is '%s' and lacks {gpu} or {gpus}, as in %s".formatted(name, flavor, FLAVOR));
        }
        return flavor;
    }

    private @Nullable Long firewall(String name) {
        var text = optional(name).orElse(null);
        if (text == null || text.matches("[0-9]{1,18}")) {
            return text == null ? null : Long.valueOf(text);
        }
        mistakes.add("%s is '%s' and must be the number of a firewall".formatted(name, text));
        return null;
    }
}
