package io.spotmanager.gateway.plans;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far an item of a plan is. The names are stable; scripts may rely on them. */
enum ItemState {
    /** Nobody has committed it, or its plan stopped before it began. */
    PLANNED,
    /** It is committed, and begins when one that runs has ended. */
    WAITING,
    /** Its operation runs. */
    RUNNING,
    /** Its operation waits for a person. */
    NEEDS_PERSON,
    SUCCEEDED,
    /** Its operation ended otherwise, or it could not begin. */
    FAILED,
    /** Its operation was cancelled, or its plan before it began. */
    CANCELLED;

    /** Ends of operations that leave the host where it was. */
    private static final Set<String> UNDONE = Set.of("REJECTED", "ROLLED_BACK", "CANCELLED");

    private static final String SUCCESS = "SUCCEEDED";

    /**
     * The states of an item as rows have them.
     *
     * @param item the state of the item's row
     * @param operation the state of its operation; null if it has not begun
     * @param open whether the operation is open
     * @param person whether the operation waits for a person
     */
    record Rows(String item, @Nullable String operation, boolean open, boolean person) {
        ItemState state() {
            return switch (item) {
                case "PLANNED" -> PLANNED;
                case "WAITING" -> WAITING;
                case "REFUSED" -> FAILED;
                case "CANCELLED" -> CANCELLED;
                default -> ofOperation();
            };
        }

        private ItemState ofOperation() {
            if (open) {
                return person ? NEEDS_PERSON : RUNNING;
            }
            return SUCCESS.equals(operation) ? SUCCEEDED : "CANCELLED".equals(operation) ? CANCELLED : FAILED;
        }

        /** True if it can be tried again: it did not begin, or its operation left the host where it was. */
        boolean isUndone() {
            return item.equals("REFUSED") || !open && operation != null && UNDONE.contains(operation);
        }
    }
}
