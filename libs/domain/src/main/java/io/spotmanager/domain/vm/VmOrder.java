package io.spotmanager.domain.vm;

import java.util.List;

/**
 * One VM to be created, with a public address and SSH open to it. Everything is referred to by name.
 *
 * @param name at most 50 characters
 * @param keyPair belongs to the environment
 * @param userData given to the VM at its first start
 * @param labels free words that come back with the VM; they prove whose it is
 */
public record VmOrder(
        String name,
        String environment,
        String image,
        String flavor,
        String keyPair,
        UserData userData,
        List<String> labels) {

    public VmOrder {
        labels = List.copyOf(labels);
    }
}
