package io.spotmanager.domain.netbox;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.function.Consumer;

/** The inventory of devices. It is only read. */
public interface Netbox {

    /**
     * Returns the devices that have a name, one for each name.
     *
     * <p>If a page fails, the whole read fails. If several devices have the same name, ignoring case, the one in
     * service is returned, else the one that was entered last. Blocks while all pages are read. Does not throw for an
     * error of NetBox or the network.
     */
    CloudAnswer<List<Device>> devices();

    /**
     * Returns the same inventory, which also reports every HTTP request.
     *
     * @param journal called once per request, after its answer, possibly on another thread than the caller's; it must
     *     not block for long
     */
    Netbox journalling(Consumer<ExternalCall> journal);
}
