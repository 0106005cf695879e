package io.spotmanager.simulator.fleet;

import io.spotmanager.simulator.fleet.ComputeService.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.UUID;

/** Turns a blueprint into a fleet; equal blueprints and seeds give equal fleets, ids included. */
final class FleetBuilder {

    private static final Instant FOUNDED = Instant.parse("2026-11-23T11:44:15Z");
    private static final int SECONDS_BETWEEN_BOOTS = 2;

    private final Blueprint blueprint;
    private final Random random;

    FleetBuilder(Blueprint blueprint, long seed) {
        this.blueprint = blueprint;
        this.random = new Random(seed);
    }

    FleetState build() {
        Map<String, Project> projects = projects();
        Map<String, Flavor> flavors = flavors();
        return new FleetState(
                aggregates(),
                services(),
                List.copyOf(projects.values()),
                List.copyOf(flavors.values()),
                servers(projects, flavors));
    }

    private Map<String, Project> projects() {
        Map<String, Project> projects = new LinkedHashMap<>();
        projects.put("admin", new Project(hex(), "admin", 0));
        for (String name : blueprint.projects()) {
            projects.put(name, new Project(hex(), name, projects.size()));
        }
        return projects;
    }

    private Map<String, Flavor> flavors() {
        List<Flavor> made = new ArrayList<>();
        for (Blueprint.FlavorPlan plan : blueprint.flavors()) {
            made.add(new Flavor(
                    uuid(),
                    plan.name(),
                    new Flavor.Size(plan.vcpus(), plan.ramGib() * 1024, plan.disk(), plan.ephemeral()),
                    plan.access().open(),
                    plan.access().granted(),
                    plan.extraSpecs(),
                    plan.access().deleted()));
        }
        // Nova lists flavors by id.
        made.sort((one, other) -> one.id().compareTo(other.id()));
        Map<String, Flavor> byName = new LinkedHashMap<>();
        made.forEach(flavor -> byName.put(flavor.name(), flavor));
        return byName;
    }

    private SequencedMap<String, ComputeService> services() {
        SequencedMap<String, ComputeService> services = new LinkedHashMap<>();
        addService(services, 1, "nova-conductor", "controller");
        addService(services, 2, "nova-scheduler", "controller");
        // In a real cloud the API has the id between the controllers and the computes, and is not listed.
        int id = 4;
        for (String host : blueprint.hosts()) {
            addService(services, id++, ComputeService.COMPUTE, host);
        }
        return services;
    }

    private void addService(SequencedMap<String, ComputeService> services, int id, String binary, String host) {
        services.put(
                FleetState.key(binary, host),
                new ComputeService(id, uuid(), binary, host, Availability.ENABLED, true, false));
    }

    private SequencedMap<Integer, Aggregate> aggregates() {
        SequencedMap<Integer, Aggregate> aggregates = new LinkedHashMap<>();
        for (Blueprint.AggregatePlan plan : blueprint.aggregates()) {
            int id = aggregates.size() + 1;
            aggregates.put(id, new Aggregate(id, uuid(), plan.name(), plan.hosts(), plan.metadata(), FOUNDED));
        }
        return aggregates;
    }

    private List<Server> servers(Map<String, Project> projects, Map<String, Flavor> flavors) {
        List<Server> servers = new ArrayList<>();
        Map<String, Integer> order = new HashMap<>();
        for (Blueprint.ServerPlan plan : blueprint.servers()) {
            int number = order.size() + 1;
            order.put(plan.name(), number);
            Instant created = FOUNDED.plusSeconds((long) number * SECONDS_BETWEEN_BOOTS);
            servers.add(new Server(
                    new Server.Birth(uuid(), number, plan.name(), created),
                    known(projects, plan.project()),
                    known(flavors, plan.flavor()),
                    plan.host(),
                    plan.state()));
        }
        Collections.reverse(servers);
        return List.copyOf(servers);
    }

    private static <T> T known(Map<String, T> things, String name) {
        T thing = things.get(name);
        if (thing == null) {
            throw new IllegalArgumentException("The fleet cannot be built: a server of the blueprint refers to '" + name
                    + "', which the blueprint does not define. Define it or correct the name.");
        }
        return thing;
    }

    private String uuid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    private String hex() {
        return uuid().replace("-", "");
    }
}
