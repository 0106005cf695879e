package io.spotmanager.domain.launch;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How VMs are launched on the hosts of one region.
 *
 * @param prefix the start of its hosts' names, in any case
 * @param name the provider's name for the region, such as CANADA-1
 * @param storageNetwork name or id of the network that every VM there is attached to; null for none
 * @param firewallId the firewall that every VM there gets; null for none
 */
public record Region(
        String prefix,
        String name,
        VmChoice vm,
        @Nullable String storageNetwork,
        @Nullable Long firewallId) {

    /**
     * What the VMs are created from.
     *
     * @param keyPair a key pair of the environment
     * @param images the names of images that may be launched there
     * @param flavor the flavor's name for a host, with the placeholders {gpu}, {gpus} and {nvlink}
     */
    public record VmChoice(String environment, String keyPair, Pattern images, String flavor) {
        /** @param gpus GPUs of the host; a VM uses all of them */
        public String flavorFor(String gpuType, int gpus, boolean nvlinks) {
            return flavor.replace("{gpus}", Integer.toString(gpus))
                    .replace("{gpu}", gpuType)
                    .replace("{nvlink}", nvlinks ? "-NVLink" : "");
        }
    }

    /** True if the host's name starts with the prefix as a whole word: CA1 does not match CA10-L40-01. */
    public boolean claims(String host) {
        return claims(prefix, host);
    }

    static boolean claims(String prefix, String host) {
        var start = host.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
        return start && (host.length() == prefix.length() || !Character.isLetterOrDigit(host.charAt(prefix.length())));
    }
}
