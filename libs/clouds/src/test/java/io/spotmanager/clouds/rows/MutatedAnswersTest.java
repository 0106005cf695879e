package io.spotmanager.clouds.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.clouds.hyperstack.HyperstackProvider;
import io.spotmanager.clouds.hyperstack.HyperstackSettings;
import io.spotmanager.clouds.netbox.NetboxSettings;
import io.spotmanager.clouds.netbox.RestNetbox;
import io.spotmanager.clouds.runpod.RunPodRegistry;
import io.spotmanager.clouds.runpod.RunPodSettings;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.VmProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever one row of a list contains, the read ends with an answer, and the healthy row beside it survives. */
class MutatedAnswersTest {
    private static final int ROUNDS = 60;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEALTHY = "healthy";
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "1e300",
            "99999999999999999999999999",
            "\"\"",
            "\"\\u0000\\n\"",
            "[]",
            "{}",
            "[null]",
            "[[[[[[[[[[{}]]]]]]]]]]",
            "{\"name\":{\"name\":7}}");

    /** @param path to the rows; the second row is the healthy one */
    private enum ListOf {
        NETBOX(
                "/results",
                url -> RestNetbox.connect(
                                NetboxSettings.from(Map.of("NETBOX_URL", url, "NETBOX_TOKEN", "0123456789")::get)
                                        .orElseThrow())
                        .devices(),
                """
                {"count": 2, "next": null, "results": [
                 {"id": 1, "name": "A", "status": {"value": "active"}, "tenant": {"id": 5, "name": "Acme"},
                  "site": {"name": "CA1"}, "rack": {"name": "R1"}, "role": {"slug": "gpu", "name": "GPU"},
                  "group": {"name": "G"}, "tags": [{"slug": "gpu"}], "custom_fields": {"NVLinks": true}, "display_url": "https://x/1/"},
                 {"id": 2, "name": "healthy", "status": {"value": "active"}, "tenant": null, "group": null}]}"""),
        KEY_PAIRS("/keypairs", url -> hyperstack(url).keyPairs(), """
                {"status": true, "keypairs": [{"id": 1, "name": "a", "environment": {"id": 1, "name": "e"}},
                 {"id": 2, "name": "healthy", "environment": {"name": "e"}}]}"""),
        ENVIRONMENTS("/environments", url -> hyperstack(url).environments(), """
                {"status": true, "environments": [{"id": 1, "name": "a", "region": "CANADA-1", "features": {}},
                 {"id": 2, "name": "healthy", "region": "CANADA-1"}]}"""),
        FLAVORS("/data/0/flavors", url -> hyperstack(url).flavors("CANADA-1"), """
                {"status": true, "data": [{"gpu": "L40", "flavors": [
                 {"id": 1, "name": "a", "region_name": "CANADA-1", "gpu": "L40", "gpu_count": 8, "stock_available": true},
                 {"id": 2, "name": "healthy", "region_name": "CANADA-1", "gpu_count": 8}]}]}"""),
        IMAGES("/images/0/images", url -> hyperstack(url).images("CANADA-1"), """
                {"status": true, "images": [{"type": "Ubuntu", "images": [
                 {"id": 1, "name": "a", "region_name": "CANADA-1", "type": "Ubuntu", "version": "24.04", "size": 7, "is_public": true},
                 {"id": 2, "name": "healthy", "region_name": "CANADA-1"}]}]}"""),
        VMS("/instances", url -> hyperstack(url).named(HEALTHY), """
                {"status": true, "instances": [
                 {"id": 1, "name": "a", "status": "ACTIVE", "environment": {"name": "e"}, "flavor": {"name": "f"}, "labels": ["x"],
                  "floating_ip": "1.2.3.4", "created_at": "2026-11-23T12:00:00"},
                 {"id": 2, "name": "healthy", "status": "ACTIVE"}]}"""),
        MACHINES(
                "/data/myself/machines",
                url -> RunPodRegistry.connect(
                                RunPodSettings.from(Map.of("RUNPOD_URL", url, "RUNPOD_API_KEY", "key")::get)
                                        .orElseThrow())
                        .machines(),
                """
                {"data": {"myself": {"machines": [{"id": "m1", "name": "a", "registered": true, "gpuReserved": 1},
                 {"id": "m2", "name": "healthy", "registered": false, "gpuReserved": 0}]}}}""");

        private final String path;
        private final Function<String, CloudResult<?>> read;
        private final String recorded;

        ListOf(String path, Function<String, CloudResult<?>> read, String recorded) {
            this.path = path;
            this.read = read;
            this.recorded = recorded;
        }

        private static VmProvider hyperstack(String url) {
            return HyperstackProvider.connect(
                    HyperstackSettings.from(Map.of("HYPERSTACK_URL", url, "HYPERSTACK_API_KEY", "key")::get)
                            .orElseThrow(),
                    RateLimiter.UNLIMITED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_healthy_row_survives_whatever_is_in_the_row_beside_it(ListOf list) {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String body = mutated(list, random);
            try (ScriptedServer server = new ScriptedServer()) {
                CloudResult<?> answer = list.read.apply(server.then(200, body).url());

                assertThat(answer.problem())
                        .as("-Dseed=%d: %s", seed, body)
                        .doesNotContain("the client failed")
                        .isEmpty();
                assertThat(String.valueOf(answer.found().orElseThrow()))
                        .as("-Dseed=%d: %s", seed, body)
                        .contains(HEALTHY);
            }
        }
    }

    /** Changes one to three values somewhere in the first row, or the row itself, or repeats it. */
    private static String mutated(ListOf list, Random random) {
        JsonNode body = JSON.readTree(list.recorded);
        ArrayNode rows = (ArrayNode) body.at(list.path);
        if (random.nextInt(8) == 0) {
            rows.set(0, odd(random));
        } else if (random.nextInt(8) == 0) {
            rows.insert(1, rows.get(0).deepCopy());
        } else {
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutate((ObjectNode) rows.get(0), random);
            }
        }
        return body.toString();
    }

    private static void mutate(ObjectNode object, Random random) {
        List<String> keys = new ArrayList<>(object.propertyNames());
        if (keys.isEmpty()) {
            return;
        }
        String key = keys.get(random.nextInt(keys.size()));
        if (object.get(key) instanceof ObjectNode inner && random.nextBoolean()) {
            mutate(inner, random);
        } else if (random.nextInt(4) == 0) {
            object.remove(key);
        } else {
            object.set(key, odd(random));
        }
    }

    private static JsonNode odd(Random random) {
        return JSON.readTree(ODD.get(random.nextInt(ODD.size())));
    }
}
