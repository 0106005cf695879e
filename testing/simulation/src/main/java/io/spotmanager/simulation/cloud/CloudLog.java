package io.spotmanager.simulation.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clouds' own record of the changes that they were asked for. */
public final class CloudLog {
    /**
     * What a call belongs to.
     *
     * @param fence of the claim under which its step began; 0 if the claim was no longer valid then
     * @param seq of the newest history entry when the step began
     */
    public record StepNote(UUID operation, long fence, int seq) {}

    /**
     * One request.
     *
     * @param number also in the command that the history records
     * @param by null if no step made it
     */
    public record Request(
            int number,
            String text,
            String process,
            @Nullable StepNote by) {}

    private final List<Request> requests = new ArrayList<>();
    private int reads;

    int next(String text, String process, @Nullable StepNote by) {
        requests.add(new Request(requests.size() + 1, text, process, by));
        return requests.size();
    }

    int nextRead() {
        return ++reads;
    }

    public List<Request> requests() {
        return requests;
    }
}
