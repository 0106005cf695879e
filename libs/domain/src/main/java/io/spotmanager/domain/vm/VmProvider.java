package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A provider of whole VMs by flavor and name (Hyperstack). It chooses the host; the host can only be read afterwards.
 *
 * <p>No method throws for an error of the provider or the network; the {@link CloudAnswer} contains it. A success whose
 * body lacks the result is {@link CloudAnswer.Unclear}, after a change and after a read. So is an HTTP 200 with
 * {@code status: false}, unless its {@code error_reason} is a definite refusal, which counts as that status. Methods block, at
 * most for the configured time-outs. Thread-safe.
 *
 * <p>A list leaves out a row that lacks what it is needed for, and {@link #leftOut} tells so.
 */
public interface VmProvider {

    /**
     * Returns every VM with exactly that name, case-sensitive, all pages, oldest first. More than one means an error.
     */
    CloudAnswer<List<Vm>> named(String name);

    /**
     * Creates a VM. There is no idempotency key: after {@link CloudAnswer.Unclear} read {@link #named} before you try
     * again. The adapter never repeats the call.
     *
     * <p>Refused with 409 if a VM of that name exists, with 400 for wrong input or a low balance, and with 404 for an
     * unknown image, flavor, environment or key pair.
     *
     * @return the VM right after the call, usually CREATING and without addresses
     */
    CloudAnswer<Vm> create(VmOrder order);

    /** Returns the VM; empty if it does not exist (404). */
    CloudAnswer<Optional<Vm>> vm(long id);

    /** Starts to delete the VM. It is deleted when {@link #vm} returns empty. Refused with 404 if it does not exist. */
    CloudAnswer<Accepted> delete(long id);

    /**
     * Replaces the list of firewalls of this VM. Attachments of other VMs stay. It takes effect some time after the
     * answer.
     */
    CloudAnswer<Accepted> attachFirewalls(long vmId, List<Long> firewallIds);

    /** Returns the firewall with all its attachments; empty if there is none with that id. */
    CloudAnswer<Optional<Firewall>> firewall(long id);

    /** Returns all firewalls with their attachments, all pages. */
    CloudAnswer<List<Firewall>> firewalls();

    /** Returns all images for VMs in the region, including public ones, all pages. */
    CloudAnswer<List<VmImage>> images(String region);

    CloudAnswer<List<VmFlavor>> flavors(String region);

    /** Returns all environments of the account, all pages. */
    CloudAnswer<List<VmEnvironment>> environments();

    /** Returns all key pairs of the account, all pages. */
    CloudAnswer<List<VmKeyPair>> keyPairs();

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
     * @param call a call of the given provider, which answers {@link CloudAnswer.NotSent}
     */
    String preview(Function<VmProvider, CloudAnswer<?>> call);

    /**
     * Returns the same provider, which also reports every external call, without the key and without user data.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    VmProvider journalling(Consumer<ExternalCall> journal);
}
