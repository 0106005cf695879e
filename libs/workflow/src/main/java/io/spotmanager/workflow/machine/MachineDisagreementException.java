package io.spotmanager.workflow.machine;

import org.jspecify.annotations.Nullable;

/**
 * The next state of an operation is not certain: the transition table and spring-statemachine do not say the same, or the table has
 * no such transition. The message names what was read, for the person who decides.
 */
public final class MachineDisagreementException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param read the state and the signal
     * @param library the library's answer
     */
    MachineDisagreementException(
            String workflow, String read, @Nullable String expected, String library, @Nullable Throwable cause) {
        super(
                "The next state is not certain. Read: %s, workflow %s. The transition table: %s. spring-statemachine: %s."
                        .formatted(read, workflow, expected == null ? "no such transition" : expected, library),
                cause);
    }
}
