package io.spotmanager.gateway.events;

import io.spotmanager.gateway.fixture.GatewayTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A test of the whole gateway that looks at its database often, as there is no broker to tell it. */
@GatewayTest
@TestPropertySource(properties = {"spot.events.poll=50ms", "spot.events.heartbeat=200ms", "spot.events.queue=8"})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ListeningTest {}
