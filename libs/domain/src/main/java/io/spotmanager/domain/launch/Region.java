package io.spotmanager.domain.launch;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How VMs are launched on the hosts of one region.
 *
 * @param prefix what the names of its hosts begin with, whatever the case
 * @param name the provider's word for the region, such as CANADA-1
 * @param storageNetwork name or id of the network every VM there is attached to; null for none
 * @param firewallId the firewall every VM there gets; null for none
 */
public record Region(
        String prefix,
        String name,
        VmChoice vm,
        @Nullable String storageNetwork,
        @Nullable Long firewallId) {

    /**
     * What the VMs are made from.
     *
     * @param keyPair belongs to the environment
     * @param images the names of images that may be launched there
     * @param flavor the flavor's name for a host, with the words {gpu}, {gpus} and {nvlink} to be filled in
     */
    public record VmChoice(String environment, String keyPair, Pattern images, String flavor) {
        /** @param gpus on the host; a VM takes the whole of it */
        public String flavorFor(String gpuType, int gpus, boolean nvlinks) {
            return flavor.replace("{gpus}", Integer.toString(gpus))
                    .replace("{gpu}", gpuType)
                    .replace("{nvlink}", nvlinks ? "-NVLink" : "");
        }
    }

    /** Whether the host's name begins with the prefix as a word: CA1 does not claim CA10-L40-01. */
    public boolean claims(String host) {
        var start = host.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
        return start && (host.length() == prefix.length() || !Character.isLetterOrDigit(host.charAt(prefix.length())));
    }
}
