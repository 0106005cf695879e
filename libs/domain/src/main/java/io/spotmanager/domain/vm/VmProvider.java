package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A provider of whole VMs by flavor and name (Hyperstack). It chooses the host; the host can only be read afterwards.
 *
 * <p>No method throws for an error of the provider or the network; the {@link CloudResult} contains it. A success whose
 * body lacks the result is {@link CloudResult.Unclear}, after a change and after a read. So is an HTTP 200 with
 * {@code status: false}, unless its {@code error_reason} is a definite refusal, which counts as that status. Methods block, at
 * most for the configured time-outs. Thread-safe.
 *
 * <p>A list leaves out a row that lacks what it is needed for, and {@link #leftOut} tells so.
 */
public interface VmProvider {

    /**
     * Returns every VM with exactly that name, case-sensitive, all pages, oldest first. More than one means an error.
     * Unclear if a row of that name cannot be read, or if there is no such VM and a row has no readable name.
     */
    CloudResult<List<Vm>> named(String name);

    /**
     * Returns every VM of the account, all pages. A VM that appears or vanishes during the read may be missing, so nothing
     * is to be concluded from one that is not in the list.
     */
    CloudResult<List<Vm>> all();

    /**
     * Creates a VM. There is no idempotency key: after {@link CloudResult.Unclear} read {@link #named} before you try
     * again. The adapter never repeats the call.
     *
     * <p>Rejected with 409 if a VM of that name exists, with 400 for wrong input or a low balance, and with 404 for an
     * unknown image, flavor, environment or key pair.
     *
     * @return the VM right after the call, usually CREATING and without addresses
     */
    CloudResult<Vm> create(CreateVmRequest order);

    /** Returns the VM; empty if it does not exist (404). */
    CloudResult<Optional<Vm>> vm(long id);

    /** Starts to delete the VM. It is deleted when {@link #vm} returns empty. Rejected with 404 if it does not exist. */
    CloudResult<Accepted> delete(long id);

    /**
     * Replaces the list of firewalls of this VM. Attachments of other VMs stay. It takes effect some time after the
     * answer.
     */
    CloudResult<Accepted> attachFirewalls(long vmId, List<Long> firewallIds);

    /** Returns the firewall with all its attachments; empty if there is none with that id. */
    CloudResult<Optional<Firewall>> firewall(long id);

    /**
     * Returns all firewalls with their attachments, all pages. Unclear if one that this VM may have cannot be read: a
     * list without it would detach it.
     */
    CloudResult<List<Firewall>> firewalls(long vmId);

    /** Returns all images for VMs in the region, including public ones, all pages. */
    CloudResult<List<VmImage>> images(String region);

    CloudResult<List<VmFlavor>> flavors(String region);

    /** Returns all environments of the account, all pages. */
    CloudResult<List<VmEnvironment>> environments();

    /** Returns all key pairs of the account, all pages. */
    CloudResult<List<VmKeyPair>> keyPairs();

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
     * @param call a call of the given provider, which answers {@link CloudResult.NotSent}
     */
    String preview(Function<VmProvider, CloudResult<?>> call);

    /**
     * Returns the same provider, which also reports every external call, without the key and without user data.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    VmProvider recordingTo(Consumer<ExternalCall> journal);
}
