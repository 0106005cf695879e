package io.spotmanager.system.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.system.harness.Broker;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.workflow.event.BrokerEvents;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.messaging.CloudEvent;
import io.spotmanager.workflow.messaging.CommandMessage;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.operation.AcceptedCommand;
import io.spotmanager.workflow.operation.Command;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** What a stranger with a queue of its own receives from a real broker, and whether the documents say so. */
class MessageFormatsTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");
    private static final Schemas schemas = new Schemas();

    private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private static final GenericApplicationContext context = new GenericApplicationContext();
    private static Broker broker;
    private static CachingConnectionFactory connections;
    private static RabbitTemplate rabbit;
    private static BrokerEvents events;
    private static ReadAlong reader;

    private final UUID operation = UUID.randomUUID();

    @BeforeAll
    static void open() {
        broker = Brokers.best();
        connections = connections(CachingConnectionFactory.ConfirmType.CORRELATED);
        rabbit = new RabbitTemplate(connections);
        var topology = new Topology(broker.queues());
        context.registerBean("shared", Declarables.class, topology::shared);
        context.registerBean("commands", Declarables.class, () -> topology.commandsOf("migration"));
        context.registerBean(RabbitAdmin.class, () -> new RabbitAdmin(connections));
        context.refresh();
        context.getBean(RabbitAdmin.class).initialize();
        events = new BrokerEvents(connections(CachingConnectionFactory.ConfirmType.NONE), threads);
        reader = ReadAlong.at(broker);
    }

    private static CachingConnectionFactory connections(CachingConnectionFactory.ConfirmType confirms) {
        var opened = new CachingConnectionFactory("127.0.0.1", broker.port());
        opened.setUsername(broker.user());
        opened.setPassword(broker.password());
        opened.setVirtualHost(broker.virtualHost());
        opened.setPublisherConfirmType(confirms);
        return opened;
    }

    @AfterAll
    static void close() throws Exception {
        reader.close();
        events.close();
        context.close();
        connections.destroy();
        threads.shutdownNow();
        broker.close();
    }

    private void sendCommand(JsonNode request, TraceContext trace) {
        var command = new Command("migration", "H1", request, "ann", "a secret reason", null);
        var sent = new ConfirmedPublisher(rabbit, InstantSource.system())
                .sendCommand(
                        17, CommandMessage.of(new AcceptedCommand(operation, command, 3, NOON, trace)), "migration");
        assertThat(sent.join()).as("confirmed").isTrue();
    }

    private static JsonNode move() {
        return Json.MAPPER.valueToTree(new MoveRequest("H1", "L40-n3-spot", "L40-n3", null));
    }

    @Test
    void a_command_says_what_was_asked_for_by_whom_and_when() {
        sendCommand(move(), TRACE);

        var command = reader.awaitCommandAbout(operation);

        assertThat(schemas.faultsOfPayload("command", command.json())).isEmpty();
        assertThat(schemas.faultsOfHeaders("command", command.headers())).isEmpty();
        assertThat(command.json().propertyNames().iterator().next()).isEqualTo("operation_id");
        assertThat(command.json().path("request").path("target_aggregate").asString())
                .isEqualTo("L40-n3");
        assertThat(command.json().path("requested_by").asString()).isEqualTo("ann");
        assertThat(command.json().path("accepted_at").asString()).isEqualTo(NOON.toString());
        assertThat(command.json().path("traceparent").asString()).isEqualTo(TRACE.traceparent());
        assertThat(command.header("traceparent")).isEqualTo(TRACE.traceparent());
        assertThat(command.body()).doesNotContain("secret reason");
        var properties = command.properties();
        assertThat(properties.getContentType()).isEqualTo("application/json");
        assertThat(properties.getType()).isEqualTo("io.spotmanager.command");
        assertThat(properties.getMessageId()).isEqualTo(operation + "/17");
        assertThat(properties.getTimestamp()).isNotNull();
        assertThat(properties.getDeliveryMode()).as("persistent").isEqualTo(2);
    }

    @Test
    void a_command_without_its_request_fits_its_description_too() {
        sendCommand(Json.MAPPER.createObjectNode().put("note", "x".repeat(9_000)), TRACE);

        var command = reader.awaitCommandAbout(operation);

        assertThat(schemas.faultsOfPayload("command", command.json())).isEmpty();
        assertThat(command.body().length()).isLessThan(4_096);
        assertThat(command.json().path("request_omitted").asBoolean()).isTrue();
    }

    @Test
    void changes_of_operations_are_cloud_events() {
        events.changed(new OperationChanged(operation, "migration", "H1", "VALIDATED", true, 2, NOON));

        assertThat(reader.awaitEvents(event -> event.isAbout(operation)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(schemas.faultsOfPayload("operationChanged", event.json()))
                            .isEmpty();
                    assertThat(schemas.faultsOfHeaders("operationChanged", event.headers()))
                            .isEmpty();
                    var read = CloudEventReader.read(event);
                    assertThat(schemas.faultsOfCloudEvent(CloudEventReader.structured(read)))
                            .isEmpty();
                    assertThat(read.getType()).isEqualTo("io.spotmanager.operation.changed");
                    assertThat(read.getDataContentType()).isEqualTo("application/json");
                    assertThat(read.getSubject()).isEqualTo("H1");
                    assertThat(read.getId()).isEqualTo(event.properties().getMessageId());
                });
    }

    @Test
    void changes_of_the_fleet_and_requests_for_a_fresh_one_are_cloud_events_too() {
        var health = new SourceHealth(
                "servers",
                "OK",
                NOON,
                new SourceHealth.Cost(12, 3, 2_500),
                null,
                null,
                new SourceHealth.Doubt(NOON, "3 servers in place of 480", "anna"));
        var change = new SnapshotEvent(7, NOON, List.of(health), List.of("H1"));
        var attributes =
                CloudEvent.of(SnapshotEvent.TYPE, SnapshotEvent.SOURCE, change.subject(), NOON, SnapshotEvent.SCHEMA);
        rabbit.send(Topology.EVENTS, SnapshotEvent.ROUTE, attributes.with(change.encode()));
        rabbit.send(
                Topology.EVENTS,
                SnapshotEvent.REFRESH_ROUTE,
                CloudEvent.withoutData(SnapshotEvent.REFRESH_TYPE, SnapshotEvent.SOURCE, NOON)
                        .with(new byte[0]));

        for (var type : Map.of("fleetChanged", "snapshot", "refreshRequested", "refresh")
                .entrySet()) {
            assertThat(reader.awaitEvents(event -> event.route().equals(type.getValue())))
                    .allSatisfy(event -> {
                        assertThat(schemas.faultsOfHeaders(type.getKey(), event.headers()))
                                .isEmpty();
                        assertThat(schemas.faultsOfCloudEvent(
                                        CloudEventReader.structured(CloudEventReader.read(event))))
                                .isEmpty();
                    });
        }
        assertThat(reader.awaitEvents(event -> event.route().equals("snapshot")))
                .allSatisfy(event -> assertThat(schemas.faultsOfPayload("fleetChanged", event.json()))
                        .isEmpty());
    }

    @Test
    void a_message_that_does_not_fit_is_noticed() {
        var wrong = Json.MAPPER.readTree("{\"operation_id\":\"no uuid\",\"accepted_at\":\"yesterday\"}");

        assertThat(schemas.faultsOfPayload("command", wrong)).hasSize(2);
        assertThat(schemas.faultsOfPayload("operationChanged", wrong)).hasSize(1);
        assertThat(schemas.faultsOfHeaders("operationChanged", Map.of("cloudEvents:specversion", "0.3")))
                .hasSizeGreaterThan(4);
        assertThat(schemas.faultsOfCloudEvent(wrong)).hasSizeGreaterThan(4);
    }

    @Test
    void the_program_in_the_documents_prints_the_command_and_the_change() {
        try (var program = Printer.start(Printer.commandFor(ReadAlong.address(broker)))) {
            await("it listens").atMost(MAX_WAIT).until(() -> program.lines().contains("listening"));
            sendCommand(move(), TRACE);
            events.changed(new OperationChanged(operation, "migration", "H1", "VALIDATED", true, 2, NOON));

            await("both")
                    .atMost(MAX_WAIT)
                    .until(() -> program.printed(operation, "VALIDATED") && program.printed(operation, "L40-n3-spot"));
            assertThat(program.lines())
                    .anySatisfy(line ->
                            assertThat(line).startsWith("io.spotmanager.command - {\"operation_id\":\"" + operation))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("io.spotmanager.operation.changed H1 {\"changes\":[{\"operation_id\":\""
                                    + operation));
        }
    }

    /** A new field needs a thought: whatever is in a request can be read on the broker and in the history. */
    @Test
    void no_request_has_a_field_for_a_secret() {
        assertThat(names(MoveRequest.class))
                .containsExactly("host", "sourceAggregate", "targetAggregate", "acknowledge");
        assertThat(names(LaunchRequest.class)).containsExactly("hostname", "imageName", "imageId", "keepOnFailure");
    }

    private static List<String> names(Class<? extends Record> request) {
        return Stream.of(request.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
