package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Whoever rents out whole VMs by flavor and name (Hyperstack): it chooses the host, we can only look afterwards.
 *
 * <p>No method throws for anything the provider or the network does; the {@link CloudAnswer} tells. A success whose body
 * lacks what the method answers is {@link CloudAnswer.Unclear} after a change and after a read alike, and so is
 * HTTP 200 with {@code status: false} unless its {@code error_reason} names a definite refusal, which counts as that
 * status. Methods block, at most for the configured time-outs, and may be called from any number of threads.
 */
public interface VmProvider {

    /** Every VM of exactly that name, case included, all pages, oldest first; two only if something went wrong. */
    CloudAnswer<List<Vm>> named(String name);

    /**
     * Asks for one VM. There is no idempotency key: after {@link CloudAnswer.Unclear} look with {@link #named} before
     * asking again.
     *
     * <p>Refused with 409 when a VM of that name exists, with 400 for wrong input or a balance too low, with 404 for an
     * unknown image, flavor, environment or key pair. Never repeated by the adapter itself.
     *
     * @return the VM as it is right after, usually CREATING and without addresses
     */
    CloudAnswer<Vm> create(VmOrder order);

    /** The VM as it is now; empty once it is gone (404). */
    CloudAnswer<Optional<Vm>> vm(long id);

    /** Starts deleting; the VM is gone when {@link #vm} answers empty. Refused with 404 when it is gone already. */
    CloudAnswer<Accepted> delete(long id);

    /**
     * Replaces the list of firewalls of this one VM, and leaves other VMs' attachments alone. It takes effect some time
     * after the answer.
     */
    CloudAnswer<Accepted> attachFirewalls(long vmId, List<Long> firewallIds);

    /** The firewall with all its attachments; empty if there is none of that id. */
    CloudAnswer<Optional<Firewall>> firewall(long id);

    /** All firewalls with their attachments, all pages. */
    CloudAnswer<List<Firewall>> firewalls();

    /** All images that a VM in the region may start from, public ones included, all pages. */
    CloudAnswer<List<VmImage>> images(String region);

    CloudAnswer<List<VmFlavor>> flavors(String region);

    /** All environments of the account, all pages. */
    CloudAnswer<List<VmEnvironment>> environments();

    /** All key pairs of the account, all pages. */
    CloudAnswer<List<VmKeyPair>> keyPairs();

    /**
     * The command that this call would tell its journal, made by the code that makes the request; nothing is sent.
     *
     * @param call of the provider it is given; it is answered {@link CloudAnswer.NotSent}
     */
    String preview(Function<VmProvider, CloudAnswer<?>> call);

    /**
     * The same provider, telling every external call to this journal as well. The command carries neither key nor user
     * data.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    VmProvider journalling(Consumer<ExternalCall> journal);
}
