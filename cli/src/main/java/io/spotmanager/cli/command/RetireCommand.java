package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(names = "--when-empty", description = "Waits until nobody rents them; with --deadline.")
    boolean whenEmpty;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Until when to wait, such as 8h or 2027-01-31T18:00:00Z; then a person decides.")
    @Nullable
    String deadline;

    @Override
    void validate(Gateway gateway) {
        whenEmpty(object(), whenEmpty, deadline);
    }

    @Override
    ObjectNode body(String host) {
        var body = object().put("hostname", host);
        add(body, "acknowledge", acknowledge);
        whenEmpty(body, whenEmpty, deadline);
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
