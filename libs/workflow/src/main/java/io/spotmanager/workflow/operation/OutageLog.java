package io.spotmanager.workflow.operation;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs once when something that is repeated begins to fail, and once when it works again. Used by one thread. */
public final class OutageLog {
    private final Logger log;
    private final String again;
    private boolean failing;

    /** @param again the sentence for the end */
    public OutageLog(Logger log, String again) {
        this.log = log;
        this.again = again;
    }

    /** @param sentence for the beginning, with {@code {}} for each argument */
    public void failed(String sentence, @Nullable Object... arguments) {
        if (!failing) {
            failing = true;
            log.warn(sentence, arguments);
        }
    }

    public void worked() {
        if (failing) {
            failing = false;
            log.info(again);
        }
    }
}
