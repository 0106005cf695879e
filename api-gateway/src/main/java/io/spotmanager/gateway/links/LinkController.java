package io.spotmanager.gateway.links;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The templates of links to other tools. */
@RestController
@RequestMapping("/api/links")
@Tag(name = "Service")
class LinkController {
    private final List<LinkView> links;

    LinkController(LinkSettings settings) {
        this.links = settings.all();
    }

    /** The templates of the settings: links from hosts, VMs, operations and reasons to other tools. */
    @GetMapping
    @Operation(operationId = "listLinks", summary = "List links to other tools")
    List<LinkView> list() {
        return links;
    }
}
