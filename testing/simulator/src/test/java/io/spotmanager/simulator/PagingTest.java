package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees that walks through long lists. */
class PagingTest {

    private final Cloud cloud = Cloud.real();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void followingTheLinksShowsEveryServerOnceAndEndsWithAnEmptyPage() {
        List<Integer> sizes = new ArrayList<>();
        List<String> names = walk("/v2.1/servers/detail?all_tenants=1&limit=5", sizes);

        assertThat(names).hasSize(20).doesNotHaveDuplicates().endsWith("acme-train-01");
        assertThat(sizes).containsExactly(5, 5, 5, 5, 0);
    }

    @Test
    void theHostFilterStaysOnEveryPage() {
        List<String> names = walk("/v2.1/servers?all_tenants=1&host=CA1-ESC8-L40-02&limit=3", new ArrayList<>());

        assertThat(names).containsExactly("globex-old", "globex-infer-03", "globex-infer-02", "globex-infer-01");
    }

    @Test
    void aServerDeletedBetweenTwoPagesStillMarksThePlace() {
        Reply first = cloud.get("/v2.1/servers?all_tenants=1&limit=2");
        cloud.nova("DELETE", "/v2.1/servers/" + first.json().at("/servers/1/id").stringValue(), "");

        Reply second = cloud.get(next(first));

        assertThat(second.json().at("/servers/0/name").stringValue()).isEqualTo("initech-rp-01");
    }

    private List<String> walk(String path, List<Integer> sizes) {
        List<String> names = new ArrayList<>();
        for (String page = path; !page.isEmpty(); ) {
            Reply reply = cloud.get(page);
            reply.json()
                    .path("servers")
                    .forEach(server -> names.add(server.path("name").stringValue()));
            sizes.add(reply.json().path("servers").size());
            page = next(reply);
        }
        return names;
    }

    private String next(Reply reply) {
        return reply.json()
                .at("/servers_links/0/href")
                .asString("")
                .replace(cloud.baseUrl().toString(), "");
    }
}
