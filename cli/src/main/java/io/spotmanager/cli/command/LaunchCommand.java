package io.spotmanager.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "launch", description = "Launches a VM for RunPod on empty hosts.")
final class LaunchCommand extends HostCommand {
    @Option(names = "--image", required = true, paramLabel = "NAME", description = "The image of the VM.")
    String image = "";

    @Option(names = "--image-id", paramLabel = "NUMBER", description = "Its number, if several images have that name.")
    @Nullable
    Long imageId;

    @Option(names = "--keep-on-failure", description = "Keeps a VM that fails, for inspection, instead of deleting it.")
    boolean keep;

    @Override
    ObjectNode body(String host) {
        var body = object().put("hostname", host).put("image_name", image);
        if (imageId != null) {
            body.put("image_id", imageId);
        }
        if (keep) {
            body.put("keep_on_failure", true);
        }
        return body;
    }

    @Override
    String path() {
        return "/api/execute-runpod-launch";
    }

    @Override
    String previewPath() {
        return "/api/preview-runpod-launch";
    }
}
