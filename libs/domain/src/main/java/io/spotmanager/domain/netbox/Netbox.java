package io.spotmanager.domain.netbox;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.function.Consumer;

/** The inventory of machines; it is only ever read. */
public interface Netbox {

    /**
     * The devices that bear a name, one for each name.
     *
     * <p>All of them or none: a read that fails in the middle is no list. Of several devices with the same name the one in
     * service is given, else the one that was entered last; names that differ only in case are the same. Blocks while all
     * pages are read and never throws for what NetBox or the network does.
     */
    CloudAnswer<List<Device>> devices();

    /**
     * The same inventory, telling every HTTP request to this journal as well.
     *
     * @param journal called once per request, after its answer, possibly on another thread than the caller's; it must not
     *     block for long
     */
    Netbox journalling(Consumer<ExternalCall> journal);
}
