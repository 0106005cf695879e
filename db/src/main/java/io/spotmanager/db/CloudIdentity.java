package io.spotmanager.db;

import org.jspecify.annotations.Nullable;

/**
 * Which cloud a part works on, as its settings say. Nothing is asked of the cloud.
 *
 * @param cloud Keystone's address in one spelling, or the name that the operator gave the cloud
 * @param project its name, or {@code id:} and its id; null when the settings do not name it
 * @param region null when the settings do not name it
 */
public record CloudIdentity(
        String cloud, @Nullable String project, @Nullable String region) {

    /** Returns false only if both name the same fact and name it differently: what one of them leaves open is no conflict. */
    boolean agreesWith(CloudIdentity other) {
        return cloud.equals(other.cloud) && sameProject(other.project) && agree(region, other.region);
    }

    /** A name and an id may mean the same project; without asking Keystone nobody knows. */
    private boolean sameProject(@Nullable String other) {
        return project == null || other == null || isId(project) != isId(other) || project.equals(other);
    }

    private static boolean isId(String project) {
        return project.startsWith("id:");
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    /** Returns this identity in one line; {@code SPOT_CLOUD_REBIND_FROM} takes the same text. */
    @Override
    public String toString() {
        return cloud + (project == null ? "" : ", project " + project) + (region == null ? "" : ", region " + region);
    }
}
