package io.spotmanager.gateway.openapi;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the description of this API, the file in {@code docs}. A test compares it with the code. */
@RestController
@Tag(name = "Service")
class OpenApiController {
    private static final Resource DESCRIPTION = new ClassPathResource("openapi.json", OpenApiController.class);

    /** This description, in OpenAPI 3.1. */
    @GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "describeApi", summary = "Read this description")
    ResponseEntity<Resource> describe() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(DESCRIPTION);
    }
}
