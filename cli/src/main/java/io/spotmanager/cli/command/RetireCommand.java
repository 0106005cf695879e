package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "retire", description = "Deletes the VMs for RunPod of hosts, with their machines at RunPod.")
final class RetireCommand extends HostCommand {
    @Option(
            names = "--acknowledge",
            split = ",",
            paramLabel = "WORD",
            description =
                    "renters: deletes a VM although somebody rents it. With --to also nvlink, allocations, as of a move.")
    List<String> acknowledge = new ArrayList<>();

    @Mixin
    WhenEmptyOptions empty = new WhenEmptyOptions();

    @Option(
            names = "--to",
            paramLabel = "POOL",
            description = "The pool to which each host is moved once nothing of its VM is left.")
    @Nullable
    String to;

    @Override
    void validate(Gateway gateway) {
        whenEmpty(object(), empty);
        if (to != null) {
            Fleet.requirePool(gateway, "--to", to);
        }
    }

    @Override
    ObjectNode body(String host) {
        var body = object().put("hostname", host);
        if (to != null) {
            body.put("target_aggregate", to);
        }
        add(body, "acknowledge", acknowledge);
        whenEmpty(body, empty);
        return body;
    }

    @Override
    String path() {
        return "/api/execute-runpod-retire";
    }

    @Override
    String previewPath() {
        return "/api/preview-runpod-retire";
    }
}
