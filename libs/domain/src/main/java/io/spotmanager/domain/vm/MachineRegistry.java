package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where machines are made known before they can be rented by others (RunPod's host account).
 *
 * <p>No method throws for anything the registry or the network does; the {@link CloudAnswer} tells. Errors that come with
 * HTTP 200 and half an answer are no success: of a change they are {@link CloudAnswer.Unclear} unless their text is a
 * definite refusal. Methods block, at most for the configured time-outs, and may be called from any number of threads.
 */
public interface MachineRegistry {

    /** All machines of the account. */
    CloudAnswer<List<Machine>> machines();

    /**
     * Adds a machine, and another of the same name when asked twice: after {@link CloudAnswer.Unclear} look at
     * {@link #machines()} before asking again. Never repeated by the adapter itself.
     */
    CloudAnswer<Machine> add(String name);

    /** Removes a machine. Refused with 404 when there is none of that id. */
    CloudAnswer<Accepted> remove(String id);

    /** The secret that lets one host join as this machine. Refused with 404 when there is no such machine. */
    CloudAnswer<InstallCertificate> installCertificate(String machineId);

    /**
     * The command that this call would tell its journal, made by the code that makes the request; nothing is sent.
     *
     * @param call of the registry it is given; it is answered {@link CloudAnswer.NotSent}
     */
    String preview(Function<MachineRegistry, CloudAnswer<?>> call);

    /**
     * The same registry, telling every external call to this journal as well. Neither the key nor a certificate is told.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    MachineRegistry journalling(Consumer<ExternalCall> journal);
}
