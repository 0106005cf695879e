package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.Flavor;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of GPUs that a server uses: from the flavor's extra specs, else the number after {@code x} in the flavor's
 * name ({@code n3-L40x4-spot}), else zero.
 *
 * <p>Two extra specs name devices. {@code pci_passthrough:alias} is a list of {@code ALIAS:COUNT} (Nova,
 * nova/pci/request.py). {@code resources:CLASS}, also with a group as in {@code resources1:CLASS} or
 * {@code resources_gpu-1:CLASS}, is a number of a resource class of placement (Nova, nova/scheduler/utils.py,
 * {@code XS_KEYPAT}). If a flavor has both, they describe the same devices, and the larger number counts.
 *
 * <p>A part of a GPU (a vGPU, a MIG instance) is not a GPU: parts are counted by themselves.
 *
 * @param alias matches the names of PCI aliases that stand for GPUs; other aliases stand for network cards or disks
 * @param resource matches the resource classes that stand for whole GPUs
 * @param part matches the resource classes that stand for parts of GPUs; goes before {@code resource}
 */
public record GpuCount(Pattern alias, Pattern resource, Pattern part) {
    private static final String ALIASES = "pci_passthrough:alias";
    private static final Pattern RESOURCES = Pattern.compile("resources(?:[a-zA-Z0-9_-]{1,64})?:(.+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]x(\\d{1,3})(?:-|$)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /**
     * What a flavor says of GPUs.
     *
     * @param whole GPUs of which a server gets all
     * @param parts the parts of GPUs, by resource class; the number of GPUs behind them is not known
     */
    public record Gpus(int whole, Map<String, Integer> parts) {
        public Gpus {
            parts = Map.copyOf(parts);
        }

        /** Returns the parts in words, such as {@code VGPU 2}; empty if there are none. */
        public String describeParts() {
            return String.join(
                    ", ",
                    new TreeMap<>(parts)
                            .entrySet().stream()
                                    .map(each -> each.getKey() + " " + each.getValue())
                                    .toList());
        }
    }

    /** Returns the number of whole GPUs. */
    public int of(Flavor flavor) {
        return gpus(flavor).whole();
    }

    public Gpus gpus(Flavor flavor) {
        int inAliases = 0;
        int inResources = 0;
        Map<String, Integer> parts = new TreeMap<>();
        for (Map.Entry<String, String> spec : flavor.extraSpecs().entrySet()) {
            String key = spec.getKey().strip();
            Matcher resources = RESOURCES.matcher(key);
            if (key.equalsIgnoreCase(ALIASES)) {
                inAliases += aliases(spec.getValue());
            } else if (resources.matches()) {
                String name = resources.group(1).strip();
                int count = number(spec.getValue());
                if (count > 0 && part.matcher(name).matches()) {
                    parts.merge(name, count, Integer::sum);
                } else if (resource.matcher(name).matches()) {
                    inResources += count;
                }
            }
        }
        int whole = Math.max(inAliases, inResources);
        return new Gpus(whole == 0 && parts.isEmpty() ? inName(flavor.name()) : whole, parts);
    }

    private int aliases(String list) {
        int count = 0;
        for (String each : list.split(",", -1)) {
            String[] nameAndCount = each.split(":", -1);
            if (nameAndCount.length == 2
                    && alias.matcher(nameAndCount[0].strip()).matches()) {
                count += number(nameAndCount[1]);
            }
        }
        return count;
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
