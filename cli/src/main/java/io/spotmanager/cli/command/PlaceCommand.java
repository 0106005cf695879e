package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "place", description = "Puts hosts that are in no pool into one.")
final class PlaceCommand extends HostCommand {
    @Option(names = "--to", required = true, paramLabel = "POOL", description = "The pool that they enter.")
    String to = "";

    @Option(
            names = "--acknowledge",
            split = ",",
            paramLabel = "WORD",
            description = "What is accepted; --dry-run says what it needs.")
    List<String> acknowledge = new ArrayList<>();

    @Override
    void validate(Gateway gateway) {
        Fleet.requirePool(gateway, "--to", to);
    }

    @Override
    ObjectNode body(String host) {
        var body = object().put("host", host).put("target_aggregate", to).put("operation", "add");
        add(body, "acknowledge", acknowledge);
        return body;
    }

    @Override
    String path() {
        return "/api/execute-migration";
    }

    @Override
    String previewPath() {
        return "/api/preview-migration";
    }
}
