package io.spotmanager.gateway.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.gateway.approvals.ApprovalNotices;
import io.spotmanager.gateway.outcomes.OperationChangeListener;
import io.spotmanager.gateway.plans.PlanNotices;
import io.spotmanager.gateway.reservations.ReservationNotices;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.wiring.PacedTask;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The beans for events: broker or poll, read of the database, broadcaster, connections. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {
    private static final Logger log = LoggerFactory.getLogger(EventsConfiguration.class);

    @Bean
    EventBroadcaster eventHub(EventsSettings settings, MeterRegistry meters) {
        var most = settings.clientsWithin(Runtime.getRuntime().maxMemory());
        if (most < settings.clients()) {
            log.info(
                    "Accepts {} event connections, not {}: its heap carries no more. More memory or more gateways carry more",
                    most,
                    settings.clients());
        }
        return new EventBroadcaster(name(), most, settings, meters);
    }

    @Bean
    SseConnection eventStream(EventBroadcaster hub, EventsSettings settings) {
        return new SseConnection(hub, settings, System::nanoTime);
    }

    @Bean
    SseShutdown eventStreamsEnd(EventBroadcaster hub) {
        return new SseShutdown(hub);
    }

    @Bean
    @DependsOn("schema")
    OperationChangeFeed operationTail(
            JdbcClient jdbc,
            EventBroadcaster hub,
            OperationChangeListener waiting,
            EventsSettings settings,
            MeterRegistry meters) {
        return new OperationChangeFeed(new OperationReads(jdbc), hub, waiting, settings.replay(), meters);
    }

    @Bean
    @DependsOn("schema")
    SnapshotChangeFeed snapshotTail(
            SnapshotStatusRepository status, EventBroadcaster hub, InstantSource clock, MeterRegistry meters) {
        var reads = new SnapshotReads(status);
        var gauges = new SnapshotGauges(clock, meters);
        return new SnapshotChangeFeed(
                () -> {
                    var present = reads.present();
                    gauges.show(present);
                    return present;
                },
                hub);
    }

    @Bean
    FreezeChangeFeed freezeTail(FreezeSwitch freezes, EventBroadcaster hub, MeterRegistry meters) {
        return new FreezeChangeFeed(freezes, hub, meters);
    }

    @Bean
    ApprovalChangeFeed approvalTail(ApprovalNotices approvals, EventBroadcaster hub) {
        return new ApprovalChangeFeed(approvals, hub);
    }

    @Bean
    @DependsOn("schema")
    PlanChangeFeed planTail(PlanNotices plans, EventBroadcaster hub) {
        return new PlanChangeFeed(plans, hub);
    }

    @Bean
    @DependsOn("schema")
    ReservationChangeFeed reservationTail(ReservationNotices reservations, EventBroadcaster hub) {
        return new ReservationChangeFeed(reservations, hub);
    }

    @Bean
    PacedTask eventPoll(
            PlatformTransactionManager transactions,
            OperationChangeFeed operations,
            SnapshotChangeFeed snapshots,
            FreezeChangeFeed freezes,
            ApprovalChangeFeed approvals,
            PlanChangeFeed plans,
            ReservationChangeFeed reservations,
            EventsSettings settings) {
        return PacedTask.on(
                EventPoll.SIGN,
                "event-poll",
                settings.poll(),
                settings.idlePoll(),
                new EventPoll(
                        transactions,
                        List.of(
                                operations::poll,
                                snapshots::poll,
                                freezes::poll,
                                approvals::poll,
                                plans::poll,
                                reservations::poll)));
    }

    /** A queue for this process alone, so that every gateway receives every event. */
    @Bean
    AnonymousQueue heardEvents() {
        return new AnonymousQueue();
    }

    @Bean
    Declarables heardEventsBindings(AnonymousQueue heardEvents) {
        var events = new TopicExchange(Topology.EVENTS);
        return new Declarables(List.of(
                BindingBuilder.bind(heardEvents).to(events).with("operation.#"),
                BindingBuilder.bind(heardEvents).to(events).with(SnapshotEvent.ROUTE)));
    }

    @Bean
    SimpleMessageListenerContainer eventListener(
            ConnectionFactory connections,
            AnonymousQueue heardEvents,
            OperationChangeFeed operations,
            SnapshotChangeFeed snapshots,
            ExecutorService kernelThreads) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueues(heardEvents);
        container.setMissingQueuesFatal(false);
        container.setAcknowledgeMode(AcknowledgeMode.NONE);
        container.setMessageListener(new EventConsumer(operations, snapshots, kernelThreads));
        return container;
    }

    private static String name() {
        try {
            return "%s/%d"
                    .formatted(
                            InetAddress.getLocalHost().getHostName(),
                            ProcessHandle.current().pid());
        } catch (UnknownHostException e) {
            return "unknown/" + ProcessHandle.current().pid();
        }
    }
}
