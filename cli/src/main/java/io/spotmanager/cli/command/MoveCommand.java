package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "move", description = "Moves hosts from their pool to another one.")
final class MoveCommand extends HostCommand {
    @Option(names = "--to", required = true, paramLabel = "POOL", description = "The pool that they enter.")
    String to = "";

    @Option(
            names = "--from",
            paramLabel = "POOL",
            description = "The pool that they leave; else the one in which they are.")
    @Nullable
    String from;

    @Option(
            names = "--acknowledge",
            split = ",",
            paramLabel = "WORD",
            description = "What is accepted: vms, nvlink, allocations. --dry-run says what it needs.")
    List<String> acknowledge = new ArrayList<>();

    @Mixin
    WhenEmptyOptions empty = new WhenEmptyOptions();

    @Override
    void validate(Gateway gateway) {
        whenEmpty(object(), empty);
        Fleet.requirePool(gateway, "--to", to);
    }

    @Override
    ObjectNode body(String host) {
        var body = object().put("host", host).put("target_aggregate", to);
        if (from != null) {
            body.put("source_aggregate", from);
        }
        add(body, "acknowledge", acknowledge);
        whenEmpty(body, empty);
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
