package io.spotmanager.gateway.reservations;

import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What is done for reservations without a request. */
@Configuration(proxyBeanMethods = false)
class ReservationConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ReservationConfiguration.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    @Bean
    @DependsOn("schema")
    PacedTask dueReservationsSweep(DueReservations due) {
        return PacedTask.on(WorkSign.when(Reservations.ANY_DUE), "due-reservations", EVERY, () -> {
            try {
                due.run();
            } catch (DataAccessException | TransactionException e) {
                log.warn("Reservations that are due have not begun, will retry: {}", e.getMessage());
            }
        });
    }
}
