package io.spotmanager.simulator.neutron;

import io.spotmanager.simulator.fleet.Project;

/**
 * A network with one IPv4 subnet.
 *
 * @param prefix the first two octets of its addresses, such as {@code 10.1}
 */
public record Network(String id, String name, Project owner, boolean shared, String prefix) {

    /** The id of its only subnet. */
    public String subnetId() {
        return Ids.of("subnet", id);
    }

    boolean visibleTo(Project project) {
        return shared || owner.id().equals(project.id());
    }
}
