package io.spotmanager.domain.netbox;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import java.util.Optional;
import java.util.function.Consumer;

/** The inventory of devices. It is only read. */
public interface Netbox {

    /** Reads a single device, and returns in one sentence why that failed; empty if it was answered. Blocks at most for the time-outs. */
    Optional<String> trouble();

    /**
     * Returns the devices that have a name, one for each name.
     *
     * <p>If a page of devices fails, the whole read fails. What else cannot be read (a row, the tenants) is a gap. NetBox
     * returns fewer devices, without an error, to a token that may see fewer: compare with what was known. If several devices have the same name, ignoring case, the one in
     * service is returned, else the one that was entered last. Blocks while all pages are read. Does not throw for an
     * error of NetBox or the network.
     */
    CloudResult<DeviceList> devices();

    /**
     * Returns the same inventory, which also reports every HTTP request.
     *
     * @param journal called once per request, after its answer, possibly on another thread than the caller's; it must
     *     not block for long
     */
    Netbox recordingTo(Consumer<ExternalCall> journal);
}
