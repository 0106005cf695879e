package io.spotmanager.gateway.board;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Writes the path under which the gateway is reached ({@code server.servlet.context-path}) into the addresses of a page, and names it to the
 * scripts, which put it before every address of their own.
 */
final class PathPrefix implements ResourceTransformer {
    private static final String HEAD = "<head>";
    private static final String FOR_SCRIPTS = HEAD + "\n  <meta name=\"spot-base\" content=\"%s\">";

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        var page = chain.transform(request, resource);
        var prefix = request.getContextPath();
        if (prefix.isEmpty()) {
            return page;
        }
        var text = page.getContentAsString(StandardCharsets.UTF_8)
                .replace("href=\"/", "href=\"" + prefix + "/")
                .replace("src=\"/", "src=\"" + prefix + "/")
                .replace("action=\"/", "action=\"" + prefix + "/")
                .replace(HEAD, FOR_SCRIPTS.formatted(prefix));
        return new TransformedResource(page, text.getBytes(StandardCharsets.UTF_8));
    }
}
