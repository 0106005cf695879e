package io.spotmanager.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.ResourceTransformerChain;

/** Behind a proxy that shows the board under a path, every address of a page has that path. */
class PathPrefixTest {
    @ParameterizedTest
    @ValueSource(strings = {"index.html", "login.html", "password.html", "customer.html"})
    void no_address_of_a_page_is_without_the_prefix(String page) throws IOException {
        var text = page("/spot", page);

        assertThat(text)
                .contains("<meta name=\"spot-base\" content=\"/spot\">", "\"/spot/assets/boot.js\"")
                .doesNotContainPattern("(href|src|action)=\"/(?!spot/)");
    }

    @Test
    void without_a_prefix_a_page_stays_as_it_is() throws IOException {
        assertThat(page("", "index.html"))
                .isEqualTo(new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void no_style_sheet_has_an_address_from_the_root() throws IOException {
        assertThat(JoinedFiles.styles("static/assets/css/all.css").getContentAsString(StandardCharsets.UTF_8))
                .contains("url(\"fonts/inter.woff2\")")
                .doesNotContain("url(\"/", "url(\"../");
    }

    private static String page(String prefix, String page) throws IOException {
        var request = new MockHttpServletRequest();
        request.setContextPath(prefix);
        return new PathPrefix()
                .transform(request, new ClassPathResource("static/" + page), new Unchanged())
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static final class Unchanged implements ResourceTransformerChain {
        @Override
        public ResourceResolverChain getResolverChain() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Resource transform(jakarta.servlet.http.HttpServletRequest request, Resource resource) {
            return resource;
        }
    }
}
