package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.Flavor;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The number of GPUs that a server uses: from the flavor's extra specs, else the number after {@code x} in the flavor's
 * name ({@code n3-L40x4-spot}), else zero.
 *
 * @param alias matches the names of PCI aliases that stand for GPUs; other aliases stand for network cards or disks
 */
public record GpuCount(Pattern alias) {
    private static final String ALIASES = "pci_passthrough:alias";
    private static final Pattern RESOURCE = Pattern.compile("resources\\w*:(VGPU|PGPU|CUSTOM_\\w*GPU\\w*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]x(\\d{1,3})(?:-|$)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    public int of(Flavor flavor) {
        int told = aliases(flavor.extraSpecs().getOrDefault(ALIASES, "")) + resources(flavor.extraSpecs());
        return told > 0 ? told : inName(flavor.name());
    }

    private int aliases(String list) {
        int count = 0;
        for (String each : list.split(",", -1)) {
            String[] nameAndCount = each.strip().split(":", -1);
            if (nameAndCount.length == 2 && alias.matcher(nameAndCount[0]).matches()) {
                count += number(nameAndCount[1]);
            }
        }
        return count;
    }

    private static int resources(Map<String, String> specs) {
        return specs.entrySet().stream()
                .filter(spec -> RESOURCE.matcher(spec.getKey()).matches())
                .mapToInt(spec -> number(spec.getValue()))
                .sum();
    }

    private static int inName(String name) {
        var count = NAME.matcher(name);
        return count.find() ? number(count.group(1)) : 0;
    }

    private static int number(String text) {
        String digits = text.strip();
        return NUMBER.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    }
}
