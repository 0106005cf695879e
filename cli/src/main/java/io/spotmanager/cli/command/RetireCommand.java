package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
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
            description = "renters: deletes a VM although somebody rents it.")
    List<String> acknowledge = new ArrayList<>();

    @Mixin
    WhenEmptyOptions empty = new WhenEmptyOptions();

    @Override
    void validate(Gateway gateway) {
        whenEmpty(object(), empty);
    }

    @Override
    ObjectNode body(String host) {
        var body = object().put("hostname", host);
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
