package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.vm.NetworkInterface;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nova's JSON of a server's interfaces, or of the interface that was just attached. */
record Interfaces(
        @JsonProperty("interfaceAttachments") @Nullable List<@Nullable Entry> all,
        @JsonProperty("interfaceAttachment") @Nullable Entry attached) {

    record Entry(
            @JsonProperty("port_id") @Nullable String portId,
            @JsonProperty("net_id") @Nullable String networkId,
            @JsonProperty("port_state") @Nullable String state,
            @JsonProperty("fixed_ips") @Nullable List<@Nullable FixedIp> fixedIps) {

        private NetworkInterface checked() {
            if (portId == null || networkId == null) {
                throw new Rows.Unreadable("without its port or network");
            }
            return new NetworkInterface(portId, networkId, state, addresses());
        }

        private List<String> addresses() {
            return fixedIps == null
                    ? List.of()
                    : fixedIps.stream()
                            .flatMap(each -> Stream.ofNullable(each == null ? null : each.address()))
                            .toList();
        }
    }

    record FixedIp(@JsonProperty("ip_address") @Nullable String address) {}

    List<NetworkInterface> list() {
        if (all == null) {
            throw new HttpFailure.MalformedResponse("an answer without the interfaces");
        }
        return Rows.all(all, "an interface", Entry::checked).items();
    }

    NetworkInterface one() {
        if (attached == null) {
            throw new HttpFailure.MalformedResponse("an answer without the interface");
        }
        return Rows.all(List.of(attached), "an interface", Entry::checked)
                .items()
                .getFirst();
    }
}
