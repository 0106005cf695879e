package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.vm.NetworkInterface;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nova's JSON of a server's interfaces, or of the interface that was just attached. */
record Interfaces(
        @JsonProperty("interfaceAttachments") @Nullable List<Entry> all,
        @JsonProperty("interfaceAttachment") @Nullable Entry attached) {

    record Entry(
            @JsonProperty("port_id") @Nullable String portId,
            @JsonProperty("net_id") @Nullable String networkId,
            @JsonProperty("port_state") @Nullable String state,
            @JsonProperty("fixed_ips") @Nullable List<FixedIp> fixedIps) {

        private NetworkInterface checked() {
            if (portId == null || networkId == null) {
                throw new HttpFailure.MalformedResponse("an interface without its port or network");
            }
            return new NetworkInterface(portId, networkId, state, addresses());
        }

        private List<String> addresses() {
            return fixedIps == null
                    ? List.of()
                    : fixedIps.stream()
                            .flatMap(each -> Stream.ofNullable(each.address()))
                            .toList();
        }
    }

    record FixedIp(@JsonProperty("ip_address") @Nullable String address) {}

    List<NetworkInterface> list() {
        if (all == null) {
            throw new HttpFailure.MalformedResponse("an answer without the interfaces");
        }
        return all.stream().map(Entry::checked).toList();
    }

    NetworkInterface one() {
        if (attached == null) {
            throw new HttpFailure.MalformedResponse("an answer without the interface");
        }
        return attached.checked();
    }
}
