package io.spotmanager.clouds.http;

import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.clouds.hyperstack.HyperstackProvider;
import io.spotmanager.clouds.hyperstack.HyperstackSettings;
import io.spotmanager.clouds.netbox.NetboxSettings;
import io.spotmanager.clouds.netbox.RestNetbox;
import io.spotmanager.clouds.runpod.RunPodRegistry;
import io.spotmanager.clouds.runpod.RunPodSettings;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.VmProvider;
import java.util.Map;

/** The vendors beside OpenStack, for what has to be so at every one of them. */
enum Vendor {
    HYPERSTACK(
            "Hyperstack",
            "{\"status\": false, \"message\": \"no\", \"error_reason\": \"forbidden\"}",
            "{\"status\": true, \"keypairs\": [{\"name\": \"k\", \"environment\": {\"name\": \"e\"}}]}") {
        @Override
        CloudResult<?> list(String url) {
            return provider(url).keyPairs();
        }

        @Override
        CloudResult<?> change(String url) {
            return provider(url).create(SimulatedVendors.order("x"));
        }

        private VmProvider provider(String url) {
            return HyperstackProvider.connect(
                    HyperstackSettings.from(Map.of("HYPERSTACK_URL", url, "HYPERSTACK_API_KEY", "key")::get)
                            .orElseThrow(),
                    RateLimiter.UNLIMITED);
        }
    },

    /** It is only read. */
    NETBOX(
            "NetBox",
            "{\"detail\": \"no\"}",
            "{\"count\": 1, \"next\": null, \"results\": [{\"id\": 1, \"name\": \"A\", \"group\": null}]}") {
        @Override
        CloudResult<?> list(String url) {
            return RestNetbox.connect(NetboxSettings.from(Map.of("NETBOX_URL", url, "NETBOX_TOKEN", "0123456789")::get)
                            .orElseThrow())
                    .devices();
        }

        @Override
        CloudResult<?> change(String url) {
            return list(url);
        }
    },

    RUNPOD(
            "RunPod",
            "{\"errors\": [{\"message\": \"no\", \"extensions\": {\"code\": \"FORBIDDEN\"}}]}",
            "{\"data\": {\"myself\": {\"machines\": [{\"id\": \"m\", \"name\": \"x\"}]}}}") {
        @Override
        CloudResult<?> list(String url) {
            return registry(url).machines();
        }

        @Override
        CloudResult<?> change(String url) {
            return registry(url).add("x");
        }

        private MachineRegistry registry(String url) {
            return RunPodRegistry.connect(RunPodSettings.from(Map.of("RUNPOD_URL", url, "RUNPOD_API_KEY", "key")::get)
                    .orElseThrow());
        }
    };

    final String word;
    final String ownRefusal;
    final String goodList;

    Vendor(String word, String ownRefusal, String goodList) {
        this.word = word;
        this.ownRefusal = ownRefusal;
        this.goodList = goodList;
    }

    abstract CloudResult<?> list(String url);

    abstract CloudResult<?> change(String url);
}
