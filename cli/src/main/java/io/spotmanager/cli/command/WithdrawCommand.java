package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "withdraw", description = "Takes hosts out of their pool, into none. It needs --reason.")
final class WithdrawCommand extends HostCommand {
    @Option(
            names = "--from",
            paramLabel = "POOL",
            description = "The pool that they leave; else the one in which they are.")
    @Nullable
    String from;

    @Option(names = "--disable-service", description = "Closes them for new VMs as well.")
    boolean disableService;

    @Option(
            names = "--acknowledge",
            split = ",",
            paramLabel = "WORD",
            description = "What is accepted; --dry-run says what it needs.")
    List<String> acknowledge = new ArrayList<>();

    @Mixin
    WhenEmptyOptions empty = new WhenEmptyOptions();

    @Override
    void validate(Gateway gateway) {
        if (reason == null || reason.isBlank()) {
            throw wrong("--reason must say why: it goes on record.");
        }
        whenEmpty(object(), empty);
    }

    @Override
    ObjectNode body(String host) {
        var body = object().put("host", host).put("operation", "remove");
        if (from != null) {
            body.put("source_aggregate", from);
        }
        if (disableService) {
            body.put("disable_service", true);
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
