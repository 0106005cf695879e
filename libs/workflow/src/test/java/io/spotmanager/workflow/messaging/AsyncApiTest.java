package io.spotmanager.workflow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.Queue;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** {@code docs/asyncapi.yaml} is written by hand; what it names is what the parts declare and send. */
class AsyncApiTest {
    private static final Path PAGE = Path.of("../../docs/asyncapi.yaml");
    private static JsonNode page;

    @BeforeAll
    static void read() throws IOException {
        Object document = new Yaml().load(Files.readString(PAGE));
        page = Json.MAPPER.valueToTree(document);
    }

    @Test
    void the_page_names_the_exchanges_that_are_declared_with_their_types() {
        var declared = new TreeMap<String, String>();
        declared()
                .flatMap(each -> each.getDeclarablesByType(Exchange.class).stream())
                .forEach(exchange -> declared.put(exchange.getName(), exchange.getType()));

        assertThat(named("exchange", "type")).isEqualTo(declared);
    }

    @Test
    void the_page_names_the_queues_that_are_declared() {
        var declared = declared()
                .flatMap(each -> each.getDeclarablesByType(Queue.class).stream())
                .map(Queue::getName)
                .toList();

        assertThat(named("queue", "name").keySet()).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void each_address_is_the_name_of_its_exchange_or_queue() {
        assertThat(channels().map(channel -> channel.path("address").asString()))
                .containsExactlyElementsOf(channels()
                        .map(channel -> channel.path("bindings").path("amqp"))
                        .map(amqp -> amqp.path(amqp.has("queue") ? "queue" : "exchange")
                                .path("name")
                                .asString())
                        .toList());
    }

    @Test
    void the_messages_have_the_fields_that_are_sent() {
        var command = Json.MAPPER.valueToTree(new CommandMessage(
                UUID.randomUUID(),
                "migration",
                1,
                "H1",
                Json.MAPPER.createObjectNode(),
                true,
                "ann",
                Instant.EPOCH,
                "00-",
                "a=1",
                true));
        var changed = Json.MAPPER.valueToTree(
                new OperationChanged(UUID.randomUUID(), "migration", "H1", "REQUESTED", true, 1, Instant.EPOCH));

        assertThat(page.at("/components/messages/command/payload/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(((JsonNode) command).propertyNames());
        assertThat(page.at("/components/schemas/operationChanges/properties/changes/items/properties")
                        .propertyNames())
                .containsExactlyInAnyOrderElementsOf(((JsonNode) changed).propertyNames());
    }

    /** {@code testing/system-tests} validates what a real broker delivered against the same page. */
    @Test
    void the_page_knows_the_types_of_all_messages() {
        assertThat(page.path("components")
                        .path("messages")
                        .valueStream()
                        .map(message -> message.at("/bindings/amqp/messageType").asString(""))
                        .filter(type -> !type.isEmpty()))
                .containsExactlyInAnyOrder(
                        CommandMessage.TYPE,
                        OperationChanges.TYPE,
                        "io.spotmanager.fleet.changed",
                        "io.spotmanager.fleet.refresh.requested");
    }

    private static Stream<Declarables> declared() {
        var topology = new Topology(Topology.QueueArguments.QUORUM);
        return Stream.concat(
                Stream.of(topology.shared()),
                Stream.of(
                                "migration",
                                "placement",
                                "withdrawal",
                                "drain",
                                "launch",
                                "attach-network",
                                "retire",
                                "retire-and-move",
                                "adopt-vm",
                                "attach-firewall")
                        .map(topology::commandsOf));
    }

    private static Map<String, String> named(String what, String member) {
        var names = new TreeMap<String, String>();
        channels()
                .filter(channel -> !channel.has("x-declared-by")) // by a part of its own, which no other needs
                .map(channel -> channel.path("bindings").path("amqp").path(what))
                .filter(JsonNode::isObject)
                .forEach(named -> names.put(
                        named.path("name").asString(), named.path(member).asString()));
        return names;
    }

    private static Stream<JsonNode> channels() {
        return List.copyOf(page.path("channels").values()).stream();
    }
}
