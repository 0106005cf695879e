package io.spotmanager.domain.vm;

import java.util.List;

/**
 * An order for one VM with a public address and open SSH. Everything is referenced by name.
 *
 * @param name at most 50 characters
 * @param keyPair a key pair of the environment
 * @param userData used at the VM's first start
 * @param labels free texts that the provider returns with the VM; they prove who created it
 */
public record CreateVmRequest(
        String name,
        String environment,
        String image,
        String flavor,
        String keyPair,
        UserData userData,
        List<String> labels) {

    public CreateVmRequest {
        labels = List.copyOf(labels);
    }
}
