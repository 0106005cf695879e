package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The registry of machines that can be rented (RunPod's host account).
 *
 * <p>No method throws for an error of the registry or the network; the {@link CloudResult} contains it. An HTTP 200
 * with errors and partial data is not a success: after a change it is {@link CloudResult.Unclear}, unless every error has
 * a code that is defined as a refusal. Methods block, at most for the configured time-outs. Thread-safe.
 */
public interface MachineRegistry {

    /**
     * True if nobody calls it: a person does in the registry's own pages what would be asked of it, and says so. Every other method then answers
     * {@link CloudResult.NotSent}.
     */
    default boolean isByHand() {
        return false;
    }

    /** Returns all machines of the account that can be read; {@link #leftOut} tells whether others were left out. */
    CloudResult<List<Machine>> machines();

    /**
     * Returns every machine with exactly that name. Unclear if a row of that name cannot be read, or if there is no such
     * machine and a row has no readable name.
     */
    CloudResult<List<Machine>> named(String name);

    /**
     * Adds a machine. Not idempotent: a second call adds another machine of the same name. After
     * {@link CloudResult.Unclear} read {@link #named} first. The adapter never repeats the call.
     */
    CloudResult<Machine> add(String name);

    /**
     * Removes a machine. RunPod defines no error for an id that it does not know, so that answer is unclear: read
     * {@link #machines()}.
     */
    CloudResult<Accepted> remove(String id);

    /** Returns the secret with which a host joins as this machine. Rejected with 404 if there is no such machine. */
    CloudResult<InstallCertificate> installCertificate(String machineId);

    /**
     * Returns a sentence for each list whose latest read left out rows that could not be read. Nothing proves that a
     * thing in such a list does not exist.
     */
    default List<String> leftOut() {
        return List.of();
    }

    /**
     * Returns the shell command that this call would report. The code that makes the request makes the command; nothing
     * is sent.
     *
     * @param call a call of the given registry, which answers {@link CloudResult.NotSent}
     */
    String preview(Function<MachineRegistry, CloudResult<?>> call);

    /**
     * Returns the same registry, which also reports every external call, without the key and without certificates.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    MachineRegistry recordingTo(Consumer<ExternalCall> journal);
}
