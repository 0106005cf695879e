package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.Typed;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.AggregateCommands;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code openstack} makes of a previewed command, by its documentation, is the request that we send to Nova. */
class CommandIsTheRequestTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POOL = "L40-n3";
    private static final String HOST = "CA1-O'Hara 01";
    private static final String SERVER = "11111111-2222-3333-4444-555555555555";
    private static final String NETWORK = "99999999-2222-3333-4444-555555555555";

    private final ScriptedCloud far = new ScriptedCloud();
    private final List<ExternalCall> recorder = new ArrayList<>();

    /** A request as Nova understands it. */
    private record Asked(String method, String path, JsonNode body) {}

    @AfterEach
    void stop() {
        far.close();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call(AggregateCommands.removeHost(POOL, HOST), cloud -> cloud.removeHost(1, HOST)),
                call(AggregateCommands.addHost(POOL, HOST), cloud -> cloud.addHost(1, HOST)),
                call(
                        OpenStackCommands.serversNamed(HOST),
                        cloud -> cloud.networks().serversNamed(HOST)),
                call(OpenStackCommands.server(SERVER), cloud -> cloud.networks().server(SERVER)),
                call(
                        OpenStackCommands.attachNetwork(SERVER, NETWORK),
                        cloud -> cloud.networks().attach(SERVER, NETWORK)));
    }

    private static Arguments call(String previewed, Function<OpenStackCloud, CloudResult<?>> made) {
        return Arguments.of(previewed, made);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void a_previewed_command_asks_nova_for_what_the_step_asks(
            String previewed, Function<OpenStackCloud, CloudResult<?>> made) {
        var cloud = OpenStackCloud.connect(far.settings(), Clock.systemUTC()).recordingTo(recorder::add);
        var _ = made.apply(cloud);

        assertThat(far.novaSaw).hasSize(1);
        var seen = far.novaSaw.getFirst();
        var line = seen.line().split(" ", 2);
        assertThat(typed(Typed.words(previewed)))
                .isEqualTo(new Asked(
                        line[0],
                        URLDecoder.decode(line[1].substring("/v2.1".length()), StandardCharsets.UTF_8),
                        JSON.readTree(seen.body().isEmpty() ? "null" : seen.body())));
        assertThat(recorder)
                .singleElement()
                .satisfies(told ->
                        assertThat(told.command()).as("in the log of commands").isEqualTo(previewed));
    }

    private static Asked typed(List<String> words) {
        return switch (String.join(" ", words.subList(1, 4))) {
            case "aggregate add host" -> aggregate("add_host", words);
            case "aggregate remove host" -> aggregate("remove_host", words);
            case "server list --all-projects" -> {
                assertThat(words.subList(4, 6)).containsExactly("--long", "--name");
                yield new Asked("GET", "/servers/detail?all_tenants=1&name=" + words.get(6), JSON.nullNode());
            }
            case "server add network" ->
                new Asked(
                        "POST",
                        "/servers/%s/os-interface".formatted(words.get(4)),
                        JSON.readTree("{\"interfaceAttachment\": {\"net_id\": \"%s\"}}".formatted(words.get(5))));
            default -> {
                assertThat(words.subList(1, 3)).containsExactly("server", "show");
                yield new Asked("GET", "/servers/" + words.get(3), JSON.nullNode());
            }
        };
    }

    private static Asked aggregate(String action, List<String> words) {
        assertThat(words.get(4)).isEqualTo(POOL);
        var body = JSON.createObjectNode();
        body.putObject(action).put("host", words.get(5));
        return new Asked("POST", "/os-aggregates/1/action", body);
    }
}
