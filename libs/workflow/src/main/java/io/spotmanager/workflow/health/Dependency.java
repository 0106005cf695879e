package io.spotmanager.workflow.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an installation depends on. */
public enum Dependency {
    OPENSTACK("OpenStack"),
    NETBOX("NetBox"),
    HYPERSTACK("Hyperstack"),
    RUNPOD("RunPod"),
    RABBITMQ("RabbitMQ"),
    POSTGRESQL("PostgreSQL");

    private final String label;

    Dependency(String label) {
        this.label = label;
    }

    /** Returns the name for people. */
    String label() {
        return label;
    }

    /** Returns the name in answers, such as {@code openstack}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for what every part uses by itself, so that no other part has to tell of it. */
    boolean isOfEveryPart() {
        return this == RABBITMQ || this == POSTGRESQL;
    }
}
