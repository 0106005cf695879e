package io.spotmanager.system.harness;

import java.util.List;

/** A move of a host, with its servers. */
public record Move(String host, String sourceAggregate, String targetAggregate, List<String> acknowledge) {
    public Move(String host, String source, String target) {
        this(host, source, target, List.of("vms", "nvlink"));
    }

    public Move to(String otherTarget) {
        return new Move(host, sourceAggregate, otherTarget);
    }

    public String gpuType() {
        return sourceAggregate.replaceAll("-n3.*", "");
    }

    /** A third pool of the same GPU type. */
    public String elsewhere() {
        return sourceAggregate.replaceAll("-n3.*", "-n3-runpod");
    }
}
